import { describe, expect, test } from "vitest";
import { expectSame } from "./compare-readers.ts";
import * as e from "./index.ts";

const amount = e.fact.amount("amount", { most: "1000000.00" });
const n = e.fact.count("n", { most: "60" });
const on = e.fact.date("on", { least: "1990-01-01", most: "2060-12-31" });
const spouse = e.fact.perhaps.date("spouse");
const other = e.fact.perhaps.date("other");
const cites = "Act 1";
const recorded = { amount: 100_000, n: 3, on: "2020-01-01", spouse: null, other: null };
const half = { mode: "halfUp", step: e.exact(1n, 1_000_000n), authority: "Act" } as const;

/** The result of a formula for facts, checked to be the same when compiled. */
function both(provision: e.Provision<unknown>, facts: object = {}): e.Result<e.Value> {
  const plan = e.load("vocabulary", [provision]);
  const person = { recorded: { ...recorded, ...facts } } as e.Facts;
  expectSame(plan, [provision], [person]);
  return e.explain(plan, person, provision) as e.Result<e.Value>;
}

describe("a provision refuses by a code of its own", () => {
  const payable = e.provision.amount("payable", {
    cites,
    means: () =>
      e.cases(
        e.when(e.moreThan(n, e.count(3)), e.refusing("tooMany", "Act 2", { n, amount })),
        e.otherwise(e.product(amount, e.asRate(n))),
      ),
    rounding: e.toTheCent("Act"),
  });
  const twice = e.provision.amount("twice", { cites, means: () => e.sum(payable, payable) });

  test("with its citation, its facts and the name of the provision in which it arose", () => {
    const { value, refusal, explanation } = both(twice, { n: 4 });
    expect(value).toBeUndefined();
    expect(refusal).toEqual({
      code: "tooMany",
      cites: ["Act 2"],
      facts: { n: 4, amount: e.exact(100_000) },
      provision: "payable",
    });
    expect(explanation.refusal).toEqual(refusal);
    expect(both(twice).value).toEqual(e.exact(600_000));
  });

  test("a fact that is not known leaves the refusal as it is, and is named as missing", () => {
    const plan = e.load("vocabulary", [twice]);
    const { refusal, missing } = e.explain(plan, { recorded: { n: 4 } }, twice);
    expect(refusal).toMatchObject({ code: "tooMany", facts: { n: 4 } });
    expect(missing).toEqual(["amount"]);
  });

  test("compiled, whoever it meets is left to the interpreter, and nobody else", () => {
    const plan = e.load("vocabulary", [twice]);
    const people = [3, 4, 2].map((some) => ({ recorded: { ...recorded, n: some } }));
    const program = e.compile(plan, [twice]);
    expect([...program.run(program.columnsOf(people)).handedOver.keys()]).toEqual([1]);
    expect(program.interpreted.size).toBe(0);
  });

  test("a provision that always refuses has no value and a reason", () => {
    const manual = e.provision.amount("manual", { cites, means: () => e.refusing("byHand", "Act 3") });
    const after = e.provision.amount("after", { cites, means: () => e.sum(manual, amount) });
    expect(both(after).refusal).toEqual({ code: "byHand", cites: ["Act 3"], provision: "manual" });
  });
});

describe("tables", () => {
  const factor = e.grid("factor", {
    cites,
    keyedBy: ["age", "beneficiaryAge"],
    columnsFrom: 50,
    rows: [
      [60, ["81", "82", "83"].map(e.percent)],
      [61, ["91", "92", "93"].map(e.percent)],
    ],
    above: "nearest",
    left: "nearest",
  });
  const figure = e.provision.rate("figure", {
    cites,
    means: () => factor.at(e.sum(n, e.count(57)), e.sum(n, e.count(48))),
  });

  test("of two keys: the row, then the column", () => {
    expect(both(figure).value).toEqual(e.exact(82n, 100n));
    expect(both(figure, { n: 4 }).value).toEqual(e.exact(93n, 100n));
    expect(both(figure, { n: 3 }).explanation.parts).toHaveLength(1);
  });

  test("of two keys: a side that says nearest gives it, the others refuse with both keys", () => {
    expect(both(figure, { n: 2 }).refusal).toMatchObject({ code: "keyNotCovered", key: 59, secondKey: 50 });
    expect(both(figure, { n: 5 }).refusal).toMatchObject({ code: "keyNotCovered", key: 62, secondKey: 53 });
    const sides = e.provision.rate("sides", { cites, means: () => factor.at(e.sum(n, e.count(60)), n) });
    expect(both(sides, { n: 0 }).value).toEqual(e.exact(81n, 100n));
    expect(both(sides, { n: 1 }).value).toEqual(e.exact(91n, 100n));
    expect(both(sides, { n: 40 }).value).toEqual(e.exact(91n, 100n));
  });

  test("a row with more or fewer figures than the first is refused when it is declared", () => {
    const rows = [[1, [e.rate("1"), e.rate("2")]] as const, [2, [e.rate("1")]] as const];
    expect(() => e.grid("uneven", { cites, keyedBy: ["a", "b"], columnsFrom: 0, rows })).toThrow("2 has 1");
  });

  test("a row that is not known refuses the dates in it, names its entry, and no others", () => {
    const rates = e.schedule("rates", {
      governedBy: "on",
      values: [
        { from: "2010-01-01", value: e.percent("2") },
        { from: "2020-01-01", unknown: true, register: "D29", cites: "Act 9" },
        { from: "2021-01-01", value: e.percent("3") },
      ],
    });
    const due = e.provision.rate("due", { cites, means: () => rates.on(on) });
    expect(both(due, { on: "2019-12-31" }).value).toEqual(e.exact(1n, 50n));
    expect(both(due, { on: "2021-01-01" }).value).toEqual(e.exact(3n, 100n));
    for (const day of ["2020-01-01", "2020-12-31"]) {
      const { refusal } = both(due, { on: day });
      expect(refusal).toMatchObject({ code: "valueNotKnown", table: "rates", register: "D29" });
      expect(refusal?.cites).toEqual(["Act 9"]);
    }
  });
});

describe("powers", () => {
  const interest = e.provision.rate("interest", {
    cites,
    means: () => e.power(e.rate("1.0695"), e.product(e.rate("1/12"), n), half),
  });
  test("of whole and of part years, rounded exactly: 1.0695 to the power 1/4, 1 and 3", () => {
    expect(both(interest, { n: 3 }).value).toEqual(e.parseExact("1.016940"));
    expect(both(interest, { n: 12 }).value).toEqual(e.parseExact("1.0695"));
    expect(both(interest, { n: 36 }).value).toEqual(e.parseExact("1.223326"));
    expect(both(interest, { n: 0 }).value).toEqual(e.exact(1));
  });
  test("downwards, upwards, below one and exact roots", () => {
    const at = (text: string, exponent: string, mode: e.RoundingMode): e.Exact | undefined =>
      e.powerOf(e.parseExact(text), e.parseExact(exponent), { mode, step: e.exact(1n, 100n), authority: "" });
    expect(String(at("2", "1/2", "down"))).toBe("141/100");
    expect(String(at("2", "1/2", "up"))).toBe("71/50");
    expect(String(at("9", "1/2", "up"))).toBe("3");
    expect(String(at("9/4", "-1/2", "halfUp"))).toBe("67/100");
    expect(String(at("2.025", "1", "halfUp"))).toBe("203/100");
    expect(at("-1", "1/2", "down")).toBeUndefined();
  });
});

describe("a course of several values", () => {
  /** Payments of a year at 2 % interest and nine in ten alive: 1, then 0.9 / 1.02, then 0.81 / 1.0404. */
  const worth = e.provision.amount("worth", {
    cites,
    means: () =>
      e.course({
        values: {
          alive: { starts: e.rate("1"), most: e.rate("1") },
          discount: { starts: e.rate("1"), most: e.rate("1") },
          total: { starts: e.cents(0), most: e.dollars("100000000") },
        },
        first: e.date("2020-01-01"),
        every: e.months(12),
        until: e.plusMonths(e.date("2019-01-01"), e.monthsOfService(e.times(n, e.count(12)))),
        step: ({ alive, discount, total }) => ({
          alive: e.rounded(e.product(alive, e.rate("0.9")), half),
          discount: e.rounded(e.product(discount, e.rate("50/51")), half),
          total: e.sum(total, e.rounded(e.product(amount, alive, discount), e.toTheCent("Act"))),
        }),
        gives: ({ total }) => total,
      }),
  });

  test("each step sees the values before it, and what is given is what stands at the end", () => {
    // 1,000.00 + 1,000.00 × 0.9 × 0.980392 + 1,000.00 × 0.81 × 0.961169 (0.980392² rounded) = 1,000.00 + 882.35 + 778.55
    expect(both(worth).value).toEqual(e.exact(266_090));
    expect(both(worth, { n: 0 }).value).toEqual(e.exact(0));
    const { course } = both(worth).explanation.parts[0]!;
    expect(course?.names).toEqual(["alive", "discount", "total"]);
    expect(course?.rows.map(({ values }) => String(values[2]))).toEqual(["100000", "188235", "266090"]);
  });

  test("a value beyond its bound is refused, in both readers", () => {
    const plan = e.load("vocabulary", [worth]);
    const assumed = e.explain(plan, { recorded, assumed: {} }, worth);
    expect(assumed.missing).toEqual([]);
    const { missing } = e.explain(
      plan,
      { recorded: { ...recorded, amount: undefined } as never, assumed: { amount: 5 } },
      worth,
    );
    expect(missing).toEqual(["amount"]);
    const growing = e.provision.rate("growing", {
      cites,
      means: () =>
        e.course({
          values: { x: { starts: e.rate("1"), most: e.rate("4") } },
          first: e.date("2020-01-01"),
          every: e.months(1),
          until: on,
          step: ({ x }) => ({ x: e.rounded(e.product(x, e.rate("2")), half) }),
          gives: ({ x }) => x,
        }),
    });
    expect(both(growing, { on: "2020-02-15" }).value).toEqual(e.exact(4));
    expect(both(growing, { on: "2020-03-01" }).refusal?.code).toBe("outsideExpected");
  });

  test("a carry of a rate rounds at each step, whatever it begins with", () => {
    const index = e.provision.rate("index", {
      cites,
      means: () =>
        e.carry({
          start: e.rate("1"),
          first: e.date("2020-01-01"),
          every: e.months(12),
          until: on,
          most: e.rate("100"),
          step: (x) => e.rounded(e.product(x, e.rate("1.015")), half),
        }),
    });
    expect(both(index, { on: "2021-06-01" }).value).toEqual(e.parseExact("1.030225"));
  });
});

describe("small words", () => {
  test("the choice of the greatest is the first among equals", () => {
    const kinds = e.choices("one", "two", "three");
    const best = e.provision.choice("best", kinds, {
      cites,
      means: () =>
        e.choiceOfGreatest(
          [kinds.of("one"), e.dollars("10.00")],
          [kinds.of("two"), e.product(amount, e.asRate(n))],
          [kinds.of("three"), amount],
        ),
    });
    expect(both(best, { amount: 1000, n: 1 }).value).toBe("one");
    expect(both(best, { amount: 1001, n: 1 }).value).toBe("two");
    expect(both(best, { amount: 1001, n: 0 }).value).toBe("three");
  });

  test("the earliest and latest of dates that may not exist", () => {
    const first = e.provision.perhaps.date("first", { cites, means: () => e.earliestOf(spouse, other) });
    const last = e.provision.perhaps.date("last", {
      cites,
      means: () => e.latestOf(spouse, other, e.some(on)),
    });
    const day = (text: string): number => e.parseDate(text);
    expect(both(first).value).toBeNull();
    expect(both(first, { spouse: "1960-05-01" }).value).toBe(day("1960-05-01"));
    expect(both(first, { spouse: "1960-05-01", other: "1959-05-01" }).value).toBe(day("1959-05-01"));
    expect(both(last, { other: "2020-01-02" }).value).toBe(day("2020-01-02"));
    expect(both(last).value).toBe(day("2020-01-01"));
  });
});
