import { describe, expect, test } from "vitest";
import {
  compareExact,
  exact,
  multiply,
  parseExact,
  roundExact,
  subtract,
  divide,
  toAThousandthOfAPercent,
  type Exact,
} from "@emeritus/engine/exact.ts";
import { colaRates, firstYearWithoutColaRate } from "./cola-rates.ts";

const toThousandth = (value: Exact): Exact => roundExact(value, toAThousandthOfAPercent("BR 3-6"));
const percent = (text: string): Exact => multiply(parseExact(text), exact(1n, 100n));
const least = (a: Exact, b: Exact): Exact => (compareExact(a, b) <= 0 ? a : b);
const most = (a: Exact, b: Exact): Exact => (compareExact(a, b) >= 0 ? a : b);

/** The sequence of the register: increase of the printed averages to 0.001 %, times 80 %, to 0.001 %, between 0 and 5 %. */
const bySequence = (average: string, before: string): { increase: Exact; rate: Exact } => {
  const increase = toThousandth(
    divide(subtract(parseExact(average), parseExact(before)), parseExact(before)),
  );
  return {
    increase,
    rate: least(percent("5"), most(exact(0n), toThousandth(multiply(increase, exact(4n, 5n))))),
  };
};

describe("cost-of-living rates (S-28, BR 3-6, RSMo 104.1045, H-183)", () => {
  test.each(colaRates)("$year: $increase % of consumer prices give $rate %", (row) => {
    const { increase, rate } = bySequence(row.average, row.averageBefore);
    expect(increase.toString()).toBe(percent(row.increase).toString());
    expect(rate.toString()).toBe(percent(row.rate).toString());
  });

  test("follow each other year by year, each on the average of the year before", () => {
    for (const [i, row] of colaRates.slice(1).entries()) {
      expect(row.year).toBe(colaRates[i]!.year + 1);
      expect(row.averageBefore).toBe(colaRates[i]!.average);
    }
    expect(colaRates.at(-1)!.year + 1).toBe(firstYearWithoutColaRate);
  });

  test("2025 fits only the sequence that rounds the increase first: 80 % of the unrounded increase is 2.360 %", () => {
    const unrounded = divide(subtract(parseExact("313.689"), parseExact("304.702")), parseExact("304.702"));
    expect(toThousandth(multiply(unrounded, exact(4n, 5n))).toString()).toBe(percent("2.360").toString());
    expect(colaRates.find((row) => row.year === 2025)?.rate).toBe("2.359");
  });

  test("2026 is entered: the mean of the eleven months of 2025 that were published (D29)", () => {
    const months = "317.671 319.082 319.799 320.795 321.465 322.561 323.048 323.976 324.8 324.122 324.054";
    const thousandths = months.split(" ").map((month) => parseExact(month).n * (1000n / parseExact(month).d));
    const mean = roundExact(
      exact(
        thousandths.reduce((a, b) => a + b),
        11n,
      ),
      { mode: "halfUp", step: exact(1n), authority: "D29" },
    );
    expect(mean.n).toBe(321_943n);
    expect(colaRates.at(-1)).toMatchObject({ year: 2026, average: "321.943", mark: "entered" });
  });
});
