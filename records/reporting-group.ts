import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { dateOf } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { heldOn } from "./moment.ts";
import type { PayCycle } from "./schema.ts";
import "./pay-report-tables.ts";

/** A reporting group: part of an employer that sends one pay report a period. */
export interface ReportingGroup {
  readonly group: number;
  readonly employer: number;
  readonly code: string;
  readonly name: string;
  readonly employerCode: string;
  readonly employerName: string;
  readonly payCycle: PayCycle;
  readonly from: PlainDate;
}

/** The reporting groups of some employers on a day, or all groups when no employers are named. */
export async function reportingGroups(
  db: Reading,
  fund: number,
  on: PlainDate,
  employers?: readonly number[],
): Promise<ReportingGroup[]> {
  if (employers?.length === 0) return [];
  let asked = db
    .selectFrom("records.reporting_group as g")
    .innerJoin("records.employer as e", (join) =>
      join.onRef("e.fund", "=", "g.fund").onRef("e.employer", "=", "g.employer"),
    )
    .where("g.fund", "=", fund)
    .where(heldOn("g", { on }))
    .where(heldOn("e", { on }));
  if (employers !== undefined) asked = asked.where("g.employer", "in", employers);
  const rows = await asked
    .select([
      "g.reporting_group",
      "g.employer",
      "g.code",
      "g.name",
      "g.pay_cycle",
      "g.valid_from",
      "e.code as employerCode",
      "e.name as employerName",
    ])
    .orderBy("g.reporting_group")
    .execute();
  return rows.map((row) => ({
    group: row.reporting_group,
    employer: row.employer,
    code: row.code,
    name: row.name,
    employerCode: row.employerCode,
    employerName: row.employerName,
    payCycle: row.pay_cycle,
    from: dateOf(row.valid_from),
  }));
}

const reportLockClass = 7_302;

/** Makes reports of one group follow each other until the transaction ends. */
export async function lockGroup(tx: Tx, fund: number, group: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${reportLockClass + fund}, ${group})`.execute(tx);
}
