import { checkPlan } from "../../../testing/plan-checks.ts";
import { msep2000 } from "../msep-2000/plan.ts";
import { equivalentMutants } from "./equivalent-mutants.ts";
import { judicial } from "./plan.ts";
import { uncoveredDates } from "./uncovered.ts";

checkPlan({
  plan: judicial,
  folder: import.meta.dirname,
  register: "JUDICIAL",
  begins: "1976-09-01",
  equivalentMutants,
  uncoveredDates,
  sharesWith: [msep2000],
  registerAlsoNamedIn: ["../../judicial-pay.ts"],
});
