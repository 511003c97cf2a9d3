/** Long-term disability insurance, and what may be kept during a layoff (RSMo 104.518, 104.1075, BR 2-11(2), 3-11(2)). */
import {
  all,
  cases,
  days,
  dayBefore,
  dollars,
  firstOfMonth,
  greaterOf,
  laterOf,
  lesserOf,
  minus,
  months,
  onOrAfter,
  onOrBefore,
  otherwise,
  percent,
  plusDays,
  plusMonths,
  product,
  supposing,
  when,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, published, register, rsmo } from "../../../sources.ts";
import { payEarned } from "../employer-money/facts.ts";
import { basicLifeRate, disabilityRate } from "../employer-money/rates.ts";
import {
  coverageMonth,
  deductibleIncome,
  disabledFrom,
  earningsBefore,
  laidOffOn,
  lifeAskedInLayoff,
  lifeAtLayoff,
  payAtLayoff,
  sickLeaveUsedUp,
} from "./facts.ts";

const layoff = and(boardRule("2-11(2)"), boardRule("3-11(2)"));
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
export const layoffCoverage = fixed("layoffCoverage", { cites: layoff, is: months(12) });
/** The last day of insurance kept in a layoff. */
export const layoffCoverageEnds = provision.date("layoffCoverageEnds", {
  cites: layoff,
  means: () => dayBefore(plusMonths(laidOffOn, layoffCoverage)),
});
/** Whether insurance may be kept in the month at one's own expense: from the layoff, and for twelve months. */
export const keptInLayoff = provision.condition("keptInLayoff", {
  cites: layoff,
  register: "INSURANCE-Q07",
  means: () =>
    all(onOrAfter(coverageMonth, firstOfMonth(laidOffOn)), onOrBefore(coverageMonth, layoffCoverageEnds)),
});
/** Life insurance kept in the month: never more than on the day of the layoff. */
export const lifeInLayoff = provision.amount("lifeInLayoff", {
  cites: layoff,
  means: () =>
    cases(when(keptInLayoff, lesserOf(lifeAskedInLayoff, lifeAtLayoff)), otherwise(dollars("0.00"))),
});
/** Monthly premium of basic life insurance in a layoff: what the department would have paid. */
export const basicPremiumInLayoff = provision.amount("basicPremiumInLayoff", {
  cites: layoff,
  register: "INSURANCE-Q07",
  means: () => product(payAtLayoff, supposing([[payEarned, coverageMonth]], basicLifeRate)),
  rounding: toTheCent(register("INSURANCE-Q07")),
});
/** Monthly charge for disability insurance in a layoff: the pay at the layoff at the rate of active employees in the month. */
export const disabilityPremiumInLayoff = provision.amount("disabilityPremiumInLayoff", {
  cites: layoff,
  register: "INSURANCE-Q07",
  means: () => product(payAtLayoff, supposing([[payEarned, coverageMonth]], disabilityRate)),
  rounding: toTheCent(register("INSURANCE-Q07")),
});
