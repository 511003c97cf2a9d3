import { checkPlan } from "../../testing/plan-checks.ts";
import { withholding } from "./plan.ts";

checkPlan({
  plan: withholding,
  folder: import.meta.dirname,
  register: "WITHHOLDING",
  begins: "1990-01-01",
  equivalentMutants: [
    {
      pattern: /^(statusUsed|taxBySchedule|withholdingBasis): arms (0 and 1|2 and 3) exchanged$/,
      because: "the two conditions exclude each other",
    },
    {
      pattern: /^rolloverWithholding\/.*\/2: constant 0 → -1$/,
      because: "a share below zero is below twenty percent as zero is",
    },
  ],
  uncoveredDates: [
    ...["adjustmentOfMarried", "adjustmentOfOthers", "allowanceValue"].flatMap((table) => [
      { table, to: "2024-12-31", register: "WITHHOLDING-Q01" },
    ]),
    { table: "rolloverRate", to: "1992-12-31", register: "WITHHOLDING-Q05" },
  ],
});
