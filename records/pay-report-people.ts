import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { dateText } from "./dates.ts";
import type { Reading } from "./db.ts";
import { packedField as field, packedRow as row, readPacked } from "./packed-answer.ts";

/** Somebody of the roster as read: names, and employment with the group. Dates are engine dates. */
export interface RosterRow {
  readonly person: number;
  readonly memberId: number;
  readonly lastName: string;
  readonly firstName: string;
  readonly born: PlainDate;
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
