import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { add, correct } from "./correct.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { heldOn, known, type Moment } from "./moment.ts";
import { nextNumber } from "./person.ts";
import type { ContactDuty, GroupRight } from "./employer-tables.ts";
import type { Instant } from "./schema.ts";

/** Whom to ask at an employer; without a reporting group, about all of them. */
export interface Contact {
  readonly contact: number;
  readonly employer: number;
  readonly reportingGroup?: number | undefined;
  readonly duty: ContactDuty;
  readonly name: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** The contacts of a day in order, of one employer if told. */
export async function contactsOn(
  db: Reading,
  fund: number,
  moment: Moment,
  employer?: number,
): Promise<Contact[]> {
  const rows = await db
    .selectFrom("records.employer_contact")
    .selectAll()
    .where("fund", "=", fund)
    .where(heldOn("records.employer_contact", moment))
    .$if(employer !== undefined, (query) => query.where("employer", "=", employer!))
    .orderBy("employer")
    .orderBy("contact")
    .execute();
  return rows.map((row) => ({
    contact: row.contact,
    employer: row.employer,
    reportingGroup: row.reporting_group ?? undefined,
    duty: row.duty,
    name: row.name,
    email: row.email ?? undefined,
    phone: row.phone ?? undefined,
  }));
}

/** Records a contact from a day on, a new one where no number is given; gives its number. */
export async function recordContact(
  tx: Tx,
  fund: number,
  from: PlainDate,
  asked: Omit<Contact, "contact"> & { readonly contact?: number },
  instant: Instant,
): Promise<number> {
  const { employer, reportingGroup, duty, name, email, phone } = asked;
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(contact), 0) + 1 as next from records.employer_contact where fund = ${fund} and employer = ${employer}`.execute(
    tx,
  );
  const contact = asked.contact ?? rows[0]!.next;
  const row = {
    fund,
    employer,
    contact,
    reporting_group: reportingGroup ?? null,
    duty,
    name,
    email: email ?? null,
    phone: phone ?? null,
    valid_from: dateText(from),
  };
  await correct(tx, "records.employer_contact", { fund, employer, contact }, { from }, [row], instant);
  return contact;
}

/** Ends a contact: `from` is the first day on which nobody asks them. */
export async function endContact(
  tx: Tx,
  fund: number,
  { employer, contact, from }: { employer: number; contact: number; from: PlainDate },
  instant: Instant,
): Promise<void> {
  await correct(tx, "records.employer_contact", { fund, employer, contact }, { from }, [], instant);
}

/** What an account may do for a group. */
export interface GroupRights {
  readonly account: string;
  readonly employer: number;
  readonly reportingGroup: number;
  readonly rights: readonly GroupRight[];
}

/** The rights of a day at an employer. */
export const rightsOn = (
  db: Reading,
  fund: number,
  moment: Moment,
  { employer }: { readonly employer: number },
): Promise<GroupRights[]> =>
  db
    .selectFrom("records.group_right")
    .select(["account", "employer", "reporting_group as reportingGroup", "rights"])
    .where("fund", "=", fund)
    .where(heldOn("records.group_right", moment))
    .where("employer", "=", employer)
    .orderBy("account")
    .orderBy("reporting_group")
    .execute();

/**
 * What limits an account on a day: its rights of that day, and no right yet where one begins later. An account with a right to come is
 * limited from its recording on.
 */
export async function rightsOfAccount(
  db: Reading,
  fund: number,
  { on, knownAt }: Moment,
  account: string,
): Promise<GroupRights[]> {
  const day = dateText(on);
  const { rows } = await sql<GroupRights>`
    select distinct on (g.employer, g.reporting_group) g.account, g.employer, g.reporting_group as "reportingGroup",
      case when g.valid_from <= ${day}::date then g.rights else '{}'::text[] end as rights
    from records.group_right g
    where g.fund = ${fund} and g.account = ${account} and g.valid_to > ${day}::date and ${known("g", { knownAt })}
    order by g.employer, g.reporting_group, g.valid_from`.execute(db);
  return rows;
}

/** Records what an account may do for a group from a day on. */
export async function recordRights(
  tx: Tx,
  fund: number,
  from: PlainDate,
  { account, employer, reportingGroup: reporting_group, rights }: GroupRights,
  grantedBy: string,
  instant: Instant,
): Promise<void> {
  const row = {
    fund,
    account,
    employer,
    reporting_group,
    rights: [...rights],
    granted_by: grantedBy,
    valid_from: dateText(from),
  };
  await correct(tx, "records.group_right", { fund, account, reporting_group }, { from }, [row], instant);
}

/** The accounts that speak for an employer, in order. */
export async function accountsOf(
  db: Reading,
  fund: number,
  employer: number,
): Promise<{ account: string; name: string; locked: boolean }[]> {
  const { rows } = await sql<{ account: string; name: string; locked: boolean }>`
    select account, name, locked from signin.account where fund = ${fund} and ${employer} = any(employers) order by account`.execute(
    db,
  );
  return rows;
}

/** When a group pays and reports. */
export interface GroupCalendar {
  readonly reportingGroup: number;
  /** First day of the first period that is expected. */
  readonly firstPeriod: PlainDate;
  readonly payAfterDays: number;
  readonly dueAfter: "periodEnd" | "payDate";
  readonly dueWorkingDays: number;
}

/** The calendars of a day in order of group. */
export async function calendarsOn(db: Reading, fund: number, moment: Moment): Promise<GroupCalendar[]> {
  const rows = await db
    .selectFrom("records.group_calendar")
    .selectAll()
    .where("fund", "=", fund)
    .where(heldOn("records.group_calendar", moment))
    .orderBy("reporting_group")
    .execute();
  return rows.map((row) => ({
    reportingGroup: row.reporting_group,
    firstPeriod: dateOf(row.first_period),
    payAfterDays: row.pay_after_days,
    dueAfter: row.due_after,
    dueWorkingDays: row.due_working_days,
  }));
}

/** Records a group's calendar from a day on. */
export async function recordCalendar(
  tx: Tx,
  fund: number,
  from: PlainDate,
  calendar: GroupCalendar,
  instant: Instant,
): Promise<void> {
  const reporting_group = calendar.reportingGroup;
  const row = {
    fund,
    reporting_group,
    first_period: dateText(calendar.firstPeriod),
    pay_after_days: calendar.payAfterDays,
    due_after: calendar.dueAfter,
    due_working_days: calendar.dueWorkingDays,
    valid_from: dateText(from),
  };
  await correct(tx, "records.group_calendar", { fund, reporting_group }, { from }, [row], instant);
}

/** A position of a group as the employer decided it. */
export interface GroupPosition {
  readonly reportingGroup: number;
  readonly code: string;
  readonly title: string;
  readonly hoursAYear: number;
  readonly decidedBy: string;
  readonly from: PlainDate;
}

/** The positions of a day in order of group and code, of some groups if told. */
export async function groupPositionsOn(
  db: Reading,
  fund: number,
  moment: Moment,
  groups?: readonly number[],
): Promise<GroupPosition[]> {
  if (groups?.length === 0) return [];
  const rows = await db
    .selectFrom("records.group_position")
    .selectAll()
    .where("fund", "=", fund)
    .where(heldOn("records.group_position", moment))
    .$if(groups !== undefined, (query) => query.where("reporting_group", "in", groups!))
    .orderBy("reporting_group")
    .orderBy("code")
    .execute();
  return rows.map((row) => ({
    reportingGroup: row.reporting_group,
    code: row.code,
    title: row.title,
    hoursAYear: row.hours_a_year,
    decidedBy: row.decided_by,
    from: dateOf(row.valid_from),
  }));
}

/** Records a position from a day on. */
export async function recordGroupPosition(
  tx: Tx,
  fund: number,
  position: GroupPosition,
  instant: Instant,
): Promise<void> {
  const { reportingGroup: reporting_group, code, title, hoursAYear, decidedBy, from } = position;
  const row = {
    fund,
    reporting_group,
    code,
    title,
    hours_a_year: hoursAYear,
    decided_by: decidedBy,
    valid_from: dateText(from),
  };
  await correct(tx, "records.group_position", { fund, reporting_group, code }, { from }, [row], instant);
}

/** A duty of a group or of the office about it. */
export interface GroupDuty {
  readonly duty: number;
  readonly reportingGroup: number;
  readonly kind: string;
  readonly periodEnd: PlainDate;
  readonly due: PlainDate;
  readonly owner: string;
  readonly status: "open" | "done" | "void";
}

/** The open duties of groups, soonest first. */
export async function openGroupDuties(db: Reading, fund: number): Promise<GroupDuty[]> {
  const rows = await db
    .selectFrom("records.group_duty")
    .selectAll()
    .where("fund", "=", fund)
    .where("recorded_to", "=", "infinity")
    .where("status", "=", "open")
    .orderBy("due")
    .orderBy("reporting_group")
    .execute();
  return rows.map(dutyOf);
}

/** Every duty of these groups as it stands, settled ones included. */
export async function groupDutiesOf(db: Reading, fund: number): Promise<GroupDuty[]> {
  const rows = await db
    .selectFrom("records.group_duty")
    .selectAll()
    .where("fund", "=", fund)
    .where("recorded_to", "=", "infinity")
    .execute();
  return rows.map(dutyOf);
}

const dutyOf = (row: {
  duty: number;
  reporting_group: number;
  kind: string;
  period_end: string;
  due: string;
  owner: string;
  status: "open" | "done" | "void";
}): GroupDuty => ({
  duty: row.duty,
  reportingGroup: row.reporting_group,
  kind: row.kind,
  periodEnd: dateOf(row.period_end),
  due: dateOf(row.due),
  owner: row.owner,
  status: row.status,
});

/** Records duties that are not there yet. */
export async function addGroupDuties(
  tx: Tx,
  fund: number,
  duties: readonly Omit<GroupDuty, "duty" | "status">[],
  instant: Instant,
): Promise<void> {
  for (const { reportingGroup: reporting_group, kind, periodEnd, due, owner } of duties) {
    const duty = await nextNumber(tx, "records.group_duty_number");
    const dates = { period_end: dateText(periodEnd), due: dateText(due) };
    await add(tx, "records.group_duty", [{ fund, reporting_group, duty, kind, ...dates, owner }], instant);
  }
}

/** Records that open duties were done. */
export async function settleGroupDuties(
  tx: Tx,
  fund: number,
  duties: readonly GroupDuty[],
  because: string,
  instant: Instant,
): Promise<void> {
  if (duties.length === 0) return;
  const closed = await tx
    .updateTable("records.group_duty")
    .set({ recorded_to: instant })
    .where("fund", "=", fund)
    .where(
      "duty",
      "in",
      duties.map(({ duty }) => duty),
    )
    .where("recorded_to", "=", "infinity")
    .where("status", "=", "open")
    .returningAll()
    .execute();
  const settled = closed.map(({ recorded_from: _from, recorded_to: _to, ...row }) => ({
    ...row,
    status: "done" as const,
    because,
  }));
  await add(tx, "records.group_duty", settled, instant);
}

/** The last day of the last regular period posted of each group, in one statement. */
export async function postedThrough(db: Reading, fund: number): Promise<ReadonlyMap<number, PlainDate>> {
  const { rows } = await sql<{ group: number; through: string }>`
    select r.reporting_group as "group", max(r.period_end)::text as through
    from records.pay_report r join records.pay_report_step s using (fund, report)
    where r.fund = ${fund} and s.step = 'posted' and r.report_type = 'REGULAR' group by r.reporting_group`.execute(
    db,
  );
  return new Map(rows.map(({ group, through }) => [group, dateOf(through)]));
}
