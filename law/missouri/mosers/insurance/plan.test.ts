import { checkPlan } from "../../../testing/plan-checks.ts";
import { employerMoney } from "../employer-money/plan.ts";
import { insurance } from "./plan.ts";

checkPlan({
  plan: insurance,
  folder: import.meta.dirname,
  register: "INSURANCE",
  begins: "2017-01-01",
  sharesWith: [employerMoney],
});
