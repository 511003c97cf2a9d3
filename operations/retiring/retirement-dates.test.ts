import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { describe, expect, it } from "vitest";

import {
  type ElectionTest,
  firstPaymentMonth,
  retirementDates,
  startingDatesFor,
} from "./retirement-dates.ts";

const day = parseDate;
const allowed = (filedOn: string) => startingDatesFor(day(filedOn)).map(formatDate);
const dates = (start: string, test?: ElectionTest) =>
  Object.fromEntries(
    Object.entries(retirementDates(day(start), test)).map(([name, date]) => [name, formatDate(date)]),
  );
const paid = (start: string, received: string) =>
  formatDate(firstPaymentMonth(retirementDates(day(start)), day(received)));

describe("the dates of a retirement", () => {
  it("T2 RSMo 104.1024.1 the dates allowed roll on with the month of filing", () => {
    expect(allowed("2026-03-31")).toEqual(["2026-05-01", "2026-06-01", "2026-07-01"]);
    expect(allowed("2026-04-01")).toEqual(["2026-06-01", "2026-07-01", "2026-08-01"]);
    expect(allowed("2028-02-29")).toEqual(["2028-04-01", "2028-05-01", "2028-06-01"]);
    expect(allowed("2026-11-21")).toEqual(["2027-01-01", "2027-02-01", "2027-03-01"]);
  });

  it("T3 T4 T7 T11 H-213 H-215 S-40 for 1 May 2026: apply by 31 March, elect by 30 April, void after 30 July", () => {
    expect(dates("2026-05-01")).toMatchObject({
      applicationDue: "2026-03-31",
      electionDue: "2026-04-30",
      voidOn: "2026-07-30",
    });
  });

  it("H-230 the twelve printed rows, with the leap day in a leap year", () => {
    const rows = [
      ["01", "11-30", "12-31"],
      ["02", "12-31", "01-31"],
      ["03", "01-31", "02-28"],
      ["04", "02-28", "03-31"],
      ["05", "03-31", "04-30"],
      ["06", "04-30", "05-31"],
      ["07", "05-31", "06-30"],
      ["08", "06-30", "07-31"],
      ["09", "07-31", "08-31"],
      ["10", "08-31", "09-30"],
      ["11", "09-30", "10-31"],
      ["12", "10-31", "11-30"],
    ];
    for (const [month, apply, elect] of rows) {
      const found = dates(`2027-${month}-01`);
      expect([found["applicationDue"]!.slice(5), found["electionDue"]!.slice(5)]).toEqual([apply, elect]);
    }
    expect(dates("2028-03-01")["electionDue"]).toBe("2028-02-29");
    expect(dates("2028-04-01")["applicationDue"]).toBe("2028-02-29");
  });

  it("T8 T9 on time by the statute is before the last business day of the month before: 29 April 2026, a Wednesday", () => {
    expect(dates("2026-05-01")["onTimeThrough"]).toBe("2026-04-29");
    expect(dates("2026-05-01", "published")["onTimeThrough"]).toBe("2026-04-30");
    expect(dates("2026-06-01")["onTimeThrough"]).toBe("2026-05-28"); // 29 May is a Friday, 30 and 31 a weekend
  });

  it("T8 T10 H-229 a late election moves the first payment to the month after it is received", () => {
    expect(paid("2026-05-01", "2026-04-29")).toBe("2026-05-01");
    expect(paid("2026-05-01", "2026-05-01")).toBe("2026-06-01");
    expect(paid("2026-05-01", "2026-06-30")).toBe("2026-07-01");
    expect(paid("2026-05-01", "2026-07-30")).toBe("2026-08-01");
  });

  it("T9 an election between the statute's day and the published date loses nothing: the month after it is the first month anyway", () => {
    expect(paid("2026-05-01", "2026-04-30")).toBe("2026-05-01");
  });
});
