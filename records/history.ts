import { sql } from "kysely";
import type { Reading } from "./db.ts";
import { type Known, recordedBy } from "./moment.ts";
import type { Instant } from "./schema.ts";

/** A row of a person in a table of versions, without fund, person and the recorded times. */
export type VersionValues = Readonly<Record<string, unknown>>;

/** One version of a person's record, whichever table holds it. */
export interface VersionRow {
  /** The table's name without its schema. */
  readonly table: string;
  /** The columns of the table's key, without the times. */
  readonly key: readonly string[];
  readonly values: VersionValues;
  readonly from: Instant;
  readonly to: Instant;
}

/** The commands that changed a person's record, by their instant. */
export interface ChangeEntry {
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly because: string | null;
}

/** The pay that one command posted. */
export interface PayPosted {
  readonly at: Instant;
  readonly months: number;
  readonly cents: bigint;
}

/** A table of the record that keeps versions of a person. */
export interface Versioned {
  readonly table: string;
  readonly key: readonly string[];
  /** Columns that are never shown: sealed values and their keys. */
  readonly bytes: readonly string[];
}

/** Every table of the record that keeps versions of a person and that the reader may read, as the database has them: a new table is found by itself. */
export async function versioned(db: Reading): Promise<Versioned[]> {
  const { rows } = await sql<Versioned>`
    select c.relname as "table",
      coalesce((select json_agg(a.attname order by array_position(i.indkey::int2[], a.attnum)) from pg_index i
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary
          and a.attname not in ('fund', 'person', 'valid_from', 'recorded_from')), '[]') as key,
      coalesce((select json_agg(a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'bytea'::regtype), '[]') as bytes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'records' and c.relkind = 'r' and has_table_privilege(c.oid, 'select')
      and (select count(*) from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
        and a.attname in ('fund', 'person', 'recorded_from', 'recorded_to')) = 4
    order by c.relname`.execute(db);
  return rows;
}

/** All versions of a person's record, in one statement over every table that keeps them, as known then. */
export async function versionsOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<VersionRow[]> {
  const tables = await versioned(db);
  const parts = tables.map(({ table, bytes }) => {
    const hidden = ["fund", "person", "recorded_from", "recorded_to", ...bytes];
    return sql`select ${table}::text as "table", to_jsonb(v) - ${hidden}::text[] as values, v.recorded_from as "from", v.recorded_to as "to"
      from ${sql.table(`records.${table}`)} v where v.fund = ${fund} and v.person = ${person} and ${recordedBy("v", when)}`;
  });
  const { rows } = await sql<Omit<VersionRow, "key">>`${sql.join(parts, sql` union all `)}`.execute(db);
  const keys = new Map(tables.map(({ table, key }) => [table, key]));
  const until = when.knownAt;
  return rows.map((row) => ({
    ...row,
    key: keys.get(row.table)!,
    to: until !== undefined && row.to > until ? "infinity" : row.to,
  }));
}

/** Who changed a person's record, when and why: the audit entries that carry the instant of a version. */
export async function changeEntriesOf(
  db: Reading,
  fund: number,
  person: number,
  instants: readonly Instant[],
): Promise<ChangeEntry[]> {
  if (instants.length === 0) return [];
  const { rows } = await sql<ChangeEntry>`
    select distinct on (e.recorded_from) e.recorded_from as at, e.actor, e.action, e.because
    from audit.entry e
    where e.fund = ${fund} and e.recorded_from = any(${[...instants]}::timestamptz[])
      and (e.person = ${person} or e.person is null)
    order by e.recorded_from, (e.person = ${person}) desc nulls last, e.entry`.execute(db);
  return rows;
}

/** The pay of a person by the instant at which it was posted. */
export async function payPostedOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<PayPosted[]> {
  const { rows } = await sql<PayPosted>`
    select recorded_from as at, count(*)::int as months, sum(cents)::bigint as cents
    from records.pay where fund = ${fund} and person = ${person} and ${recordedBy("records.pay", when)}
    group by recorded_from`.execute(db);
  return rows;
}

/** The present names of persons by number, for pages that mention them. */
export async function namesOfPersons(
  db: Reading,
  fund: number,
  persons: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (persons.length === 0) return new Map();
  const { rows } = await sql<{ person: number; name: string }>`
    select distinct on (person) person, concat_ws(' ', first_name, middle_name, last_name, suffix) as name
    from records.person_name where fund = ${fund} and person = any(${[...persons]}::int[]) and recorded_to = 'infinity'
    order by person, valid_to desc`.execute(db);
  return new Map(rows.map(({ person, name }) => [person, name]));
}
