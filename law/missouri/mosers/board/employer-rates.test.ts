import { describe, expect, test } from "vitest";
import { payLimitCents, payLimits } from "../../../federal/pay-limits.ts";
import { employerRateOn } from "./employer-rates.ts";

describe("employer contribution rates (RSMo 104.1066, D29)", () => {
  test.each([
    ["2000-06-30", undefined],
    ["2000-07-01", 1697],
    ["2015-06-30", 1697],
    ["2017-06-30", 1697],
    ["2017-07-01", 1945],
    ["2025-06-30", 2875],
    ["2025-07-01", 3025],
    ["2026-06-30", 3025],
    ["2026-07-01", 3200],
    ["2027-06-30", 3200],
    ["2027-07-01", undefined],
  ])("on %s: %s hundredths of a percent", (date, expected) => {
    expect(employerRateOn(date)?.hundredthsOfPercent).toBe(expected);
  });

  test("what no source gives is marked: FY27 entered, the years before FY16 assumed", () => {
    expect(employerRateOn("2026-11-01")?.mark).toBe("entered");
    expect(employerRateOn("2014-11-01")?.mark).toBe("assumed");
    expect(employerRateOn("2024-11-01")?.mark).toBe("published");
  });
});

describe("pay limit (IRC 401(a)(17), H-191, H-306)", () => {
  test.each([
    [1999, undefined],
    [2000, 17_000_000n],
    [2008, 23_000_000n],
    [2023, 33_000_000n],
    [2026, 36_000_000n],
    [2027, undefined],
  ])("%i: %s cents a year", (year, expected) => {
    expect(payLimitCents(year)).toBe(expected);
  });

  test("moves in steps of 5,000 dollars and never falls (H-191)", () => {
    for (const [i, row] of payLimits.slice(1).entries()) {
      expect(row.year).toBe(payLimits[i]!.year + 1);
      expect((row.dollars - payLimits[i]!.dollars) % 5000).toBe(0);
      expect(row.dollars).toBeGreaterThanOrEqual(payLimits[i]!.dollars);
    }
  });
});
