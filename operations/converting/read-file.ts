import { type CsvFault, type CsvRecord, readCsv } from "../reporting-pay/csv-reader.ts";
import { type FieldRule, type FileName, layouts, type Layout, type Row } from "./layout.ts";

/** What a line of a file breaks. */
export type Rule =
  | FieldRule
  | CsvFault
  | "missing"
  | "fileMissing"
  | "notUtf8"
  | "header"
  | "fields"
  | "twice"
  | "unknown"
  | "order"
  | "overlap"
  | "together"
  | "ownBenefit"
  | "otherAccount"
  | "noDifference";

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
export interface FileRead<F extends FileName> {
  readonly rows: Row<F>[];
  readonly findings: Finding[];
  readonly unread: (readonly string[])[];
}

/** Reads one file by its layout: every row that is right, and a finding for each field that is not. Pure. */
export function readFile<F extends FileName>(file: F, bytes: Uint8Array): FileRead<F> {
  const layout: Layout = layouts[file];
  const names = Object.keys(layout);
  const rows: Row<F>[] = [];
  const findings: Finding[] = [];
  const unread: (readonly string[])[] = [];
  const find = (finding: Omit<Finding, "file">) => findings.push({ file, ...finding });
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(start);
  } catch {
    find({ line: 0, field: "", value: "", rule: "notUtf8" });
    return { rows, findings, unread };
  }
  const text = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  let header = false;
  readCsv(start, {
    enough: () => header && findings.at(-1)?.rule === "header",
    fault: (line, rule) => void find({ line, field: "", value: "", rule }),
    record(record) {
      const fields = fieldsOf(text, record);
      if (!header) {
        header = true;
        if (fields.join() !== names.join())
          find({ line: record.line, field: "", value: "", rule: "header", wanted: names.join() });
        return;
      }
      if (fields.length === 1 && fields[0] === "") return;
      if (record.fields !== names.length) {
        const rule = "fields";
        find({
          line: record.line,
          field: "",
          value: String(record.fields),
          rule,
          wanted: String(names.length),
        });
        return;
      }
      const row = rowOf(layout, names, fields, record.line, find);
      if (row === undefined) unread.push(fields);
      else rows.push(row as Row<F>);
    },
  });
  if (!header) find({ line: 1, field: "", value: "", rule: "header", wanted: names.join() });
  return { rows, findings, unread };
}

function fieldsOf(text: Buffer, { fields, begins, ends, doubled }: CsvRecord): string[] {
  return Array.from({ length: Math.min(fields, begins.length) }, (_, at) => {
    const field = text.toString("utf8", begins[at], ends[at]);
    return doubled[at] === 1 ? field.replaceAll('""', '"') : field;
  });
}

function rowOf(
  layout: Layout,
  names: readonly string[],
  fields: readonly string[],
  line: number,
  find: (finding: Omit<Finding, "file">) => void,
): object | undefined {
  const row: Record<string, unknown> = { line };
  let whole = true;
  for (const [at, name] of names.entries()) {
    const column = layout[name]!;
    const written = fields[at]!;
    if (written === "" && !column.required) continue;
    const value = written === "" ? undefined : column.read(written);
    if (value !== undefined) {
      row[name] = value;
      continue;
    }
    whole = false;
    const wanted = column.choices === undefined ? {} : { wanted: column.choices.join(", ") };
    const shown = column.closed && written !== "" ? closedValue : written;
    find({ line, field: name, value: shown, rule: written === "" ? "missing" : column.rule, ...wanted });
  }
  return whole ? row : undefined;
}
