import { monthOf, yearOfDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { sealedRow } from "./closed-field.ts";
import { dateText } from "./dates.ts";
import type { Tx } from "./db.ts";
import type { Keys } from "./keys.ts";
import { randomMemberId } from "./member-id.ts";
import { bigints, daysSince2000, ints, smallints } from "./packed.ts";
import { payColumns, postPay, type PayColumns } from "./pay.ts";
import { nextNumbers } from "./person.ts";
import type { EmploymentEnd, Instant, LeaveKind, MemberClass } from "./schema.ts";
import "./pay-report-tables.ts";

/** Somebody whom a report makes known to the fund. */
export interface Newcomer {
  readonly first: string;
  readonly middle?: string | undefined;
  readonly last: string;
  readonly suffix?: string | undefined;
  readonly born: PlainDate;
  /** Nine digits. */
  readonly ssn: string;
}

/** Records new people with Member IDs by chance and sealed SSNs, a statement a table; gives their numbers in order. */
export async function recordNewcomers(
  tx: Tx,
  keys: Keys,
  fund: number,
  newcomers: readonly Newcomer[],
  instant: Instant,
): Promise<number[]> {
  if (newcomers.length === 0) return [];
  const people = await nextNumbers(tx, "records.person_number", newcomers.length);
  const memberIds = await freeMemberIds(tx, fund, newcomers.length);
  const born = newcomers.map((each) => dateText(each.born));
  await sql`insert into records.person (fund, person, member_id, recorded_from)
    select ${fund}, person, member_id, ${instant}::timestamptz from unnest(${people}::int[], ${memberIds}::text[]) x (person, member_id)`.execute(
    tx,
  );
  await sql`insert into records.person_name (fund, person, first_name, middle_name, last_name, suffix, valid_from, recorded_from)
    select ${fund}, x.*, ${instant}::timestamptz
    from unnest(${people}::int[], ${newcomers.map((each) => each.first)}::text[], ${newcomers.map((each) => each.middle ?? null)}::text[],
      ${newcomers.map((each) => each.last)}::text[], ${newcomers.map((each) => each.suffix ?? null)}::text[], ${born}::date[]) x`.execute(
    tx,
  );
  await sql`insert into records.person_birth (fund, person, born, recorded_from)
    select ${fund}, person, born, ${instant}::timestamptz from unnest(${people}::int[], ${born}::date[]) x (person, born)`.execute(
    tx,
  );
  const sealed = newcomers.map((each, at) =>
    sealedRow(keys, { fund, person: people[at]!, field: "ssn" }, each.ssn),
  );
  await sql`insert into records.closed_field (fund, person, field, slot, key_no, sealed, lookup_no, lookup, recorded_from)
    select ${fund}, person, 'ssn', 0, key_no, sealed, lookup_no, lookup, ${instant}::timestamptz
    from unnest(${people}::int[], ${sealed.map((each) => each.key_no)}::smallint[], ${sealed.map((each) => each.sealed)}::bytea[],
      ${sealed.map((each) => each.lookup_no)}::smallint[], ${sealed.map((each) => each.lookup)}::bytea[]) x (person, key_no, sealed, lookup_no, lookup)`.execute(
    tx,
  );
  return people;
}

/** Member IDs by chance that nobody in the fund has. */
async function freeMemberIds(tx: Tx, fund: number, count: number): Promise<string[]> {
  const free = new Set<string>();
  while (free.size < count) {
    while (free.size < count) free.add(randomMemberId());
    const { rows } = await sql<{ member_id: string }>`
      select member_id from records.person where fund = ${fund} and member_id = any(${[...free]}::text[])`.execute(
      tx,
    );
    for (const taken of rows) free.delete(taken.member_id);
  }
  return [...free];
}

/** A stretch of employment that a report opens; the days before membership, where it was told late, stand apart without it. */
export interface EmploymentOpened {
  readonly person: number;
  readonly code: string;
  readonly plan: string;
  readonly memberClass: MemberClass;
  readonly fteHundredths: number;
  readonly from: PlainDate;
  readonly memberFrom: PlainDate;
  /** Whether the employment makes a member of the fund. */
  readonly member: boolean;
}

/** Opens employment, recording each position that is new for its person; gives the position numbers in order. */
export async function openEmployment(
  tx: Tx,
  asked: { fund: number; employer: number; group: number },
  opened: readonly EmploymentOpened[],
  instant: Instant,
): Promise<number[]> {
  if (opened.length === 0) return [];
  const { fund, employer, group } = asked;
  const people = opened.map((each) => each.person);
  const codes = opened.map((each) => each.code);
  await sql`insert into records.position (fund, person, position, employer, reporting_group, code, recorded_from)
    select ${fund}, x.person,
      coalesce((select max(p.position) from records.position p where p.fund = ${fund} and p.person = x.person), 0)
        + row_number() over (partition by x.person order by x.place),
      ${employer}, ${group}, x.code, ${instant}::timestamptz
    from unnest(${people}::int[], ${codes}::text[]) with ordinality x (person, code, place)
    where not exists (select from records.position p
      where p.fund = ${fund} and p.person = x.person and p.reporting_group = ${group} and p.code = x.code)`.execute(
    tx,
  );
  const { rows } = await sql<{ position: number }>`
    with opened as (
      select x.*, p.position from unnest(${people}::int[], ${codes}::text[], ${opened.map((each) => each.plan)}::text[],
        ${opened.map((each) => each.memberClass)}::text[], ${opened.map((each) => each.fteHundredths)}::smallint[],
        ${opened.map((each) => dateText(each.from))}::date[], ${opened.map((each) => dateText(each.memberFrom))}::date[],
        ${opened.map((each) => each.member)}::boolean[])
        with ordinality x (person, code, plan, class, fte, begins, member_from, member, place)
      join records.position p on p.fund = ${fund} and p.person = x.person and p.reporting_group = ${group} and p.code = x.code),
    recorded as (
      insert into records.employment (fund, person, position, employer, reporting_group, plan, member_class, eligible, fte_hundredths, valid_from, valid_to, recorded_from)
      select ${fund}::smallint, person, position, ${employer}::int, ${group}::int, plan, class, member, fte, member_from, date 'infinity', ${instant}::timestamptz from opened
      union all
      select ${fund}::smallint, person, position, ${employer}::int, ${group}::int, plan, class, false, fte, begins, member_from, ${instant}::timestamptz from opened
      where begins < member_from)
    select position from opened order by place`.execute(tx);
  return rows.map((row) => row.position);
}

/** A stretch of employment that a report ends; `to` is the day after the last. */
export interface EmploymentEnded {
  readonly person: number;
  readonly position: number;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly endedBy: EmploymentEnd;
}

/** Ends employment: closes the open version and records the one with an end, in one statement for all. */
export async function closeEmployment(
  tx: Tx,
  fund: number,
  ended: readonly EmploymentEnded[],
  instant: Instant,
): Promise<void> {
  if (ended.length === 0) return;
  const { rows } = await sql`
    with asked as (
      select * from unnest(${ended.map((each) => each.person)}::int[], ${ended.map((each) => each.position)}::smallint[],
        ${ended.map((each) => dateText(each.from))}::date[], ${ended.map((each) => dateText(each.to))}::date[],
        ${ended.map((each) => each.endedBy)}::text[]) x (person, position, begins, ends, ended_by)),
    closed as (
      update records.employment e set recorded_to = ${instant}::timestamptz from asked a
      where e.fund = ${fund} and e.person = a.person and e.position = a.position and e.valid_from = a.begins
        and e.recorded_to = 'infinity' and e.valid_to = 'infinity'
      returning e.*, a.ends, a.ended_by as because)
    insert into records.employment (fund, person, position, employer, reporting_group, plan, member_class, eligible, fte_hundredths, ended_by, valid_from, valid_to, recorded_from)
    select fund, person, position, employer, reporting_group, plan, member_class, eligible, fte_hundredths, because, valid_from, ends, ${instant}::timestamptz
    from closed returning 1 as one`.execute(tx);
  if (rows.length !== ended.length)
    throw new Error(`${ended.length} stretches of employment were to end, ${rows.length} did`);
}

/** A leave that a report tells; `to` is the day after the last, or endless. */
export interface LeaveTold {
  readonly person: number;
  readonly position: number;
  readonly kind: LeaveKind;
  readonly paid: boolean;
  readonly approvedBy: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Records leaves; an open leave of the same first day is closed first, since the report gives its end. */
export async function recordLeaves(
  tx: Tx,
  fund: number,
  leaves: readonly LeaveTold[],
  instant: Instant,
): Promise<void> {
  if (leaves.length === 0) return;
  await sql`
    with asked as (
      select * from unnest(${leaves.map((each) => each.person)}::int[], ${leaves.map((each) => each.position)}::smallint[],
        ${leaves.map((each) => each.kind)}::text[], ${leaves.map((each) => each.paid)}::boolean[], ${leaves.map((each) => each.approvedBy)}::text[],
        ${leaves.map((each) => dateText(each.from))}::date[], ${leaves.map((each) => dateText(each.to))}::date[])
        x (person, position, kind, paid, approved_by, begins, ends)),
    closed as (
      update records.leave l set recorded_to = ${instant}::timestamptz from asked a
      where l.fund = ${fund} and l.person = a.person and l.position = a.position and l.valid_from = a.begins
        and l.valid_to = 'infinity' and l.recorded_to = 'infinity'
      returning l.person)
    insert into records.leave (fund, person, position, kind, paid, approved_by, valid_from, valid_to, recorded_from)
    select ${fund}, person, position, kind, paid, nullif(approved_by, ''), begins, ends, ${instant}::timestamptz
    from asked where (select count(*) from closed) >= 0`.execute(tx);
}

/** The columns of the rows that a report posts. Cents and dates are whole numbers; `counts` marks rows whose pay is posted. */
export interface PostedColumns {
  readonly person: Int32Array;
  readonly position: Int32Array;
  readonly line: Int32Array;
  readonly plan: readonly string[];
  readonly code: readonly string[];
  readonly earnBegin: Int32Array;
  readonly earnEnd: Int32Array;
  readonly grossCents: Float64Array;
  readonly pensionableCents: Float64Array;
  readonly memberCents: Float64Array;
  readonly employerCents: Float64Array;
  readonly ltdCents: Float64Array;
  readonly lifeCents: Float64Array;
  readonly counts: Uint8Array;
  /** Report and row corrected, 0 for rows that correct nothing. */
  readonly correctsReport: Int32Array;
  readonly correctsRow: Int32Array;
}

/** So many rows are sent at once: their bytes are held several times while they are sent, and a large report must not need more. */
const rowsAtOnce = 25_000;

/** Posts the rows of a report, and the pay of those that count under the month in which it was earned (register D22: that of `earn_end`). */
export async function postRows(
  tx: Tx,
  fund: number,
  report: number,
  columns: PostedColumns,
  instant: Instant,
): Promise<void> {
  for (let from = 0; from < columns.line.length; from += rowsAtOnce)
    await postSome(tx, { fund, report }, someOf(columns, from, from + rowsAtOnce), instant);
}

/** The rows from one place to another (not included); nothing is copied but lists of names. */
const someOf = (columns: PostedColumns, from: number, to: number): PostedColumns => ({
  person: columns.person.subarray(from, to),
  position: columns.position.subarray(from, to),
  line: columns.line.subarray(from, to),
  plan: columns.plan.slice(from, to),
  code: columns.code.slice(from, to),
  earnBegin: columns.earnBegin.subarray(from, to),
  earnEnd: columns.earnEnd.subarray(from, to),
  grossCents: columns.grossCents.subarray(from, to),
  pensionableCents: columns.pensionableCents.subarray(from, to),
  memberCents: columns.memberCents.subarray(from, to),
  employerCents: columns.employerCents.subarray(from, to),
  ltdCents: columns.ltdCents.subarray(from, to),
  lifeCents: columns.lifeCents.subarray(from, to),
  counts: columns.counts.subarray(from, to),
  correctsReport: columns.correctsReport.subarray(from, to),
  correctsRow: columns.correctsRow.subarray(from, to),
});

async function postSome(
  tx: Tx,
  { fund, report }: { readonly fund: number; readonly report: number },
  columns: PostedColumns,
  instant: Instant,
): Promise<void> {
  await sql`
    insert into records.pay_report_row (fund, person, position, report, report_row, plan, code, earn_begin, earn_end, gross_cents, pensionable_cents,
      member_cents, employer_cents, ltd_cents, life_cents, corrects_report, corrects_row, recorded_from)
    select ${fund}, person, position, ${report}, line, plan, code, date '2000-01-01' + begins, date '2000-01-01' + ends, gross, pensionable,
      member, employer, ltd, life, nullif(corrects_report, 0), nullif(corrects_row, 0), ${instant}::timestamptz
    from unnest(${ints(columns.person)}::int[], ${smallints(columns.position)}::smallint[], ${ints(columns.line)}::int[],
      ${names(columns.plan)}::text[], ${names(columns.code)}::text[], ${ints(packedDays(columns.earnBegin))}::int[], ${ints(packedDays(columns.earnEnd))}::int[],
      ${bigints(columns.grossCents)}::bigint[], ${bigints(columns.pensionableCents)}::bigint[], ${bigints(columns.memberCents)}::bigint[],
      ${bigints(columns.employerCents)}::bigint[], ${bigints(columns.ltdCents)}::bigint[], ${bigints(columns.lifeCents)}::bigint[],
      ${ints(columns.correctsReport)}::int[], ${ints(columns.correctsRow)}::int[])
      x (person, position, line, plan, code, begins, ends, gross, pensionable, member, employer, ltd, life, corrects_report, corrects_row)`.execute(
    tx,
  );
  await postPay(tx, fund, report, payOf(columns), instant);
}

/** The pay of the rows that count. */
function payOf(columns: PostedColumns): PayColumns {
  const pay = payColumns(columns.counts.reduce((sum, each) => sum + each, 0));
  let to = 0;
  for (let at = 0; at < columns.line.length; at += 1) {
    if (columns.counts[at] !== 1) continue;
    const earned = columns.earnEnd[at]!;
    pay.person[to] = columns.person[at]!;
    pay.position[to] = columns.position[at]!;
    pay.year[to] = yearOfDate(earned);
    pay.month[to] = monthOf(earned);
    pay.reportRow[to] = columns.line[at]!;
    pay.cents[to] = columns.pensionableCents[at]!;
    to += 1;
  }
  return pay;
}

const packedDays = (dates: Int32Array): Int32Array => dates.map((date) => daysSince2000(date));

/** Plans and codes come from short lists of plain words: no quoting is needed in an array literal. */
const names = (column: readonly string[]): string => `{${column.join(",")}}`;
