import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { addDays, formatDate, parseDate, plainDate, weekday } from "@emeritus/engine/dates.ts";
import { isBankingDay } from "../federal/banking-days.ts";
import {
  isWorkingDay,
  lastWorkingDayOf,
  namedHolidays,
  observed,
  statePractice,
  workingDaysBefore,
} from "./holidays.ts";

const NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const table = readFileSync(new URL("holidays.cases.md", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => /^\| 20\d\d /.test(line))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

describe("payment dates 2021 to 2030: S-35, H-219, RSMo 104.1024.1", () => {
  it("has all 120 months in its table", () => {
    expect(table.length * 12).toBe(120);
  });
  it.each(table)("%s", (year, ...days) => {
    const ours = days.map((_, month) => {
      const date = lastWorkingDayOf(plainDate(Number(year), month + 1, 1));
      return `${Number(formatDate(date).slice(8))} ${NAMES[weekday(date) - 1]}`;
    });
    expect(ours).toEqual(days);
  });
  it("is always a banking day", () => {
    for (let month = plainDate(2000, 1, 1); month < plainDate(2060, 1, 1); month += 32) {
      expect(isBankingDay(lastWorkingDayOf(month)), formatDate(month)).toBe(true);
    }
  });
});

describe("state holidays: RSMo 9.010", () => {
  const working = (text: string, rule = statePractice) => isWorkingDay(parseDate(text), rule);
  it("has thirteen a year since Juneteenth was added, twelve before", () => {
    expect(namedHolidays(2026).map(formatDate)).toEqual([
      "2026-01-01",
      "2026-01-19",
      "2026-02-12",
      "2026-02-16",
      "2026-05-08",
      "2026-05-25",
      "2026-06-19",
      "2026-07-04",
      "2026-09-07",
      "2026-10-12",
      "2026-11-11",
      "2026-11-26",
      "2026-12-25",
    ]);
    expect(namedHolidays(2020).length).toBe(12);
  });
  it("observes a Sunday holiday on Monday", () => {
    expect(formatDate(observed(parseDate("2022-06-19")))).toBe("2022-06-20");
    expect(working("2022-06-20")).toBe(false);
  });
  it("observes a Saturday holiday on the Friday before: 4 July 2026 and 1 January 2022", () => {
    expect(working("2026-07-03")).toBe(false);
    expect(working("2021-12-31")).toBe(false);
  });
  it("can leave a Saturday holiday unmoved, as the statute's text has it", () => {
    const literal = { saturdayHolidays: "notMoved", closings: [] } as const;
    expect(working("2021-12-31", literal)).toBe(true);
    expect(formatDate(lastWorkingDayOf(parseDate("2021-12-01"), literal))).toBe("2021-12-31");
  });
  it("works on the fourth Monday of October and the Friday after Thanksgiving, unless closed by order", () => {
    expect(working("2026-10-26")).toBe(true);
    expect(working("2024-11-29")).toBe(true);
    const closed = { ...statePractice, closings: [parseDate("2024-11-29")] };
    expect(formatDate(lastWorkingDayOf(parseDate("2024-11-01"), closed))).toBe("2024-11-27");
  });
  it("counts working days back over Thanksgiving", () => {
    expect(formatDate(workingDaysBefore(parseDate("2026-11-30"), 3))).toBe("2026-11-24");
  });
});

it("settles on Lincoln's birthday, and on the Friday before a Saturday holiday, but not on Christmas", () => {
  expect(isBankingDay(parseDate("2026-02-12"))).toBe(true);
  expect(isBankingDay(parseDate("2026-07-03"))).toBe(true);
  expect(isBankingDay(parseDate("2026-12-25"))).toBe(false);
  expect(isBankingDay(addDays(parseDate("2026-12-25"), 1))).toBe(false);
});
