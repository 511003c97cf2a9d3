/** Federal income tax withheld from benefits: the table of contents in the order of the sources. */
import { load } from "@emeritus/engine/plan.ts";
import { certificateMustBeFollowed, mayElectNone, withholdingBasis } from "./certificate.ts";
import { nonperiodicWithholding, paidInCash, rolloverWithholding } from "./other-payments.ts";
import {
  annualPayment,
  annualPaymentAdjusted,
  annualTaxOfPayment,
  otherJobsCounted,
  periodicWithholding,
  taxOfBothParts,
  taxOfFirstPart,
  withholdingExactly,
} from "./periodic.ts";
import { taxBySchedule } from "./schedules.ts";

/** The law of federal withholding, loaded. */
export const withholding = load("withholding", [
  // IRC 3405(a), Form W-4P: periodic payments
  certificateMustBeFollowed,
  mayElectNone,
  withholdingBasis,
  annualPayment,
  annualPaymentAdjusted,
  otherJobsCounted,
  taxBySchedule,
  taxOfFirstPart,
  taxOfBothParts,
  annualTaxOfPayment,
  withholdingExactly,
  periodicWithholding,
  // IRC 3405(b)-(c), Form W-4R: other payments
  nonperiodicWithholding,
  paidInCash,
  rolloverWithholding,
]);

/** What the sources govern and this folder does not compute yet, by section; pages and the README print it. */
export const notYetEncoded = [
  {
    section: "IRS Publication 15-T",
    what: "years before 2025 and after 2026, until their tables are entered",
  },
  { section: "IRC 1441", what: "30 % or a treaty's rate for nonresident aliens" },
  { section: "IRS Form 945", what: "deposits and the yearly return" },
];
