import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectSame } from "./compare-readers.ts";
import {
  addDays,
  addMonths,
  compile,
  firstOfMonthOf,
  formatDate,
  parseDate,
  type Facts,
  type Provision,
} from "./index.ts";
import { hashOf } from "./canonical.ts";
import * as law from "./sample.ts";

const wanted: readonly Provision<unknown>[] = [
  law.baseBenefit,
  law.door,
  law.jointAmount,
  law.firstRuleOf80,
  law.amountInForce,
  law.minorChildren,
  law.nextChildComesOfAge,
  law.tookLeave,
  law.spouseOrSelf,
  law.ruleOf80,
  law.employment,
  law.jointFactor,
  law.finalAveragePay,
  law.multiplier,
  law.monthsEarly,
  law.coveredPay,
  law.monthsBesideLeave,
];

const day = (least: string, most: string): fc.Arbitrary<number> => {
  const days = Math.round((Date.parse(most) - Date.parse(least)) / 86_400_000);
  return fc.integer({ min: 0, max: days }).map((n) => addDays(parseDate(least), n));
};

/** Whole careers with breaks, leaves and boundary dates. */
export const careers: fc.Arbitrary<Facts> = fc
  .record({
    birth: day("1938-01-01", "1985-12-31"),
    hired: fc.integer({ min: 20 * 12, max: 45 * 12 }),
    stretches: fc.array(
      fc.record({
        months: fc.integer({ min: 30, max: 180 }),
        days: fc.integer({ min: -40, max: 40 }),
        leave: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    retire: fc.integer({ min: 0, max: 40 }),
    paid: fc.integer({ min: -2, max: 400 }),
    spouse: fc.option(fc.integer({ min: -20 * 365, max: 20 * 365 })),
    sick: fc.integer({ min: 0, max: 3000 }),
    raise: fc.integer({ min: 0, max: 900 }),
    pays: fc.integer({ min: -2, max: 500 }).map((n) => Math.max(0, n)),
    noise: fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 40 }),
    children: fc.array(fc.integer({ min: -3000, max: 9000 }), { maxLength: 4 }),
    gap: fc.oneof(
      { weight: 19, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom("birthDate", "periods", "pay", "sickLeaveHours") },
    ),
  })
  .map((c) => {
    const hired = addMonths(c.birth, c.hired);
    const periods: { from: number; to: number; kind: string }[] = [];
    let at = hired;
    for (const { months, days, leave } of c.stretches) {
      const to = addDays(addMonths(at, months), days);
      periods.push({ from: at, to, kind: leave ? "leave" : "employed" });
      at = addDays(to, days < 0 ? days : 1);
    }
    const left = periods.at(-1)?.to ?? hired;
    const start = addMonths(firstOfMonthOf(left), c.retire === 40 ? -3 : c.retire);
    const known: Record<string, Facts["recorded"] extends (infer K) | undefined ? K[keyof K] : never> = {
      birthDate: c.birth,
      leftService: left,
      annuityStartingDate: start,
      paymentMonth: addMonths(start, c.paid),
      spouseBirthDate: c.spouse === null ? null : addDays(c.birth, c.spouse),
      sickLeaveHours: c.sick,
      periods,
      pay: Array.from({ length: c.pays }, (_, i) => ({
        month: addMonths(firstOfMonthOf(hired), i),
        cents: 100_000 + i * c.raise + c.noise[i % c.noise.length]!,
      })),
      children: c.children.map((days) => ({ birthDate: addDays(start, -days) })),
    };
    if (c.gap !== null) delete known[c.gap];
    return { recorded: known };
  });

describe("compile", () => {
  it("compiles every provision of the sample", () => {
    const program = compile(law.samplePlan, wanted);
    expect([...program.interpreted]).toEqual([]);
    expect(program.source).not.toContain("NaN");
  });

  it("agrees with explain on every kept value of random careers", () => {
    let compiled = 0;
    let people = 0;
    fc.assert(
      fc.property(fc.array(careers, { minLength: 20, maxLength: 20 }), (some) => {
        compiled += expectSame(law.samplePlan, wanted, some);
        people += some.length;
      }),
      { numRuns: 20 },
    );
    expect(compiled / people).toBeGreaterThan(0.2);
  });

  it("hands a person over rather than give a number that was not proven", () => {
    const fine: Facts = { recorded: { birthDate: "1960-03-15", annuityStartingDate: "2024-07-01" } };
    const early: Facts = { recorded: { birthDate: "1850-03-15", annuityStartingDate: "2024-07-01" } };
    const program = compile(law.samplePlan, [law.age]);
    const kept = program.run(program.columnsOf([fine, early, { recorded: {} }]));
    expect([...kept.handedOver.keys()]).toEqual([1, 2]);
    expect([0, 1, 2].map((i) => kept.value(law.age, i))).toEqual([771, 2091, undefined]);
    expect(kept.handedOver.get(2)!("age").missing).toEqual(["annuityStartingDate", "birthDate"]);
  });
});

describe("sample", () => {
  it("has a hash and a date that prints", () => {
    expect(hashOf(law.samplePlan)).toMatch(/^[0-9a-f]{64}$/);
    expect(formatDate(parseDate("2024-02-29"))).toBe("2024-02-29");
  });
});
