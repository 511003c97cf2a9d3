import { exact, parseExact } from "@emeritus/engine/exact.ts";
import { expect, test } from "vitest";
import { count, dayOfInstant, longDate, longMonth, money } from "./format.ts";
import { wordsFor } from "./index.ts";
import { decimalText, moneyText, monthsText, valueText, yearsFigure } from "./value.ts";

const words = wordsFor("en");

test("money is exact at any size", () => {
  expect(money(123_456n)).toBe("$1,234.56");
  expect(money(9_007_199_254_740_993n)).toBe("$90,071,992,547,409.93");
  expect(money(-5)).toBe("-$0.05");
});

test("an amount that is not whole cents shows its further digits", () => {
  expect(moneyText(parseExact("203266.035"))).toBe("$2,032.66035");
  expect(moneyText(exact(1n, 3n))).toBe("$0.00333…");
});

test("numbers, dates and lengths of time read as people write them", () => {
  expect(decimalText(parseExact("90.9"))).toBe("90.9");
  expect(decimalText(exact(-1n, 8n))).toBe("−0.125");
  expect(count(51_733)).toBe("51,733");
  expect(longDate("2027-07-01")).toBe("July 1, 2027");
  expect(longMonth("2032-03")).toBe("March 2032");
  expect(dayOfInstant("2026-11-23 03:30:00.5+00", "America/Chicago")).toBe("2026-11-22"); // half past nine in the evening
  expect(dayOfInstant("2026-07-01T05:00:00Z", "America/Chicago")).toBe("2026-07-01"); // midnight in summer
  expect(monthsText(words, 170)).toBe("14 years 2 months");
  expect(monthsText(words, 12)).toBe("1 year");
  expect(monthsText(words, 0)).toBe("0 months");
  expect(yearsFigure(170)).toBe("14 2/12");
  expect(valueText(words, (name) => name, "rate", exact(17n, 1000n))).toBe("1.7%");
  expect(valueText(words, (name) => name, "tenure", { months: 3, days: 12 })).toBe("3 months 12 days");
  expect(valueText(words, (name) => name, "count", -2)).toBe("−2");
});
