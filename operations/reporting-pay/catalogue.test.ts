import { readFileSync } from "node:fs";
import { ENDLESS, parseDate } from "@emeritus/engine/dates.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { rules as ruleWords, type RuleWords } from "@emeritus/words/en/pay-report-rules.ts";
import { describe, expect, test } from "vitest";
import { columnRules } from "./column-forms.ts";
import type { Person } from "@emeritus/records/person.ts";
import { usualDetailPolicy } from "../enrolling/told-details.ts";
import { correctionKey, type AboutEvents, type CheckContext, type PostedRow } from "./check-context.ts";
import { checkPeriod } from "./check-header.ts";
import { checkReport } from "./check-report.ts";
import { layerOf, rules, type RuleName } from "./findings.ts";
import { linesToHold } from "./holding.ts";
import { layout } from "./layout.ts";
import { largestFile, readReport } from "./read-report.ts";
import { Roster, type RosterPerson, type RosterPosition } from "./roster.ts";
import { bytesOf, sampleReport } from "./sample-report.ts";
import { janesRow, makeFile, type MadeFile, type MadeRow } from "./testing.ts";

const position = (more: Partial<RosterPosition> = {}): RosterPosition => ({
  position: 1,
  code: "A1",
  plan: "MSEP2000",
  fteHundredths: 1e4,
  eligible: true,
  from: parseDate("2015-03-01"),
  to: ENDLESS,
  lastPayCents: undefined,
  ...more,
});
const jane = (more: Partial<RosterPerson> = {}): RosterPerson => ({
  person: 1,
  memberId: 10000012,
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
const left = (at: string): RosterPerson => jane({ positions: [position({ to: parseDate(at) })] });

interface Made {
  readonly rows?: readonly MadeRow[];
  readonly file?: Partial<MadeFile>;
  readonly who?: RosterPerson | readonly RosterPerson[];
  readonly context?: Partial<CheckContext>;
}

const plain = { id: "F1", begin: "2026-05-01", end: "2026-05-15", payDate: "2026-05-29" };
const row = (more: Partial<MadeRow> = {}): MadeRow => ({ ...janesRow, ...more });
const event = (name: string, on: string, more = "2026-05-15,,,,,"): string =>
  `E,10000012,,Doe,Jane,1980-02-03,${name},${on},${more}`;
const hire = (ssn: number, on = "2026-05-01", born = "1990-07-04"): string =>
  `E,,${ssn},Roe,Richard,${born},HIRE,${on},,,,B7,,`;
/** An event with columns behind its comments. */
const more = (line: string, told: Readonly<Record<string, string>>): string =>
  [line, ...layout.E.slice(14).map((column) => told[column] ?? "")].join(",");
const hours = (on: string, hoursAYear: string, share: string): string =>
  more(event("ELIG_CHANGE", on, ",,,A1,,"), { hours_a_year: hoursAYear, fte_pct: share });
const home = { street: "1 High Street", city: "Jefferson City", state: "MO", postal_code: "65101" };
const address = (other: Partial<typeof home> = {}): string =>
  more(event("ADDRESS", "2026-05-04", ",,,,,"), { ...home, ...other });
const nothingMore: AboutEvents = {
  hours: new Map(),
  people: new Map(),
  sameName: new Map(),
  elsewhere: new Map(),
  details: usualDetailPolicy,
  latest: { name: new Map(), address: new Map() },
};
const elsewhere = {
  eligible: true,
  employer: 77,
  memberClass: "general",
  to: parseDate("2026-05-01"),
} as const;
const dead: Person = {
  person: 1,
  memberId: "10000012",
  name: { first: "Jane", last: "Doe" },
  born: parseDate("1980-02-03"),
  died: parseDate("2026-04-30"),
};
const leave = (from: string, to: string, kind = "OWN_ILLNESS"): string =>
  `L,10000012,${from},${to},${kind},N,,HR`;

/** The rules that a made file breaks when it is held against the people on record. */
function against({ rows = [row()], file = {}, who = jane(), context = {} }: Made): RuleName[] {
  const reading = readReport(bytesOf(makeFile({ ...plain, rows, ...file })));
  expect(reading.findings.kept).toEqual([]);
  const roster = new Roster();
  for (const each of [who].flat() as RosterPerson[]) roster.add(each);
  checkReport({
    file: reading.file!,
    payCycle: "semimonthly",
    roster,
    posted: new Map(),
    lastTotalCents: undefined,
    yearCents: new Map(),
    findings: reading.findings,
    ...context,
  });
  return reading.findings.counts().map((each) => each.rule);
}

/** The rules that the bytes of a file break by themselves. */
const read = (bytes: Uint8Array | string): RuleName[] =>
  readReport(typeof bytes === "string" ? bytesOf(bytes) : bytes)
    .findings.counts()
    .map((each) => each.rule);
const sample = (from: string, to: string): RuleName[] => {
  expect(sampleReport).toContain(from);
  return read(sampleReport.replace(from, to));
};
const lines = sampleReport.split("\n");
const json = (text: string): RuleName[] => read(`{"schema":"employer-report/1",${text}}`);

const postedRow = (more: Partial<PostedRow> = {}): ReadonlyMap<string, PostedRow> =>
  new Map([
    [
      correctionKey("F0", 2),
      {
        report: 7,
        row: 2,
        person: 1,
        position: 1,
        code: "REG",
        plan: "MSEP2000",
        earnBegin: parseDate("2026-04-16"),
        earnEnd: parseDate("2026-04-30"),
        payDate: parseDate("2026-05-15"),
        pensionableCents: 275050,
        grossCents: 275050,
        memberCents: 0,
        employerCents: 83203,
        ltdCents: 0,
        lifeCents: 0,
        corrects: false,
        differences: [],
        ...more,
      } as PostedRow,
    ],
  ]);
const correction = (more: Partial<MadeRow> = {}): MadeRow =>
  row({
    corrects: ["F0", 2],
    begin: "2026-04-16",
    end: "2026-04-30",
    pay: -1e3,
    employer: -303,
    reason: "RATE",
    ...more,
  });
const correcting = (
  rows: readonly MadeRow[],
  more: Partial<PostedRow> = {},
  context: Partial<CheckContext> = {},
) => against({ rows: [row(), ...rows], context: { posted: postedRow(more), ...context } });
const period = (type: string, begin: string, end: string, last?: string): RuleName[] => {
  const { header, findings } = readReport(bytesOf(makeFile({ ...plain, begin, end, type, rows: [] })));
  const group = { payCycle: "semimonthly", from: parseDate("2020-01-01") };
  checkPeriod(
    header!,
    group as never,
    last ? ({ periodEnd: parseDate(last) } as never) : undefined,
    findings,
  );
  return findings.counts().map((each) => each.rule);
};

/** For each rule a file, or a row in one, that breaks it. The five that only the whole way of a file can break name their test. */
const breaks: Record<RuleName, (() => RuleName[]) | string> = {
  notUtf8: () => read(Uint8Array.of(0x48, 0x2c, 0xc3, 0x28)),
  columnCount: () => sample("Sample Payroll 1.0", "Sample,Payroll"),
  badChoice: () => sample("MSEP2011", "MSEP2012"),
  headerMissing: () => read(lines.slice(1).join("\n")),
  groupUnknown: "report-pay.test.ts: S005",
  periodNotNext: () => period("REGULAR", "2026-05-16", "2026-05-31", "2026-04-30"),
  fileIdUsed: "report-pay.test.ts: S007",
  totalDiffers: () => sample("4750.50,80.00", "4750.51,80.00"),
  rowCountDiffers: () => sample("T,2,1", "T,3,1"),
  hashDiffers: () => sample("1800000003", "1800000004"),
  emptyFile: () => read(""),
  fileTooLarge: () => read(new Uint8Array(largestFile + 1).fill(0x20)),
  utf16: () => read(Uint8Array.of(0xff, 0xfe, 0x48, 0)),
  byteOrderMark: () => read(`\uFEFF${sampleReport}`),
  nulByte: () => sample("Doe", "D\0e"),
  unknownRecord: () => sample("E,,900000002", "Q,,900000002"),
  openQuote: () => read(`${sampleReport}"T`),
  strayQuote: () => sample("Doe,Jane", 'D"e,Jane'),
  bareCarriageReturn: () => sample("Doe,Jane", "Doe\r,Jane"),
  lineTooLong: () => sample("Doe", "x".repeat(9_000)),
  blankLine: () => read(sampleReport.replace("\nM", "\n\nM")),
  missingValue: () => sample("2026-05-29", ""),
  badDate: () => sample("2026-05-29", "2026-02-30"),
  badInstant: () => sample("2026-05-18T09:00:00-05:00", "18.5.2026"),
  badAmount: () => sample("2000.00,2000.00", "2000.00,(2000.00)"),
  badNumber: () => sample("MSEP2011,100.00", "MSEP2011,100.01"),
  badText: () => sample("Roe,Richard", "Roe, Richard"),
  badSsn: () => sample("900000001", "000000001"),
  badMemberId: () => sample("10000012", "10000013"),
  noIdentity: () => sample("10000012,900000001", ","),
  datesReversed: () => sample("2026-05-01,2026-05-15,2026-05-29", "2026-05-15,2026-05-01,2026-05-29"),
  headerRepeated: () => read(`${lines[0]}\n${sampleReport}`),
  trailerMissing: () => read(lines.slice(0, 4).join("\n")),
  trailerRepeated: () => read(`${sampleReport}${lines[4]}\n`),
  rowAfterTrailer: () => read(`${sampleReport}${lines[2]}\n`),
  periodNotPosted: () => period("SUPPLEMENTAL", "2026-05-01", "2026-05-15", "2026-04-30"),
  earlierReportWaits: "report-pay.test.ts: S037",
  notJson: () => json('"header":{,}'),
  unknownName: () => json('"rows":[]'),
  nameTwice: () => json('"money":[],"money":[]'),
  rowNumberTwice: () => json('"leaves":[{"row":1},{"row":1}]'),
  tooManyHeld: "held-rows.test.ts: S042",
  wrongKind: () => json('"money":[{"row":1,"gross":2000.00}]'),
  personUnknown: () => against({ rows: [row(), row({ memberId: memberIdFrom(1_000_002) })] }),
  payAfterService: () => against({ who: left("2026-04-01") }),
  activeWithoutPay: () => against({ rows: [] }),
  eligibleByHours: () => against({ rows: [row({ eligible: "N", fte: "50.00", pay: 0 })] }),
  hoursTooFew: () => against({ rows: [row({ fte: "49.99" })] }),
  memberContribution: () => against({ rows: [row({ member: 1 })] }),
  employerContribution: () => against({ rows: [row({ employer: 83_205 })] }),
  payNotPensionable: () => against({ rows: [row({ code: "OTHER_NP" })] }),
  overYearlyLimit: () => against({ context: { yearCents: new Map([["1 2026", 36_000_000 - 275_049]]) } }),
  rowRepeated: () => against({ rows: [row(), row()] }),
  drawsBenefit: () => against({ who: { ...left("2026-01-01"), drawsBenefit: true } }),
  disabilityPremiumNotDue: () =>
    against({ rows: [row({ ltd: 100 })], who: jane({ birthDate: parseDate("1964-03-01") }) }),
  optionalLifeWithoutBasic: () => against({ rows: [row({ optionalLife: 100 })] }),
  overOneDay: () =>
    against({
      rows: [row(), row({ position: "A2", fte: "10.00", pay: 1_000 })],
      who: jane({ positions: [position(), position({ position: 2, code: "A2" })] }),
    }),
  datesOverTermination: () => against({ who: left("2026-05-10") }),
  illnessOverTwelveMonths: () => against({ file: { leaves: [leave("2025-05-01", "")] } }),
  layoffOverTwelveMonths: () => against({ file: { leaves: [leave("2025-05-01", "", "LAYOFF")] } }),
  enrolledLate: () => against({ file: { events: [hire(900_000_002, "2026-03-30")] } }),
  planDiffers: () => against({ rows: [row({ plan: "MSEP" })] }),
  positionUnknown: () => against({ rows: [row({ position: "Z9" })] }),
  identityDiffers: () => against({ rows: [row({ ssn: "900000001" })], who: jane({ ssn: -1 }) }),
  reasonMissing: () => against({ rows: [row(), row({ begin: "2026-04-01", end: "2026-04-15" })] }),
  nothingToCorrect: () => against({ rows: [row(), correction()] }),
  earnDatesOutside: () => against({ rows: [row({ begin: "2026-05-10", end: "2026-05-20" })] }),
  alreadyEmployed: () => against({ file: { events: [event("REHIRE", "2026-05-02", "2026-05-15,,,A1,,")] } }),
  leaveOutsideService: () => against({ file: { leaves: [leave("2010-01-01", "2010-02-01")] } }),
  nothingChanges: () => against({ file: { events: [event("NAME", "2026-05-02")] } }),
  employeeNotTold: () => against({ file: { events: [more(hire(900_000_002), { hours_a_year: "1039" })] } }),
  foundLate: () =>
    against({
      file: { events: [hours("2026-03-30", "1040", "50.00")] },
      who: jane({ positions: [position({ eligible: false })] }),
      context: { today: parseDate("2026-05-01") },
    }),
  vestingUnknown: "told-in-file.test.ts: B146",
  hoursDiffer: () =>
    against({
      file: { events: [more(hire(900_000_002), { hours_a_year: "1500" })] },
      context: { about: { ...nothingMore, hours: new Map([["B7", 2080]]) } },
    }),
  maybeSamePerson: () => {
    const { file } = readReport(bytesOf(makeFile({ ...plain, rows: [row()], events: [hire(900_000_002)] })));
    const about = { ...nothingMore, sameName: new Map([[file!.events[0]!, 1]]) };
    return against({ file: { events: [hire(900_000_002)] }, context: { file: file!, about } });
  },
  personDied: () =>
    against({
      file: { events: [event("REHIRE", "2026-05-04", "2026-05-15,,,B7,,")] },
      context: { about: { ...nothingMore, people: new Map([[1, dead]]) } },
    }),
  dutiesMissing: () => against({ file: { events: [more(hire(900_000_002), { member_class: "EDUCATOR" })] } }),
  lastPaidTooEarly: () => against({ file: { events: [event("TERM", "2026-05-15", "2015-02-28,,,,,")] } }),
  noSickLeaveInClass: () =>
    against({
      file: { events: [event("TERM", "2026-05-15", "2026-05-15,,,,8.00,")] },
      who: jane({ positions: [position({ memberClass: "judge" })] }),
    }),
  tooMuchSickLeave: () =>
    against({ file: { events: [event("TERM", "2026-05-15", "2026-05-15,,,,99999.00,")] } }),
  notLastEmployer: () =>
    against({
      file: { events: [event("SICK_LEAVE_FINAL", "2026-05-15", ",,,,8.00,")] },
      who: left("2026-04-01"),
      context: { employer: 42, about: { ...nothingMore, elsewhere: new Map([[1, [elsewhere]]]) } },
    }),
  notEligibleOnRecord: () => against({ who: jane({ positions: [position({ eligible: false })] }) }),
  addressIncomplete: () => against({ file: { events: [address({ postal_code: "6510" })] } }),
  correctionDiffers: () => correcting([correction({ code: "OT" })]),
  correctionTooLarge: () => correcting([correction({ pay: -275_051, employer: -83_203 })]),
  correctionTwice: () => correcting([correction(), correction({ pay: -2_000, employer: -605 })]),
  correctsACorrection: () => correcting([correction()], { corrects: true }),
  negativePay: () => against({ rows: [row({ pay: -100, reason: "RETRO" })] }),
  pensionableOverGross: () => against({ rows: [row({ gross: 275_049 })] }),
  tooManyHours: () => against({ rows: [row({ hours: "360.01" })] }),
  noRateInForce: () => against({ file: { payDate: "2027-07-01" } }),
  notEmployed: () => against({ file: { events: [event("RECALL", "2026-05-04")] } }),
  alreadyKnown: () => against({ file: { events: [event("HIRE", "2026-05-04", "2026-05-15,,,B7,,")] } }),
  eventTwice: () => against({ file: { events: [hire(900_000_002), hire(900_000_002)] } }),
  eventOutsidePeriod: () => against({ file: { events: [event("TERM", "2026-05-16")] } }),
  leaveOverlaps: () =>
    against({ file: { leaves: [leave("2026-05-01", "2026-05-05"), leave("2026-05-04", "2026-05-06")] } }),
  paidBeforePeriod: () => against({ file: { payDate: "2026-04-30" } }),
  periodAhead: () => against({ context: { today: parseDate("2026-03-30") } }),
  bornTooLate: () => against({ file: { events: [hire(900_000_002, "2026-05-01", "2012-05-02")] } }),
  payChanged: () => against({ who: jane({ positions: [position({ lastPayCents: 200_000 })] }) }),
  totalChanged: () => against({ context: { lastTotalCents: 250_000 } }),
  manyTerminations: "check-report.test.ts: V203",
  wrongSign: () => against({ rows: [row({ pay: -100, reason: "RETRO" })] }),
  tenfoldChange: () => against({ context: { lastTotalCents: 27_505 } }),
  halfThePeople: () => against({ context: { lastPeople: 4 } }),
  manyHires: () =>
    against({ file: { events: Array.from({ length: 10 }, (_, at) => hire(900_000_010 + at)) } }),
  correctionAgain: () => correcting([correction()], { differences: [-1_000] }),
  largeCorrections: () =>
    correcting(
      Array.from({ length: 10 }, () => correction({ pay: -2_000, employer: -605 })),
      {},
      { lastTotalCents: 275_050 },
    ),
  nothingPaid: () => against({ rows: [row({ pay: 0 })], context: { lastTotalCents: 275_050 } }),
  nameDiffers: () => against({ rows: [row({ name: ["Dow", "Jane"] })] }),
  birthDateDiffers: () => against({ rows: [row({ born: "1981-02-03" })] }),
  rateDiffers: () => against({ rows: [row({ hourly: "20.00", hours: "80.00" })] }),
  approvalMissing: () => against({ file: { leaves: ["L,10000012,2026-05-04,,FMLA,N,,"] } }),
  planGiven: () => against({ file: { events: [more(hire(900_000_002), { member_class: "JUDGE" })] } }),
  detailTakesEffect: () => against({ file: { events: [address()] } }),
  detailWaits: () =>
    against({
      file: { events: [address()] },
      context: { about: { ...nothingMore, details: { name: "waits", address: "waits" } } },
    }),
  hoursChange: () => against({ file: { events: [hours("2026-05-04", "1500", "75.00")] } }),
  lastPaidMissing: () => against({ file: { events: [event("TERM", "2026-05-15", ",,,,,")] } }),
  paidLate: () => against({ file: { payDate: "2026-08-16" } }),
};

describe("every check finds the row that breaks it", () => {
  test.each(Object.keys(rules) as RuleName[])("%s", (rule) => {
    const broken = breaks[rule];
    if (typeof broken === "string") expect(broken).toMatch(/^[a-z-]+\.test\.ts: [SBV]\d{3}$/u);
    else expect(broken()).toContain(rule);
  });

  test("a sound file breaks none, so that each of them is broken by what was changed", () => {
    expect(read(sampleReport)).toEqual([]);
    expect(against({})).toEqual([]);
    expect(correcting([correction()])).toEqual([]);
  });
});

test("at least forty checks in three layers, each with a code of its own, words and a remedy", () => {
  const names = Object.keys(rules) as RuleName[];
  const codes = names.map((rule) => rules[rule][0]);
  expect(new Set(codes).size).toBe(codes.length);
  const of = (layer: string): number => names.filter((rule) => layerOf(rule) === layer).length;
  expect(of("structure")).toBeGreaterThanOrEqual(40);
  expect(of("business")).toBeGreaterThanOrEqual(40);
  expect(of("variance")).toBe(10);
  const words: Readonly<Record<RuleName, RuleWords>> = ruleWords;
  const facts = new Proxy(
    {},
    { get: (_, name) => (/(date|begin|end|from|lastday|on)/iu.test(String(name)) ? "2026-05-01" : "1.00") },
  );
  for (const rule of names) {
    expect(words[rule].rule).toMatch(/\.$/u);
    expect(words[rule].remedy(facts)).toMatch(/[.)]$/u);
  }
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")'])(
  "a name that a spreadsheet would calculate is refused: %s",
  (name) => {
    expect(sample("Doe,Jane", `"${name.replaceAll('"', '""')}",Jane`)).toEqual(["badText"]);
  },
);

test("the guide has every column and every check", () => {
  const guide = readFileSync(new URL("../../docs/guides/pay-reports.md", import.meta.url), "utf8");
  for (const letter of ["H", "M", "E", "L", "X", "T"] as const)
    for (const { column, form } of columnRules(letter)) {
      expect(guide).toContain(`\`${column}\``);
      if (typeof form !== "string") expect(guide).toContain(`one of ${form.join(", ")}`);
    }
  for (const [name, [code]] of Object.entries(rules))
    expect(guide).toContain(`| ${code} | ${ruleWords[name as RuleName].rule} |`);
});

test("a row's own error can be held; what no row is to blame for cannot", () => {
  const found = (made: Made) => {
    const reading = readReport(bytesOf(makeFile({ ...plain, rows: made.rows ?? [row()], ...made.file })));
    const roster = new Roster();
    roster.add(jane());
    checkReport({
      file: reading.file!,
      payCycle: "semimonthly",
      roster,
      posted: new Map(),
      lastTotalCents: undefined,
      yearCents: new Map(),
      findings: reading.findings,
    });
    return linesToHold(reading.findings);
  };
  expect([...found({ rows: [row(), row({ memberId: memberIdFrom(1_000_002) })] })!]).toEqual([3]);
  expect([...found({ rows: [] })!]).toEqual([]);
  expect(found({ file: { payDate: "2026-04-30" } })).toBeUndefined();
  expect(linesToHold(readReport(bytesOf(sampleReport.replace("T,2", "T,3"))).findings)).toBeUndefined();
});
