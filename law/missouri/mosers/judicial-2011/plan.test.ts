import { checkPlan } from "../../../testing/plan-checks.ts";
import { uncoveredDates } from "../judicial/uncovered.ts";
import { judicial } from "../judicial/plan.ts";
import { memberContributions } from "../contributions/plan.ts";
import { msep2000 } from "../msep-2000/plan.ts";
import { equivalentMutants } from "./equivalent-mutants.ts";
import { judicial2011 } from "./plan.ts";

checkPlan({
  plan: judicial2011,
  folder: import.meta.dirname,
  register: "JUDICIAL2011",
  begins: "2011-01-01",
  equivalentMutants,
  uncoveredDates,
  sharesWith: [judicial, msep2000, memberContributions],
});
