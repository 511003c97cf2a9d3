import { describe, expect, test } from "vitest";
import { explain } from "@emeritus/engine/explain.ts";
import { usualFacts } from "../../../usual.ts";
import { checkPlan } from "../../../testing/plan-checks.ts";
import { msep2000 } from "../msep-2000/plan.ts";
import { colaInForce } from "./cola.ts";
import { equivalentMutants } from "./equivalent-mutants.ts";
import { baseBenefit } from "./base-benefit.ts";
import { msep } from "./plan.ts";
import { uncoveredDates } from "./uncovered.ts";
import { vested } from "./vesting.ts";

checkPlan({
  plan: msep,
  folder: import.meta.dirname,
  register: "MSEP",
  begins: "1957-09-01",
  equivalentMutants,
  uncoveredDates,
  sharesWith: [msep2000],
});

describe("the dates that the closed plan's sources do not cover", () => {
  test("an uncovered or unknown date is refused, never zero", () => {
    const refused = [
      explain(
        msep,
        { stated: { memberClass: "general", leftService: "1997-08-27", birthDate: "1930-01-01" } },
        baseBenefit,
      ),
      explain(
        msep,
        { stated: { memberClass: "general", leftService: "1957-08-31", creditedService: 180 } },
        vested,
      ),
      explain(
        msep,
        {
          recorded: usualFacts(msep),
          stated: {
            hasTwelveYears: false,
            firstHired: "1999-01-01",
            annuityStartingDate: "2020-01-01",
            paymentMonth: "2027-01-01",
          },
        },
        colaInForce,
      ),
    ];
    for (const result of refused) expect(result.value).toBeUndefined();
    expect(refused[2]!.refusal?.code).toBe("dateNotCovered");
  });
});
