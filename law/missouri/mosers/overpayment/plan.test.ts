import { checkPlan } from "../../../testing/plan-checks.ts";
import { memberContributions } from "../contributions/plan.ts";
import { overpayments } from "./plan.ts";

checkPlan({
  plan: overpayments,
  folder: import.meta.dirname,
  register: "OVERPAYMENT",
  begins: "1990-01-01",
  equivalentMutants: [
    {
      pattern: /^monthsOverpaid\/0: constant true → false$/,
      because: "a count does not look at a value of the row",
    },
    { pattern: /^recoveryEachMonth\/0: = → <=$/, because: "no overpayment is below zero" },
    {
      pattern: /^interestOnVoid\/1\/1: <= → <$/,
      because: "a payment in the month of repayment bears no month",
    },
  ],
  sharesWith: [memberContributions],
});
