import { expect, test } from "vitest";
import { parseDate } from "@emeritus/engine/dates.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import { careerOf, stating } from "../career.ts";
import { planLaws } from "../converting/plan-laws.ts";
import { determineByPlan } from "../determining/determine-by-plan.ts";
import { resultOf } from "../determining/record-determination.ts";
import type { Basis, Reread } from "./basis.ts";
import { decideFigures, type ToDecide } from "./decide.ts";
import { type Compared, compared, rulesOf } from "./figures.ts";
import { holdingLaw } from "./holding-plan.ts";
import { figuresOf, type KeptFigures, sameDetermination } from "./kept-figures.ts";
import { asChosen, decideChoice } from "./taken-over.ts";

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
  return { basis, facts, law: planLaws.judicial!, career: undefined as never, parts: [] };
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

/** Born in August 1962, employed from 2011 to 15 June 2024 at 3,000.00, with the annuity from 67. */
const ofTier = (born: string): Facts =>
  stating(
    careerOf({
      person: 1,
      memberId: "",
      name: "",
      born,
      birthProof: null,
      died: null,
      employment: [
        {
          position: 1,
          employer: 42,
          plan: "msep2011",
          memberClass: "general",
          eligible: true,
          endedBy: "left",
          from: "2011-01-01",
          to: "2024-06-16",
        },
      ],
      leaves: [],
      credits: [{ kind: "unusedSickLeave", months: 0, days: 0, hoursHundredths: 0 }],
      assemblies: [],
      givenUp: [],
      pay: [2020, 2021, 2022, 2023].map((year) => ({
        position: 1,
        year,
        cents: Array.from({ length: 12 }, () => 300_000),
      })),
      spouse: null,
    }),
    { annuityStartingDate: parseDate("2029-09-01"), applicationFiled: parseDate("2029-06-15") },
  );

test("a corrected birth date moves no cent at the start but how the benefit rises: who was 62 on the last direct starting date did not leave before being eligible (RSMo 104.1091, MSEP2011-Q03)", () => {
  const law = planLaws.msep2011!;
  const [then, now] = [ofTier("1962-08-02"), ofTier("1962-08-01")];
  const result = resultOf("lifeIncome", determineByPlan(law.plan, then, "lifeIncome"));
  // 3,000.00 x 1.7 % x 13 years and 5 months.
  expect(result.amounts["chosenAmount"]).toBe(68_425n);
  const made = { plan: "msep2011", paidHere: true, increases: "fromSecondYear", eligibleThen: true } as const;
  const basis = { ...made, law, facts: then, result } as unknown as Basis;
  const again = (facts: Facts) => compared({ basis, facts, law, career: undefined as never, parts: [] });
  expect([again(then).changed, again(now).changed]).toEqual([false, true]);
  expect(figuresOf(again(now), [])).toMatchObject({ increases: "usual", after: result.amounts });
});

test("the tier that holds a member follows the first day of employment across 2011, either way, and nothing else moves a benefit to another plan (RSMo 104.1091.1)", () => {
  const { msep, msep2000, msep2011 } = planLaws;
  const from = (day: string): Facts => ({
    recorded: { ...ofTier("1962-08-02").recorded, firstHired: parseDate(day) },
  });
  const [before, after] = [from("2009-01-01"), from("2011-01-01")];
  expect(holdingLaw(msep2011!, after, before)).toBe(msep2000);
  expect(holdingLaw(msep2000!, before, after)).toBe(msep2011);
  expect(holdingLaw(msep2000!, before, from("2008-01-01"))).toBe(msep2000);
  // Who was not held by the plan then was taken over so, and people accepted it.
  expect(holdingLaw(msep2000!, after, after)).toBe(msep2000);
  expect(holdingLaw(msep!, before, after)).toBe(msep);
});

test("what stands in the way of new figures is told by name, the first that holds (ADR 24, ADR 32)", () => {
  const figures = { eligible: true, after: { annuityAtStart: 500_000n } } as unknown as KeptFigures;
  const ready: ToDecide = {
    figures,
    byLaw: { annuityAtStart: 500_000n },
    missing: [],
    compiled: { annuityAtStart: 500_000n },
    increases: "usual",
    rules: rulesOf(planLaws.judicial!.plan),
    parts: [],
    takenOver: { accepted: true },
    unsaid: false,
    inTime: true,
  };
  const told = (more: Partial<ToDecide>, kept: Partial<KeptFigures> = {}) =>
    decideFigures({ ...ready, ...more, figures: { ...figures, ...kept } }).refused?.code;
  expect(told({})).toBeUndefined();
  expect(told({}, { plan: "msep2000", divided: true })).toBe("divided-elsewhere");
  expect(told({}, { plan: "msep" })).toBe("plan-not-paid-here");
  expect(told({}, { eligible: false })).toBe("not-eligible-by-record");
  expect(told({}, { after: {} })).toBe("option-not-open");
  expect(told({ increases: undefined })).toBe("increases-unknown");
  expect(told({ unsaid: true })).toBe("months-undetermined");
  expect(told({ inTime: false })).toBe("too-late-to-correct");
  expect(told({ compiled: {} })).toBe("evaluators-disagree");
  expect(rulesOf(planLaws.judicial!.plan).eligible).toContain("RSMo 476.");
});

test("an accepted difference of a divided annuity is kept in the annuity and in each part, and not at all where an amount does not say it (OVERPAYMENT-Q06)", () => {
  // The register paid 1,280.00 and of it 400.00; our law gave 1,275.00 and 390.00, and gives 1,287.75 and 395.00 now.
  const part = {
    before: 40_000n,
    byLawThen: 39_000n,
    after: 39_500n,
    byLaw: { cents: 39_500n },
    changed: true,
  };
  const one = {
    basis: { byLaw: { chosenAmount: 127_500n }, result: { amounts: { chosenAmount: 128_000n } } },
    after: { option: "lifeIncome", door: "normalAge", amounts: { chosenAmount: 128_775n } },
    explainedBefore: {},
    parts: [part],
  } as unknown as Compared;
  const kept = asChosen(one, "keepDifference");
  expect([kept.after.amounts, kept.after.byLaw, kept.parts[0]!.after]).toEqual([
    { chosenAmount: 129_275n },
    { chosenAmount: 128_775n },
    40_500n,
  ]);
  expect(asChosen(one, "byLaw").after.amounts).toEqual({ chosenAmount: 128_775n });
  const refused = (other: Partial<Compared>) =>
    decideChoice({ ...one, ...other }, "keepDifference").refused?.code;
  const basis = one.basis;
  expect([
    refused({}),
    refused({ basis: { ...basis, registerPaid: true } }),
    refused({ basis: { ...basis, byLaw: {} } }),
    refused({ parts: [{ ...part, after: -1n, byLaw: { cents: -1n } } as never] }),
  ]).toEqual([undefined, "difference-not-kept", "difference-not-kept", "difference-not-kept"]);
  expect(decideChoice(one, undefined).refused?.code).toBe("taken-over-otherwise");
});
