import { checkPlan } from "../../../testing/plan-checks.ts";
import { judicial } from "../judicial/plan.ts";
import { msep2000 } from "../msep-2000/plan.ts";
import { uncoveredDates } from "./uncovered.ts";
import { equivalentMutants } from "./equivalent-mutants.ts";
import { alj } from "./plan.ts";

checkPlan({
  plan: alj,
  folder: import.meta.dirname,
  register: "ALJ",
  begins: "1984-08-13",
  equivalentMutants,
  uncoveredDates,
  sharesWith: [judicial, msep2000],
});
