/** Service that is bought, moved or kept through time away: the table of contents. */
import { load } from "@emeritus/engine/plan.ts";
import {
  boughtService,
  costBeforeInterest,
  purchaseBalance,
  purchaseCost,
  purchaseDue,
  purchaseInterest,
  purchasePaid,
  purchasePaidBackIn,
  purchaseRate,
  reducedCost,
} from "./cost.ts";
import { dayInCreditedSpan, dayIsCredited, dayReason } from "./day.ts";
import { dayInLedger, dayMark } from "./ledger.ts";
import { backPayCounts, dutyCounts, dutyDays, returnDue } from "./gaps.ts";
import {
  alreadyCredited,
  boughtServiceGoesTo,
  buyableElsewhere,
  hoursSuffice,
  priorServiceCounted,
  priorTime,
  purchaseStanding,
  serviceAtReducedCost,
  serviceToBuy,
} from "./standing.ts";
import { movedService, serviceGivenUp, moveStanding, transferTakesEffect } from "./transfers.ts";

/** The law on bought and moved service, loaded. */
export const serviceCredit = load("serviceCredit", [
  // Board Rules 2-4, 3-4: a day of service
  dayInCreditedSpan,
  dayReason,
  dayIsCredited,
  dayMark,
  dayInLedger,
  // USERRA; Board Rules 2-10, 3-10: time away
  dutyDays,
  returnDue,
  dutyCounts,
  backPayCounts,
  // RSMo 104.343, 104.344, 104.1021, 105.691: purchases
  alreadyCredited,
  hoursSuffice,
  buyableElsewhere,
  purchaseStanding,
  priorTime,
  priorServiceCounted,
  serviceAtReducedCost,
  serviceToBuy,
  boughtServiceGoesTo,
  purchaseRate,
  costBeforeInterest,
  reducedCost,
  purchaseCost,
  purchaseDue,
  purchasePaid,
  purchaseInterest,
  purchaseBalance,
  boughtService,
  purchasePaidBackIn,
  // RSMo 104.800, 104.1090, 105.691, 104.603: transfers
  transferTakesEffect,
  moveStanding,
  movedService,
  serviceGivenUp,
]);

/** What the sources govern and this folder does not compute yet, by section; pages and the README print it. */
export const notYetEncoded = [
  {
    section: "RSMo 105.691",
    what: "the full actuarial cost and the conversion of what is transferred: the actuary certifies them",
  },
  {
    section: "RSMo 104.344",
    what: "employer rates of the first day of employment before 2015: the fund certifies them",
  },
  { section: "RSMo 104.343", what: "refund of a purchase to a surviving spouse" },
  { section: "RSMo 104.800", what: "a member who dies before a transfer: figured under the better system" },
  {
    section: "RSMo 104.339, 104.340, 104.342, 104.345, 104.347, 104.552, 104.608",
    what: "special prior service: granted by hand",
  },
];
