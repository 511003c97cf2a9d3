import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectSame } from "./compare-readers.ts";
import * as e from "./index.ts";

const amount = e.fact.amount("amount", { least: "-1000000.00", most: "1000000.00" });
const other = e.fact.amount("other", { least: "0.00", most: "100000.00" });
const factor = e.fact.rate("factor");
const n = e.fact.count("n", { most: "40" });
const birth = e.fact.date("birth");
const on = e.fact.date("on");
const spouse = e.fact.perhaps.date("spouse");
const rows = e.listOf(
  "rows",
  { from: e.field.date(), to: e.field.date(), cents: e.field.amount() },
  { most: 12 },
);
const table = e.schedule("table", {
  governedBy: "on",
  values: ["1990-01-01", "2000-01-01", "2010-07-01"].map((from, i) => ({
    from,
    value: e.rate(`${3 + i}/700`),
  })),
});
const cent = e.toTheCent("D23");

type Trees = {
  readonly money: e.Expr<e.Money>;
  readonly rate: e.Expr<e.Rate>;
  readonly count: e.Expr<e.Count>;
  readonly date: e.Expr<e.CalendarDate>;
  readonly yes: e.Expr<e.YesNo>;
};

/** Random formulas over a few facts, deep enough that some leave 2^53. */
const trees = fc.letrec<Trees>((tie) => ({
  money: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(amount, other, e.dollars("15.00"), e.dollars("-0.01"), e.dollars("0.00")),
    fc.tuple(tie("money"), tie("money")).map(([a, b]) => e.sum(a, b)),
    fc.tuple(tie("money"), tie("money")).map(([a, b]) => e.minus(a, b)),
    fc.tuple(tie("money"), tie("rate")).map(([a, b]) => e.product(a, b)),
    fc
      .tuple(tie("money"), tie("money"), fc.boolean())
      .map(([a, b, up]) => (up ? e.greaterOf(a, b) : e.lesserOf(a, b))),
    tie("money").map((a) => e.rounded(a, cent)),
    fc
      .tuple(tie("yes"), tie("money"), tie("money"))
      .map(([c, a, b]) => e.cases(e.when(c, a), e.otherwise(b))),
    tie("yes").map((c) =>
      e.sumOver(
        rows,
        (row) => row.cents,
        (row) => e.any(c, e.onOrBefore(row.from, on)),
      ),
    ),
    tie("date").map((d) =>
      e.highestMean(rows, {
        amount: (row) => row.cents,
        entries: 3,
        where: (row) => e.isBefore(row.from, d),
      }),
    ),
  ),
  rate: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(factor, e.percent("1.7"), e.rate("1/36"), e.rate("-2/7")),
    fc.tuple(tie("rate"), tie("rate")).map(([a, b]) => e.sum(a, b)),
    fc.tuple(tie("money"), tie("money")).map(([a, b]) => e.ratio(a, b)),
    tie("date").map((d) => table.on(d)),
    tie("count").map((c) => e.asRate(c)),
    fc.tuple(tie("date"), tie("date")).map(([a, b]) => e.inYears(e.monthsFrom(a, b))),
  ),
  count: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(n, e.count(7), e.count(0)),
    fc.tuple(tie("count"), tie("count")).map(([a, b]) => e.sum(a, b)),
    fc.tuple(tie("date"), tie("date")).map(([a, b]) => e.yearsApart(a, b)),
    tie("count").map((a) => e.blocks(a, { size: 6, lastCounts: 4 })),
    tie("date").map((d) => e.countOver(rows, (row) => e.isAfter(row.to, d))),
    fc
      .constant(0)
      .map(() =>
        e.monthCount(
          e.wholeMonths(
            e.unionOver(rows, { from: (r) => r.from, to: (r) => e.earlierOf(r.to, on), reading: "calendar" }),
          ),
        ),
      ),
  ),
  date: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(birth, on, e.date("2004-02-29")),
    fc.tuple(tie("date"), fc.integer({ min: -40, max: 40 })).map(([d, k]) => e.plusMonths(d, e.months(k))),
    fc.tuple(tie("date"), fc.integer({ min: -400, max: 400 })).map(([d, k]) => e.plusDays(d, e.days(k))),
    tie("date").map((d) => e.lastOfMonth(d)),
    fc.tuple(tie("date"), tie("date")).map(([a, b]) => e.laterOf(a, b)),
    tie("date").map((d) => e.ifAny(spouse, (s) => e.earlierOf(s, d), d)),
    tie("date").map((d) =>
      e.orElse(
        e.firstMonthWhen({
          from: birth,
          until: on,
          steady: true,
          holds: (month) => e.supposing([[on, e.dayBefore(month)]], e.onOrAfter(on, d)),
        }),
        e.date("2001-01-31"),
      ),
    ),
  ),
  yes: fc.oneof(
    { depthSize: "small" },
    fc.tuple(tie("money"), tie("money")).map(([a, b]) => e.atLeast(a, b)),
    fc.tuple(tie("date"), tie("date")).map(([a, b]) => e.isBefore(a, b)),
    fc
      .tuple(tie("yes"), tie("yes"), fc.boolean())
      .map(([a, b, every]) => (every ? e.all(a, b) : e.any(a, b))),
    tie("yes").map((a) => e.not(a)),
    tie("date").map((d) => e.anyOver(rows, (row) => e.onOrAfter(row.to, e.lastOfMonth(d)))),
    fc
      .tuple(tie("date"), tie("date"))
      .map(([a, b]) =>
        e.coveredBy(
          rows,
          { from: (r) => r.from, to: (r) => e.earlierOf(r.to, on), where: (r) => e.isBefore(r.from, a) },
          e.earlierOf(a, b),
          b,
        ),
      ),
    tie("date").map((d) =>
      e.anyOver(rows, (row) =>
        e.coveredBy(
          rows,
          { from: (r) => r.from, to: (r) => r.to },
          e.dayBefore(row.from),
          e.laterOf(d, row.from),
        ),
      ),
    ),
    tie("date").map((d) =>
      e.anyOver(rows, (a) =>
        e.anyOver(rows, (b) => e.all(e.isBefore(e.laterOf(b.from, d), a.to), e.isAfter(b.to, a.to))),
      ),
    ),
  ),
}));

const dates = fc.integer({ min: 0, max: 22_000 }).map((k) => e.addDays(e.parseDate("1960-01-01"), k));
const people: fc.Arbitrary<e.Facts> = fc
  .record({
    amount: fc.integer({ min: -100_000_000, max: 100_000_000 }),
    other: fc.integer({ min: 0, max: 10_000_000 }),
    n: fc.integer({ min: 0, max: 41 }),
    factor: fc.integer({ min: 0, max: 3000 }).map((k) => e.exact(k, 1000)),
    birth: dates,
    on: dates,
    spouse: fc.option(dates),
    rows: fc.array(
      fc.tuple(dates, fc.integer({ min: -9, max: 3000 }), fc.integer({ min: 0, max: 900_000 })),
      { maxLength: 6 },
    ),
  })
  .map(({ rows: spans, ...known }) => ({
    recorded: {
      ...known,
      rows: spans.map(([from, days, cents]) => ({ from, to: e.addDays(from, days), cents })),
    },
  }));

describe("random plans", () => {
  it("give the same compiled as explained, whatever the formula", () => {
    let compiled = 0;
    fc.assert(
      fc.property(
        trees.money,
        trees.date,
        trees.yes,
        fc.array(people, { minLength: 4, maxLength: 4 }),
        (money, date, yes, some) => {
          const a = e.provision.amount("a", { cites: "A", means: () => money });
          const b = e.provision.amount("b", {
            cites: "B",
            means: () => e.sum(a, e.product(a, e.percent("3"))),
            rounding: cent,
          });
          const c = e.provision.date("c", { cites: "C", means: () => date });
          const d = e.provision.condition("d", { cites: "D", means: () => yes });
          compiled += expectSame(e.load("random", [b, c, d]), [a, b, c, d], some);
        },
      ),
      { numRuns: 250 },
    );
    expect(compiled).toBeGreaterThan(300);
  });

  it("never compute beyond 2^53 on doubles: such a formula runs on bigint or is left to the interpreter", () => {
    const big = e.provision.amount("big", {
      cites: "A",
      means: () => e.product(amount, e.rate("123457/9"), e.rate("7654321/11"), e.asRate(n)),
      rounding: cent,
    });
    const small = e.provision.amount("small", {
      cites: "A",
      means: () => e.product(e.product(other, e.rate("9999991/9999973")), factor, factor),
      rounding: cent,
    });
    const some: e.Facts[] = [99_999_999, 1, -99_999_999].map((cents) => ({
      recorded: {
        amount: cents,
        other: Math.abs(cents) % 10_000_000,
        n: 39,
        factor: e.exact(2_999_999n, 1_000_000n),
      },
    }));
    const plan = e.load("wide", [big, small]);
    expectSame(plan, [big, small], some);
    expect(e.compile(plan, [small]).source).toContain("bigRound");
  });
});
