/**
 * The year 2000 plan of the Missouri State Employees' Retirement System, for employees, legislators and statewide elected officials,
 * one kind of service at a time: the table of contents in statutory order. Outside this folder the plan is what this file exports.
 */
import { load } from "@emeritus/engine/plan.ts";
import { survivorsPaidFrom } from "../msep/death.ts";
import { disabilityPay, disabilityServiceEnds } from "../shared/disability.ts";
import {
  accruedInMarriage,
  accruedWhenDivided,
  dueToFormerSpouse,
  formerSpouseIsPaid,
  formerSpousePaidFrom,
  formerSpouseShare,
  maritalFraction,
  serviceBeforeMarriage,
  serviceWhenDivided,
} from "../shared/division.ts";
import { optionIsAllowed, reelectionEffective, reelectionInTime } from "../shared/elections.ts";
import {
  allForfeited,
  baseBenefitLeft,
  heldPaymentsAreOwed,
  payeeIsConvicted,
  payeeMayBePaid,
  shareLeft,
} from "../shared/forfeiture.ts";
import {
  annuitiesResume,
  annuityPaid,
  notPaidForWork,
  repaymentWithInterest,
  secondAnnuity,
  severedForGood,
  stoppedByWork,
} from "../shared/reemployment.ts";
import { fullAssemblies, serviceByAssemblies } from "./assemblies.ts";
import {
  backDropAvailable,
  backDropDate,
  backDropInstalment,
  backDropLastInstalment,
  backDropLumpSum,
  backDropPayments,
  backDropPeriodIsLegal,
  firstNormalAnnuity,
  mayHaveBackDrop,
  paidInBackDrop,
  planHasBackDrop,
  secondInstalmentOn,
} from "./backdrop.ts";
import { baseBenefit, minimumService } from "./base-benefit.ts";
import { positionIsBenefitEligible } from "./benefit-eligible-position.ts";
import { colaBase, colaInForce, firstColaOn, nextAnniversary, nextColaMonth } from "./cola.ts";
import {
  creditedService,
  earlierServiceCounts,
  earnedService,
  lastStretchBegins,
  serviceBeforeBreak,
  serviceBroken,
  serviceSinceBreak,
  timeEmployed,
} from "./credited-service.ts";
import {
  childrenDeathBenefit,
  childrenInMonth,
  deathBenefit,
  deathLeavesBenefit,
  diedBeforeStart,
  diedInService,
  dueAfterDeath,
  dueToEachChild,
  dueToOldestChild,
  dutyDeathMinimum,
  earnedAtDeath,
  factorAtDeath,
  spouseDeathBenefit,
  spouseIsPaid,
  spouseQualifies,
} from "./death.ts";
import { door, earlyAgeReached, eligible, startingDateIsLegal } from "./door.ts";
import {
  applicationDue,
  earliestApplication,
  earliestDeferredApplication,
  earliestStartingDate,
  electionDue,
  latestStartingDate,
  startingDateInWindow,
  voidOn,
} from "./due-dates.ts";
import { earlyFactor, monthsEarly, reducedBaseBenefit } from "./early-retirement.ts";
import { finalAveragePay } from "./final-average-pay.ts";
import {
  annuityInForce,
  annuityPayable,
  dueTemporary,
  dueToBeneficiary,
  dueToRetiree,
  dueToSurvivor,
  guaranteedPaymentsLeft,
  guaranteeEnds,
  isJoint,
  poppedUp,
  retireeIsPaid,
  survivorAmountAtDeath,
  survivorIsPaid,
  survivorShare,
  temporaryInForce,
} from "./in-payment.ts";
import {
  firstDeferredReduced,
  firstDeferredUnreduced,
  firstEarly,
  firstNormalAge,
  firstRuleOf80,
  firstUnreduced,
} from "./ladder.ts";
import { legislatorMonthlyPay } from "./legislators.ts";
import { isElected, isMember } from "./membership.ts";
import { officePay, officePayRise, officialMonthlyPay } from "./officials.ts";
import { ageAtStart, normalAge, normalAgeReached, retiresDirectly } from "./normal-retirement.ts";
import {
  chosenAmount,
  guaranteed120Amount,
  guaranteed120Factor,
  guaranteed180Amount,
  guaranteed180Factor,
  joint100Amount,
  joint100Factor,
  joint100SurvivorAmount,
  joint50Amount,
  joint50Factor,
  joint50SurvivorAmount,
  lifeIncomeAmount,
  memberAge,
  spouseYearsOlder,
  yearsBelowAnchor,
} from "./payment-options.ts";
import { ageAndService, ageAtLeaving, leastAgeForRuleOf80, ruleOf80 } from "./rule-of-80.ts";
import { benefitService, sickLeaveService } from "./sick-leave.ts";
import { temporaryBenefit, temporaryBenefitEnds } from "./temporary-benefit.ts";
import { eligibilityService, otherKindVests, vested } from "./vesting.ts";

/** The law of MSEP 2000, loaded. */
export const msep2000 = load("msep2000", [
  // RSMo 104.1003, 104.1009, 104.1015, 104.1091.1: who is a member; Board Rule 3-12: in which positions
  isMember,
  isElected,
  positionIsBenefitEligible,
  // RSMo 104.1018, 104.1021, 104.1084, 104.1087: service and vesting
  timeEmployed,
  earnedService,
  lastStretchBegins,
  serviceBroken,
  serviceBeforeBreak,
  serviceSinceBreak,
  earlierServiceCounts,
  serviceByAssemblies,
  fullAssemblies,
  creditedService,
  sickLeaveService,
  benefitService,
  eligibilityService,
  otherKindVests,
  vested,
  // RSMo 104.1003.1, 104.1084: final average pay, pay of the office
  finalAveragePay,
  officePay,
  legislatorMonthlyPay,
  officePayRise,
  officialMonthlyPay,
  // RSMo 104.1024: starting dates, eligibility, base benefit, minimum, temporary benefit
  earliestStartingDate,
  latestStartingDate,
  startingDateInWindow,
  earliestApplication,
  applicationDue,
  electionDue,
  voidOn,
  ageAtStart,
  ageAtLeaving,
  ageAndService,
  normalAge,
  normalAgeReached,
  leastAgeForRuleOf80,
  retiresDirectly,
  ruleOf80,
  earlyAgeReached,
  door,
  startingDateIsLegal,
  eligible,
  baseBenefit,
  minimumService,
  temporaryBenefit,
  temporaryBenefitEnds,
  // RSMo 104.1027: payment options
  spouseYearsOlder,
  memberAge,
  yearsBelowAnchor,
  joint50Factor,
  joint100Factor,
  guaranteed120Factor,
  guaranteed180Factor,
  lifeIncomeAmount,
  joint50Amount,
  joint100Amount,
  guaranteed120Amount,
  guaranteed180Amount,
  joint50SurvivorAmount,
  joint100SurvivorAmount,
  chosenAmount,
  // RSMo 104.1033, 104.1036: early retirement, deferred annuity
  monthsEarly,
  earlyFactor,
  reducedBaseBenefit,
  earliestDeferredApplication,
  // RSMo 104.1030, 104.1084.3: death before the annuity starts
  diedBeforeStart,
  diedInService,
  survivorsPaidFrom,
  deathLeavesBenefit,
  earnedAtDeath,
  dutyDeathMinimum,
  factorAtDeath,
  spouseDeathBenefit,
  childrenDeathBenefit,
  spouseQualifies,
  childrenInMonth,
  spouseIsPaid,
  deathBenefit,
  dueAfterDeath,
  dueToEachChild,
  dueToOldestChild,
  // RSMo 104.625, 104.1024: BackDROP
  backDropDate,
  planHasBackDrop,
  firstNormalAnnuity,
  mayHaveBackDrop,
  backDropAvailable,
  backDropPeriodIsLegal,
  paidInBackDrop,
  backDropPayments,
  backDropLumpSum,
  backDropInstalment,
  backDropLastInstalment,
  secondInstalmentOn,
  // RSMo 104.1027: the spouse's consent, marriage in retirement
  optionIsAllowed,
  reelectionInTime,
  reelectionEffective,
  // RSMo 104.1039: work after retirement
  severedForGood,
  stoppedByWork,
  annuityPaid,
  notPaidForWork,
  repaymentWithInterest,
  secondAnnuity,
  annuitiesResume,
  // RSMo 104.1042: long-term disability
  disabilityServiceEnds,
  disabilityPay,
  // RSMo 104.1051: division of benefits
  accruedWhenDivided,
  serviceWhenDivided,
  serviceBeforeMarriage,
  maritalFraction,
  accruedInMarriage,
  formerSpouseShare,
  formerSpousePaidFrom,
  formerSpouseIsPaid,
  dueToFormerSpouse,
  // RSMo 104.1060, 105.669: forfeiture, killing
  allForfeited,
  baseBenefitLeft,
  payeeIsConvicted,
  shareLeft,
  payeeMayBePaid,
  heldPaymentsAreOwed,
  // the first date of each door
  firstNormalAge,
  firstRuleOf80,
  firstEarly,
  firstDeferredReduced,
  firstDeferredUnreduced,
  firstUnreduced,
  // RSMo 104.1024.1, 104.1027.1, 104.1045, 104.1084: what is due for a month
  colaBase,
  firstColaOn,
  colaInForce,
  nextAnniversary,
  nextColaMonth,
  retireeIsPaid,
  isJoint,
  poppedUp,
  annuityInForce,
  annuityPayable,
  dueToRetiree,
  temporaryInForce,
  dueTemporary,
  survivorShare,
  survivorAmountAtDeath,
  survivorIsPaid,
  dueToSurvivor,
  guaranteeEnds,
  guaranteedPaymentsLeft,
  dueToBeneficiary,
]);

/** What the plan's sources govern and this folder does not compute yet, by section; pages and the README print it. */
export const notYetEncoded = [
  {
    section: "RSMo 104.1015.2",
    what: "members already retired on 1 July 2000 who changed plans in the year after",
  },
  {
    section: "RSMo 104.1027",
    what: "the amount after an election that follows a marriage or a divorce in retirement",
  },
  {
    section: "RSMo 104.1039",
    what: "the limit of 1,000 hours a year from 2001 to 2002; adjustments that fall in months without an annuity",
  },
  { section: "RSMo 104.1048", what: "waiver of payments or of an adjustment" },
  {
    section: "RSMo 104.352, 104.354",
    what: "part-time employees of the legislature: staff calculate their benefit by hand",
  },
];
