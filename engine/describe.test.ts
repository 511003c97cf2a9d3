import { expect, test } from "vitest";
import * as e from "./index.ts";
import { samplePlan } from "./sample.ts";

const cites = "Act 1";
const signs = (provision: e.Provision<unknown>): string =>
  e.notationText(e.describe(e.load("signs", [provision]), provision.name).notation);
const n = e.fact.count("n");
const on = e.fact.date("on");
const other = e.fact.perhaps.date("other");

test("brackets stand where they are needed and nowhere else", () => {
  const rate = e.provision.rate("rate", {
    cites,
    means: () => e.product(e.minus(e.rate("1"), e.minus(e.asRate(n), e.rate("1/7"))), e.asRate(n)),
  });
  expect(signs(rate)).toBe("(100% − (n − 1/7)) × n");
  const either = e.provision.condition("either", {
    cites,
    means: () => e.all(e.any(e.atLeast(n, e.count(3)), e.not(e.atLeast(n, e.count(1)))), e.given(other)),
  });
  expect(signs(either)).toBe("(n ≥ 3 ∨ n < 1) ∧ exists(other)");
});

test("detours of the builders are said as people say them", () => {
  const back = e.provision.date("back", { cites, means: () => e.minusMonths(e.dayBefore(on), e.months(2)) });
  expect(signs(back)).toBe("on − 1 day − 2 months");
  const first = e.provision.perhaps.date("first", {
    cites,
    means: () => e.earliestOf(other, e.some(on), e.some(e.date("2020-01-01"))),
  });
  expect(signs(first)).toBe("earliest(other, on, 2020-01-01)");
  const years = e.provision.count("years", { cites, means: () => e.yearsApart(on, e.date("2020-01-01")) });
  expect(signs(years)).toBe("years(on, 2020-01-01)");
  const alive = e.provision.condition("alive", {
    cites,
    means: () => e.ifAny(other, (day) => e.isAfter(day, on), e.yes),
  });
  expect(signs(alive)).toBe("¬exists(other) ∨ other > on");
});

test("a course says what each value begins with and becomes", () => {
  const total = e.provision.amount("total", {
    cites,
    means: () =>
      e.course({
        values: { sum: { starts: e.cents(0), most: e.dollars("100") } },
        first: on,
        every: e.months(1),
        until: on,
        step: ({ sum }) => ({ sum: e.sum(sum, e.dollars("1.00")) }),
        gives: ({ sum }) => sum,
      }),
  });
  expect(signs(total)).toBe("each 1 months(on, on; sum := $0.00 then sum + $1.00; sum)");
});

test("tables of one key, of two and by date, with the row that is not known", () => {
  const plan = e.load("tables", [
    e.provision.rate("used", {
      cites,
      means: () =>
        e.sum(
          e
            .lookup("one", {
              cites,
              keyedBy: "n",
              rows: [
                [3, e.rate("1")],
                [4, e.rate("2")],
              ],
            })
            .at(n),
          e
            .grid("two", {
              cites,
              keyedBy: ["n", "m"],
              columnsFrom: 7,
              rows: [[3, [e.rate("1"), e.rate("5")]]],
            })
            .at(n, n),
          e
            .schedule("dated", {
              governedBy: "on",
              values: [
                { from: "2020-01-01", value: e.rate("1") },
                { from: "2021-01-01", unknown: true, register: "D1" },
              ],
            })
            .on(on),
        ),
    }),
  ]);
  const [one, two, dated] = e.describe(plan, "used").tables;
  expect(one).toMatchObject({ keyedBy: ["n"], columns: [], rows: [{ key: 3 }, { key: 4 }] });
  expect(two).toMatchObject({ keyedBy: ["n", "m"], columns: [7, 8], rows: [{ key: 3 }] });
  expect(dated?.rows).toMatchObject([
    { from: e.parseDate("2020-01-01"), until: e.parseDate("2020-12-31"), value: e.exact(1) },
    { from: e.parseDate("2021-01-01"), register: "D1" },
  ]);
  expect(dated?.rows[1]).not.toHaveProperty("value");
});

test("every provision of a plan has a description that stays the same when the plan is read back from its record", () => {
  const again = e.planFromCanonical(JSON.parse(JSON.stringify(e.canonicalOf(samplePlan))) as e.Json);
  for (const name of samplePlan.rules.keys()) {
    const { notation, formula } = e.describe(samplePlan, name);
    expect(e.describe(again, name)).toMatchObject({ notation });
    expect(JSON.stringify(e.describe(again, name).formula)).toBe(JSON.stringify(formula));
  }
});
