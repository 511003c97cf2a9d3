import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { dateOf, dateText } from "./dates.ts";
import type { Reading } from "./db.ts";
import type { Employment } from "./employment.ts";
import { packedField as field, packedRow as row, readPacked } from "./packed-answer.ts";
import type { Instant, MemberClass } from "./schema.ts";

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

/**
 * Stretches with the group that touch the days since `since`, and all those of the people named. The sums of the last report are
 * joined in full, which is never done row by row: of tables that were filled a moment ago the planner knows nothing, and a hundred
 * thousand stretches by as many rows of pay do not end.
 */
export async function stretchesOf(
  db: Reading,
  fund: number,
  asked: { group: number; since: PlainDate; people: readonly number[]; lastReport: number | undefined },
): Promise<StretchRow[]> {
  const { rows } = await sql<{ packed: string | null }>`
    select string_agg(concat_ws(${field}, person, position, e.code, e.plan, e.member_class, e.fte_hundredths, e.eligible::int, e.valid_from,
      case when e.valid_to = 'infinity' then '' else e.valid_to::text end, coalesce(paid.cents::text, '')), ${row}
      order by person, position, e.valid_from) filter (where e.code is not null) as packed
    from (
      select e.person, e.position, p.code, e.plan, e.member_class, e.fte_hundredths, e.eligible, e.valid_from, e.valid_to
      from records.employment e
      join records.position p using (fund, person, position)
      where e.fund = ${fund} and e.reporting_group = ${asked.group} and e.recorded_to = 'infinity'
        and (e.valid_to > ${dateText(asked.since)}::date or e.person = any(${[...asked.people]}::int[]))
    ) e
    full join (
      select person, position, sum(pensionable_cents)::bigint as cents from records.pay_report_row
      where fund = ${fund} and report = ${asked.lastReport ?? 0} and corrects_report is null group by person, position
    ) paid using (person, position)`.execute(db);
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
