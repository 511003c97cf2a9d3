import { isUtf8 } from "node:buffer";
import { type CsvFault, type CsvRecord, readCsv } from "../reporting-pay/csv-reader.ts";
import type { FieldRule, Layout } from "./fields.ts";
import { type FileBytes, wholeRecords } from "./file-bytes.ts";
import { type FileName, layouts, type Row } from "./layout.ts";

/** What a line of a file breaks. */
export type Rule =
  | FieldRule
  | CsvFault
  | "missing"
  | "fileMissing"
  | "notUtf8"
  | "header"
  | "columnUnknown"
  | "columnTwice"
  | "fields"
  | "twice"
  | "unknown"
  | "order"
  | "overlap"
  | "together"
  | "ownBenefit"
  | "otherAccount"
  | "noDifference"
  | "future"
  | "tooEarly"
  | "noPlace"
  | "notOfPlan"
  | "notBalanced"
  | "digest"
  | "factUnknown";

/** Something wrong with a file: where it is, what stands there, and which rule it breaks. A closed value is never repeated. */
export interface Finding {
  readonly file: FileName;
  /** From 1, the header's; 0 for the file as a whole. */
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly rule: Rule;
  /** What would be right, where the rule lists it: choices, or the file that must hold it. */
  readonly wanted?: string;
}

const closedValue = "(closed)";

/** What reading a file gave; `unread` are the fields of rows that could not be taken, so that nobody is told that they name nobody. */
export interface FileRead {
  readonly findings: Finding[];
  readonly unread: (readonly string[])[];
  /** Rows that could be read. */
  readonly rows: number;
  /** Every line was read; else nobody knows whom the rest of the file names. */
  readonly whole: boolean;
  /** Of the whole file, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Reads one file by its layout, a piece at a time, and hands every row that is right to `take`; a finding tells of each field that is
 * not. Columns are found by their names in the first line: those that may be empty may be left out, and an unknown one is refused.
 */
export function readFile<F extends FileName>(
  file: F,
  bytes: FileBytes,
  take: (row: Row<F>) => void,
): FileRead {
  const reader = new Reader(file, take as (row: object) => void);
  let sha256 = "";
  for (const piece of wholeRecords(bytes, (hash) => (sha256 = hash))) if (!reader.read(piece)) break;
  if (sha256 === "") readToEnd(bytes, (hash) => (sha256 = hash));
  reader.end();
  const { findings, unread, rows, whole } = reader;
  return { findings, unread, rows, whole, sha256 };
}

/** Hashes a file whose reading was broken off. */
function readToEnd(bytes: FileBytes, hashed: (sha256: string) => void): void {
  const pieces = wholeRecords(bytes, hashed);
  while (pieces.next().done !== true);
}

/** Findings of one file beyond which nobody reads on. */
const mostFindings = 100_000;

class Reader {
  readonly findings: Finding[] = [];
  readonly unread: (readonly string[])[] = [];
  rows = 0;
  whole = true;
  readonly #file: FileName;
  readonly #take: (row: object) => void;
  readonly #layout: Layout;
  readonly #names: readonly string[];
  /** By column of the layout its place in the file, none where it was left out. */
  #places: readonly (number | undefined)[] | undefined;
  #width = 0;
  #lines = 0;
  #stopped = false;
  #first = true;

  constructor(file: FileName, take: (row: object) => void) {
    this.#file = file;
    this.#take = take;
    this.#layout = layouts[file];
    this.#names = Object.keys(this.#layout);
  }

  /** Reads a piece of whole records; says whether to go on. */
  read(piece: Buffer): boolean {
    const marked = this.#first && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf;
    const bytes = marked ? piece.subarray(3) : piece;
    this.#first = false;
    if (!isUtf8(bytes)) {
      this.find(0, "", "", "notUtf8");
      this.#stop();
      return false;
    }
    readCsv(bytes, {
      enough: () => this.#stopped,
      fault: (line, rule) => {
        this.find(this.#lines + line, "", "", rule);
        this.whole = false;
        if (this.#places === undefined) this.#stop();
      },
      record: (record) => this.#record(bytes, record),
    });
    for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) this.#lines += 1;
    return !this.#stopped;
  }

  end(): void {
    if (this.#places !== undefined || this.#stopped) return;
    this.find(1, "", "", "header", this.#names.join());
    this.whole = false;
  }

  #stop(): void {
    this.#stopped = true;
    this.whole = false;
  }

  find(line: number, field: string, value: string, rule: Rule, wanted?: string): void {
    const found = { file: this.#file, line, field, value, rule };
    this.findings.push(wanted === undefined ? found : { ...found, wanted });
    if (this.findings.length >= mostFindings) this.#stop();
  }

  #record(bytes: Buffer, record: CsvRecord): void {
    const line = this.#lines + record.line;
    const fields = fieldsOf(bytes, record);
    if (this.#places === undefined) return this.#header(fields, line);
    if (record.fields === 1 && fields[0] === "") return;
    if (record.fields !== this.#width) {
      this.unread.push(this.#byLayout(fields));
      return this.find(line, "", String(record.fields), "fields", String(this.#width));
    }
    const row = this.#rowOf(fields, line);
    if (row === undefined) return void this.unread.push(this.#byLayout(fields));
    this.rows += 1;
    this.#take(row);
  }

  #header(fields: readonly string[], line: number): void {
    const before = this.findings.length;
    const wanted = this.#names.join();
    const known = fields.some((name) => this.#names.includes(name));
    if (!known) this.find(line, "", "", "header", wanted);
    else
      for (const [at, name] of fields.entries())
        if (!this.#names.includes(name))
          this.find(line, /^[a-z_]{1,40}$/i.test(name) ? name : "", "", "columnUnknown", wanted);
        else if (fields.indexOf(name) < at) this.find(line, name, "", "columnTwice");
    if (known)
      for (const name of this.#names)
        if (this.#layout[name]!.required && !fields.includes(name)) this.find(line, name, "", "missing");
    if (this.findings.length > before) this.#stop();
    this.#width = fields.length;
    this.#places = this.#names.map((name) => {
      const at = fields.indexOf(name);
      return at < 0 ? undefined : at;
    });
  }

  #byLayout(fields: readonly string[]): readonly string[] {
    return this.#places!.map((at) => (at === undefined ? "" : (fields[at] ?? "")));
  }

  #rowOf(fields: readonly string[], line: number): object | undefined {
    const row: Record<string, unknown> = { line };
    let whole = true;
    for (const [index, name] of this.#names.entries()) {
      const column = this.#layout[name]!;
      const at = this.#places![index];
      const written = at === undefined ? "" : fields[at]!;
      if (written === "" && !column.required) continue;
      const value = written === "" ? undefined : column.read(written);
      if (value !== undefined) {
        row[name] = value;
        continue;
      }
      whole = false;
      const shown = column.closed && written !== "" ? closedValue : written.slice(0, 80);
      this.find(line, name, shown, written === "" ? "missing" : column.rule, column.choices?.join(", "));
    }
    return whole ? row : undefined;
  }
}

function fieldsOf(bytes: Buffer, { fields, begins, ends, doubled }: CsvRecord): string[] {
  return Array.from({ length: Math.min(fields, begins.length) }, (_, at) => {
    const field = bytes.toString("utf8", begins[at], ends[at]);
    return doubled[at] === 1 ? field.replaceAll('""', '"') : field;
  });
}
