/** The Colleges and Universities Retirement Plan as far as it touches the fund: members, contributions, joining the system. */
import { load } from "@emeritus/engine/plan.ts";
import { dueFromUniversity, isOutsideEmployee, ownContribution } from "./membership.ts";
import { mayJoinSystem, planJoined, serviceBrought, vestedOnJoining } from "./transfer.ts";

/** The law of the plan, loaded. */
export const curp = load("curp", [
  // RSMo 104.1200, 104.1205
  isOutsideEmployee,
  dueFromUniversity,
  ownContribution,
  // RSMo 104.1210, 104.1215
  mayJoinSystem,
  planJoined,
  vestedOnJoining,
  serviceBrought,
]);

/** What its sources govern and this folder does not compute, by section; pages and the README print it. */
export const notYetEncoded = [
  {
    section: "RSMo 104.1205",
    what: "accounts, investment and payment, which the third-party administrator keeps",
  },
];
