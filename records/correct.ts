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

/**
 * Replaces what is known of some days: closes the open versions that touch them, puts back the parts that stick out, and adds
 * the new rows (none: those days become empty). History stays. Rows that would overlap are refused by the database.
 */
export async function correct<T extends DatedTable>(
  tx: Tx,
  table: T,
  key: KeyOf<T>,
  days: Days,
  rows: readonly VersionRow<T>[],
  instant: Instant,
): Promise<void> {
  const columns = (await columnsOf(tx, table)).filter((name) => !timeColumns.has(name));
  const target = sql.table(table);
  const from = dateText(days.from);
  const to = days.to === undefined ? "infinity" : dateText(days.to);
  const span = sql`daterange(${from}::date, ${to}::date)`;
  const names = sql.join(columns.map((name) => sql.ref(name)));
  await sql`
    with closed as (
      update ${target} set recorded_to = ${instant}::timestamptz
      where ${keyIs(key)} and recorded_to = 'infinity' and daterange(valid_from, valid_to) && ${span}
      returning *)
    insert into ${target} (${names}, valid_from, valid_to, recorded_from)
    select ${names}, lower(part), upper(part), ${instant}::timestamptz
    from closed, unnest(datemultirange(daterange(valid_from, valid_to)) - datemultirange(${span})) part`.execute(
    tx,
  );
  await add(tx, table, rows, instant);
}

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
  const tuples = rows.map(
    (row) => sql`(${sql.join([...names.map((name) => cell(row, name)), sql`${instant}`])})`,
  );
  const columns = sql.join([...names, "recorded_from"].map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${columns}) values ${sql.join(tuples)}`.execute(tx);
}

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
