import { withholding } from "@emeritus/law/federal/withholding/plan.ts";
import { provisionCalculator } from "./provision-calculator.tsx";

/** Federal income tax withheld from a monthly benefit by a certificate on today's form. */
export const taxWithheld = provisionCalculator({
  name: "taxWithheld",
  plan: withholding,
  results: ["periodicWithholding", "annualTaxOfPayment"],
  fields: [
    { name: "taxablePayment", kind: "money", most: "50000.00", states: ["taxablePayment"] },
    { name: "paidOn", kind: "date", least: "2025-01-01", most: "2026-12-31", states: ["paymentDate"] },
    {
      name: "filingStatus",
      kind: "choice",
      options: ["single", "marriedFilingJointly", "headOfHousehold"],
      states: ["filingStatus"],
    },
    {
      name: "otherJobs",
      kind: "money",
      most: "10000000.00",
      states: ["incomeFromOtherJobs"],
      optional: true,
      rare: true,
    },
    {
      name: "credits",
      kind: "money",
      most: "1000000.00",
      states: ["creditsClaimed"],
      optional: true,
      rare: true,
    },
    {
      name: "otherIncome",
      kind: "money",
      most: "10000000.00",
      states: ["otherIncome"],
      optional: true,
      rare: true,
    },
    {
      name: "deductions",
      kind: "money",
      most: "10000000.00",
      states: ["deductionsClaimed"],
      optional: true,
      rare: true,
    },
    {
      name: "extra",
      kind: "money",
      most: "50000.00",
      states: ["extraWithholding"],
      optional: true,
      rare: true,
    },
  ],
  given: {
    paymentsAYear: 12,
    withholdingBasis: "currentCertificate",
    incomeFromOtherJobs: 0,
    creditsClaimed: 0,
    otherIncome: 0,
    deductionsClaimed: 0,
    extraWithholding: 0,
    allowancesClaimed: 0,
    nonresidentAlien: false,
  },
});
