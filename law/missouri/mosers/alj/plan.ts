/**
 * The plan of administrative law judges and legal advisors (chapter 287): the design that it shares with judges, under its own
 * sections. Outside this folder the plan is what this file exports.
 */
import { adding, amend } from "@emeritus/engine/amend.ts";
import { load } from "@emeritus/engine/plan.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, rsmo } from "../../../sources.ts";
import {
  adjustmentCap,
  adjustmentTrackBy,
  leastAdjustment,
  leastRate,
  leastRateUntil,
  nextAnniversary,
} from "../judicial/cola.ts";
import { inheritedByJudges } from "../judicial/inherited.ts";
import { firstAnyPay, firstFullPay, judicialSearchEnds } from "../judicial/ladder.ts";
import { annuityAtStart, annuityInForce, dueToRetiree, retireeIsPaid } from "../judicial/in-payment.ts";
import { benefitsLost, isMember } from "../judicial/membership.ts";
import { commonProvisions } from "../judicial/plan.ts";
import {
  door,
  eligible,
  highestAge,
  leastService,
  lowestAge,
  middleAge,
  middleService,
  mostService,
  proportionCounts,
  shareOfFullPay,
  unreduced,
} from "../judicial/retirement.ts";
import { fullPayShare, fullRetirementPay, retirementPay } from "../judicial/retirement-pay.ts";
import {
  deathBenefit,
  dependentsEntitled,
  dueToDependents,
  dueToEachDependent,
  dueToSurvivor,
  leastMarriage,
  minority,
  partForMandatoryAge,
  serviceStillPossible,
  spouseQualifies,
  survivorAmountAtDeath,
  survivorBenefit,
  survivorIsPaid,
  survivorShare,
  survivorsHalf,
  timeOfDeath,
} from "../judicial/survivors.ts";
import { under } from "../shared/sections.ts";
import { eligibilityChanges } from "./eligibility.ts";
import { highestSalary } from "./facts.ts";

const survivors = rsmo("287.825");
const adjustments = and(rsmo("287.820.4"), boardRule("4-5"));

/** The yearly salary on which the benefit is based: the highest received, not that of an office when it was left. */
export const compensationBase = provision.amount("compensationBase", {
  cites: and(rsmo("287.820.1"), rsmo("287.812(8)")),
  register: "ALJ-Q04",
  means: () => highestSalary,
});

/** The law of the plan, loaded; its own salary comes first, so that the pay of courts is not part of it. */
export const alj = amend(load("alj", [compensationBase]), "alj", [
  adding(...commonProvisions),
  // RSMo 287.812, 287.813, 287.815, 287.830, 287.835: members and eligibility
  ...eligibilityChanges,
  ...under(rsmo("287.813"), isMember),
  ...under(rsmo("287.835"), benefitsLost),
  ...under(
    rsmo("287.815.1"),
    highestAge,
    leastService,
    middleAge,
    middleService,
    lowestAge,
    mostService,
    unreduced,
    eligible,
  ),
  ...under(rsmo("287.830"), shareOfFullPay, door),
  // RSMo 287.820: amount and adjustments
  ...under(rsmo("287.820.1"), fullPayShare, fullRetirementPay, retirementPay, retireeIsPaid, dueToRetiree),
  ...under(adjustments, leastRateUntil, leastRate, adjustmentCap, leastAdjustment, annuityInForce),
  // RSMo 287.812(2), 287.825: survivors
  ...under(and(rsmo("287.812(2)"), survivors), leastMarriage, spouseQualifies, survivorIsPaid, dueToSurvivor),
  ...under(
    survivors,
    survivorsHalf,
    serviceStillPossible,
    partForMandatoryAge,
    deathBenefit,
    survivorAmountAtDeath,
    survivorBenefit,
  ),
  ...under(survivors, timeOfDeath, survivorShare),
  ...under(rsmo("287.812(2)"), minority, dependentsEntitled, dueToDependents, dueToEachDependent),
  ...under(adjustments, adjustmentTrackBy, nextAnniversary),
  ...under(rsmo("287.820.1"), annuityAtStart),
  // RSMo 287.815, 287.830: first dates
  ...under(rsmo("287.830"), proportionCounts, firstAnyPay),
  ...under(rsmo("287.815.1"), firstFullPay, judicialSearchEnds),
  // Board Rule 4-13: chapter 104
  ...inheritedByJudges(rsmo("287.815.1")),
]);

/** What the plan's sources govern and this folder does not compute yet, by section; pages and the README print it. */
export const notYetEncoded = [
  { section: "RSMo 287.835", what: "removal for cause and reappointment (text not available): refused" },
  { section: "RSMo 287.856.2", what: "refund of a purchase to a surviving spouse (first words read)" },
  {
    section: "RSMo 104.332, 104.335",
    what: "special consultants, and the present value of a deferred right",
  },
  { section: "RSMo 104.312", what: "division of benefits: staff calculate it by hand" },
];
