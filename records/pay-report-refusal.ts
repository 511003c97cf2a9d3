import type { Reading, Tx } from "./db.ts";
import type { Keys, Place } from "./keys.ts";
import type { SealedColumn } from "./reseal.ts";
import type { Instant } from "./schema.ts";
import "./pay-report-tables.ts";

/** A refusal as the log keeps it. */
export interface StoredRefusal {
  readonly refusal: string;
  readonly group: number | null;
  readonly employer: number;
  readonly fileId: string | null;
  readonly errors: number;
  /** Canonical JSON. */
  readonly findings: string;
  readonly sentBy: string;
  readonly sentAt: Instant;
}

const refusals = (db: Reading, fund: number) =>
  db
    .selectFrom("records.pay_report_refusal")
    .where("fund", "=", fund)
    .select([
      "refusal",
      "reporting_group as group",
      "employer",
      "file_id as fileId",
      "errors",
      "findings",
      "sent_by as sentBy",
      "recorded_from as sentAt",
    ]);

/** One refusal of the log. */
export async function findRefusal(
  db: Reading,
  fund: number,
  refusal: string,
): Promise<StoredRefusal | undefined> {
  return refusals(db, fund).where("refusal", "=", refusal).executeTakeFirst();
}

/** Refusals of some employers' files, newest first. */
export async function listRefusals(
  db: Reading,
  fund: number,
  employers: readonly number[],
  most: number,
): Promise<StoredRefusal[]> {
  if (employers.length === 0) return [];
  return refusals(db, fund)
    .where("employer", "in", employers)
    .orderBy("recorded_from", "desc")
    .limit(most)
    .execute();
}

const rowsPlace = (fund: number, refusal: string): Place => ["pay_report_refused_rows", fund, refusal];

/** The column of refused rows, for a rotation of the keys. */
export const refusedRowsSealed: SealedColumn = {
  table: "records.pay_report_refused_rows",
  column: "sealed",
  key: ["fund", "refusal"],
  placeOf: ([fund, refusal]) => rowsPlace(Number(fund), String(refusal)),
  keyNumber: "key_no",
};

/** Keeps the rows of a refused file sealed, so that they can be corrected on the page. */
export async function keepRefusedRows(
  tx: Tx,
  keys: Keys,
  { fund, refusal, text }: { fund: number; refusal: string; text: string },
  instant: Instant,
): Promise<void> {
  const { keyNo, bytes } = keys.seal(rowsPlace(fund, refusal), text);
  await tx
    .insertInto("records.pay_report_refused_rows")
    .values({ fund, refusal, key_no: keyNo, sealed: bytes, recorded_from: instant })
    .execute();
}

/** The rows of a refused file as they were kept, or nothing when they were not. */
export async function openRefusedRows(
  db: Reading,
  keys: Keys,
  { fund, refusal }: { fund: number; refusal: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom("records.pay_report_refused_rows")
    .select("sealed")
    .where("fund", "=", fund)
    .where("refusal", "=", refusal)
    .executeTakeFirst();
  return row && keys.open(rowsPlace(fund, refusal), row.sealed);
}

/** Records that a report was made from a refused file. */
export async function recordFromRefusal(
  tx: Tx,
  of: { fund: number; report: number; refusal: string },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.pay_report_from_refusal")
    .values({ ...of, recorded_from: instant })
    .execute();
}

/** Which refused files and reports belong together: those of one refusal or of one report, in order of report. */
export async function reportsFromRefusals(
  db: Reading,
  fund: number,
  of: { readonly refusal: string } | { readonly report: number },
): Promise<{ report: number; fileId: string; refusal: string; withdrawn: boolean }[]> {
  const all = db
    .selectFrom("records.pay_report_from_refusal as f")
    .innerJoin("records.pay_report as r", (join) =>
      join.onRef("r.fund", "=", "f.fund").onRef("r.report", "=", "f.report"),
    )
    .leftJoin("records.pay_report_step as s", (join) =>
      join.onRef("s.fund", "=", "f.fund").onRef("s.report", "=", "f.report"),
    )
    .where("f.fund", "=", fund)
    .select(["f.report", "r.file_id as fileId", "f.refusal", "s.step"])
    .orderBy("f.report");
  const rows = await (
    "refusal" in of ? all.where("f.refusal", "=", of.refusal) : all.where("f.report", "=", of.report)
  ).execute();
  return rows.map(({ step, ...row }) => ({ ...row, withdrawn: step === "withdrawn" }));
}
