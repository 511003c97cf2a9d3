import type { Reading } from "./db.ts";
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
