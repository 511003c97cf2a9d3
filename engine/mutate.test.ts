import { describe, expect, it } from "vitest";
import { expectSame } from "./compare-readers.ts";
import { changingExplainer } from "./explain.ts";
import { explainerByName, mutantsOf, type Expr, type Facts, type Plan } from "./index.ts";
import { exprOf } from "./node.ts";
import { lawBehind } from "./requires.ts";
import * as law from "./sample.ts";

/** Cases at the boundaries, with values worked by hand. */
const cases: readonly (readonly [
  name: string,
  stated: Record<string, number | bigint | string>,
  expected: string,
])[] = [
  [
    "baseBenefit",
    { finalAveragePay: 300_000n, benefitService: 300, creditedService: 300, leftService: "2024-06-30" },
    "127500",
  ],
  [
    "baseBenefit",
    { finalAveragePay: 300_000n, benefitService: 306, creditedService: 306, leftService: "2024-06-30" },
    "130050",
  ],
  [
    "baseBenefit",
    { finalAveragePay: 100_020n, benefitService: 300, creditedService: 300, leftService: "2000-07-01" },
    "42509",
  ],
  [
    "baseBenefit",
    { finalAveragePay: 100_020n, benefitService: 300, creditedService: 300, leftService: "2000-06-30" },
    "40008",
  ],
  [
    "baseBenefit",
    { finalAveragePay: 50_000n, benefitService: 131, creditedService: 131, leftService: "2024-06-30" },
    "15000",
  ],
  [
    "baseBenefit",
    { finalAveragePay: 50_001n, benefitService: 60, creditedService: 120, leftService: "2024-06-30" },
    "7500",
  ],
  [
    "baseBenefit",
    { finalAveragePay: 300_010n, benefitService: 12, creditedService: 12, leftService: "2024-06-30" },
    "5100",
  ],
];

const noticed = (plan: Plan): boolean =>
  cases.some(([name, stated, expected]) => {
    const { value } = explainerByName(plan, { stated })(name);
    return String(value) !== expected;
  });

describe("mutants", () => {
  it("leave the plan itself to its cases", () => expect(noticed(law.samplePlan)).toBe(false));

  it("of the base benefit and its figures are all noticed by cases at the boundaries", () => {
    const here = new Set(["baseBenefit", "minimumPerYear"]);
    const mutants = [...mutantsOf(law.samplePlan)].filter((mutant) => here.has(mutant.rule));
    const survivors = mutants.filter((mutant) => !noticed(mutant.plan)).map((mutant) => mutant.what);
    expect(mutants.length).toBeGreaterThan(10);
    // The bounds of the choice of service are not crossed where both services are the same.
    expect(survivors).toEqual([]);
  });

  it("are well-formed plans that compile and agree with explain", () => {
    const person: Facts = {
      recorded: {
        birthDate: "1960-03-15",
        leftService: "2024-06-30",
        annuityStartingDate: "2024-07-01",
        paymentMonth: "2026-11-01",
        spouseBirthDate: "1963-11-20",
        sickLeaveHours: 335,
        periods: [{ from: "1999-07-15", to: "2024-06-30", kind: "employed" }],
        pay: Array.from({ length: 40 }, (_, i) => ({
          month: (12 * 2010 + i) * 32,
          cents: 250_000 + 100 * i,
        })),
        children: [{ birthDate: "2010-05-02" }],
      },
    };
    let count = 0;
    const before = changingExplainer(law.samplePlan, person);
    const names = [...law.samplePlan.rules.keys()];
    const behind = new Map(names.map((name) => [name, lawBehind(law.samplePlan, name)]));
    const ref = (name: string): Expr<unknown> => {
      const { kind, maybe } = law.samplePlan.rules.get(name)!;
      return exprOf({ op: "ref", name, kind, maybe, args: [] });
    };
    for (const name of names) before.explain(ref(name));
    for (const { plan, rule } of mutantsOf(law.samplePlan)) {
      // What a change does not move is taken over; what is said of every rule is what a fresh explainer says.
      const moves = (name: string): boolean => behind.get(name)!.has(rule);
      const [under, fresh] = [before.under(plan, moves), explainerByName(plan, person)];
      for (const name of names) {
        const [a, b] = [under(ref(name)), fresh(name)];
        expect([name, a.value, a.refusal, a.missing]).toEqual([name, b.value, b.refusal, b.missing]);
      }
      expectSame(
        plan,
        [
          law.jointAmount,
          law.amountInForce,
          law.firstRuleOf80,
          law.door,
          law.nextChildComesOfAge,
          law.coveredPay,
        ],
        [person],
      );
      count++;
    }
    expect(count).toBeGreaterThan(100);
  });
});
