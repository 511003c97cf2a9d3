import { checkPlan } from "../../../testing/plan-checks.ts";
import { msep2000 } from "../msep-2000/plan.ts";
import { uncoveredDates } from "../msep-2000/uncovered.ts";
import { equivalentMutants } from "./equivalent-mutants.ts";
import { msep2011 } from "./plan.ts";

checkPlan({
  plan: msep2011,
  folder: import.meta.dirname,
  register: "MSEP2011",
  begins: "2011-01-01",
  equivalentMutants,
  uncoveredDates,
  sharesWith: [msep2000],
});
