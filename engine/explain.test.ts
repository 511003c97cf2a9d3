import { describe, expect, it } from "vitest";
import { addMonths, exact, explain, formatDate, parseDate, type Facts, type Part } from "./index.ts";
import * as law from "./sample.ts";

const month = (start: string, i: number): number => addMonths(parseDate(start), i);
const career: Facts = {
  recorded: {
    birthDate: "1960-03-15",
    leftService: "2024-06-30",
    annuityStartingDate: "2024-07-01",
    paymentMonth: "2026-11-01",
    spouseBirthDate: "1963-11-20",
    sickLeaveHours: 335,
    periods: [{ from: "1999-07-01", to: "2024-06-30", kind: "employed" }],
    pay: Array.from({ length: 300 }, (_, i) => ({
      month: month("1999-07-01", i),
      cents: i < 264 ? 250_000 : 300_000,
    })),
    children: [{ birthDate: "2004-01-31" }, { birthDate: "2010-05-02" }],
  },
};

describe("explain", () => {
  it("works the base benefit out and says how", () => {
    const { value, missing, explanation } = explain(law.samplePlan, career, law.baseBenefit);
    // 25 years employed and one month of sick leave: 3,000.00 × 1.7 % × 301/12 = 1,279.25
    expect(value).toEqual(exact(127_925n));
    expect(missing).toEqual([]);
    expect(explanation.rounding?.by.authority).toBe("D23");
    expect(explanation.parts[0]?.parts[0]?.name).toBe("formulaAmount");
    expect(explanation.parts[0]?.lost?.[0]?.name).toBe("statutoryMinimum");
    const table = find(explanation, "multiplier");
    expect(table?.row?.row.cites).toEqual(["Act 2"]);
    expect(table?.row?.governedBy).toBe("leftService");
    expect(find(explanation, "finalAveragePay")?.parts[0]?.window).toMatchObject({
      entries: 36,
      among: 300,
      total: exact(10_800_000n),
    });
  });

  it("uses a stated result in place of deriving it, and says so", () => {
    const stated: Facts = { ...career, stated: { finalAveragePay: 100_020n, benefitService: 300 } };
    const { value, explanation } = explain(law.samplePlan, stated, law.baseBenefit);
    expect(value).toEqual(exact(42_509n)); // 1,000.20 × 1.7 % × 25 = 425.085
    expect(find(explanation, "finalAveragePay")?.origin).toBe("stated");
  });

  it("does not let a stated result stand where a supposition moves what it depends on", () => {
    const stated: Facts = { ...career, stated: { creditedService: 0 } };
    expect(explain(law.samplePlan, stated, law.vested).value).toBe(false);
    // On 2019-10-31: 715 months of age + 244 of service = 959; on 2019-11-30: 716 + 245 = 961.
    expect(formatDate(explain(law.samplePlan, stated, law.firstRuleOf80).value!)).toBe("2019-12-01");
  });

  it("names what is missing and computes what it can", () => {
    const { birthDate: _, ...rest } = career.recorded!;
    const door = explain(law.samplePlan, { recorded: rest }, law.door);
    expect(door.value).toBeUndefined();
    expect(door.missing).toEqual(["birthDate"]);
    expect(explain(law.samplePlan, { recorded: rest }, law.baseBenefit).value).toEqual(exact(127_925n));
    const estimate = explain(
      law.samplePlan,
      { recorded: rest, assumed: { birthDate: "1960-03-15" } },
      law.door,
    );
    expect(estimate).toMatchObject({ value: "normalAge", missing: ["birthDate"] });
  });

  it("decides a condition by what decides it, whatever else is missing", () => {
    const facts: Facts = { recorded: { birthDate: "1990-01-01", leftService: "2024-06-30", periods: [] } };
    expect(explain(law.samplePlan, facts, law.ruleOf80)).toMatchObject({ value: false, missing: [] });
  });

  it("refuses a date that no row covers, by name of the table", () => {
    const facts: Facts = { recorded: { ...career.recorded, leftService: "1980-01-31" } };
    expect(explain(law.samplePlan, facts, law.multiplier).refusal).toMatchObject({
      code: "dateNotCovered",
      table: "multiplier",
    });
    expect(explain(law.samplePlan, facts, law.age).value).toBe(771);
  });

  it("carries an amount from anniversary to anniversary and shows each step", () => {
    const { value, explanation } = explain(law.samplePlan, career, law.amountInForce);
    // Joint factor: .894 at 64 less .003 × 3 = .885; 1,279.25 × .885 = 1,132.14; × 1.0145 = 1,148.56; × 1.02105 = 1,172.74.
    expect(value).toEqual(exact(117_274n));
    expect(explanation.parts[0]?.steps?.map((step) => formatDate(step.on))).toEqual([
      "2025-07-01",
      "2026-07-01",
    ]);
  });

  it("counts and finds over lists", () => {
    expect(explain(law.samplePlan, career, law.minorChildren).value).toBe(1);
    expect(formatDate(explain(law.samplePlan, career, law.nextChildComesOfAge).value!)).toBe("2031-05-02");
    const none: Facts = { recorded: { ...career.recorded, children: [] } };
    expect(explain(law.samplePlan, none, law.nextChildComesOfAge).value).toBeNull();
    expect(explain(law.samplePlan, none, law.tookLeave).value).toBe(false);
  });

  it("shows a search by the month found and the month before it", () => {
    const { explanation } = explain(law.samplePlan, career, law.firstRuleOf80);
    const { search } = explanation.parts[0]!;
    expect(formatDate(search!.found!.month)).toBe("2019-12-01");
    expect(search!.before!.because.value).toBe(false);
  });
});

/** The first part of an explanation with a name. */
function find(part: Part, name: string): Part | undefined {
  if (part.name === name) return part;
  for (const inner of [...part.parts, ...(part.lost ?? [])]) {
    const found = find(inner, name);
    if (found) return found;
  }
  return undefined;
}
