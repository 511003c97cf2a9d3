import type { PlainDate } from "@emeritus/engine/dates.ts";
import { correct } from "./correct.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { known, recordedBy, type Known } from "./moment.ts";
import type { EmploymentEnd, Instant, LeaveKind, MemberClass } from "./schema.ts";

/** A job of a person: `position` counts them from 1. */
export interface Position {
  readonly position: number;
  readonly employer: number;
  readonly reportingGroup: number;
  readonly code: string;
  readonly title?: string | undefined;
}

/** Days in a covered position; `to` is the day after the last, ENDLESS while it goes on. */
export interface Employment {
  readonly position: number;
  readonly employer: number;
  readonly reportingGroup: number;
  readonly plan: string;
  readonly memberClass: MemberClass;
  readonly eligible: boolean;
  /** Hundredths of a percent of full time. */
  readonly fteHundredths: number;
  readonly endedBy?: EmploymentEnd | undefined;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Days away from a position. */
export interface Leave {
  readonly position: number;
  readonly kind: LeaveKind;
  readonly paid: boolean;
  readonly approvedBy?: string | undefined;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** A person's jobs in order. */
export async function positionsOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<Position[]> {
  const rows = await db
    .selectFrom("records.position")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(recordedBy("records.position", when))
    .orderBy("position")
    .execute();
  return rows.map((row) => ({
    position: row.position,
    employer: row.employer,
    reportingGroup: row.reporting_group,
    code: row.code,
    title: row.title ?? undefined,
  }));
}

/** The person's job with this code in this reporting group, recorded first if it is new; gives its number. */
export async function positionFor(
  tx: Tx,
  fund: number,
  person: number,
  job: { employer: number; reportingGroup: number; code: string; title?: string },
  instant: Instant,
): Promise<number> {
  const held = await positionsOf(tx, fund, person);
  const same = held.find((one) => one.reportingGroup === job.reportingGroup && one.code === job.code);
  if (same) return same.position;
  const position = held.length + 1;
  const { employer, reportingGroup: reporting_group, code, title } = job;
  await tx
    .insertInto("records.position")
    .values({
      fund,
      person,
      position,
      employer,
      reporting_group,
      code,
      title: title ?? null,
      recorded_from: instant,
    })
    .execute();
  return position;
}

/** A person's employment in order of days. */
export async function employmentOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<Employment[]> {
  const rows = await db
    .selectFrom("records.employment")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(known("records.employment", when))
    .orderBy("valid_from")
    .orderBy("position")
    .execute();
  return rows.map((row) => ({
    position: row.position,
    employer: row.employer,
    reportingGroup: row.reporting_group,
    plan: row.plan,
    memberClass: row.member_class,
    eligible: row.eligible,
    fteHundredths: row.fte_hundredths,
    endedBy: row.ended_by ?? undefined,
    from: dateOf(row.valid_from),
    to: dateOf(row.valid_to),
  }));
}

/** Records what is true of a position from a day on (to a day, if given), in place of what was known of those days. */
export async function recordEmployment(
  tx: Tx,
  fund: number,
  person: number,
  employment: Omit<Employment, "to"> & { to?: PlainDate },
  instant: Instant,
): Promise<void> {
  const { position, from, to } = employment;
  const row = employmentRow(fund, person, employment);
  await correct(
    tx,
    "records.employment",
    { fund, person, position },
    to === undefined ? { from } : { from, to },
    [row],
    instant,
  );
}

const employmentRow = (
  fund: number,
  person: number,
  employment: Omit<Employment, "to"> & { to?: PlainDate },
) => ({
  fund,
  person,
  position: employment.position,
  employer: employment.employer,
  reporting_group: employment.reportingGroup,
  plan: employment.plan,
  member_class: employment.memberClass,
  eligible: employment.eligible,
  fte_hundredths: employment.fteHundredths,
  ended_by: employment.endedBy ?? null,
  valid_from: dateText(employment.from),
  valid_to: employment.to === undefined ? "infinity" : dateText(employment.to),
});

/** Ends the open employment in a position: `to` is the day after the last day worked. */
export async function endEmployment(
  tx: Tx,
  fund: number,
  person: number,
  { position, to, by }: { position: number; to: PlainDate; by: EmploymentEnd },
  instant: Instant,
): Promise<void> {
  const open = (await employmentOf(tx, fund, person)).findLast(
    (one) => one.position === position && one.from < to && one.to >= to,
  );
  if (!open)
    throw new Error(`Person ${person} is not employed in position ${position} on the day before that.`);
  const row = employmentRow(fund, person, { ...open, to, endedBy: by });
  await correct(
    tx,
    "records.employment",
    { fund, person, position },
    { from: open.from, to: open.to },
    [row],
    instant,
  );
}

/** A person's leaves in order of days. */
export async function leavesOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<Leave[]> {
  const rows = await db
    .selectFrom("records.leave")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(known("records.leave", when))
    .orderBy("valid_from")
    .orderBy("position")
    .execute();
  return rows.map((row) => ({
    position: row.position,
    kind: row.kind,
    paid: row.paid,
    approvedBy: row.approved_by ?? undefined,
    from: dateOf(row.valid_from),
    to: dateOf(row.valid_to),
  }));
}

/** Records a leave, in place of what was known of those days; without an end, it goes on. */
export async function recordLeave(
  tx: Tx,
  fund: number,
  person: number,
  leave: Omit<Leave, "to"> & { to?: PlainDate },
  instant: Instant,
): Promise<void> {
  const { position, kind, paid, approvedBy, from, to } = leave;
  const row = {
    fund,
    person,
    position,
    kind,
    paid,
    approved_by: approvedBy ?? null,
    valid_from: dateText(from),
    valid_to: to === undefined ? "infinity" : dateText(to),
  };
  await correct(
    tx,
    "records.leave",
    { fund, person, position },
    to === undefined ? { from } : { from, to },
    [row],
    instant,
  );
}
