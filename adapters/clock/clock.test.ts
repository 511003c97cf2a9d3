import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { expect, test } from "vitest";
import { fundCalendar } from "./fund-calendar.ts";
import { machineClock } from "./machine-clock.ts";

const chicagoAt = (instant: string) =>
  formatDate(fundCalendar("America/Chicago", undefined, () => new Date(instant)).today());

test("a day of the fund begins at midnight in Chicago, in winter and in summer", () => {
  expect(chicagoAt("2026-01-15T05:59:59Z")).toBe("2026-01-14");
  expect(chicagoAt("2026-01-15T06:00:00Z")).toBe("2026-01-15");
  expect(chicagoAt("2026-07-01T04:59:59Z")).toBe("2026-06-30");
  expect(chicagoAt("2026-07-01T05:00:00Z")).toBe("2026-07-01");
});

test("a moved calendar stands at its date and says that it was moved", () => {
  const calendar = fundCalendar("America/Chicago", parseDate("2027-07-01"));
  expect([formatDate(calendar.today()), calendar.moved]).toEqual(["2027-07-01", true]);
  expect(fundCalendar("America/Chicago").moved).toBe(false);
});

test("the recording clock is the machine's own, in both of its forms", () => {
  const before = Date.now();
  expect(machineClock.milliseconds()).toBeGreaterThanOrEqual(before);
  expect(Date.parse(machineClock.now())).toBeGreaterThanOrEqual(before);
});
