import { checkPlan } from "../../../testing/plan-checks.ts";
import { msep2000 } from "../msep-2000/plan.ts";
import { curp } from "./plan.ts";

checkPlan({
  plan: curp,
  folder: import.meta.dirname,
  register: "CURP",
  begins: "2002-07-01",
  sharesWith: [msep2000],
});
