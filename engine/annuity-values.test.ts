import { describe, expect, test } from "vitest";
import { monthlyAnnuityValues, yearlyAnnuityValues, type Assumptions, type Lives } from "./annuity-values.ts";

const lives = (age: number, month: number, monthly: number) => ({
  ages: Int32Array.of(age),
  months: Int32Array.of(month),
  monthly: Float64Array.of(monthly),
});
const assumed = (more: Partial<Assumptions>): Assumptions => ({
  deaths: Float64Array.of(0, 0, 1),
  interest: 0,
  rise: 0,
  years: 100,
  ...more,
});
const monthly = (of: Lives, by: Assumptions): number => monthlyAnnuityValues(of, by, new Float64Array(1))[0]!;
const yearly = (of: Lives, by: Assumptions): number => yearlyAnnuityValues(of, by, new Float64Array(1))[0]!;

describe("present values of annuities", () => {
  test("without interest or death before the last age, every month is worth its payment", () => {
    // Two whole years of age 0 and 1, and the payment at the beginning of the month in which the last age begins.
    expect(monthly(lives(0, 0, 100), assumed({}))).toBeCloseTo(2_500, 9);
    expect(monthly(lives(0, 5, 100), assumed({}))).toBeCloseTo(2_000, 9);
    expect(yearly(lives(0, 0, 100), assumed({}))).toBeCloseTo(3_600, 9);
  });

  test("a payment for ever is worth its amount over the rate of discount", () => {
    const forever = assumed({ deaths: Float64Array.of(0), interest: 0.05, years: 2_000 });
    expect(yearly(lives(0, 0, 100), forever)).toBeCloseTo(1_200 / (0.05 / 1.05), 6);
    expect(monthly(lives(0, 0, 100), forever)).toBeCloseTo(100 / (1 - 1.05 ** (-1 / 12)), 6);
  });

  test("a rise equal to the interest makes each year worth the same", () => {
    const level = assumed({ deaths: Float64Array.of(0), interest: 0.05, rise: 0.05, years: 10 });
    expect(yearly(lives(0, 0, 100), level)).toBeCloseTo(12_000, 8);
  });

  test("half of those who die each year leave half of the payments", () => {
    // 12 × 100 × (1 + 1/2 + 1/4 + 1/8)
    expect(yearly(lives(0, 0, 100), assumed({ deaths: Float64Array.of(0.5), years: 4 }))).toBeCloseTo(
      2_250,
      9,
    );
  });
});
