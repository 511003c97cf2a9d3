/** Marriage and divorce in retirement under the closed plan: the rules of the year 2000 plan, by the closed plan's own section (RSMo 104.395). */
import type { Change } from "@emeritus/engine/amend.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { isJoint, poppedUp } from "../msep-2000/in-payment.ts";
import {
  decreesCancelFrom,
  jointCancelledFrom,
  jointIsCancelled,
  jointSpouseDied,
  mayElectAgain,
  optionInForce,
  reelectionDue,
  reelectionHolds,
  reelectionHoldsFrom,
  reelectionInTime,
  reelectionTime,
} from "../shared/elections.ts";
import { underSection } from "../shared/sections.ts";

const marriage = and(rsmo("104.395"), handbook(34));
const divorce = rsmo("104.395");

/** The sections and register entries of the closed plan for a new election and for a cancelled joint option. */
export const electionsUnderClosedPlan: readonly Change[] = [
  underSection(reelectionTime, { cites: marriage }),
  underSection(reelectionDue, { cites: marriage, register: "MSEP-Q40" }),
  underSection(mayElectAgain, { cites: marriage, register: "MSEP-Q40" }),
  underSection(reelectionInTime, { cites: marriage, register: "MSEP-Q40" }),
  underSection(reelectionHoldsFrom, { cites: marriage, register: "MSEP-Q40" }),
  underSection(reelectionHolds, { cites: marriage, register: "MSEP-Q40" }),
  underSection(decreesCancelFrom, { cites: divorce }),
  underSection(jointCancelledFrom, { cites: divorce, register: "MSEP-Q50" }),
  underSection(jointIsCancelled, { cites: divorce, register: "MSEP-Q50" }),
  underSection(optionInForce, { cites: marriage, register: "MSEP-Q40" }),
  underSection(jointSpouseDied, { cites: marriage, register: "MSEP-Q40" }),
  underSection(isJoint, { cites: rsmo("104.395.1") }),
  underSection(poppedUp, { cites: handbook(34), register: "MSEP-Q29" }),
];
