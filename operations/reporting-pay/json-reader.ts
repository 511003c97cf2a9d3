import { longestLine, mostFields, type CsvRecord } from "./csv-reader.ts";
import { readWhole } from "./field-readers.ts";
import type { Findings, RuleName } from "./findings.ts";
import { JsonFault, JsonText } from "./json-text.ts";
import { jsonFields, jsonLists, jsonSchemaName, type JsonField } from "./json-layout.ts";
import { layout, type RecordLetter } from "./layout.ts";
import { lineOf } from "./line-of.ts";
import type { ReportReader } from "./report-reader.ts";
import { RowFields } from "./row-fields.ts";

const rowDigits = 7;

/**
 * Reads a report of JSON from its bytes, object by object, into the same columns as the comma-separated form: no tree of the
 * whole file is ever made, so memory does not grow with what stands in it. What is no JSON ends the reading with one finding.
 */
export function readJson(bytes: Uint8Array, reader: ReportReader, findings: Findings): void {
  try {
    new JsonReport(bytes, reader, findings).read();
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    reader.unread();
    findings.add("notJson", lineOf(bytes, error.at), "", "");
  }
}

/** A fault of an object that is told when its number is known. */
interface Fault {
  readonly rule: RuleName;
  readonly field: string;
  readonly value?: string;
}

class JsonReport {
  readonly #text: JsonText;
  readonly #reader: ReportReader;
  readonly #findings: Findings;
  readonly #record: CsvRecord = {
    line: 0,
    fields: 0,
    begins: new Int32Array(mostFields),
    ends: new Int32Array(mostFields),
    doubled: new Uint8Array(mostFields),
  };
  readonly #fields: RowFields;
  readonly #numbers = new Set<number>();
  #objects = 0;

  constructor(bytes: Uint8Array, reader: ReportReader, findings: Findings) {
    this.#text = new JsonText(bytes, new Uint8Array(longestLine));
    this.#reader = reader;
    this.#findings = findings;
    this.#fields = new RowFields(this.#text.scratch, this.#record, findings);
  }

  read(): void {
    const text = this.#text;
    const seen = new Set<string>();
    let schema = "";
    text.object((name) => {
      if (this.#reader.enough()) throw new JsonFault(text.at);
      if (seen.has(name)) this.#findings.add("nameTwice", 0, "", name);
      seen.add(name);
      if (name === "schema" && text.kind() === "text") schema = text.readString();
      else if (name === "header" && text.kind() === "object") this.#object("H");
      else if (name === "totals" && text.kind() === "object") this.#object("T");
      else if (Object.hasOwn(jsonLists, name) && text.kind() === "list")
        text.list(() => this.#row(jsonLists[name as keyof typeof jsonLists]));
      else this.#odd(name);
    });
    text.end();
    if (schema !== jsonSchemaName)
      this.#findings.add("badChoice", 0, "schema_version", schema, { choices: jsonSchemaName });
  }

  #odd(name: string): void {
    const known = ["schema", "header", "totals", ...Object.keys(jsonLists)].includes(name);
    this.#findings.add(known ? "wrongKind" : "unknownName", 0, "", name);
    this.#reader.unread();
    this.#text.skip();
  }

  #row(letter: "M" | "E" | "L" | "X"): void {
    if (this.#reader.enough()) throw new JsonFault(this.#text.at);
    this.#objects += 1;
    if (this.#text.kind() === "object") return this.#object(letter);
    this.#findings.add("wrongKind", this.#objects, "row", "");
    this.#reader.unread();
    this.#text.skip();
  }

  #object(letter: RecordLetter): void {
    const record = this.#record;
    record.begins.fill(0);
    record.ends.fill(0);
    const text = this.#text;
    text.used = 0;
    const faults: Fault[] = [];
    const seen = new Set<string>();
    const given = new Set<number>();
    let number = 0;
    const byName = fieldsByName[letter];
    text.object((name) => {
      if (seen.has(name)) faults.push({ rule: "nameTwice", field: "", value: name });
      seen.add(name);
      const field = byName.get(name);
      if (name === "row" && letter !== "H" && letter !== "T") number = this.#number(faults);
      else if (field === undefined) {
        faults.push({ rule: "unknownName", field: "", value: name });
        text.skip();
      } else if (this.#value(letter, field, faults)) given.add(field.column);
    });
    for (const { column, absent } of jsonFields[letter])
      if (absent !== undefined && !given.has(column)) this.#put(column, absent);
    if (letter === "H") this.#put(1, "1");
    this.#tell(letter, number, faults);
  }

  #tell(letter: RecordLetter, number: number, faults: Fault[]): void {
    const whole = letter === "H" || letter === "T";
    const line = whole ? 0 : number || this.#objects;
    if (!whole && number === 0) faults.push({ rule: "missingValue", field: "row" });
    if (!whole && this.#numbers.has(number)) faults.push({ rule: "rowNumberTwice", field: "row" });
    this.#numbers.add(number);
    if (this.#text.used > longestLine) faults.push({ rule: "lineTooLong", field: "" });
    for (const { rule, field, value = "" } of faults) this.#findings.add(rule, line, field, value);
    this.#record.line = line;
    this.#record.fields = layout[letter].length;
    if (this.#text.used > longestLine) {
      this.#reader.unread();
      return;
    }
    this.#fields.begin(layout[letter]);
    if (faults.length > 0) this.#fields.sound = false;
    this.#reader.take(letter, this.#fields, line, false);
  }

  /** The number of a row, 0 when it is none. */
  #number(faults: Fault[]): number {
    const text = this.#text;
    const from = text.used;
    if (text.kind() !== "number") {
      faults.push({ rule: "wrongKind", field: "row" });
      text.skip();
      return 0;
    }
    text.copyNumber();
    const number = readWhole(text.scratch, from, Math.min(text.used, longestLine), rowDigits);
    text.used = from;
    if (number > 0) return number;
    faults.push({ rule: "badNumber", field: "row" });
    return 0;
  }

  /** Reads a value into its column and answers whether one was given; null is none. */
  #value(letter: RecordLetter, field: JsonField, faults: Fault[]): boolean {
    const text = this.#text;
    const from = text.used;
    const kind = text.kind();
    if (kind === "null") {
      text.skip();
      return false;
    }
    if (field.kind === "truth" && kind === "truth") {
      this.#put(field.column, text.truth() ? "Y" : "N");
      return true;
    }
    if (field.kind === "text" && kind === "text") text.copyString();
    else if (field.kind === "whole" && kind === "number") text.copyNumber();
    else {
      faults.push({ rule: "wrongKind", field: layout[letter][field.column] ?? field.name });
      text.skip();
      return true;
    }
    this.#record.begins[field.column] = from;
    this.#record.ends[field.column] = Math.min(text.used, longestLine);
    return true;
  }

  #put(column: number, value: string): void {
    const from = this.#text.used;
    this.#text.append(value);
    this.#record.begins[column] = from;
    this.#record.ends[column] = Math.min(this.#text.used, longestLine);
  }
}

const fieldsByName = Object.fromEntries(
  Object.entries(jsonFields).map(([letter, fields]) => [
    letter,
    new Map(fields.map((field) => [field.name, field])),
  ]),
) as unknown as Readonly<Record<RecordLetter, ReadonlyMap<string, JsonField>>>;
