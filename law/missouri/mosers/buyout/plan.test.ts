import { checkPlan } from "../../../testing/plan-checks.ts";
import { memberContributions } from "../contributions/plan.ts";
import { mortality } from "./factors.test-plan.ts";
import { equivalentMutants } from "./equivalent-mutants.ts";
import { buyout } from "./plan.ts";
import { uncoveredDates } from "./uncovered.ts";

// Every figure of the tables of mortality is compared with the published files in factors.test.ts, so it is not changed again here.
checkPlan({
  plan: buyout,
  folder: import.meta.dirname,
  register: "BUYOUT",
  begins: "2010-01-01",
  equivalentMutants,
  uncoveredDates,
  sharesWith: [memberContributions, mortality],
  leftToInterpreter: [
    "monthlyDiscount",
    "rateOfDeath",
    "annuityFactor",
    "presentValue",
    "presentValueOfElection",
    "buyoutAmount",
  ],
});
