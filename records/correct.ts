import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql, type Insertable, type RawBuilder } from "kysely";
import { dateText } from "./dates.ts";
import type { Tx } from "./db.ts";
import type { DatedVersion, Database, Instant, Version } from "./schema.ts";

/** The tables of versions that have a valid time. */
export type DatedTable = {
  [T in keyof Database]: Database[T] extends DatedVersion ? T : never;
}[keyof Database];

/** The tables of versions, with or without a valid time. */
export type VersionTable = { [T in keyof Database]: Database[T] extends Version ? T : never }[keyof Database];

/** What tells one thing of a table from another: its key without the times. */
export type KeyOf<T extends VersionTable> = Partial<
  Omit<Insertable<Database[T]>, "recorded_from" | "valid_from" | "valid_to">
>;

/** A version to be recorded; its key and its instant are added. */
export type VersionRow<T extends VersionTable> = Omit<Insertable<Database[T]>, "recorded_from">;

/** The days that a correction replaces; without an end, for ever. */
export interface Days {
  readonly from: PlainDate;
  readonly to?: PlainDate;
}

/** A correction of one thing: the days that it replaces, and what is true of them now. */
export interface Correction<T extends VersionTable> {
  readonly key: KeyOf<T>;
  readonly days: Days;
  readonly rows: readonly VersionRow<T>[];
}

/**
 * Replaces what is known of some days: closes the open versions that touch them, puts back the parts that stick out, and adds
 * the new rows (none: those days become empty). History stays. Rows that would overlap are refused by the database.
 */
export const correct = <T extends DatedTable>(
  tx: Tx,
  table: T,
  key: KeyOf<T>,
  days: Days,
  rows: readonly VersionRow<T>[],
  instant: Instant,
): Promise<void> => correctMany(tx, table, [{ key, days, rows }], instant);

/** Corrects many things at one instant by a few statements; their keys name the same columns. */
export async function correctMany<T extends DatedTable>(
  tx: Tx,
  table: T,
  corrections: readonly Correction<T>[],
  instant: Instant,
): Promise<void> {
  const [first] = corrections;
  if (first === undefined) return;
  const keys = Object.keys(first.key);
  if (keys.length === 0) throw new Error("A correction must name what it corrects.");
  const columns = (await columnsOf(tx, table)).filter((name) => !timeColumns.has(name));
  const target = sql.table(table);
  const asked = JSON.stringify(
    corrections.map(({ key, days: { from, to } }) => ({
      ...key,
      valid_from: dateText(from),
      valid_to: to === undefined ? "infinity" : dateText(to),
    })),
  );
  const keyed = sql.join(keys.map((name) => sql.ref(name)));
  const same = sql.join(
    keys.map((name) => sql`t.${sql.ref(name)} = a.${sql.ref(name)}`),
    sql` and `,
  );
  const names = sql.join(columns.map((name) => sql.ref(name)));
  if (corrections.length > 1) await byIndex(tx, "off");
  await sql`
    with asked as (
      select ${keyed}, range_agg(daterange(valid_from, valid_to)) as days
      from jsonb_populate_recordset(null::${target}, ${asked}::jsonb) group by ${keyed}),
    closed as (
      update ${target} t set recorded_to = ${instant}::timestamptz from asked a
      where ${same} and t.recorded_to = 'infinity' and a.days && daterange(t.valid_from, t.valid_to)
      returning t.*, a.days)
    insert into ${target} (${names}, valid_from, valid_to, recorded_from)
    select ${names}, lower(part), upper(part), ${instant}::timestamptz
    from closed, unnest(datemultirange(daterange(valid_from, valid_to)) - days) part`.execute(tx);
  if (corrections.length > 1) await byIndex(tx, "on");
  await add(
    tx,
    table,
    corrections.flatMap(({ rows }) => rows),
    instant,
  );
}

/**
 * Makes the planner look each thing up by its key. On a table just filled, without statistics, it would otherwise compare
 * every version with every correction.
 */
const byIndex = (tx: Tx, otherWays: "on" | "off"): Promise<unknown> =>
  sql`select set_config(name, ${otherWays}, true) from unnest(array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) name`.execute(
    tx,
  );

/** Replaces the open version of a thing that has no valid time, or withdraws it when there is no new row. */
export async function replaceVersion<T extends VersionTable>(
  tx: Tx,
  table: T,
  key: KeyOf<T>,
  row: VersionRow<T> | undefined,
  instant: Instant,
): Promise<void> {
  await sql`update ${sql.table(table)} set recorded_to = ${instant}::timestamptz where ${keyIs(key)} and recorded_to = 'infinity'`.execute(
    tx,
  );
  if (row) await add(tx, table, [row], instant);
}

/** Adds versions without closing any. */
export async function add<T extends VersionTable>(
  tx: Tx,
  table: T,
  rows: readonly VersionRow<T>[],
  instant: Instant,
): Promise<void> {
  if (rows.length === 0) return;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (row: VersionRow<T>, name: string): RawBuilder<unknown> => {
    const value = (row as Record<string, unknown>)[name];
    return value === undefined ? sql`default` : sql`${value}`;
  };
  const columns = sql.join([...names, "recorded_from"].map((name) => sql.ref(name)));
  const most = Math.floor(mostParameters / (names.length + 1));
  for (let at = 0; at < rows.length; at += most) {
    const tuples = rows
      .slice(at, at + most)
      .map((row) => sql`(${sql.join([...names.map((name) => cell(row, name)), sql`${instant}`])})`);
    await sql`insert into ${sql.table(table)} (${columns}) values ${sql.join(tuples)}`.execute(tx);
  }
}

/** How many parameters a statement takes. */
const mostParameters = 65_535;

const timeColumns = new Set(["valid_from", "valid_to", "recorded_from", "recorded_to"]);

/** True of rows with this key. */
export function keyIs(key: object): RawBuilder<boolean> {
  const parts = Object.entries(key).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  if (parts.length === 0) throw new Error("A correction must name what it corrects.");
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

const columnsKnown = new Map<string, readonly string[]>();

/** The columns of a table, read once a process. */
async function columnsOf(tx: Tx, table: string): Promise<readonly string[]> {
  const known = columnsKnown.get(table);
  if (known) return known;
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`.execute(
    tx,
  );
  const names = rows.map((row) => row.name);
  columnsKnown.set(table, names);
  return names;
}
