import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql, type RawBuilder } from "kysely";
import { dateText } from "./dates.ts";
import type { Db, Reading, Tx } from "./db.ts";
import type { Instant } from "./schema.ts";

/** A point on both clocks: the day that matters, and what we knew when. Without `knownAt`: what we know now. */
export interface Moment {
  readonly on: PlainDate;
  readonly knownAt?: Instant | undefined;
}

/** What we knew when; without `knownAt`, now. */
export interface Known {
  readonly knownAt?: Instant | undefined;
}

/** True of rows of a two-clock table (or its alias) that held on that day, as known then. Use in `where` and in joins. */
export const heldOn = (table: string, { on, knownAt }: Moment): RawBuilder<boolean> => {
  const day = dateText(on);
  return sql<boolean>`(${sql.ref(`${table}.valid_from`)} <= ${day}::date and ${sql.ref(`${table}.valid_to`)} > ${day}::date and ${known(table, { knownAt })})`;
};

/** True of versions known then, whatever days they speak of. */
export const known = (table: string, { knownAt }: Known): RawBuilder<boolean> =>
  knownAt === undefined
    ? sql<boolean>`${sql.ref(`${table}.recorded_to`)} = 'infinity'`
    : sql<boolean>`(${sql.ref(`${table}.recorded_from`)} <= ${knownAt}::timestamptz and ${sql.ref(`${table}.recorded_to`)} > ${knownAt}::timestamptz)`;

/** True of rows of an append-only table that were there then. */
export const recordedBy = (table: string, { knownAt }: Known): RawBuilder<boolean> =>
  knownAt === undefined
    ? sql<boolean>`true`
    : sql<boolean>`${sql.ref(`${table}.recorded_from`)} <= ${knownAt}::timestamptz`;

const recordingLock = 7_301_010;

/**
 * The one instant of a command: taken under the shared recording lock, which the transaction keeps to its end, so that no
 * instant handed out by `knownAtNow` can fall between this and the commit.
 */
export async function takeInstant(tx: Tx): Promise<Instant> {
  await sql`select pg_advisory_xact_lock_shared(${recordingLock})`.execute(tx);
  return clock(tx);
}

/** An instant whose "as known at" will never change: it waits for every open command and lets none begin meanwhile. */
export const knownAtNow = (db: Db): Promise<Instant> => withNoCommandOpen(db, clock);

/** Does something while no command is open: waits for those that are and lets none begin. Keep it short. */
export function withNoCommandOpen<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${recordingLock})`.execute(tx);
    return work(tx);
  });
}

async function clock(db: Reading): Promise<Instant> {
  const { rows } = await sql<{ now: Instant }>`select clock_timestamp()::text as now`.execute(db);
  return rows[0]!.now;
}

const personLockClass = 7_301;

/** Makes commands on one person follow each other, each with a later instant. Take before the instant, in order of person. */
export async function lockPersons(tx: Tx, fund: number, persons: readonly number[]): Promise<void> {
  const inOrder = [...new Set(persons)].toSorted((a, b) => a - b);
  if (inOrder.length === 0) return;
  await sql`select pg_advisory_xact_lock(${personLockClass + fund}, person) from unnest(${inOrder}::int[]) person`.execute(
    tx,
  );
}
