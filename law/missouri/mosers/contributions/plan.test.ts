import { checkPlan } from "../../../testing/plan-checks.ts";
import { msep2000 } from "../msep-2000/plan.ts";
import { memberContributions } from "./plan.ts";

checkPlan({
  plan: memberContributions,
  folder: import.meta.dirname,
  register: "CONTRIBUTIONS",
  begins: "2011-01-01",
  equivalentMutants: [],
  sharesWith: [msep2000],
  registerAlsoNamedIn: ["../board/assumed-return.ts", "account.ts"],
});
