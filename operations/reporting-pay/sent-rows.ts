import { fieldOf } from "./write-report.ts";
import { closedColumns } from "./column-forms.ts";
import { readCsv } from "./csv-reader.ts";
import { Findings, type FindingCount, type RuleName } from "./findings.ts";
import { readJson } from "./json-reader.ts";
import { layout, trailerColumns, type RecordLetter } from "./layout.ts";
import { isJson } from "./read-report.ts";
import type { ReportHeader } from "./report-file.ts";
import { ReportReader } from "./report-reader.ts";
import type { RowFields } from "./row-fields.ts";

/** The most people or rows whom the page takes; larger groups send a file. */
export const mostInGrid = 100;

/** A row of a refused file as its draft has it: the fields as text in the order of the layout. */
export interface SentRow {
  /** Line of the refused file, or number of the row in JSON. */
  readonly line: number;
  readonly fields: readonly string[];
  /** Left out of what is sent. */
  readonly out?: boolean;
}

/** What is kept of a refused file that the page can correct: its rows, and the sums that its trailer states. */
export interface SentFile {
  readonly refusal: string;
  readonly fileId: string;
  /** Engine dates. */
  readonly period: { readonly begin: number; readonly end: number };
  readonly payDate: number;
  /** The fields of the trailer behind its letter, as text. */
  readonly claimed: readonly string[];
  readonly rows: readonly SentRow[];
}

/** Changes of the page to rows of a refused file, by line and column; `out` with Y leaves the row out. */
export type RowChanges = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What keeps rows from being told apart or taken as whole: such a file must be mended where it was made. */
const unreadable: ReadonlySet<RuleName> = new Set<RuleName>([
  "notUtf8",
  "columnCount",
  "headerMissing",
  "headerRepeated",
  "emptyFile",
  "fileTooLarge",
  "utf16",
  "byteOrderMark",
  "nulByte",
  "unknownRecord",
  "openQuote",
  "strayQuote",
  "bareCarriageReturn",
  "lineTooLong",
  "blankLine",
  "trailerMissing",
  "trailerRepeated",
  "rowAfterTrailer",
  "notJson",
  "unknownName",
  "nameTwice",
  "rowNumberTwice",
  "wrongKind",
]);

/** Whether a finding shows that the rows of its file could not be read as rows. Pure. */
export const cannotBeRead = (counts: readonly Pick<FindingCount, "rule">[]): boolean =>
  counts.some(({ rule }) => unreadable.has(rule));

/** The most bytes of a file whose rows are laid into the page: no hundred rows that people make come near it. */
const mostBytes = 256 * 1024;

class RowTexts extends ReportReader {
  readonly rows: SentRow[] = [];
  claimed: readonly string[] = [];

  override take(letter: RecordLetter, fields: RowFields, line: number, strict?: boolean): void {
    const texts = layout[letter].map((_, column) => (column === 0 ? letter : fields.raw(column)));
    if (letter === "T") this.claimed = texts.slice(1);
    else if (letter !== "H") this.rows.push({ line, fields: texts });
    super.take(letter, fields, line, strict);
  }
}

/** The rows of a file that was refused, or nothing when it is no regular report, cannot be read as rows or has more than `most`. Pure. */
export function sentFile(
  bytes: Uint8Array,
  asked: { refusal: string; header: ReportHeader; counts: readonly FindingCount[]; most: number },
): SentFile | undefined {
  const { refusal, header, counts, most } = asked;
  if (header.type !== "REGULAR" || bytes.length > mostBytes || cannotBeRead(counts)) return undefined;
  const findings = new Findings();
  const reader = new RowTexts(bytes, findings, bytes.length);
  if (isJson(bytes)) readJson(bytes, reader, findings);
  else readCsv(bytes, reader);
  const { rows, claimed } = reader;
  if (rows.length === 0 || rows.length > most) return undefined;
  const { fileId, periodBegin: begin, periodEnd: end, payDate } = header;
  return { refusal, fileId, period: { begin, end }, payDate, claimed, rows };
}

/** The rows with what was typed; a closed field left empty stays as the file had it. Pure. */
export function withChanges(sent: SentFile, changes: RowChanges): SentFile {
  const rows = sent.rows.map((row): SentRow => {
    const typed = changes[String(row.line)];
    if (typed === undefined) return row;
    const columns: readonly string[] = layout[row.fields[0] as RecordLetter];
    const fields = columns.map((column, at) => {
      const was = row.fields[at] ?? "";
      const now = at === 0 ? undefined : typed[column]?.trim();
      return now === undefined || (now === "" && closedColumns.has(column)) ? was : now;
    });
    return { line: row.line, fields, out: typed["out"] === "Y" };
  });
  return { ...sent, rows };
}

/** The members whom rows name by Member ID. Pure. */
export const membersIn = ({ rows }: SentFile): ReadonlySet<number> =>
  new Set(rows.map(({ fields }) => Number(fieldOf(fields, "member_id")) || 0));

/** A count or sum of a file: what the refused file stated, and what the rows come to now. */
export interface Claim {
  readonly column: string;
  readonly stated: string;
  readonly now: string;
}

/** What the refused file stated beside what the rows of a written report come to; the sum of closed numbers is left out. Pure. */
export function claimsOf({ claimed }: SentFile, written: string): Claim[] {
  const last = written.trimEnd().split("\n").at(-1)!.split(",").slice(1);
  return trailerColumns
    .slice(1)
    .map((column, at) => ({ column, stated: claimed[at] ?? "", now: last[at] ?? "" }))
    .filter(({ column }) => column !== "hash_ssn");
}
