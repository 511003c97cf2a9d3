import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Reading as Db } from "@emeritus/records/db.ts";
import type { Keys } from "@emeritus/records/keys.ts";
import type { RowToHold } from "@emeritus/records/pay-report-held.ts";
import type { StoredReport } from "@emeritus/records/pay-report.ts";
import type { ReportingGroup } from "@emeritus/records/reporting-group.ts";
import type { CheckContext, Posting } from "./check-context.ts";
import { checkReport } from "./check-report.ts";
import type { Finding } from "./findings.ts";
import { linesToHold, missingPeople, rowsToHold, type HoldingPolicy } from "./holding.ts";
import { loadContext } from "./load-context.ts";
import { readReport, type Reading } from "./read-report.ts";

/** What to hold a file against. */
export interface Against {
  readonly db: Db;
  readonly fund: number;
  readonly keys: Keys;
  readonly group: ReportingGroup;
  readonly last: StoredReport | undefined;
  readonly bytes: Uint8Array;
  /** The day on which the file is checked. */
  readonly today: PlainDate;
}

/** A file that may be posted: with its held rows left out, what it was checked with, and what it will post. */
export interface Checked {
  readonly context: CheckContext;
  readonly posting: Posting;
  readonly held: readonly RowToHold[];
}

/**
 * Holds a file that could be read whole against the record. Nothing when it must be refused; its findings are then in `reading`.
 * Where the fund lets bad rows wait, the file is read again without them until what is left is sound: a row may be bad only
 * because another one is held.
 */
export async function checkAgainstRecord(
  against: Against,
  reading: Reading,
  policy: HoldingPolicy,
): Promise<Checked | undefined> {
  const byLine = new Map<number, Finding[]>();
  for (let now = reading; now.file !== undefined;) {
    const { file, findings } = now;
    const context = await loadContext(against.db, { ...against, file, findings });
    const posting = checkReport(context);
    if (!findings.refuses)
      return { context, posting, held: rowsToHold(file, context, { byLine, missing: [] }) };
    const lines = policy.mode === "hold" ? linesToHold(findings) : undefined;
    if (lines === undefined) return undefined;
    const missing = missingPeople(findings);
    const count = byLine.size + (lines.size > 0 ? lines.size : missing.length); // who has a bad row misses none
    if (count > policy.most || lines.size >= rowsOf(now)) {
      reading.findings.add("tooManyHeld", 0, "", String(count), { most: policy.most });
      return undefined;
    }
    if (lines.size === 0) return { context, posting, held: rowsToHold(file, context, { byLine, missing }) };
    for (const finding of findings.kept)
      if (lines.has(finding.line)) byLine.set(finding.line, [...(byLine.get(finding.line) ?? []), finding]);
    for (const line of lines) if (!byLine.has(line)) byLine.set(line, []);
    now = readReport(against.bytes, { without: new Set(byLine.keys()) });
  }
  return undefined;
}

const rowsOf = ({ file }: Reading): number =>
  file === undefined ? 0 : file.money.count + file.events.length + file.leaves.length;
