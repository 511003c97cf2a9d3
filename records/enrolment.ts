import { type PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { canonicalJson, fromCanonicalJson } from "./canonical.ts";
import { correct } from "./correct.ts";
import { dateOf, dateOrNone, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import type { Leave } from "./employment.ts";
import { nextNumbers } from "./person.ts";
import type { NoticeChannel, NoticeKind } from "./employer-tables.ts";
import type { Cents, Instant, LeaveKind } from "./schema.ts";

/** Something an employer told of somebody. */
export interface Notice {
  readonly notice: number;
  readonly person: number;
  readonly position?: number | undefined;
  readonly employer: number;
  readonly reportingGroup: number;
  readonly kind: NoticeKind;
  readonly channel: NoticeChannel;
  readonly effective: PlainDate;
  readonly lastPaidPeriodEnd?: PlainDate | undefined;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly actor: string;
  readonly recordedFrom: Instant;
  /** Who took it back as told by mistake, why and when. */
  readonly takenBack?: { readonly actor: string; readonly because: string; readonly at: Instant } | undefined;
}

type NoticeToKeep = Omit<Notice, "notice" | "recordedFrom" | "takenBack">;

/** Keeps what an employer told; gives its number. */
export async function keepNotice(
  tx: Tx,
  fund: number,
  told: NoticeToKeep,
  instant: Instant,
): Promise<number> {
  const [notice] = await keepNotices(tx, fund, [told], instant);
  return notice!;
}

/** Keeps all that an employer told at once, in one statement; gives the numbers in order. */
export async function keepNotices(
  tx: Tx,
  fund: number,
  told: readonly NoticeToKeep[],
  instant: Instant,
): Promise<number[]> {
  if (told.length === 0) return [];
  const notices = await nextNumbers(tx, "records.employment_notice_number", told.length);
  const ends = told.map(({ lastPaidPeriodEnd: end }) => (end === undefined ? null : dateText(end)));
  await sql`
    insert into records.employment_notice (fund, person, notice, position, employer, reporting_group, kind, channel, effective,
      last_paid_period_end, facts, actor, recorded_from)
    select ${fund}, x.*, ${instant}::timestamptz
    from unnest(${told.map(({ person }) => person)}::int[], ${notices}::int[], ${told.map(({ position }) => position ?? null)}::smallint[],
      ${told.map(({ employer }) => employer)}::int[], ${told.map(({ reportingGroup }) => reportingGroup)}::int[],
      ${told.map(({ kind }) => kind)}::text[], ${told.map(({ channel }) => channel)}::text[],
      ${told.map(({ effective }) => dateText(effective))}::date[], ${ends}::date[],
      ${told.map(({ facts }) => canonicalJson(facts))}::text[], ${told.map(({ actor }) => actor)}::text[]) x`.execute(
    tx,
  );
  return notices;
}

/** Everything that employers told of somebody, latest first; of some employers if told. */
export async function noticesOf(
  db: Reading,
  fund: number,
  person: number,
  employers?: readonly number[],
): Promise<Notice[]> {
  if (employers?.length === 0) return [];
  const rows = await db
    .selectFrom("records.employment_notice as n")
    .leftJoin("records.employment_notice_taken_back as t", (join) =>
      join
        .onRef("t.fund", "=", "n.fund")
        .onRef("t.person", "=", "n.person")
        .onRef("t.notice", "=", "n.notice"),
    )
    .selectAll("n")
    .select(["t.actor as takenBy", "t.because", "t.recorded_from as takenAt"])
    .where("n.fund", "=", fund)
    .where("n.person", "=", person)
    .$if(employers !== undefined, (query) => query.where("n.employer", "in", employers!))
    .orderBy("n.notice", "desc")
    .execute();
  return rows.map((row) => ({
    notice: row.notice,
    person: row.person,
    position: row.position ?? undefined,
    employer: row.employer,
    reportingGroup: row.reporting_group,
    kind: row.kind,
    channel: row.channel,
    effective: dateOf(row.effective),
    lastPaidPeriodEnd: dateOrNone(row.last_paid_period_end),
    facts: fromCanonicalJson(row.facts),
    actor: row.actor,
    recordedFrom: row.recorded_from,
    takenBack:
      row.takenAt === null ? undefined : { actor: row.takenBy!, because: row.because!, at: row.takenAt },
  }));
}

/** A membership form as kept: what the law was asked with and what it gave. */
export interface MembershipForm {
  readonly form: number;
  readonly position: number;
  readonly plan: string;
  readonly memberClass: string;
  readonly hired: PlainDate;
  readonly memberFrom: PlainDate;
  readonly late: boolean;
  readonly facts: unknown;
  readonly lawVersion: string;
  readonly actor: string;
  readonly recordedFrom: Instant;
}

/** A membership form as it is to be kept. */
export type MembershipFormToKeep = Omit<MembershipForm, "form" | "recordedFrom">;

/** Keeps a membership form of somebody. */
export const keepMembershipForm = (
  tx: Tx,
  fund: number,
  person: number,
  kept: MembershipFormToKeep,
  instant: Instant,
): Promise<void> => keepMembershipForms(tx, fund, [{ person, ...kept }], instant);

/** Keeps membership forms of people in one statement, each under the next number of its person. */
export async function keepMembershipForms(
  tx: Tx,
  fund: number,
  kept: readonly (MembershipFormToKeep & { readonly person: number })[],
  instant: Instant,
): Promise<void> {
  if (kept.length === 0) return;
  await sql`
    insert into records.membership_form (fund, person, form, position, plan, member_class, hired, member_from, late, facts, law_version,
      actor, recorded_from)
    select ${fund}, x.person,
      coalesce((select max(f.form) from records.membership_form f where f.fund = ${fund} and f.person = x.person), 0)
        + row_number() over (partition by x.person order by x.place),
      x.position, x.plan, x.member_class, x.hired, x.member_from, x.late, x.facts, x.law_version, x.actor, ${instant}::timestamptz
    from unnest(${kept.map(({ person }) => person)}::int[], ${kept.map(({ position }) => position)}::smallint[],
      ${kept.map(({ plan }) => plan)}::text[], ${kept.map(({ memberClass }) => memberClass)}::text[],
      ${kept.map(({ hired }) => dateText(hired))}::date[], ${kept.map(({ memberFrom }) => dateText(memberFrom))}::date[],
      ${kept.map(({ late }) => late)}::boolean[], ${kept.map(({ facts }) => canonicalJson(facts))}::text[],
      ${kept.map(({ lawVersion }) => lawVersion)}::text[], ${kept.map(({ actor }) => actor)}::text[])
      with ordinality x (person, position, plan, member_class, hired, member_from, late, facts, law_version, actor, place)`.execute(
    tx,
  );
}

/** A person's membership forms, latest first. */
export async function membershipFormsOf(
  db: Reading,
  fund: number,
  person: number,
): Promise<MembershipForm[]> {
  const rows = await db
    .selectFrom("records.membership_form")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .orderBy("form", "desc")
    .execute();
  return rows.map((row) => ({
    form: row.form,
    position: row.position,
    plan: row.plan,
    memberClass: row.member_class,
    hired: dateOf(row.hired),
    memberFrom: dateOf(row.member_from),
    late: row.late,
    facts: fromCanonicalJson(row.facts),
    lawVersion: row.law_version,
    actor: row.actor,
    recordedFrom: row.recorded_from,
  }));
}

/** How somebody stands at an employer on a day. */
export const employeeStates = ["working", "onLeave", "laidOff", "left"] as const;
export type EmployeeState = (typeof employeeStates)[number];

/** Somebody whom an employer employs or employed, as its list shows them. */
export interface Employee {
  readonly person: number;
  readonly memberId: string;
  readonly name: string;
  readonly position: number;
  readonly code: string;
  readonly title: string | null;
  readonly reportingGroup: number;
  readonly plan: string;
  readonly eligible: boolean;
  readonly state: EmployeeState;
  readonly from: string;
  /** The last day, of who left. */
  readonly lastDay: string | null;
}

/** Which employees of which groups a list shows, and which page of it. */
export interface EmployeesAsked {
  readonly groups: readonly number[];
  readonly on: PlainDate;
  readonly state?: EmployeeState | undefined;
  /** The beginning of a last name, or a whole Member ID. */
  readonly find?: string | undefined;
  readonly page: number;
  readonly size: number;
}

/** A page of the people of some groups in order of name, and how many there are in all: the latest stretch of each position. */
export async function employeesOf(
  db: Reading,
  fund: number,
  { groups, on, state, find, page, size }: EmployeesAsked,
): Promise<{ found: number; employees: Employee[] }> {
  if (groups.length === 0) return { found: 0, employees: [] };
  const day = dateText(on);
  const named =
    find === undefined
      ? sql`true`
      : /^\d{8}$/.test(find)
        ? sql`p.member_id = ${find}`
        : sql`lower(n.last_name) like ${`${find.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`}`;
  const { rows } = await sql<Employee & { found: number }>`
    with stretch as (
      select distinct on (e.person, e.position) e.* from records.employment e
      where e.fund = ${fund} and e.reporting_group = any(${[...groups]}::int[]) and e.recorded_to = 'infinity' and e.valid_from <= ${day}::date
      order by e.person, e.position, e.valid_from desc),
    seen as (
      select s.person, p.member_id, concat_ws(' ', n.first_name, n.middle_name, n.last_name, n.suffix) as name, n.last_name, n.first_name,
        s.position, o.code, o.title, s.reporting_group, s.plan, s.eligible, s.valid_from, s.valid_to,
        case when s.valid_to <= ${day}::date then 'left'
          when l.kind = 'layoff' then 'laidOff' when l.kind is not null then 'onLeave' else 'working' end as state
      from stretch s
      join records.person p on p.fund = s.fund and p.person = s.person
      join records.person_name n on n.fund = s.fund and n.person = s.person and n.recorded_to = 'infinity' and n.valid_to = 'infinity'
      join records.position o on o.fund = s.fund and o.person = s.person and o.position = s.position
      left join lateral (select l.kind from records.leave l where l.fund = s.fund and l.person = s.person and l.position = s.position
        and l.recorded_to = 'infinity' and l.valid_from <= ${day}::date and l.valid_to > ${day}::date limit 1) l on true
      where ${named})
    select person, member_id as "memberId", name, position, code, title, reporting_group as "reportingGroup", plan, eligible, state,
      valid_from as "from", case when valid_to = 'infinity' then null else valid_to - 1 end as "lastDay", count(*) over ()::int as found
    from seen where ${state === undefined ? sql`true` : sql`state = ${state}`}
    order by lower(last_name), lower(first_name), person, position limit ${size} offset ${(page - 1) * size}`.execute(
    db,
  );
  return { found: rows[0]?.found ?? 0, employees: rows.map(({ found: _found, ...row }) => row) };
}

/** A leave without an end that began on or before a day, with the position it is of. */
export interface OpenLeave {
  readonly person: number;
  readonly position: number;
  readonly kind: LeaveKind;
  readonly from: PlainDate;
  readonly employer: number;
  readonly reportingGroup: number;
}

/** Open leaves of a kind that began on or before a day, while the employment is open too; in order of day and person. */
export async function openLeaves(
  db: Reading,
  fund: number,
  { kind, begunBy }: { kind: LeaveKind; begunBy: PlainDate },
): Promise<OpenLeave[]> {
  const { rows } = await sql<Omit<OpenLeave, "from"> & { from: string }>`
    select l.person, l.position, l.kind, l.valid_from as "from", e.employer, e.reporting_group as "reportingGroup"
    from records.leave l join records.employment e using (fund, person, position)
    where l.fund = ${fund} and l.kind = ${kind} and l.recorded_to = 'infinity' and l.valid_to = 'infinity' and l.valid_from <= ${dateText(begunBy)}::date
      and e.recorded_to = 'infinity' and e.valid_to = 'infinity' order by l.valid_from, l.person, l.position`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, from: dateOf(row.from) }));
}

/** Persons with this name and birth date, in order of number. */
export async function personsNamed(
  db: Reading,
  fund: number,
  { last, first, born }: { last: string; first: string; born: PlainDate },
): Promise<number[]> {
  const { rows } = await sql<{ person: number }>`
    select n.person from records.person_name n join records.person_birth b using (fund, person)
    where n.fund = ${fund} and lower(n.last_name) = lower(${last}) and lower(n.first_name) = lower(${first})
      and n.recorded_to = 'infinity' and b.recorded_to = 'infinity' and b.born = ${dateText(born)}::date
    group by n.person order by n.person`.execute(db);
  return rows.map(({ person }) => person);
}

/** How many people have each name and birth date, in order, by one statement. */
export async function peopleNamed(
  db: Reading,
  fund: number,
  named: readonly { last: string; first: string; born: PlainDate }[],
): Promise<number[]> {
  if (named.length === 0) return [];
  const { rows } = await sql<{ count: number }>`
    select (select count(distinct n.person)::int from records.person_name n join records.person_birth b using (fund, person)
      where n.fund = ${fund} and lower(n.last_name) = lower(x.last) and lower(n.first_name) = lower(x.first)
        and n.recorded_to = 'infinity' and b.recorded_to = 'infinity' and b.born = x.born) as count
    from unnest(${named.map(({ last }) => last)}::text[], ${named.map(({ first }) => first)}::text[],
      ${named.map(({ born }) => dateText(born))}::date[]) with ordinality x (last, first, born, place) order by place`.execute(
    db,
  );
  return rows.map(({ count }) => count);
}

/** A month of pay of a membership found late, with the contributions it brings. */
export interface BackdatedMonth {
  readonly month: PlainDate;
  readonly payCents: Cents;
  readonly employerCents: Cents;
  readonly memberCents: Cents;
}

/** Keeps the months of a case. */
export async function keepBackdatedMonths(
  tx: Tx,
  of: { fund: number; person: number; caseNumber: number },
  months: readonly BackdatedMonth[],
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.backdated_month")
    .values(
      months.map(({ month, payCents, employerCents, memberCents }) => ({
        fund: of.fund,
        person: of.person,
        case_number: of.caseNumber,
        month: dateText(month),
        pay_cents: payCents,
        employer_cents: employerCents,
        member_cents: memberCents,
        recorded_from: instant,
      })),
    )
    .execute();
}

/** The months of a case in order. */
export async function backdatedMonthsOf(
  db: Reading,
  of: { fund: number; person: number; caseNumber: number },
): Promise<BackdatedMonth[]> {
  const rows = await db
    .selectFrom("records.backdated_month")
    .selectAll()
    .where("fund", "=", of.fund)
    .where("person", "=", of.person)
    .where("case_number", "=", of.caseNumber)
    .orderBy("month")
    .execute();
  return rows.map((row) => ({
    month: dateOf(row.month),
    payCents: row.pay_cents,
    employerCents: row.employer_cents,
    memberCents: row.member_cents,
  }));
}

/** Gives an open leave its end: `to` is the first day back, or the day after the last. */
export async function closeLeave(
  tx: Tx,
  fund: number,
  person: number,
  { position, from, kind, paid, approvedBy }: Leave,
  to: PlainDate,
  instant: Instant,
): Promise<void> {
  const row = {
    fund,
    person,
    position,
    kind,
    paid,
    approved_by: approvedBy ?? null,
    valid_from: dateText(from),
    valid_to: dateText(to),
  };
  await correct(tx, "records.leave", { fund, person, position }, { from }, to > from ? [row] : [], instant);
}

/** How many reports of each group passed the checks and wait to be decided. */
export async function waitingReports(db: Reading, fund: number): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ group: number; reports: number }>`
    select r.reporting_group as "group", count(*)::int as reports from records.pay_report r
    where r.fund = ${fund} and not exists (select from records.pay_report_step s where (s.fund, s.report) = (r.fund, r.report))
    group by r.reporting_group`.execute(db);
  return new Map(rows.map(({ group, reports }) => [group, reports]));
}
