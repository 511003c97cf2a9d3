import { compareTotals } from "./compare-totals.ts";
import type { CsvRecord } from "./csv-reader.ts";
import type { Findings } from "./findings.ts";
import {
  eventNames,
  layout,
  leaveTypes,
  payCodes,
  plans,
  rateUnits,
  reportTypes,
  shortestLine,
  type RecordLetter,
} from "./layout.ts";
import { addRow, MoneyColumns, noSums, type MoneySums } from "./money-columns.ts";
import { moreOf } from "./event-more.ts";
import type { Reading } from "./read-report.ts";
import type { EventRow, LeaveRow, LeftOutRow, MoneyRows, ReportHeader, ReportTotals } from "./report-file.ts";
import { RowFields } from "./row-fields.ts";

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

/** The room a money row takes at least in a file, in bytes: what bounds the columns whatever the bytes are. */
const leastMoneyRow = 80;
/** Errors after which a file is not read on: it is refused, and nobody reads as many findings. */
const mostErrors = 100_000;

/** How a file is read beyond its bytes. */
export interface ReadingAsked {
  /** Rows to be left out of the columns and sums, by line. */
  readonly without?: ReadonlySet<number>;
}

/** Takes the lines of a report, whatever they were written in, into columns, with the findings they give. */
export class ReportReader {
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
  #rowsE = 0;
  #rowsL = 0;
  #everyRowRead = true;
  readonly #without: ReadonlySet<number>;
  readonly #leftOut: LeftOutRow[] = [];
  readonly #leftOutSums = noSums();

  /** `rows` is the most rows that the bytes could hold. */
  constructor(bytes: Uint8Array, findings: Findings, rows: number, { without }: ReadingAsked = {}) {
    this.#bytes = bytes;
    this.#findings = findings;
    this.#money = new MoneyColumns(Math.min(rows, Math.floor(bytes.length / leastMoneyRow)) + 1);
    this.#without = without ?? new Set();
  }

  /** Whether so much is wrong that reading on tells nobody anything. */
  enough(): boolean {
    const errors = this.#findings.errors;
    if (errors > mostErrors) this.#everyRowRead = false;
    return errors > mostErrors;
  }

  /** Notes that something could not be read, so that sums are not compared. */
  unread(): void {
    this.#everyRowRead = false;
  }

  fault(line: number, rule: "openQuote" | "strayQuote" | "bareCarriageReturn" | "lineTooLong"): void {
    this.#everyRowRead = false;
    this.#records += 1;
    this.#findings.add(rule, line, "", "");
  }

  record(record: CsvRecord): void {
    const fields = (this.#fields ??= new RowFields(this.#bytes, record, this.#findings));
    const letter = this.#letterOf(record);
    if (letter === undefined) {
      this.#records += 1;
      this.#everyRowRead = false;
      return;
    }
    if (this.#records === 0 && letter !== "H")
      this.#findings.add("headerMissing", record.line, "rec", letter);
    if (this.#trailers > 0 && letter !== "T")
      this.#findings.add("rowAfterTrailer", record.line, "rec", letter);
    fields.begin(layout[letter]);
    this.take(letter, fields, record.line);
  }

  /** Takes one line whose fields stand ready; `strict` asks for what only the comma-separated header must hold. */
  take(letter: RecordLetter, fields: RowFields, line: number, strict = true): void {
    this.#records += 1;
    this.#take(letter, fields, line, strict);
    if (!fields.sound) this.#everyRowRead = false;
  }

  #leaveOut(
    letter: LeftOutRow["letter"],
    fields: RowFields,
    row: Omit<LeftOutRow, "letter" | "fields">,
  ): void {
    this.#leftOut.push({ letter, ...row, fields: layout[letter].map((_, column) => fields.raw(column)) });
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
    const most = layout[letter as RecordLetter].length;
    const least = letter in shortestLine ? shortestLine[letter as keyof typeof shortestLine] : most;
    if (record.fields !== most && record.fields !== least) {
      const expected = least === most ? most : `${least} or ${most}`;
      this.#findings.add("columnCount", record.line, "", "", { found: record.fields, expected, letter });
      return undefined;
    }
    for (let column = record.fields; column < most; column += 1)
      record.begins[column] = record.ends[column] = record.ends[record.fields - 1]!;
    return letter as RecordLetter;
  }

  #take(letter: RecordLetter, fields: RowFields, line: number, strict: boolean): void {
    switch (letter) {
      case "H":
        return this.#takeHeader(fields, line, strict);
      case "T":
        return this.#takeTrailer(fields, line);
      case "M":
        this.#rowsM += 1;
        return void this.#takeMoney(fields, line);
      case "X":
        this.#rowsX += 1;
        return this.#takeCorrection(fields, line);
      case "E":
        return this.#takeEvent(fields, line);
      case "L":
        return this.#takeLeave(fields, line);
    }
  }

  #takeHeader(fields: RowFields, line: number, strict: boolean): void {
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
      createdAt: fields.text(9, strict),
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
    this.#takeMoney(fields, line, { fileId: fields.text(1, true), line: fields.whole(2, 7) });
  }

  /** A money row; a correction has two columns more in front. */
  #takeMoney(fields: RowFields, line: number, corrects?: { fileId: string; line: number }): void {
    const shift = corrects === undefined ? 0 : 2;
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
    const rate = fields.cents(c(15), false);
    const unit = fields.choice(c(16), unitNames, "M", false);
    columns.hourlyCents[at] = unit === "H" ? rate : 0;
    columns.hoursHundredths[at] = fields.hundredths(c(17), false, 99_999, true);
    columns.grossCents[at] = fields.cents(c(18));
    columns.pensionableCents[at] = fields.cents(c(19));
    columns.memberCents[at] = fields.cents(c(20));
    columns.employerCents[at] = fields.cents(c(21));
    columns.ltdCents[at] = fields.cents(c(22));
    columns.basicLifeCents[at] = fields.cents(c(23));
    columns.optionalLifeCents[at] = fields.cents(c(24));
    const reason = fields.text(c(25), false);
    if (!fields.sound) return;
    if (this.#without.has(line)) {
      addRow(this.#leftOutSums, columns, at, corrects !== undefined);
      const pensionableCents = columns.pensionableCents[at]!;
      return this.#leaveOut(corrects === undefined ? "M" : "X", fields, {
        line,
        memberId,
        ssn,
        pensionableCents,
      });
    }
    if (corrects !== undefined) columns.corrections.set(at, corrects);
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
    const named = begins || event === "NAME";
    const row: EventRow = {
      line,
      memberId: fields.memberId(1),
      ssn: fields.ssn(2),
      lastName: fields.text(3, named),
      firstName: fields.text(4, named),
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
      more: moreOf(fields, event),
    };
    if (fields.sound && row.memberId === 0 && row.ssn === 0) fields.fault("noIdentity", 1);
    if (!fields.sound) return;
    this.#rowsE += 1;
    if (!this.#without.has(line)) this.#events.push(row);
    else this.#leaveOut("E", fields, { line, memberId: row.memberId, ssn: row.ssn, pensionableCents: 0 });
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
    if (!fields.sound) return;
    this.#rowsL += 1;
    if (!this.#without.has(line)) this.#leaves.push(row);
    else this.#leaveOut("L", fields, { line, memberId: row.memberId, ssn: 0, pensionableCents: 0 });
  }

  /** Compares what the trailer states with what was read. */
  finish(): Reading {
    const found = new Set(this.#findings.counts().map(({ rule }) => rule));
    if (this.#headers === 0 && this.#records > 0 && !found.has("headerMissing"))
      this.#findings.add("headerMissing", 1, "rec", "");
    if (this.#trailers === 0 && !this.enough() && !found.has("notJson"))
      this.#findings.add("trailerMissing", 0, "rec", "");
    const sums = noSums();
    for (let at = 0; at < this.#money.count; at += 1)
      addRow(sums, this.#money, at, this.#money.corrections.has(at));
    const rows = { rowsM: this.#rowsM, rowsX: this.#rowsX, rowsE: this.#rowsE, rowsL: this.#rowsL };
    if (this.#stated !== undefined && this.#everyRowRead)
      compareTotals(this.#stated, { ...rows, ...sumOf(sums, this.#leftOutSums) }, this.#findings);
    const held = (letter: string): number => this.#leftOut.filter((row) => row.letter === letter).length;
    const totals = {
      ...sums,
      ssnSum: sums.ssnSum % ssnModulus,
      rowsM: this.#rowsM - held("M"),
      rowsE: this.#rowsE - held("E"),
      rowsL: this.#rowsL - held("L"),
      rowsX: this.#rowsX - held("X"),
    };
    const file =
      this.#header === undefined || this.#findings.refuses
        ? undefined
        : {
            header: this.#header,
            money: this.#money as MoneyRows,
            events: this.#events,
            leaves: this.#leaves,
            totals,
            ...(this.#without.size === 0 ? {} : { leftOut: this.#leftOut }),
          };
    return { findings: this.#findings, header: this.#header, file };
  }
}

const ssnModulus = 10_000_000_000;

function sumOf(a: MoneySums, b: MoneySums): MoneySums {
  return {
    pensionableCents: a.pensionableCents + b.pensionableCents,
    memberCents: a.memberCents + b.memberCents,
    employerCents: a.employerCents + b.employerCents,
    lifeCents: a.lifeCents + b.lifeCents,
    ltdCents: a.ltdCents + b.ltdCents,
    ssnSum: (a.ssnSum + b.ssnSum) % ssnModulus,
  };
}
