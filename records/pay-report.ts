import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { heldOn } from "./moment.ts";
import { packedField as field, packedRow as row, readPacked } from "./packed-answer.ts";
import type { Employment } from "./employment.ts";
import type { Cents, Instant, MemberClass, PayCycle } from "./schema.ts";
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

/** Somebody of the roster as read: names, and employment with the group. Dates are engine dates. */
export interface RosterRow {
  readonly person: number;
  readonly memberId: number;
  readonly lastName: string;
  readonly firstName: string;
  readonly born: PlainDate;
}

/** A stretch of employment with the group; what a file may change of it can be written over. */
export interface StretchRow {
  readonly person: number;
  readonly position: number;
  readonly code: string;
  plan: string;
  readonly memberClass: MemberClass;
  fteHundredths: number;
  eligible: boolean;
  readonly from: PlainDate;
  to: PlainDate;
  /** Nothing where the last report paid nothing for it. */
  readonly lastPayCents: number | undefined;
}

/** Stretches with the group that touch the days since `since`, and all those of the people named. */
export async function stretchesOf(
  db: Reading,
  fund: number,
  asked: { group: number; since: PlainDate; people: readonly number[]; lastReport: number | undefined },
): Promise<StretchRow[]> {
  const { rows } = await sql<{ packed: string | null }>`
    select string_agg(concat_ws(${field}, e.person, e.position, p.code, e.plan, e.member_class, e.fte_hundredths, e.eligible::int, e.valid_from,
      case when e.valid_to = 'infinity' then '' else e.valid_to::text end, coalesce(paid.cents::text, '')), ${row}
      order by e.person, e.position, e.valid_from) as packed
    from records.employment e
    join records.position p using (fund, person, position)
    left join (
      select person, position, sum(pensionable_cents)::bigint as cents from records.pay_report_row
      where fund = ${fund} and report = ${asked.lastReport ?? 0} and corrects_report is null group by person, position
    ) paid using (person, position)
    where e.fund = ${fund} and e.reporting_group = ${asked.group} and e.recorded_to = 'infinity'
      and (e.valid_to > ${dateText(asked.since)}::date or e.person = any(${[...asked.people]}::int[]))`.execute(
    db,
  );
  return readPacked(rows[0]?.packed, (cells) => ({
    person: cells.number()!,
    position: cells.number()!,
    code: cells.word(),
    plan: cells.word(),
    memberClass: cells.word() as MemberClass,
    fteHundredths: cells.number()!,
    eligible: cells.number() === 1,
    from: cells.date(),
    to: cells.date(),
    lastPayCents: cells.number(),
  }));
}

const peopleColumns = sql`string_agg(concat_ws(${field}, per.person, per.member_id, n.last_name, n.first_name, b.born), ${row} order by per.person) as packed`;

const readPeople = (packed: string | null): RosterRow[] =>
  readPacked(packed, (cells) => ({
    person: cells.number()!,
    memberId: cells.number()!,
    lastName: cells.text(),
    firstName: cells.word(),
    born: cells.date(),
  }));

const peopleJoins = (on: PlainDate) => sql`
  join records.person_name n on n.fund = per.fund and n.person = per.person and n.recorded_to = 'infinity'
    and n.valid_from <= ${dateText(on)}::date and n.valid_to > ${dateText(on)}::date
  join records.person_birth b on b.fund = per.fund and b.person = per.person and b.recorded_to = 'infinity'`;

/** The people of a group whose employment touches the days since `since`. */
export async function peopleOfGroup(
  db: Reading,
  fund: number,
  asked: { group: number; since: PlainDate; on: PlainDate },
): Promise<RosterRow[]> {
  const { rows } = await sql<{ packed: string | null }>`
    select ${peopleColumns} from records.person per ${peopleJoins(asked.on)}
    where per.fund = ${fund} and per.person in (
      select person from records.employment
      where fund = ${fund} and reporting_group = ${asked.group} and recorded_to = 'infinity' and valid_to > ${dateText(asked.since)}::date)`.execute(
    db,
  );
  return readPeople(rows[0]?.packed ?? null);
}

/** People by number. */
export async function peopleByNumber(
  db: Reading,
  fund: number,
  people: readonly number[],
  on: PlainDate,
): Promise<RosterRow[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<{ packed: string | null }>`
    select ${peopleColumns} from records.person per ${peopleJoins(on)}
    where per.fund = ${fund} and per.person = any(${[...people]}::int[])`.execute(db);
  return readPeople(rows[0]?.packed ?? null);
}

/** People among those named who have an SSN on record. */
export async function personsWithSsn(
  db: Reading,
  fund: number,
  people: readonly number[],
): Promise<Set<number>> {
  if (people.length === 0) return new Set();
  const { rows } = await sql<{ person: number }>`
    select person from records.closed_field
    where fund = ${fund} and person = any(${[...people]}::int[]) and field = 'ssn' and recorded_to = 'infinity'`.execute(
    db,
  );
  return new Set(rows.map((each) => each.person));
}

/** The plan of each person's latest employment with any employer. */
export async function lastPlans(
  db: Reading,
  fund: number,
  people: readonly number[],
): Promise<Map<number, string>> {
  if (people.length === 0) return new Map();
  const { rows } = await sql<{ person: number; plan: string }>`
    select distinct on (person) person, plan from records.employment
    where fund = ${fund} and person = any(${[...people]}::int[]) and recorded_to = 'infinity'
    order by person, valid_from desc`.execute(db);
  return new Map(rows.map((each) => [each.person, each.plan]));
}

/** Stretches of employment that people have outside a reporting group, by person. */
export async function employedElsewhere(
  db: Reading,
  fund: number,
  { group, people }: { group: number; people: readonly number[] },
): Promise<Map<number, Pick<Employment, "eligible" | "employer" | "memberClass" | "to">[]>> {
  const byPerson = new Map<number, Pick<Employment, "eligible" | "employer" | "memberClass" | "to">[]>();
  if (people.length === 0) return byPerson;
  const rows = await db
    .selectFrom("records.employment")
    .select(["person", "employer", "eligible", "member_class", "valid_to"])
    .where("fund", "=", fund)
    .where("person", "in", [...people])
    .where("reporting_group", "<>", group)
    .where("recorded_to", "=", "infinity")
    .execute();
  for (const { person, employer, eligible, member_class: memberClass, valid_to } of rows)
    byPerson.set(person, [
      ...(byPerson.get(person) ?? []),
      { employer, eligible, memberClass, to: dateOf(valid_to) },
    ]);
  return byPerson;
}

/** People among those named who draw a benefit for their own service. */
export async function drawingBenefit(
  db: Reading,
  fund: number,
  group: number,
  people: readonly number[],
): Promise<Set<number>> {
  const { rows } = await sql<{ person: number }>`
    select distinct b.person from records.benefit b
    where b.fund = ${fund} and b.kind = 'retirement' and b.status <> 'ended' and b.recorded_to = 'infinity' and b.valid_to = 'infinity'
      and (b.person = any(${[...people]}::int[])
        or exists (select from records.employment e where e.fund = b.fund and e.person = b.person and e.reporting_group = ${group} and e.recorded_to = 'infinity'))`.execute(
    db,
  );
  return new Set(rows.map((each) => each.person));
}

/** Leaves that touch the days since `since`, of the group's people and of those named. */
export async function leavesOf(
  db: Reading,
  fund: number,
  asked: { group: number; since: PlainDate; people: readonly number[] },
): Promise<{ person: number; position: number; kind: string; from: PlainDate; to: PlainDate }[]> {
  const { rows } = await sql<{
    person: number;
    position: number;
    kind: string;
    valid_from: string;
    valid_to: string;
  }>`
    select l.person, l.position, l.kind, l.valid_from::text, l.valid_to::text from records.leave l
    where l.fund = ${fund} and l.recorded_to = 'infinity' and l.valid_to > ${dateText(asked.since)}::date
      and (select p.reporting_group from records.position p where p.fund = l.fund and p.person = l.person and p.position = l.position) = ${asked.group}`.execute(
    db,
  );
  return rows.map((each) => ({
    person: each.person,
    position: each.position,
    kind: each.kind,
    from: dateOf(each.valid_from),
    to: dateOf(each.valid_to),
  }));
}

/** A posted row that a correction may name. */
export interface CorrectableRow {
  readonly fileId: string;
  readonly report: number;
  readonly row: number;
  readonly person: number;
  readonly position: number;
  readonly plan: string;
  readonly code: string;
  readonly earnBegin: PlainDate;
  readonly earnEnd: PlainDate;
  readonly payDate: PlainDate;
  /** What the corrections so far have left of each amount. */
  readonly pensionableCents: Cents;
  readonly grossCents: Cents;
  readonly memberCents: Cents;
  readonly employerCents: Cents;
  readonly ltdCents: Cents;
  readonly lifeCents: Cents;
  /** Whether the row is itself a correction. */
  readonly corrects: boolean;
  /** The pensionable differences of the corrections so far. */
  readonly differences: readonly Cents[];
}

/** The posted rows of a group that corrections name by file id and line. */
export async function rowsToCorrect(
  db: Reading,
  fund: number,
  group: number,
  named: readonly { fileId: string; line: number }[],
): Promise<CorrectableRow[]> {
  if (named.length === 0) return [];
  const { rows } = await sql<
    Omit<CorrectableRow, "earnBegin" | "earnEnd" | "payDate"> & {
      earnBegin: string;
      earnEnd: string;
      payDate: string;
    }
  >`
    select distinct on (w.report, w.report_row) r.file_id as "fileId", w.report, w.report_row as row, w.person, w.position, w.plan, w.code,
      w.earn_begin as "earnBegin", w.earn_end as "earnEnd", r.pay_date as "payDate",
      w.pensionable_cents + coalesce(x.pensionable, 0)::bigint as "pensionableCents", w.gross_cents + coalesce(x.gross, 0)::bigint as "grossCents",
      w.member_cents + coalesce(x.member, 0)::bigint as "memberCents", w.employer_cents + coalesce(x.employer, 0)::bigint as "employerCents",
      w.ltd_cents + coalesce(x.ltd, 0)::bigint as "ltdCents", w.life_cents + coalesce(x.life, 0)::bigint as "lifeCents",
      w.corrects_report is not null as corrects, coalesce(x.differences, '{}') as differences
    from unnest(${named.map((each) => each.fileId)}::text[], ${named.map((each) => each.line)}::int[]) asked (file_id, line)
    join records.pay_report r on r.fund = ${fund} and r.reporting_group = ${group} and r.file_id = asked.file_id
    join records.pay_report_row w on w.fund = r.fund and w.report = r.report and w.report_row = asked.line
    left join lateral (
      select sum(c.pensionable_cents) as pensionable, sum(c.gross_cents) as gross, sum(c.member_cents) as member, sum(c.employer_cents) as employer,
        sum(c.ltd_cents) as ltd, sum(c.life_cents) as life, array_agg(c.pensionable_cents) as differences
      from records.pay_report_row c
      where c.fund = w.fund and c.person = w.person and c.corrects_report = w.report and c.corrects_row = w.report_row) x on true`.execute(
    db,
  );
  return rows.map((each) => ({
    ...each,
    earnBegin: dateOf(each.earnBegin),
    earnEnd: dateOf(each.earnEnd),
    payDate: dateOf(each.payDate),
  }));
}

/** Pensionable cents posted in calendar years, by person and year. */
export async function yearPay(
  db: Reading,
  fund: number,
  people: readonly number[],
): Promise<{ person: number; year: number; cents: number }[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<{ person: number; year: number; cents: bigint }>`
    select person, year, sum(cents)::bigint as cents from records.posted_pay
    where fund = ${fund} and person = any(${[...people]}::int[]) group by person, year`.execute(db);
  return rows.map((each) => ({ ...each, cents: Number(each.cents) }));
}

/** Somebody whom a report made known or whose employment it opened or ended. */
export interface ServiceChange {
  readonly memberId: string;
  readonly name: string;
  readonly position: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly plan: string;
  readonly endedBy: string | null;
}

/** Employment of a group recorded at one instant: what the report posted then has opened or ended. */
export async function serviceRecordedAt(
  db: Reading,
  fund: number,
  group: number,
  instant: Instant,
): Promise<ServiceChange[]> {
  const { rows } = await sql<Omit<ServiceChange, "from" | "to"> & { from: string; to: string }>`
    select per.member_id as "memberId", n.first_name || ' ' || n.last_name as name, p.code as position, e.valid_from::text as "from",
      e.valid_to::text as "to", e.plan, e.ended_by as "endedBy"
    from records.employment e
    join records.person per using (fund, person)
    join records.position p using (fund, person, position)
    join records.person_name n on n.fund = e.fund and n.person = e.person and n.recorded_to = 'infinity' and n.valid_to = 'infinity'
    where e.fund = ${fund} and e.reporting_group = ${group} and e.recorded_from = ${instant}::timestamptz
    order by e.person, e.position limit 200`.execute(db);
  return rows.map((each) => ({ ...each, from: dateOf(each.from), to: dateOf(each.to) }));
}

/** Pay of one month by person and position of a group, from the packed years. */
export async function monthPay(
  db: Reading,
  fund: number,
  asked: { group: number; year: number; month: number },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ packed: string | null }>`
    select string_agg(concat_ws(${field}, y.person, y.position, y.cents[${asked.month}::int]), ${row}) as packed
    from projection.pay_year y join records.position p using (fund, person, position)
    where y.fund = ${fund} and y.year = ${asked.year} and p.reporting_group = ${asked.group} and y.cents[${asked.month}::int] is not null`.execute(
    db,
  );
  return new Map(
    readPacked(rows[0]?.packed, (cells) => [`${cells.number()} ${cells.number()}`, cells.number()!] as const),
  );
}
