import { checkPlan } from "../../../testing/plan-checks.ts";
import { mpers } from "./plan.ts";

checkPlan({
  plan: mpers,
  folder: import.meta.dirname,
  register: "MPERS",
  begins: "2000-07-01",
  equivalentMutants: [
    {
      pattern: /^(suspendedByOtherSystem|earnsCreditElsewhere\/1)\/0: constant true → false$/,
      because: "an existence does not look at a value of the row",
    },
  ],
});
