import { distributions } from "../../../federal/distributions/plan.ts";
import { checkPlan } from "../../../testing/plan-checks.ts";
import { payees } from "./plan.ts";

checkPlan({
  plan: payees,
  folder: import.meta.dirname,
  register: "PAYEES",
  begins: "1957-09-01",
  sharesWith: [distributions],
});
