import { expect, test } from "vitest";
import { parseDate } from "@emeritus/engine/dates.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import { planLaws } from "../converting/plan-laws.ts";
import type { Basis, Reread } from "./basis.ts";
import { decideFigures } from "./decide.ts";
import { compared, rulesOf } from "./figures.ts";
import { figuresOf, sameDetermination } from "./kept-figures.ts";

const served = (from: string): Facts => ({
  stated: { annuityStartingDate: parseDate("2026-01-01") },
  recorded: {
    memberClass: "judge",
    birthDate: parseDate("1960-06-15"),
    periods: [{ from: parseDate(from), to: parseDate("2025-12-31"), kind: "employed" }],
  },
});
/** A judge's benefit that was taken over without the facts that the judges' law asks for. */
const judge = (facts: Facts): Reread => {
  const basis = {
    plan: "judicial",
    paidHere: true,
    increases: "usual",
    eligibleThen: true,
    law: planLaws.judicial!,
    facts: served("1995-01-01"),
    result: { option: "lifeIncome", door: "none", amounts: { annuityAtStart: 500_000n } },
    byLaw: {},
  } as unknown as Basis;
  return { basis, facts, career: undefined as never, parts: [] };
};

test("where the law of a plan cannot say the amount, any change of the career is a case that says what is missing, and none is silence", () => {
  expect(compared(judge(served("1995-01-01"))).changed).toBe(false);
  const one = compared(judge(served("1994-01-01")));
  expect([one.changed, one.undetermined]).toEqual([true, true]);
  const figures = figuresOf(one, []);
  expect([figures.plan, figures.month]).toEqual([undefined, 0n]);
  expect(figures.undetermined).toContain("certifiedCompensation");
  // What two people left as it is asks again when the career changes further.
  const further = figuresOf(compared(judge(served("1990-01-01"))), []);
  expect([sameDetermination(figures, figuresOf(one, [])), sameDetermination(figures, further)]).toEqual([
    true,
    false,
  ]);
  const decided = decideFigures({
    figures,
    missing: one.explained.missing,
    compiled: {},
    increases: undefined,
    rules: rulesOf(planLaws.judicial!.plan),
    parts: [],
    byLaw: {},
    takenOver: { accepted: true },
    unsaid: false,
    inTime: true,
  });
  expect(decided.refused?.code).toBe("cannot-compare");
});
