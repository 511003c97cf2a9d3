/** Long-term disability insurance, and what goes on during a layoff (RSMo 104.518, 104.1075, BR 3-11). */
import {
  days,
  dayBefore,
  dollars,
  greaterOf,
  laterOf,
  minus,
  months,
  percent,
  plusDays,
  plusMonths,
  product,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, published, register, rsmo } from "../../../sources.ts";
import { deductibleIncome, disabledFrom, earningsBefore, laidOffOn, sickLeaveUsedUp } from "./facts.ts";

const cites = and(rsmo("104.518"), rsmo("104.1075"), published("ltdPage"));

/** Share of earlier earnings that the policy pays at most. */
export const insuredShare = fixed("insuredShare", { cites, is: percent("60") });
/** Monthly disability benefit: the share of earlier earnings less income that the policy deducts. */
export const insuredDisabilityBenefit = provision.amount("insuredDisabilityBenefit", {
  cites,
  register: "INSURANCE-Q06",
  means: () => greaterOf(dollars("0.00"), minus(product(earningsBefore, insuredShare), deductibleIncome)),
  rounding: toTheCent(register("INSURANCE-Q06")),
});
/** Days of disability before benefits begin. */
export const disabilityWait = fixed("disabilityWait", { cites: published("stateTechPage"), is: days(90) });
/** The day on which the waiting ends: ninety days, or the last day of sick leave, whichever is later. */
export const disabilityWaitEnds = provision.date("disabilityWaitEnds", {
  cites: published("stateTechPage"),
  means: () => laterOf(plusDays(disabledFrom, disabilityWait), sickLeaveUsedUp),
});

/** How long insurance may be kept at one's own expense in a layoff. */
export const layoffCoverage = fixed("layoffCoverage", { cites: boardRule("3-11"), is: months(12) });
/** The last day of insurance kept in a layoff. */
export const layoffCoverageEnds = provision.date("layoffCoverageEnds", {
  cites: boardRule("3-11"),
  means: () => dayBefore(plusMonths(laidOffOn, layoffCoverage)),
});
