import { ENDLESS, parseDate } from "@emeritus/engine/dates.ts";
import { describe, expect, test } from "vitest";
import type { CheckContext } from "./check-context.ts";
import { checkReport } from "./check-report.ts";
import { safeCell } from "./findings-file.ts";
import { periodAfter, periodFrom } from "./periods.ts";
import { readReport } from "./read-report.ts";
import { Roster, type RosterPerson, type RosterPosition } from "./roster.ts";
import { bytesOf } from "./sample-report.ts";
import { janesRow, makeFile, type MadeFile, type MadeRow } from "./testing.ts";

const position = (more: Partial<RosterPosition> = {}): RosterPosition => ({
  position: 1,
  code: "A1",
  plan: "MSEP2000",
  fteHundredths: 10_000,
  eligible: true,
  from: parseDate("2005-03-01"),
  to: ENDLESS,
  lastPayCents: undefined,
  ...more,
});

const jane = (more: Partial<RosterPerson> = {}): RosterPerson => ({
  person: 1,
  memberId: 10_000_012,
  ssn: 0,
  lastName: "Doe",
  firstName: "Jane",
  birthDate: parseDate("1980-02-03"),
  positions: [position()],
  leaves: [],
  lastPlan: "MSEP2000",
  drawsBenefit: false,
  ...more,
});

/** Rules found in a file of the first half of May 2026 held against one person on record. */
function found(
  rows: readonly MadeRow[],
  more: Partial<MadeFile> = {},
  who: RosterPerson = jane(),
  context: Partial<CheckContext> = {},
): string[] {
  const text = makeFile({
    id: "F1",
    begin: "2026-05-01",
    end: "2026-05-15",
    payDate: "2026-05-29",
    rows,
    ...more,
  });
  const { file, findings } = readReport(bytesOf(text));
  expect(findings.kept).toEqual([]);
  const roster = new Roster();
  roster.add(who);
  checkReport({
    file: file!,
    payCycle: "semimonthly",
    roster,
    posted: new Map(),
    lastTotalCents: undefined,
    yearCents: new Map(),
    findings,
    ...context,
  });
  return findings.kept.map((each) => `${each.rule} ${each.field}`);
}
const row = (more: Partial<MadeRow> = {}): MadeRow => ({ ...janesRow, ...more });
const event = (name: string, date: string, more: { id?: string; position?: string } = {}): string =>
  `E,${more.id ?? "10000012"},,Doe,Jane,1980-02-03,${name},${date},2026-05-15,,,${more.position ?? ""},,`;

describe("contributions", () => {
  test("B107: the employer's share of 2,750.50 at 30.25 % is 832.03; a cent off passes, two do not", () => {
    for (const [employer, expected] of [
      [83_203, []],
      [83_204, []],
      [83_202, []],
      [83_205, ["employerContribution employer_contrib"]],
      [83_201, ["employerContribution employer_contrib"]],
    ] as const) {
      expect(found([row({ employer })])).toEqual(expected);
    }
  });

  test("B107: the rate is that of the pay date, not of the days worked: 1 July 2026 asks for 32 %", () => {
    expect(found([row({ pay: 100_000, employer: 32_000 })], { payDate: "2026-07-01" })).toEqual([]);
    expect(found([row({ pay: 100_000, employer: 30_250 })], { payDate: "2026-07-01" })).toEqual([
      "employerContribution employer_contrib",
    ]);
    expect(found([row({ pay: 100_000, employer: 30_250 })], { payDate: "2026-06-30" })).toEqual([]);
  });

  test("a pay date without a certified rate is refused, never taken as zero", () => {
    expect(found([row()], { payDate: "2027-07-01" })).toEqual(["paidLate pay_date", "noRateInForce plan"]);
  });

  test("B106, RSMo 104.1091: 4 % in MSEP 2011, nothing in MSEP 2000", () => {
    const newer = jane({ positions: [position({ plan: "MSEP2011" })], lastPlan: "MSEP2011" });
    expect(found([row({ plan: "MSEP2011", pay: 200_000, member: 8_001 })], {}, newer)).toEqual([]);
    expect(found([row({ plan: "MSEP2011", pay: 200_000, member: 8_002 })], {}, newer)).toEqual([
      "memberContribution member_contrib",
    ]);
    expect(found([row({ member: 1 })])).toEqual(["memberContribution member_contrib"]);
  });

  test("B119: the plan is the one on record", () => {
    expect(found([row({ plan: "MSEP2011" })])).toEqual(["planDiffers plan"]);
  });
});

describe("pay that counts", () => {
  test("B108: no pensionable pay of a kind that does not count, nor where not eligible", () => {
    expect(found([row({ code: "OTHER_NP" })])).toEqual(["payNotPensionable pensionable"]);
    expect(found([row({ code: "OTHER_NP", pay: 0 })])).toEqual([]);
    expect(found([row({ eligible: "N", fte: "49.00" })])).toEqual(["payNotPensionable pensionable"]);
  });

  test("B104, B105, BR 2-14(1), 3-12(1): half time is eligible; 49.99 % is not", () => {
    expect(found([row({ eligible: "N", fte: "50.00", pay: 0 })])).toEqual(["eligibleByHours eligible"]);
    expect(found([row({ eligible: "N", fte: "50.00", pay: 0, reason: "OVERRIDE" })])).toEqual([]);
    expect(found([row({ eligible: "N", fte: "49.99", pay: 0 })])).toEqual([]);
    expect(found([row({ eligible: "Y", fte: "49.99" })])).toEqual(["hoursTooFew fte_pct"]);
  });

  test("B109: pay of a year up to the limit of 401(a)(17), and not a cent more", () => {
    const near = { yearCents: new Map([["1 2026", 36_000_000 - 275_050]]) };
    expect(found([row()], {}, jane(), near)).toEqual([]);
    expect(found([row({ pay: 275_051 })], {}, jane(), near)).toEqual(["overYearlyLimit pensionable"]);
  });

  test("B110: one row a position, period and kind of pay", () => {
    expect(found([row(), row()])).toEqual(["rowRepeated event_code"]);
    expect(found([row(), row({ code: "OT" })])).toEqual([]);
  });

  test("B122, B124: rows for earlier periods need a reason and one period; none is in the future", () => {
    expect(found([row({ begin: "2026-04-01", end: "2026-04-15", reason: "LATE" })])).toEqual([]);
    expect(found([row({ begin: "2026-04-01", end: "2026-04-15" })])).toEqual(["reasonMissing reason"]);
    expect(found([row({ begin: "2026-04-10", end: "2026-04-20", reason: "LATE" })])).toEqual([
      "earnDatesOutside earn_begin",
      "activeWithoutPay member_id",
    ]);
    expect(found([row({ begin: "2026-05-16", end: "2026-05-31" })])).toContain("earnDatesOutside earn_begin");
  });

  test("B111: a retiree who draws a benefit is not paid before the fund knows", () => {
    const retired = jane({ drawsBenefit: true, positions: [position({ to: parseDate("2026-01-01") })] });
    expect(found([row()], {}, retired)).toEqual(["drawsBenefit earn_begin"]);
    expect(found([], { events: [event("REHIRE", "2026-05-01", { position: "A1" })] }, retired)).toEqual([
      "drawsBenefit event",
    ]);
  });

  test("W101: another name or birth date on record is a warning", () => {
    expect(found([row({ name: ["Dow", "Jane"], born: "1980-02-04" })])).toEqual([
      "nameDiffers last_name",
      "birthDateDiffers birth_date",
    ]);
    expect(found([row({ name: ["DOE", "jane"], born: "1980-02-03" })])).toEqual([]);
  });
});

describe("events and leaves", () => {
  const hire = (date: string): string => `E,,900000055,Poe,Ann,1995-05-05,HIRE,${date},,,,H1,,`;
  const ann = (date: string): MadeRow => ({
    ssn: "900000055",
    position: "H1",
    plan: "MSEP2011",
    begin: date,
    pay: 100_000,
  });

  test("B118: a hire told more than 31 days late counts from the period on", () => {
    const today = { today: parseDate("2026-05-20") };
    const on = (date: string) => found([row(), ann("2026-05-01")], { events: [hire(date)] }, jane(), today);
    expect(on("2026-04-19")).toEqual([]);
    expect(on("2026-04-18")).toEqual(["enrolledLate event_date"]);
    expect(found([row()], { events: [hire("2026-05-16")] })).toEqual(["eventOutsidePeriod event_date"]);
  });

  test("RSMo 104.1091.1: the plan follows the first hire; pay before the hire is refused", () => {
    expect(
      found([row(), { ...ann("2026-05-01"), plan: "MSEP2000" }], { events: [hire("2026-05-01")] }),
    ).toEqual(["planDiffers plan"]);
    expect(found([row(), ann("2026-05-01")], { events: [hire("2026-05-04")] })).toEqual([
      "earnDatesOutside earn_begin",
    ]);
    expect(found([row(), ann("2026-05-04")], { events: [hire("2026-05-04")] })).toEqual([]);
  });

  test("B125: events fit the person's service", () => {
    expect(found([row()], { events: [event("TERM", "2026-05-15", { position: "Q9" })] })).toEqual([
      "notEmployed event",
    ]);
    expect(found([row()], { events: [event("TERM", "2026-05-15"), event("TERM", "2026-05-14")] })).toEqual([
      "eventTwice event",
    ]);
    expect(found([row()], { events: [event("TRANSFER_IN", "2026-05-01", { position: "A1" })] })).toEqual([
      "alreadyEmployed new_position",
    ]);
    expect(found([row()], { events: [event("NAME", "2026-05-01")] })).toEqual(["nothingChanges event"]);
  });

  test("B116, B117: illness or layoff beyond 12 months is told", () => {
    const away = (type: string, begin: string): Partial<MadeFile> => ({
      leaves: [`L,10000012,${begin},2026-05-15,${type},N,,HR`],
    });
    expect(found([], away("OWN_ILLNESS", "2025-05-15"))).toEqual(["illnessOverTwelveMonths leave_end"]);
    expect(found([], away("OWN_ILLNESS", "2025-05-16"))).toEqual([]);
    expect(found([], away("LAYOFF", "2025-05-15"))).toEqual(["layoffOverTwelveMonths leave_end"]);
  });

  test("B126: leaves lie within service and do not overlap", () => {
    const leave = (begin: string, end: string): string => `L,10000012,${begin},${end},FMLA,N,,HR`;
    expect(found([row()], { leaves: [leave("2004-01-01", "2004-02-01")] })).toEqual([
      "leaveOutsideService leave_begin",
    ]);
    expect(
      found([row()], { leaves: [leave("2026-05-01", "2026-05-05"), leave("2026-05-05", "2026-05-09")] }),
    ).toEqual(["leaveOverlaps leave_begin"]);
  });

  test("V203: nine terminations are usual, ten need a comment", () => {
    const many = (n: number): string[] => {
      const roster = new Roster();
      const events: string[] = [];
      const real = Array.from({ length: n }, (_, at) => ({
        ...jane({ person: at + 1, memberId: 1_000 + at, positions: [position()] }),
        ssn: 900_000_100 + at,
      }));
      for (const each of real) {
        roster.add(each);
        events.push(`E,,${each.ssn},,,,TERM,2026-05-15,2026-05-15,,,,,`);
      }
      return found([], { events }, jane({ positions: [] }), { roster });
    };
    expect(many(9)).toEqual([]);
    expect(many(10)).toEqual(["manyTerminations event"]);
  });
});

test("periods of the three cycles follow each other", () => {
  const span = (cycle: "monthly" | "semimonthly" | "biweekly", begin: string) =>
    periodFrom(cycle, parseDate(begin));
  expect(span("semimonthly", "2028-02-16")).toEqual({
    begin: parseDate("2028-02-16"),
    end: parseDate("2028-02-29"),
  });
  expect(span("semimonthly", "2026-05-02")).toBeUndefined();
  expect(span("monthly", "2026-02-01")?.end).toBe(parseDate("2026-02-28"));
  expect(span("biweekly", "2026-04-26")?.end).toBe(parseDate("2026-05-09"));
  expect(periodAfter("semimonthly", parseDate("2026-12-31")).begin).toBe(parseDate("2027-01-01"));
});

test("48: a spreadsheet cell never begins a formula, and a number keeps its minus", () => {
  for (const text of ["=1+1", "+1", "-cmd", "@sum", "\t=1", "%0A", "|x"])
    expect(safeCell(text)).toBe(`"'${text}"`);
  expect(safeCell("-25.00")).toBe('"-25.00"');
  expect(safeCell('a"b')).toBe('"a""b"');
});
