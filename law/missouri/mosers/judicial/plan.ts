/**
 * The Judicial Plan, for who first became a judge before 1 January 2011: the table of contents in statutory order. Outside this
 * folder the plan is what this file exports.
 */
import { amend } from "@emeritus/engine/amend.ts";
import { load } from "@emeritus/engine/plan.ts";
import type { Provision } from "@emeritus/engine/provision.ts";
import {
  applicationDue,
  earliestApplication,
  electionDue,
  startingDateInWindow,
  voidOn,
} from "../msep-2000/due-dates.ts";
import { rsmo } from "../../../sources.ts";
import { leastAdjustment } from "./cola.ts";
import { compensationBase } from "./compensation.ts";
import { annuityAtStart, annuityInForce, barredByWork, dueToRetiree, retireeIsPaid } from "./in-payment.ts";
import { inheritedByJudges } from "./inherited.ts";
import { firstAnyPay, firstFullPay } from "./ladder.ts";
import { benefitsLost, isMember, leftInQualifyingWay } from "./membership.ts";
import { door, eligible, fullyVested, shareOfFullPay, unreduced } from "./retirement.ts";
import { fullRetirementPay, retirementPay } from "./retirement-pay.ts";
import { mayServeAsSenior, seniorDailyPay, seniorPayCeiling, seniorPayForYear } from "./senior-judges.ts";
import { accrualEnds, judicialService, stipulatedDate } from "./service.ts";
import { employmentReallyEnded, retirementIsVoid } from "./severance.ts";
import {
  deathBenefit,
  dependentsEntitled,
  dueToDependents,
  dueToEachDependent,
  dueToSurvivor,
  partForMandatoryAge,
  serviceStillPossible,
  spouseQualifies,
  survivorAmountAtDeath,
  survivorBenefit,
  survivorIsPaid,
  survivorShare,
  timeOfDeath,
} from "./survivors.ts";

/** What judges have in common with administrative law judges and legal advisors, whose chapter uses the same design. */
export const commonProvisions: readonly Provision<unknown>[] = [
  // RSMo 476.480, 476.515, 476.521.1: who is a member
  isMember,
  benefitsLost,
  leftInQualifyingWay,
  // RSMo 476.520, 476.545, Board Rules 2-4, 4-12, 4-13: service and eligibility
  accrualEnds,
  judicialService,
  unreduced,
  shareOfFullPay,
  door,
  fullyVested,
  eligible,
  firstFullPay,
  firstAnyPay,
  // RSMo 104.401 by Board Rule 4-13: dates of an application
  startingDateInWindow,
  earliestApplication,
  applicationDue,
  electionDue,
  voidOn,
  // RSMo 476.530, 476.601: amount and adjustments
  compensationBase,
  fullRetirementPay,
  retirementPay,
  leastAdjustment,
  annuityAtStart,
  annuityInForce,
  barredByWork,
  retireeIsPaid,
  dueToRetiree,
  employmentReallyEnded,
  retirementIsVoid,
  // RSMo 476.515, 476.535, 476.537: survivors
  timeOfDeath,
  survivorShare,
  serviceStillPossible,
  partForMandatoryAge,
  deathBenefit,
  survivorAmountAtDeath,
  survivorBenefit,
  spouseQualifies,
  survivorIsPaid,
  dueToSurvivor,
  dependentsEntitled,
  dueToDependents,
  dueToEachDependent,
];

/** The law of the Judicial Plan with what it takes from chapter 104 word for word. */
const own = load("judicial", [
  ...commonProvisions,
  stipulatedDate,
  // RSMo 476.682: senior judges
  mayServeAsSenior,
  seniorDailyPay,
  seniorPayCeiling,
  seniorPayForYear,
]);

/** The law of the Judicial Plan, loaded. */
export const judicial = amend(own, "judicial", inheritedByJudges(rsmo("476.520")));

/** What the plan's sources govern and this folder does not compute yet, by section; pages and the README print it. */
export const notYetEncoded = [
  { section: "RSMo 476.450-476.510", what: "special commissioners and referees for life (a manual grant)" },
  { section: "RSMo 476.517", what: "the election of a plan by certain judges in 2002 (text not read)" },
  {
    section: "RSMo 476.684, 476.686, 476.690",
    what: "refunded credit of service before 1959, service of former city magistrates, transfers: granted by hand",
  },
  { section: "RSMo 476.539", what: "special consultants among surviving spouses (a manual grant)" },
  { section: "RSMo 476.585", what: "refund of contributions made through 1 September 1976" },
  { section: "RSMo 476.601", what: "adjustments of a judge who serves past eligibility" },
  { section: "RSMo 476.682", what: "credit for senior service and the adjustment of the benefit" },
  { section: "Mo. Const. art. V §24", what: "compensation between disability retirement and eligibility" },
  { section: "RSMo 104.312", what: "division of benefits: staff calculate it by hand" },
];
