import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { explain } from "@emeritus/engine/explain.ts";
import { checkPlan } from "../../../testing/plan-checks.ts";
import { usualFacts } from "../../../usual.ts";
import { baseBenefitMultiplier } from "./base-benefit.ts";
import { colaInForce } from "./cola.ts";
import { equivalentMutants } from "./equivalent-mutants.ts";
import { legislatorMonthlyPay } from "./legislators.ts";
import { msep2000 } from "./plan.ts";
import { uncoveredDates } from "./uncovered.ts";

checkPlan({
  plan: msep2000,
  folder: import.meta.dirname,
  register: "MSEP2000",
  begins: "2000-07-01",
  equivalentMutants,
  uncoveredDates,
  sharedFolders: [join(import.meta.dirname, "../shared")],
  registerAlsoNamedIn: [
    "../board/employer-rates.ts",
    "../board/cola-rates.ts",
    "../../../federal/pay-limits.ts",
    "../../office-pay.ts",
  ],
});

describe("the dates that msep2000 does not cover", () => {
  test("an uncovered date is refused, never zero", () => {
    const recorded = usualFacts(msep2000);
    const refused = [
      explain(msep2000, { recorded, stated: { leftService: "2000-06-30" } }, baseBenefitMultiplier),
      explain(msep2000, { recorded, stated: { annuityStartingDate: "2008-06-01" } }, legislatorMonthlyPay),
      explain(
        msep2000,
        {
          recorded,
          stated: { memberClass: "general", annuityStartingDate: "2020-01-01", paymentMonth: "2027-01-01" },
        },
        colaInForce,
      ),
    ];
    for (const result of refused) {
      expect(result.value).toBeUndefined();
      expect(result.refusal?.code).toBe("dateNotCovered");
    }
  });
});
