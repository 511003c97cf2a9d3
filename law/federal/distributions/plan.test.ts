import { checkPlan } from "../../testing/plan-checks.ts";
import { distributions } from "./plan.ts";

checkPlan({
  plan: distributions,
  folder: import.meta.dirname,
  register: "DISTRIBUTIONS",
  begins: "1990-01-01",
  equivalentMutants: [
    {
      pattern: /^rolloverTreatment: arms \d and \d exchanged$/,
      because: "two arms lead to the same, and recipients exclude each other",
    },
    {
      pattern: /^rolloverAmountAllowed\/1\/(0: = → <=|1: = → >=)$/,
      because: "no amount is below zero, and one above the payment is refused before",
    },
  ],
  uncoveredDates: [
    { table: "benefitLimitOfYear", to: "1999-12-31", register: "DISTRIBUTIONS-Q04" },
    { table: "generalPayLimit", to: "1999-12-31", register: "DISTRIBUTIONS-Q05" },
    { table: "grandfatheredPayLimit", to: "2008-12-31", register: "DISTRIBUTIONS-Q05" },
  ],
});
