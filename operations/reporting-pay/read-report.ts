import { isUtf8 } from "node:buffer";
import { readCsv, type CsvRecord } from "./csv-reader.ts";
import { Findings } from "./findings.ts";
import {
  eventNames,
  layout,
  leaveTypes,
  payCodes,
  plans,
  rateUnits,
  reportTypes,
  type PayCode,
  type PlanCode,
  type RecordLetter,
} from "./layout.ts";
import type { EventRow, LeaveRow, MoneyRows, ReportFile, ReportHeader, ReportTotals } from "./report-file.ts";
import { RowFields } from "./row-fields.ts";

/** The largest file that is read, in bytes: a fund of a quarter of a million rows stays under it. */
export const largestFile = 64 * 1024 * 1024;

/** What reading gave: everything that was found, the header as far as it could be read, and the file when nothing hinders using it. */
export interface Reading {
  readonly findings: Findings;
  readonly header: ReportHeader | undefined;
  readonly file: ReportFile | undefined;
}

/**
 * Reads the bytes of a pay report and checks its structure as far as the file alone can tell (S001-S004, S008-S010).
 * Pure; never throws on any bytes. Sums are compared only when every row could be read.
 */
export function readReport(bytes: Uint8Array): Reading {
  const findings = new Findings();
  if (!encodingIsSound(bytes, findings)) return { findings, header: undefined, file: undefined };
  const reader = new ReportReader(bytes, findings);
  readCsv(bytes, reader);
  return reader.finish();
}

function encodingIsSound(bytes: Uint8Array, findings: Findings): boolean {
  if (bytes.length === 0) findings.add("emptyFile", 0, "", "");
  else if (bytes.length > largestFile)
    findings.add("fileTooLarge", 0, "", "", { megabytes: largestFile / 1024 / 1024 });
  else if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    findings.add("utf16", 1, "", "");
  else if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    findings.add("byteOrderMark", 1, "", "");
  else if (bytes.includes(0)) findings.add("nulByte", lineOf(bytes, bytes.indexOf(0)), "", "");
  else if (!isUtf8(bytes)) findings.add("notUtf8", firstBadLine(bytes), "", "");
  return !findings.refuses;
}

function lineOf(bytes: Uint8Array, place: number): number {
  let line = 1;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < place; at = bytes.indexOf(0x0a, at + 1)) line += 1;
  return line;
}

function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const found = bytes.indexOf(0x0a, from);
    const to = found < 0 ? bytes.length : found + 1;
    if (!isUtf8(bytes.subarray(from, to))) return line;
    from = to;
  }
  return line;
}

const byName = <T extends string>(names: readonly T[]): ReadonlyMap<string, T> =>
  new Map(names.map((name) => [name, name]));
const planNames = byName(plans);
const codeNames = byName(payCodes);
const unitNames = byName(rateUnits);
const eventChoices = byName(eventNames);
const leaveChoices = byName(leaveTypes);
const typeNames = byName(reportTypes);
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/u;
const idForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/u;

/** Money columns while they grow. */
class MoneyColumns {
  count = 0;
  readonly line: Int32Array;
  readonly memberId: Int32Array;
  readonly ssn: Int32Array;
  readonly birthDate: Int32Array;
  readonly lastName: string[] = [];
  readonly firstName: string[] = [];
  readonly positionId: string[] = [];
  readonly plan: PlanCode[] = [];
  readonly fteHundredths: Uint16Array;
  readonly eligible: Uint8Array;
  readonly earnBegin: Int32Array;
  readonly earnEnd: Int32Array;
  readonly code: PayCode[] = [];
  readonly grossCents: Float64Array;
  readonly pensionableCents: Float64Array;
  readonly memberCents: Float64Array;
  readonly employerCents: Float64Array;
  readonly ltdCents: Float64Array;
  readonly basicLifeCents: Float64Array;
  readonly optionalLifeCents: Float64Array;
  readonly reason: string[] = [];
  readonly corrections = new Map<number, { fileId: string; line: number }>();

  constructor(most: number) {
    const whole = (): Int32Array => new Int32Array(most);
    const cents = (): Float64Array => new Float64Array(most);
    this.line = whole();
    this.memberId = whole();
    this.ssn = whole();
    this.birthDate = whole();
    this.fteHundredths = new Uint16Array(most);
    this.eligible = new Uint8Array(most);
    this.earnBegin = whole();
    this.earnEnd = whole();
    this.grossCents = cents();
    this.pensionableCents = cents();
    this.memberCents = cents();
    this.employerCents = cents();
    this.ltdCents = cents();
    this.basicLifeCents = cents();
    this.optionalLifeCents = cents();
  }
}

class ReportReader {
  readonly #bytes: Uint8Array;
  readonly #findings: Findings;
  readonly #money: MoneyColumns;
  readonly #events: EventRow[] = [];
  readonly #leaves: LeaveRow[] = [];
  #fields: RowFields | undefined;
  #records = 0;
  #header: ReportHeader | undefined;
  #headers = 0;
  #stated: (ReportTotals & { line: number }) | undefined;
  #trailers = 0;
  #rowsM = 0;
  #rowsX = 0;
  #everyRowRead = true;

  constructor(bytes: Uint8Array, findings: Findings) {
    this.#bytes = bytes;
    this.#findings = findings;
    this.#money = new MoneyColumns(lineOf(bytes, bytes.length) + 1);
  }

  fault(line: number, rule: "openQuote" | "strayQuote" | "bareCarriageReturn" | "lineTooLong"): void {
    this.#everyRowRead = false;
    this.#records += 1;
    this.#findings.add(rule, line, "", "");
  }

  record(record: CsvRecord): void {
    this.#records += 1;
    const fields = (this.#fields ??= new RowFields(this.#bytes, record, this.#findings));
    const letter = this.#letterOf(record);
    if (letter === undefined) {
      this.#everyRowRead = false;
      return;
    }
    if (this.#records === 1 && letter !== "H")
      this.#findings.add("headerMissing", record.line, "rec", letter);
    if (this.#trailers > 0 && letter !== "T")
      this.#findings.add("rowAfterTrailer", record.line, "rec", letter);
    fields.begin(layout[letter]);
    this.#take(letter, fields, record.line);
    if (!fields.sound) this.#everyRowRead = false;
  }

  #letterOf(record: CsvRecord): RecordLetter | undefined {
    const length = record.ends[0]! - record.begins[0]!;
    if (record.fields === 1 && length === 0) {
      this.#findings.add("blankLine", record.line, "", "");
      return undefined;
    }
    const letter = length === 1 ? String.fromCharCode(this.#bytes[record.begins[0]!]!) : "";
    if (!Object.hasOwn(layout, letter)) {
      this.#findings.add("unknownRecord", record.line, "rec", this.#fields!.raw(0));
      return undefined;
    }
    const expected = layout[letter as RecordLetter].length;
    if (record.fields !== expected) {
      this.#findings.add("columnCount", record.line, "", "", { found: record.fields, expected, letter });
      return undefined;
    }
    return letter as RecordLetter;
  }

  #take(letter: RecordLetter, fields: RowFields, line: number): void {
    switch (letter) {
      case "H":
        return this.#takeHeader(fields, line);
      case "T":
        return this.#takeTrailer(fields, line);
      case "M":
        this.#rowsM += 1;
        return this.#takeMoney(fields, line, 0);
      case "X":
        this.#rowsX += 1;
        return this.#takeCorrection(fields, line);
      case "E":
        return this.#takeEvent(fields, line);
      case "L":
        return this.#takeLeave(fields, line);
    }
  }

  #takeHeader(fields: RowFields, line: number): void {
    this.#headers += 1;
    if (this.#headers > 1) {
      this.#findings.add("headerRepeated", line, "rec", "H");
      return;
    }
    if (fields.raw(1) !== "1") fields.fault("badChoice", 1, { choices: "1" });
    if (!fields.absent(2) && !idForm.test(fields.raw(2))) fields.fault("badText", 2, { most: 40 });
    if (!fields.absent(9) && !instantForm.test(fields.raw(9))) fields.fault("badInstant", 9);
    const header: ReportHeader = {
      fileId: fields.text(2, true),
      employer: fields.text(3, true),
      group: fields.text(4, true),
      periodBegin: fields.date(5),
      periodEnd: fields.date(6),
      payDate: fields.date(7),
      type: fields.choice(8, typeNames, "REGULAR"),
      createdAt: fields.text(9, true),
      software: fields.text(10, false),
    };
    if (fields.sound && header.periodEnd < header.periodBegin) fields.fault("datesReversed", 6);
    if (fields.sound) this.#header = header;
  }

  #takeTrailer(fields: RowFields, line: number): void {
    this.#trailers += 1;
    if (this.#trailers > 1) {
      this.#findings.add("trailerRepeated", line, "rec", "T");
      return;
    }
    const stated = {
      line,
      rowsM: fields.whole(1, 7),
      rowsE: fields.whole(2, 7),
      rowsL: fields.whole(3, 7),
      rowsX: fields.whole(4, 7),
      pensionableCents: fields.total(5),
      memberCents: fields.total(6),
      employerCents: fields.total(7),
      lifeCents: fields.total(8),
      ltdCents: fields.total(9),
      ssnSum: fields.whole(10, 10),
    };
    if (fields.sound) this.#stated = stated;
  }

  #takeCorrection(fields: RowFields, line: number): void {
    const fileId = fields.text(1, true);
    const origLine = fields.whole(2, 7);
    const place = this.#money.count;
    this.#takeMoney(fields, line, 2);
    if (this.#money.count > place) this.#money.corrections.set(place, { fileId, line: origLine });
  }

  /** A money row; a correction has two columns more in front, hence `shift`. */
  #takeMoney(fields: RowFields, line: number, shift: number): void {
    const columns = this.#money;
    const at = columns.count;
    const c = (name: number): number => name + shift;
    columns.line[at] = line;
    const memberId = (columns.memberId[at] = fields.memberId(c(1)));
    const ssn = (columns.ssn[at] = fields.ssn(c(2)));
    if (memberId === 0 && ssn === 0 && fields.sound) fields.fault("noIdentity", c(1));
    const lastName = fields.text(c(3), false);
    const firstName = fields.text(c(4), false);
    columns.birthDate[at] = fields.date(c(5), false);
    const positionId = fields.text(c(6), true);
    fields.text(c(7), false);
    fields.text(c(8), false);
    const plan = fields.choice(c(9), planNames, "MSEP");
    columns.fteHundredths[at] = fields.hundredths(c(10), true, 10_000);
    columns.eligible[at] = fields.yes(c(11)) ? 1 : 0;
    const begin = (columns.earnBegin[at] = fields.date(c(12)));
    const end = (columns.earnEnd[at] = fields.date(c(13)));
    if (begin > 0 && end > 0 && end < begin) fields.fault("datesReversed", c(13));
    const code = fields.choice(c(14), codeNames, "REG");
    fields.cents(c(15), false);
    fields.choice(c(16), unitNames, "M", false);
    fields.hundredths(c(17), false, 99_999, true);
    columns.grossCents[at] = fields.cents(c(18));
    columns.pensionableCents[at] = fields.cents(c(19));
    columns.memberCents[at] = fields.cents(c(20));
    columns.employerCents[at] = fields.cents(c(21));
    columns.ltdCents[at] = fields.cents(c(22));
    columns.basicLifeCents[at] = fields.cents(c(23));
    columns.optionalLifeCents[at] = fields.cents(c(24));
    const reason = fields.text(c(25), false);
    if (!fields.sound) return;
    columns.lastName.push(lastName);
    columns.firstName.push(firstName);
    columns.positionId.push(positionId);
    columns.plan.push(plan);
    columns.code.push(code);
    columns.reason.push(reason);
    columns.count += 1;
  }

  #takeEvent(fields: RowFields, line: number): void {
    const event = fields.choice(6, eventChoices, "TERM");
    const begins = event === "HIRE";
    const row: EventRow = {
      line,
      memberId: fields.memberId(1),
      ssn: fields.ssn(2),
      lastName: fields.text(3, begins),
      firstName: fields.text(4, begins),
      birthDate: fields.date(5, begins),
      event,
      eventDate: fields.date(7),
      lastPaidPeriodEnd: fields.date(8, false),
      reason: fields.text(9, false),
      newEmployer: fields.text(10, false),
      newPosition: fields.text(11, begins || event === "REHIRE" || event === "TRANSFER_IN"),
      sickLeaveHundredths:
        fields.absent(12) && event !== "SICK_LEAVE_FINAL"
          ? undefined
          : fields.hundredths(12, true, 9_999_999),
      comments: fields.comment(13),
    };
    if (fields.sound && row.memberId === 0 && row.ssn === 0) fields.fault("noIdentity", 1);
    if (fields.sound) this.#events.push(row);
  }

  #takeLeave(fields: RowFields, line: number): void {
    const row: LeaveRow = {
      line,
      memberId: fields.memberId(1, true),
      begin: fields.date(2),
      end: fields.date(3, false),
      type: fields.choice(4, leaveChoices, "UNAPPROVED"),
      paid: fields.yes(5),
      wouldHavePaidCents: fields.cents(6, false),
      approvedBy: fields.text(7, false),
    };
    if (fields.sound && row.end > 0 && row.end < row.begin) fields.fault("datesReversed", 3);
    if (fields.sound) this.#leaves.push(row);
  }

  /** Compares what the trailer states with what was read. */
  finish(): Reading {
    if (
      this.#headers === 0 &&
      this.#records > 0 &&
      !this.#findings.counts().some((each) => each.rule === "headerMissing")
    ) {
      this.#findings.add("headerMissing", 1, "rec", "");
    }
    if (this.#trailers === 0) this.#findings.add("trailerMissing", 0, "rec", "");
    const totals = totalsOf(this.#money, this.#rowsM, this.#rowsX, this.#events.length, this.#leaves.length);
    if (this.#stated !== undefined && this.#everyRowRead) compareTotals(this.#stated, totals, this.#findings);
    const file =
      this.#header === undefined || this.#findings.refuses
        ? undefined
        : {
            header: this.#header,
            money: this.#money as MoneyRows,
            events: this.#events,
            leaves: this.#leaves,
            totals,
          };
    return { findings: this.#findings, header: this.#header, file };
  }
}

function totalsOf(
  money: MoneyColumns,
  rowsM: number,
  rowsX: number,
  rowsE: number,
  rowsL: number,
): ReportTotals {
  const totals = {
    rowsM,
    rowsE,
    rowsL,
    rowsX,
    pensionableCents: 0,
    memberCents: 0,
    employerCents: 0,
    lifeCents: 0,
    ltdCents: 0,
    ssnSum: 0,
  };
  for (let at = 0; at < money.count; at += 1) {
    totals.pensionableCents += money.pensionableCents[at]!;
    totals.memberCents += money.memberCents[at]!;
    totals.employerCents += money.employerCents[at]!;
    totals.lifeCents += money.basicLifeCents[at]! + money.optionalLifeCents[at]!;
    totals.ltdCents += money.ltdCents[at]!;
    if (!money.corrections.has(at)) totals.ssnSum += money.ssn[at]!;
  }
  totals.ssnSum %= 10_000_000_000;
  return totals;
}

const totalFields = [
  ["pensionableCents", "pensionable_total"],
  ["memberCents", "member_contrib_total"],
  ["employerCents", "employer_contrib_total"],
  ["lifeCents", "life_total"],
  ["ltdCents", "ltd_total"],
] as const;
const countFields = [
  ["rowsM", "rows_M"],
  ["rowsE", "rows_E"],
  ["rowsL", "rows_L"],
  ["rowsX", "rows_X"],
] as const;

function compareTotals(
  stated: ReportTotals & { line: number },
  computed: ReportTotals,
  findings: Findings,
): void {
  for (const [name, field] of totalFields) {
    if (stated[name] !== computed[name]) {
      findings.add("totalDiffers", stated.line, field, decimal(stated[name]), {
        computed: decimal(computed[name]),
      });
    }
  }
  for (const [name, field] of countFields) {
    if (stated[name] !== computed[name])
      findings.add("rowCountDiffers", stated.line, field, String(stated[name]), { computed: computed[name] });
  }
  if (stated.ssnSum !== computed.ssnSum)
    findings.add("hashDiffers", stated.line, "hash_ssn", String(stated.ssnSum));
}

/** Cents as the layout writes them: 1437.03, -0.50. */
export function decimal(cents: number): string {
  const size = Math.abs(cents);
  return `${cents < 0 ? "-" : ""}${Math.floor(size / 100)}.${String(size % 100).padStart(2, "0")}`;
}
