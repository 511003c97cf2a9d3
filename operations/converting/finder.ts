import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { FileName } from "./layout.ts";
import type { Finding, Rule } from "./read-file.ts";

/** The fields of the rows that could not be taken, by file: what they name is there, though its row is wrong. */
export type Unread = Partial<Readonly<Record<FileName, readonly (readonly string[])[]>>>;

interface OnLine {
  readonly line: number;
}

/** Collects what rows break together: keys given twice, names of nobody, days out of order or overlapping. */
export class Finder {
  readonly findings: Finding[] = [];

  find(file: FileName, line: number, field: string, value: string, rule: Rule, wanted?: string): void {
    const found = { file, line, field, value, rule };
    this.findings.push(wanted === undefined ? found : { ...found, wanted });
  }

  /** Each key stands in the file once. */
  once<R extends OnLine>(
    file: FileName,
    some: readonly R[],
    field: string,
    key: (row: R) => string,
    shown = key,
  ): void {
    const seen = new Map<string, number>();
    for (const row of some) {
      const before = seen.get(key(row));
      if (before === undefined) seen.set(key(row), row.line);
      else this.find(file, row.line, field, shown(row), "twice", String(before));
    }
  }

  /** What a field names stands in another file. */
  known<R extends OnLine, K extends keyof R & string>(
    file: FileName,
    some: readonly R[],
    field: K,
    there: ReadonlySet<unknown>,
    where: FileName,
  ): void {
    for (const row of some)
      if (!there.has(row[field]))
        this.find(file, row.line, field, String(row[field]), "unknown", `${where}.csv`);
  }

  /** A day that is there is not before another. */
  ordered<R extends OnLine>(
    file: FileName,
    some: readonly R[],
    field: keyof R & string,
    from: (row: R) => PlainDate,
  ): void {
    for (const row of some) {
      const to = row[field] as PlainDate | undefined;
      if (to !== undefined && to < from(row))
        this.find(file, row.line, field, formatDate(to), "order", formatDate(from(row)));
    }
  }

  /** A day that is there lies between two others, both included; the second is the latest that can be known. */
  within<R extends OnLine>(
    file: FileName,
    some: readonly R[],
    field: keyof R & string,
    least: PlainDate,
    most: PlainDate,
  ): void {
    for (const row of some) {
      const day = row[field] as PlainDate | undefined;
      if (day === undefined) continue;
      if (day < least) this.find(file, row.line, field, formatDate(day), "tooEarly", formatDate(least));
      if (day > most) this.find(file, row.line, field, formatDate(day), "future", formatDate(most));
    }
  }

  /** Spans of one key, the first day included and the second not, do not overlap. */
  apart<R extends OnLine>(
    file: FileName,
    some: readonly R[],
    key: (row: R) => string,
    span: (row: R) => readonly [PlainDate, PlainDate],
    field = "from",
  ): void {
    const latest = new Map<string, { end: PlainDate; line: number }>();
    for (const row of some.toSorted((a, b) => span(a)[0] - span(b)[0])) {
      const [from, end] = span(row);
      const before = latest.get(key(row));
      if (before !== undefined && before.end > from)
        this.find(file, row.line, field, formatDate(from), "overlap", String(before.line));
      if (before === undefined || before.end < end) latest.set(key(row), { end, line: row.line });
    }
  }
}

/** The keys of rows that could not be taken: their first fields, joined. */
export const unreadKeys = (unread: Unread, file: FileName, columns: number): string[] =>
  (unread[file] ?? []).map((fields) => fields.slice(0, columns).join("/"));
