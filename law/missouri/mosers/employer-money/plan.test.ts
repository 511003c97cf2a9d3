import { checkPlan } from "../../../testing/plan-checks.ts";
import { employerMoney } from "./plan.ts";
import { uncoveredDates } from "./uncovered.ts";

checkPlan({
  plan: employerMoney,
  folder: import.meta.dirname,
  register: "EMPLOYER",
  begins: "2015-07-01",
  uncoveredDates,
  leftToInterpreter: [
    "expectedOfPeriod",
    "expectedContributions",
    "prepayment",
    "prepaymentCredit",
    "stillToPay",
    "creditCarried",
  ],
  equivalentMutants: [
    {
      pattern: /^generalRate: (row [12] from a day|without row [12]$)/,
      because: "three rows in turn have one figure: assumed, then published twice",
    },
    {
      pattern: /^periodsCovered\/0: constant true → false$/,
      because: "a count does not look at a value of the row",
    },
  ],
});
