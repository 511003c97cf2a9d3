import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import * as e from "./index.ts";
import * as law from "./sample.ts";

const { samplePlan: plan } = law;
const person: e.Facts = {
  stated: { finalAveragePay: 300_000, benefitService: 300, creditedService: 300 },
  recorded: { leftService: "2024-06-30" },
};

describe("load", () => {
  it("refuses two provisions of one name, with both places", () => {
    const a = e.provision.count("twice", { cites: "A", means: () => e.count(1) });
    const b = e.provision.count("twice", { cites: "B", means: () => e.count(2) });
    expect(() => e.load("p", [a, b])).toThrow(
      /twice is declared twice: .*plan\.test\.ts:\d+ and .*plan\.test\.ts:\d+/,
    );
  });

  it("refuses a circle and names it", () => {
    const a: e.Provision<e.Count> = e.provision.count("first", {
      cites: "A",
      means: () => e.sum(b, e.count(1)),
    });
    const b: e.Provision<e.Count> = e.provision.count("second", { cites: "B", means: () => a });
    expect(() => e.load("p", [a])).toThrow("first → second → first is circular");
  });

  it("refuses a table with a date twice, out of order or without a register entry for what is not read", () => {
    const on = e.fact.date("on");
    const rows = (...from: string[]) => from.map((day) => ({ from: day, value: e.count(1) }));
    expect(() => e.effective("t", { governedBy: on, values: rows("2000-01-01", "2000-01-01") })).toThrow(
      "row 2",
    );
    expect(() => e.effective("t", { governedBy: on, values: rows("2001-01-01", "2000-01-01") })).toThrow(
      "row 2",
    );
    expect(() =>
      e.effective("t", {
        governedBy: on,
        values: [{ from: "2000-01-01", value: e.count(1), mark: "assumed" }],
      }),
    ).toThrow("register");
  });

  it("covers every date from the first row on, each with the row in force", () => {
    const on = e.fact.date("on");
    const table = e.effective("t", {
      governedBy: on,
      values: [
        { from: "2000-01-01", value: e.count(1) },
        { from: "2000-03-01", value: e.count(2) },
      ],
      knownUntil: "2000-04-30",
    });
    const small = e.load("p", [table]);
    for (let day = e.parseDate("1999-12-25"); day <= e.parseDate("2000-05-05"); day = e.addDays(day, 1)) {
      const text = e.formatDate(day);
      const { value, refusal } = e.explain(small, { recorded: { on: day } }, table);
      if (text < "2000-01-01" || text > "2000-04-30")
        expect(refusal).toMatchObject({ code: "dateNotCovered", date: day });
      else expect(value).toBe(text < "2000-03-01" ? 1 : 2);
    }
  });
});

describe("a table that is known until a day", () => {
  const on = e.fact.date("on");
  const table = e.effective("t", {
    governedBy: on,
    values: [{ from: "2000-01-01", value: e.count(1) }],
    knownUntil: "2000-12-31",
  });
  const plan = e.load("p", [table]);
  const onDay = (law: typeof plan, day: string) => e.explain(law, { recorded: { on: day } }, table).value;

  it("is known from then on by a row enacted for the next day", () => {
    const later = e.amend(plan, "q", [e.enacting(table, { from: "2001-01-01", value: e.count(2) })]);
    expect(["2000-12-31", "2001-01-01", "2040-01-01"].map((day) => onDay(later, day))).toEqual([1, 2, 2]);
    expect(onDay(plan, "2001-01-01")).toBeUndefined();
  });

  it("stays so by a row within it, and a row beyond a gap is refused", () => {
    const within = e.amend(plan, "q", [e.enacting(table, { from: "2000-07-01", value: e.count(2) })]);
    expect(["2000-12-31", "2001-01-01"].map((day) => onDay(within, day))).toEqual([2, undefined]);
    expect(() => e.amend(plan, "q", [e.enacting(table, { from: "2001-01-02", value: e.count(2) })])).toThrow(
      "2000-12-31",
    );
  });
});

describe("hash", () => {
  it("is SHA-256", () => {
    for (const text of ["", "abc", "é".repeat(40), "x".repeat(1000)]) {
      expect(e.sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
    }
  });

  it("does not depend on the order of provisions", () => {
    const parts = [law.amountInForce, law.firstRuleOf80, law.door, law.minorChildren];
    expect(e.hashOf(e.load("p", parts))).toBe(e.hashOf(e.load("p", parts.toReversed())));
  });

  it("changes with a figure, a citation, a row and a reading", () => {
    const changed = [
      e.replacing(law.minimumPerYear, { cites: "Act 2.3", means: () => e.dollars("15.01") }),
      e.replacing(law.minimumPerYear, { cites: "Act 2.4", means: (before) => before }),
      e.enacting(law.multiplier, { from: "2030-01-01", value: e.percent("1.8") }),
      e.adopting(law.floorCounts, "withoutSickLeave"),
    ].map((change) => e.hashOf(e.amend(plan, "sample", [change])));
    expect(new Set([e.hashOf(plan), ...changed]).size).toBe(5);
  });

  it("comes back the same from the canonical form, which explains the same", () => {
    const again = e.planFromCanonical(JSON.parse(JSON.stringify(e.canonicalOf(plan))) as e.Json);
    expect(e.hashOf(again)).toBe(e.hashOf(plan));
    expect(e.explain(again, person, law.baseBenefit)).toEqual(e.explain(plan, person, law.baseBenefit));
    expect(() => e.planFromCanonical({ form: 99 })).toThrow("form 99");
  });
});

describe("amend", () => {
  it("reaches everything that depends on the change and leaves the plan before alone", () => {
    const bill = e.amend(plan, "bill", [
      e.enacting(law.multiplier, { from: "2024-01-01", value: e.percent("1.8"), cites: "Bill" }),
    ]);
    expect(e.explain(bill, person, law.baseBenefit).value).toEqual(e.exact(135_000n));
    expect(e.explain(plan, person, law.baseBenefit).value).toEqual(e.exact(127_500n));
  });

  it("makes each change a function of the law before it", () => {
    const later = e.amend(plan, "later", [
      e.enacting(law.multiplier, { from: "2024-01-01", value: e.percent("1.8") }),
      e.enacting(law.multiplier, { from: "2030-01-01", value: e.percent("1.9") }),
      e.replacing(law.baseBenefit, { cites: "Bill", means: (before) => e.sum(before, e.dollars("1.00")) }),
      e.replacing(law.baseBenefit, { cites: "Bill", means: (before) => e.times(before, e.count(2)) }),
    ]);
    expect(e.explain(later, person, law.baseBenefit).value).toEqual(e.exact(270_200n));
    expect((later.tables.get("multiplier") as e.DatedTable).rows).toHaveLength(4);
  });

  it("runs both readings of an open question", () => {
    const low: e.Facts = {
      ...person,
      stated: { finalAveragePay: 100, benefitService: 131, creditedService: 119 },
    };
    const other = e.amend(plan, "other reading", [e.adopting(law.floorCounts, "withoutSickLeave")]);
    expect(e.explain(plan, low, law.baseBenefit).value).toEqual(e.exact(15_000n));
    expect(e.explain(other, low, law.baseBenefit).value).toEqual(e.exact(13_500n));
  });
});

describe("requires", () => {
  it("names the facts a provision needs, not those that it supposes", () => {
    const { facts, lists, register } = e.requires(plan, law.firstRuleOf80);
    expect(facts.map((fact) => fact.name)).toEqual(["birthDate"]);
    expect(lists.map((list) => list.name)).toEqual(["periods"]);
    expect(register).toEqual([]);
    expect(e.requires(plan, law.baseBenefit).register).toEqual(["D24"]);
  });
});
