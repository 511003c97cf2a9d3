import type { PlainDate } from "@emeritus/engine/dates.ts";
import { dateOf } from "./dates.ts";
import type { Reading } from "./db.ts";
import type { Cents, Instant } from "./schema.ts";
import "./pay-report-tables.ts";

/** What became of a report that passed the checks. */
export type ReportStatus = "ready" | "posted" | "withdrawn";

/** A report that passed the checks, as lists and pages show it. */
export interface StoredReport {
  readonly report: number;
  readonly group: number;
  readonly employer: number;
  readonly fileId: string;
  readonly type: "REGULAR" | "ADJUSTMENT" | "SUPPLEMENTAL";
  readonly periodBegin: PlainDate;
  readonly periodEnd: PlainDate;
  readonly payDate: PlainDate;
  readonly sha256: string;
  readonly rowsMoney: number;
  readonly rowsEvent: number;
  readonly rowsLeave: number;
  readonly rowsCorrection: number;
  readonly pensionableCents: Cents;
  readonly memberCents: Cents;
  readonly employerCents: Cents;
  readonly lifeCents: Cents;
  readonly ltdCents: Cents;
  /** Canonical JSON of variances and warnings. */
  readonly findings: string;
  /** Canonical JSON of sums by plan and pay date. */
  readonly sums: string;
  readonly sentBy: string;
  readonly sentAt: Instant;
  readonly status: ReportStatus;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  /** Canonical JSON of the comment on each variance. */
  readonly comments: string | null;
  readonly entry: bigint | null;
  /** How many rows of the file wait, the pensionable pay they claim, and their lines. */
  readonly rowsHeld: number;
  readonly heldPensionableCents: Cents;
  readonly heldLines: readonly number[];
  readonly peoplePaid: number | null;
}

/** Whether a report was taken over with its sums alone: it states pay and has no rows that could be counted. */
export function takenOverInSums(
  report: Pick<StoredReport, "rowsMoney" | "rowsCorrection" | "pensionableCents">,
): boolean {
  return report.rowsMoney === 0 && report.rowsCorrection === 0 && report.pensionableCents !== 0n;
}

const reportsWithSteps = (db: Reading, fund: number) =>
  db
    .selectFrom("records.pay_report as r")
    .leftJoin("records.pay_report_step as s", (join) =>
      join.onRef("s.fund", "=", "r.fund").onRef("s.report", "=", "r.report"),
    )
    .where("r.fund", "=", fund)
    .select([
      "r.report",
      "r.reporting_group",
      "r.employer",
      "r.file_id",
      "r.report_type",
      "r.period_begin",
      "r.period_end",
      "r.pay_date",
      "r.sha256",
      "r.rows_money",
      "r.rows_event",
      "r.rows_leave",
      "r.rows_correction",
      "r.pensionable_cents",
      "r.member_cents",
      "r.employer_cents",
      "r.life_cents",
      "r.ltd_cents",
      "r.findings",
      "r.sums",
      "r.sent_by",
      "r.recorded_from",
      "s.step",
      "s.actor as decided_by",
      "s.recorded_from as decided_at",
      "s.comments",
      "s.entry",
      "r.rows_held",
      "r.held_pensionable_cents",
      "r.held_lines",
      "r.people_paid",
    ]);

type ReportRow = Awaited<ReturnType<ReturnType<typeof reportsWithSteps>["execute"]>>[number];

const storedReport = (row: ReportRow): StoredReport => ({
  report: row.report,
  group: row.reporting_group,
  employer: row.employer,
  fileId: row.file_id,
  type: row.report_type,
  periodBegin: dateOf(row.period_begin),
  periodEnd: dateOf(row.period_end),
  payDate: dateOf(row.pay_date),
  sha256: row.sha256.toString("hex"),
  rowsMoney: row.rows_money,
  rowsEvent: row.rows_event,
  rowsLeave: row.rows_leave,
  rowsCorrection: row.rows_correction,
  pensionableCents: row.pensionable_cents,
  memberCents: row.member_cents,
  employerCents: row.employer_cents,
  lifeCents: row.life_cents,
  ltdCents: row.ltd_cents,
  findings: row.findings,
  sums: row.sums,
  sentBy: row.sent_by,
  sentAt: row.recorded_from,
  status: row.step ?? "ready",
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  comments: row.comments,
  entry: row.entry,
  rowsHeld: row.rows_held,
  heldPensionableCents: row.held_pensionable_cents,
  heldLines: row.held_lines,
  peoplePaid: row.people_paid,
});

/** One report, whoever sent it. */
export async function findReport(
  db: Reading,
  fund: number,
  report: number,
): Promise<StoredReport | undefined> {
  const row = await reportsWithSteps(db, fund).where("r.report", "=", report).executeTakeFirst();
  return row && storedReport(row);
}

/** The report of a group with a file id. */
export async function findReportByFile(
  db: Reading,
  fund: number,
  group: number,
  fileId: string,
): Promise<StoredReport | undefined> {
  const row = await reportsWithSteps(db, fund)
    .where("r.reporting_group", "=", group)
    .where("r.file_id", "=", fileId)
    .executeTakeFirst();
  return row && storedReport(row);
}

/** Reports of some groups, newest first. */
export async function listReports(
  db: Reading,
  fund: number,
  groups: readonly number[],
  most: number,
): Promise<StoredReport[]> {
  if (groups.length === 0) return [];
  const rows = await reportsWithSteps(db, fund)
    .where("r.reporting_group", "in", groups)
    .orderBy("r.report", "desc")
    .limit(most)
    .execute();
  return rows.map(storedReport);
}

/** The last regular report that a group posted. */
export async function lastPosted(
  db: Reading,
  fund: number,
  group: number,
): Promise<StoredReport | undefined> {
  const row = await reportsWithSteps(db, fund)
    .where("r.reporting_group", "=", group)
    .where("r.report_type", "=", "REGULAR")
    .where("s.step", "=", "posted")
    .orderBy("r.period_end", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && storedReport(row);
}

/** The report of a group that waits to be submitted or withdrawn. */
export async function waitingReport(
  db: Reading,
  fund: number,
  group: number,
): Promise<StoredReport | undefined> {
  const row = await reportsWithSteps(db, fund)
    .where("r.reporting_group", "=", group)
    .where("s.step", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row && storedReport(row);
}
