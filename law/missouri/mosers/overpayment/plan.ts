/** Errors, overpayments and void retirements: the table of contents. */
import { load } from "@emeritus/engine/plan.ts";
import {
  correctableThrough,
  errorIsCorrected,
  monthsOverpaid,
  overpaid,
  recoveryEachMonth,
  underpaid,
} from "./corrections.ts";
import {
  endedInGoodFaith,
  interestOnVoid,
  paidWhileVoid,
  repaymentOfVoid,
  repaymentRate,
} from "./void-retirement.ts";

/** The law on errors and overpayments, loaded. */
export const overpayments = load("overpayments", [
  // RSMo 104.490, 104.1060: errors
  correctableThrough,
  errorIsCorrected,
  overpaid,
  underpaid,
  monthsOverpaid,
  recoveryEachMonth,
  // Board Rules 4-9, 4-10; RSMo 104.1039: retirement without a bona fide termination
  endedInGoodFaith,
  repaymentRate,
  paidWhileVoid,
  interestOnVoid,
  repaymentOfVoid,
]);

/** What the sources govern and this folder does not compute yet, by section; pages and the README print it. */
export const notYetEncoded = [
  { section: "RSMo 104.200", what: "errors of the other system of the chapter: its own board corrects them" },
  { section: "RSMo 104.1060", what: "the penalty for falsifying records: a court's matter" },
  {
    section: "BR 9-2",
    what: "the rule on reemployed retirees of the general plans: its text is not available",
  },
];
