import { checkPlan } from "../../../testing/plan-checks.ts";
import { memberContributions } from "../contributions/plan.ts";
import { msep2000 } from "../msep-2000/plan.ts";
import { serviceCredit } from "./plan.ts";

checkPlan({
  plan: serviceCredit,
  folder: import.meta.dirname,
  register: "PURCHASES",
  begins: "1990-01-01",
  equivalentMutants: [
    {
      pattern:
        /^(alreadyCredited|dayInCreditedSpan|dayReason|hoursSuffice|purchaseStanding)\/.*constant true → false$/,
      because: "an existence does not look at a value of the row",
    },
    {
      pattern:
        /^(movedService: arms 1 and 2|moveStanding: arms \d and \d|dayReason: arms 1 and 2) exchanged$/,
      because: "the conditions exclude each other",
    },
    { pattern: /^purchaseInterest\/1\/1: <= → <$/, because: "a payment on the day itself bears no day" },
  ],
  sharesWith: [msep2000, memberContributions],
  registerAlsoNamedIn: ["cost.ts", "transfers.ts"],
});
