import { describe, expect, it } from "vitest";
import { amend, enacting } from "@emeritus/engine/amend.ts";
import { parseDate } from "@emeritus/engine/dates.ts";
import { whole } from "@emeritus/engine/exact.ts";
import { explain } from "@emeritus/engine/explain.ts";
import { dollars, rate } from "@emeritus/engine/expr.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { amountPerAssembly, baseBenefit as closedBase } from "../missouri/mosers/msep/base-benefit.ts";
import { msep } from "../missouri/mosers/msep/plan.ts";
import { baseBenefit, baseBenefitMultiplier } from "../missouri/mosers/msep-2000/base-benefit.ts";
import { msep2000 } from "../missouri/mosers/msep-2000/plan.ts";
import { planNamed } from "../plans.ts";
import { usualFacts } from "../usual.ts";

describe("what the fund administers", () => {
  const rulesOf = (name: string): ReadonlySet<string> => new Set(planNamed(name)?.plan.rules.keys());
  it("H-012 retirement for each class, life insurance and long-term disability insurance", () => {
    for (const name of ["msep", "msep-2000", "msep-2011"])
      expect(rulesOf(name), name).toContain("baseBenefit");
    for (const name of ["judicial", "judicial-2011", "alj"])
      expect(rulesOf(name), name).toContain("retirementPay");
    expect(rulesOf("insurance")).toContain("basicLifeAtWork");
    expect(rulesOf("insurance")).toContain("optionalKept");
    expect(rulesOf("insurance")).toContain("insuredDisabilityBenefit");
    const classes = planNamed("msep")?.plan.facts.get("memberClass")?.choices ?? [];
    expect(classes).toEqual(expect.arrayContaining(["general", "legislator", "official", "waterPatrol"]));
  });
  it("BR 1-1(6), BR 4-13(1) the rules of chapter 104 serve the judicial and the administrative law judges' plans", () => {
    for (const name of ["judicial", "judicial-2011", "alj"]) {
      expect(rulesOf(name), name).toContain("applicationDue");
      expect(rulesOf(name), name).toContain("startingDateIsLegal");
      expect(rulesOf(name), name).toContain("illnessLeaveLimit");
    }
  });
});

describe("H-160 increases of a formula", () => {
  const left = { leftService: "2024-06-30", annuityStartingDate: "2024-07-01", birthDate: "1962-01-01" };
  const employee = {
    ...left,
    memberClass: "general",
    finalAveragePay: 300_000n,
    benefitService: 300,
    creditedService: 300,
  };
  const legislator = { ...left, memberClass: "legislator", fullAssemblies: 8, creditedAssemblies: 8 };
  const baseIn = (plan: Plan, stated: object, rule: typeof baseBenefit): bigint =>
    whole(explain(plan, { stated: { ...stated }, recorded: usualFacts(plan) }, rule).value!);

  it("MSEP 2000 and MSEP 2011: a later multiplier reaches nobody who has left", () => {
    const raised = amend(msep2000, "raised", [
      enacting(baseBenefitMultiplier, { from: "2027-07-01", value: rate("0.02"), cites: "supposed" }),
    ]);
    expect(baseIn(raised, employee, baseBenefit)).toBe(127_500n); // 3,000 × 1.7 % × 25
    expect(baseIn(raised, { ...employee, leftService: "2027-07-01" }, baseBenefit)).toBe(150_000n);
  });
  it("MSEP: a later amount reaches who has left only when its act says so", () => {
    const later = amend(msep, "later", [
      enacting(amountPerAssembly, { from: "2027-08-28", value: dollars("200.00"), cites: "supposed" }),
    ]);
    const passedOn = amend(msep, "passedOn", [
      enacting(amountPerAssembly, { from: "2003-08-28", value: dollars("200.00"), cites: "supposed" }),
    ]);
    expect(baseIn(msep, legislator, closedBase)).toBe(120_000n); // 8 × 150.00
    expect(baseIn(later, legislator, closedBase)).toBe(120_000n);
    expect(baseIn(passedOn, legislator, closedBase)).toBe(160_000n);
    expect(parseDate("2003-08-28")).toBeLessThan(parseDate(left.leftService));
  });
});
