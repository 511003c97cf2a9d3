import { describe, expect, test } from "vitest";
import { annuityValues, roomFor, type Assumptions, type Lives } from "./annuity-values.ts";

const life = (age: number, month: number, more: Partial<Record<keyof Lives, number>> = {}): Lives => ({
  ages: Int32Array.of(age),
  months: Int32Array.of(month),
  monthly: Float64Array.of(100),
  firstPayment: Int32Array.of(more.firstPayment ?? 0),
  firstRise: Int32Array.of(more.firstRise ?? 12),
  lengths: Int32Array.of(more.lengths ?? 1_200),
  tables: Int32Array.of(0),
  leastRise: Float64Array.of(more.leastRise ?? 0),
});
const assumed = (more: Partial<Assumptions>): Assumptions => ({
  deaths: [Float64Array.of(0, 0, 1)],
  spread: "proportionally",
  discount: 1,
  rise: 0,
  cap: 1,
  ...more,
});
const value = (of: Lives, by: Assumptions): number => annuityValues(of, by, roomFor(1)).values[0]!;

describe.each(["proportionally", "evenly"] as const)("present values of annuities, deaths %s", (spread) => {
  test("without interest or death before the last age, every month is worth its payment", () => {
    // Two whole years of age 0 and 1, and in the year of certain death the payment of its first month.
    const first = spread === "evenly" ? 6.5 : 1; // 12/12 + 11/12 + ... + 1/12 where deaths fall evenly
    expect(value(life(0, 0), assumed({ spread }))).toBeCloseTo(2_400 + 100 * first, 9);
    expect(value(life(0, 5), assumed({ spread }))).toBeCloseTo(1_900 + 100 * first, 9);
    expect(value(life(0, 0, { firstPayment: 20 }), assumed({ spread }))).toBeCloseTo(400 + 100 * first, 9);
  });

  test("a payment for ever is worth its amount over the rate of discount", () => {
    const forever = assumed({ spread, deaths: [Float64Array.of(0)], discount: 1.05 ** (-1 / 12) });
    const long = life(0, 0, { lengths: 24_000 });
    expect(value(long, forever)).toBeCloseTo(100 / (1 - 1.05 ** (-1 / 12)), 6);
  });

  test("payments rise every twelfth month, at the least rate as far as the cap", () => {
    const living = { spread, deaths: [Float64Array.of(0)] };
    // 1,200 × (1 + 1.1 + 1.21)
    expect(value(life(0, 7, { lengths: 36 }), assumed({ ...living, rise: 0.1 }))).toBeCloseTo(3_972, 8);
    // 1,200 × (1 + 1.1 + 1.15 + 1.173): a tenth twice, the second time to the cap, then the two percent
    const capped = assumed({ ...living, rise: 0.02, cap: 1.15 });
    expect(value(life(0, 0, { lengths: 48, leastRise: 0.1 }), capped)).toBeCloseTo(5_307.6, 8);
  });
});

test("deaths of half a year fall evenly, or on who still lives", () => {
  const half = { deaths: [Float64Array.of(0.5)] };
  const [whole, one] = [life(0, 0, { lengths: 12 }), life(0, 0, { lengths: 13 })];
  // 100 × (1 + 23/24 + 22/24 + ... + 13/24), and half of a payment in the thirteenth month
  expect(value(whole, assumed({ ...half, spread: "evenly" }))).toBeCloseTo(925, 9);
  expect(value(one, assumed({ ...half, spread: "evenly" }))).toBeCloseTo(975, 9);
  expect(value(one, assumed(half)) - value(whole, assumed(half))).toBeCloseTo(50, 9);
  // Half of the year of age has passed: a quarter of who began it is dead, and a third of who is left dies in its other half.
  expect(value(life(0, 6, { lengths: 7 }), assumed({ ...half, spread: "evenly" }))).toBeCloseTo(
    100 * (6 - 15 / 18) + 100 * (2 / 3),
    9,
  );
});
