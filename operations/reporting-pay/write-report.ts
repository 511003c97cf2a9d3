import { unreadable } from "./field-readers.ts";
import { decimal } from "./decimal.ts";
import { layout, type RecordLetter } from "./layout.ts";

/** The header of a report to be written. */
export interface HeaderWritten {
  readonly fileId: string;
  readonly employer: string;
  readonly group: string;
  /** Dates as YYYY-MM-DD. */
  readonly periodBegin: string;
  readonly periodEnd: string;
  readonly payDate: string;
  readonly type: string;
  readonly createdAt: string;
}

/** Writes a report of the comma-separated layout from rows whose fields stand in its order, with the totals they come to. */
export function writeReport(header: HeaderWritten, rows: readonly (readonly string[])[]): string {
  const { fileId, employer, group, periodBegin, periodEnd, payDate, type, createdAt } = header;
  const first = [
    "H",
    "1",
    fileId,
    employer,
    group,
    periodBegin,
    periodEnd,
    payDate,
    type,
    createdAt,
    "Emeritus",
  ];
  return [first, ...rows, trailerOf(rows)].map((row) => row.map(csvCell).join(",")).join("\n") + "\n";
}

function trailerOf(rows: readonly (readonly string[])[]): string[] {
  const counts = ["M", "E", "L", "X"].map((letter) => rows.filter(([rec]) => rec === letter).length);
  const sum = (...columns: string[]): string =>
    decimal(rows.reduce((all, row) => columns.reduce((more, column) => more + centsIn(row, column), all), 0));
  const ssns = rows.reduce((all, row) => all + (row[0] === "M" ? Number(fieldOf(row, "ssn")) || 0 : 0), 0);
  return [
    "T",
    ...counts.map(String),
    sum("pensionable"),
    sum("member_contrib"),
    sum("employer_contrib"),
    sum("basic_life", "optional_life"),
    sum("ltd_contrib"),
    String(ssns % 10_000_000_000),
  ];
}

/** A field of a row by the name of its column; empty where the row has no such column. */
export function fieldOf(row: readonly string[], column: string): string {
  const columns: readonly string[] = layout[row[0] as RecordLetter] ?? [];
  const at = columns.indexOf(column);
  return at < 0 ? "" : (row[at] ?? "");
}

/** The cents of a field; what is no amount counts as nothing, since the reader finds fault with it anyway. */
function centsIn(row: readonly string[], column: string): number {
  const cents = centsOf(fieldOf(row, column));
  return Number.isNaN(cents) ? 0 : cents;
}

/** The cents of an amount as the layout writes it, or NaN. */
export const centsOf = (text: string): number =>
  /^-?\d{1,7}\.\d{2}$/u.test(text) ? Number(text.replace(".", "")) : unreadable;

/** A field as RFC 4180 writes it. */
export const csvCell = (value: string | number): string => {
  const text = String(value);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
