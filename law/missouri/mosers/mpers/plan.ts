/**
 * The system of the department of transportation and the highway patrol, as far as reemployment touches the fund. Service that moves to or
 * from it (RSMo 104.603, 104.800) is among the transfers of the service-credit plan.
 */
import { load } from "@emeritus/engine/plan.ts";
import { earnsCreditElsewhere, suspendedByOtherSystem } from "./work.ts";

/** That law, loaded. */
export const mpers = load("mpers", [
  // RSMo 104.1039: work after retirement
  suspendedByOtherSystem,
  earnsCreditElsewhere,
]);

/** What its sources govern and this folder does not compute, by section; pages and the README print it. */
export const notYetEncoded = [
  { section: "RSMo 104.020-104.270", what: "the other system's own plans: its board runs them" },
  {
    section: "RSMo 104.602",
    what: "service in either system not credited before (heading read)",
  },
  {
    section: "RSMo 104.805, 104.806, 104.810",
    what: "employees moved by law, and the water patrol (headings read)",
  },
];
