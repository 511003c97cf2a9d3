import type { CsvRecord } from "./csv-reader.ts";
import {
  readCents,
  readDate,
  readHundredths,
  readMemberId,
  readSsn,
  readText,
  readWhole,
} from "./field-readers.ts";
import type { Findings, RuleName } from "./findings.ts";

/** The longest text a field may hold, in bytes; comments may be longer. */
export const longestText = 80;
const longestComment = 500;

/** The fields of one record, read one after another with the findings they give. A field with a finding reads as 0 or "". */
export class RowFields {
  readonly #bytes: Uint8Array;
  readonly #record: CsvRecord;
  readonly #findings: Findings;
  #columns: readonly string[] = [];
  /** False as soon as one field of the record could not be read. */
  sound = true;

  constructor(bytes: Uint8Array, record: CsvRecord, findings: Findings) {
    this.#bytes = bytes;
    this.#record = record;
    this.#findings = findings;
  }

  /** Begins a record: which columns it has. */
  begin(columns: readonly string[]): void {
    this.#columns = columns;
    this.sound = true;
  }

  /** Whether a field is empty, which means absent. */
  absent(column: number): boolean {
    return this.#record.begins[column] === this.#record.ends[column];
  }

  /** What the file holds in a field. */
  raw(column: number): string {
    return readText(
      this.#bytes,
      this.#record.begins[column]!,
      this.#record.ends[column]!,
      this.#record.doubled[column] === 1,
    );
  }

  /** Notes a fault of a field. */
  fault(rule: RuleName, column: number, facts: Record<string, string | number> = {}): void {
    this.sound = false;
    this.#findings.add(rule, this.#record.line, this.#columns[column] ?? "", this.raw(column), facts);
  }

  #missing(column: number, required: boolean): boolean {
    if (!this.absent(column)) return false;
    if (required) this.fault("missingValue", column);
    return true;
  }

  #number(column: number, required: boolean, rule: RuleName, value: number): number {
    if (this.#missing(column, required)) return 0;
    if (!Number.isNaN(value)) return value;
    this.fault(rule, column);
    return 0;
  }

  /** Money in cents. */
  cents(column: number, required = true): number {
    return this.#number(
      column,
      required,
      "badAmount",
      readCents(this.#bytes, this.#record.begins[column]!, this.#record.ends[column]!),
    );
  }

  /** A number with two decimals from 0 to `most` hundredths, or signed where `signed`. */
  hundredths(column: number, required: boolean, most: number, signed = false): number {
    let value = readHundredths(this.#bytes, this.#record.begins[column]!, this.#record.ends[column]!, 6);
    if (Math.abs(value) > most || (value < 0 && !signed)) value = Number.NaN;
    return this.#number(column, required, "badNumber", value);
  }

  /** A sum of money in cents, which may be larger than any one amount. */
  total(column: number): number {
    return this.#number(
      column,
      true,
      "badAmount",
      readHundredths(this.#bytes, this.#record.begins[column]!, this.#record.ends[column]!, 12),
    );
  }

  /** A count or number of a line; at most `most` where told. */
  whole(column: number, mostDigits: number, required = true, most = Infinity): number {
    const value = readWhole(
      this.#bytes,
      this.#record.begins[column]!,
      this.#record.ends[column]!,
      mostDigits,
    );
    return this.#number(column, required, "badNumber", value > most ? Number.NaN : value);
  }

  /** A date. */
  date(column: number, required = true): number {
    return this.#number(
      column,
      required,
      "badDate",
      readDate(this.#bytes, this.#record.begins[column]!, this.#record.ends[column]!),
    );
  }

  /** A Social Security number. */
  ssn(column: number): number {
    return this.#number(
      column,
      false,
      "badSsn",
      readSsn(this.#bytes, this.#record.begins[column]!, this.#record.ends[column]!),
    );
  }

  /** A member number. */
  memberId(column: number, required = false): number {
    return this.#number(
      column,
      required,
      "badMemberId",
      readMemberId(this.#bytes, this.#record.begins[column]!, this.#record.ends[column]!),
    );
  }

  /** One of the words of a list. */
  choice<T extends string>(column: number, choices: ReadonlyMap<string, T>, fallback: T, required = true): T {
    if (this.#missing(column, required)) return fallback;
    const found = choices.get(this.raw(column));
    if (found !== undefined) return found;
    this.fault("badChoice", column, { choices: [...choices.keys()].join(", ") });
    return fallback;
  }

  /** Y or N. */
  yes(column: number): boolean {
    return this.choice(column, yesOrNo, "N") === "Y";
  }

  /** Y or N where the field may be empty. */
  yesOrNone(column: number): boolean | undefined {
    return this.absent(column) ? undefined : this.yes(column);
  }

  /** Text of one line without control characters, without spaces at its ends, and not like a formula. */
  text(column: number, required: boolean): string {
    return this.#checkedText(column, required, longestText, false);
  }

  /** Free text, which may have line breaks. */
  comment(column: number): string {
    return this.#checkedText(column, false, longestComment, true);
  }

  #checkedText(column: number, required: boolean, most: number, lines: boolean): string {
    if (this.#missing(column, required)) return "";
    const from = this.#record.begins[column]!;
    const to = this.#record.ends[column]!;
    const text = this.raw(column);
    if (
      to - from <= most &&
      isPlain(this.#bytes, from, to, lines) &&
      text === text.trim() &&
      (lines || !asFormula.test(text)) &&
      !oddCharacters.test(text)
    )
      return text;
    this.fault("badText", column, { most });
    return "";
  }
}

const yesOrNo: ReadonlyMap<string, "Y" | "N"> = new Map([
  ["Y", "Y"],
  ["N", "N"],
]);
/** What a spreadsheet would calculate: no name, position or reason begins so, and no export of ours then does. */
const asFormula = /^[=+\-@]/u;
const oddCharacters = /[\u0080-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFF]/u;

function isPlain(bytes: Uint8Array, from: number, to: number, lines: boolean): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at]!;
    if (byte >= 0x20 && byte !== 0x7f) continue;
    if (lines && (byte === 0x0a || byte === 0x0d)) continue;
    return false;
  }
  return true;
}
