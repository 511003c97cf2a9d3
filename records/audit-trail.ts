import { sql } from "kysely";
import type { Reading } from "./db.ts";
import type { DateText, Instant } from "./schema.ts";

/** Which entries of the audit trail are wanted; what is left out does not limit. */
export interface EntriesWanted {
  readonly person?: number | undefined;
  /** A person whose entries are left out. */
  readonly except?: number | undefined;
  /** The account that acted. */
  readonly actor?: string | undefined;
  /** The whole action, or its beginning followed by "*". */
  readonly action?: string | undefined;
  /** A day in the time zone given beside it. */
  readonly day?: DateText | undefined;
  readonly timeZone: string;
  readonly most: number;
  readonly skip: number;
}

/** An entry of the audit trail as people read it. */
export interface TrailEntry {
  readonly entry: bigint;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly because: string | null;
  /** Canonical JSON, never with a closed value. */
  readonly facts: string;
  readonly person: number | null;
  readonly memberId: string | null;
}

/** How many entries are counted and can be paged through; a narrower question reaches the older ones. */
export const mostCounted = 10_000;

/** Entries newest first, and how many there are, counted up to `mostCounted`. */
export async function listEntries(
  db: Reading,
  fund: number,
  wanted: EntriesWanted,
): Promise<{ entries: TrailEntry[]; of: number }> {
  const where = sql.join(conditionsOf(fund, wanted), sql` and `);
  const { rows: entries } = await sql<TrailEntry>`
    select e.entry, e.recorded_from as at, e.actor, e.action, e.because, e.facts, e.person, p.member_id as "memberId"
    from audit.entry e left join records.person p on p.fund = e.fund and p.person = e.person
    where ${where} order by e.entry desc limit ${wanted.most} offset ${wanted.skip}`.execute(db);
  const { rows } = await sql<{ of: number }>`
    select count(*)::int as of from (select from audit.entry e where ${where} limit ${mostCounted}) counted`.execute(
    db,
  );
  return { entries, of: rows[0]!.of };
}

function conditionsOf(
  fund: number,
  { person, except, actor, action, day, timeZone }: EntriesWanted,
): ReturnType<typeof sql>[] {
  const conditions = [sql`e.fund = ${fund}`];
  if (person !== undefined) conditions.push(sql`e.person = ${person}`);
  if (except !== undefined) conditions.push(sql`e.person is distinct from ${except}`);
  if (actor !== undefined) conditions.push(sql`e.actor = ${actor}`);
  if (action?.endsWith("*")) conditions.push(sql`starts_with(e.action, ${action.slice(0, -1)})`);
  else if (action !== undefined) conditions.push(sql`e.action = ${action}`);
  if (day !== undefined)
    conditions.push(sql`e.recorded_from >= ${day}::date::timestamp at time zone ${timeZone}
      and e.recorded_from < (${day}::date + 1)::timestamp at time zone ${timeZone}`);
  return conditions;
}

/** A seal as people read and keep it. */
export interface ListedSeal {
  readonly seal: bigint;
  readonly at: Instant;
  readonly entries: bigint;
  readonly firstEntry: bigint;
  readonly lastEntry: bigint;
  /** The chained root in hexadecimal, which stands for every entry up to here. */
  readonly chain: string;
}

/** Seals newest first, how many there are, and how many entries wait for the next one. */
export async function listSeals(
  db: Reading,
  { most, skip }: { most: number; skip: number },
): Promise<{ seals: ListedSeal[]; of: number; waiting: bigint }> {
  const { rows: seals } = await sql<ListedSeal>`
    select seal, recorded_from as at, entries, first_entry as "firstEntry", last_entry as "lastEntry", encode(chain, 'hex') as chain
    from audit.seal order by seal desc limit ${most} offset ${skip}`.execute(db);
  const { rows } = await sql<{ of: number; waiting: bigint }>`
    with restored as (select coalesce(max(last_seal), 0) as seal, coalesce(max(last_entry), 0) as entry from audit.restored)
    select (select count(*)::int from audit.seal) as of, (select count(*) from audit.entry, restored r
      where entry.entry > r.entry
        and xid >= coalesce((select to_xid from audit.seal where seal > r.seal order by seal desc limit 1), '0'::xid8)) as waiting`.execute(
    db,
  );
  return { seals, ...rows[0]! };
}
