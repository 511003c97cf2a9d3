import { createHash, type Hash } from "node:crypto";
import { sql } from "kysely";
import { canonicalJson, sha256 } from "./canonical.ts";
import type { Db, Reading, Tx } from "./db.ts";
import type { Instant } from "./schema.ts";

/** One thing that somebody did, or a closed record that somebody read. `facts` never hold a closed value. */
export interface Entry {
  readonly fund: number;
  readonly person?: number | undefined;
  readonly actor: string;
  readonly action: string;
  readonly key?: string | undefined;
  readonly because?: string | undefined;
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
}

/** Adds an entry in the transaction of what it tells of. */
export async function recordEntry(tx: Tx, { facts, ...entry }: Entry, instant: Instant): Promise<void> {
  await tx
    .insertInto("audit.entry")
    .values({ ...entry, facts: canonicalJson(facts ?? {}), recorded_from: instant })
    .execute();
}

/** A seal over a range of entries, chained to the one before. */
export interface Seal {
  readonly seal: bigint;
  readonly entries: bigint;
  readonly firstEntry: bigint;
  readonly lastEntry: bigint;
  /** In hexadecimal; the value to keep elsewhere. */
  readonly chain: string;
  readonly sealedAt: Instant;
}

const sealLock = 7_301_011;
const nothing = Buffer.alloc(32);

/**
 * Seals every entry whose transaction has ended and before which none is open, so that nothing can arrive late in a sealed
 * range. Gives the new seal, or nothing when there was nothing to seal. Several sealers take turns.
 */
export function sealEntries(db: Db): Promise<Seal | undefined> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sealLock})`.execute(tx);
    const last = await tx
      .selectFrom("audit.seal")
      .selectAll()
      .orderBy("seal", "desc")
      .limit(1)
      .executeTakeFirst();
    const restored = (await erasOf(tx)).at(-1)!;
    const from = last !== undefined && last.seal > restored.afterSeal ? last.to_xid : "0";
    const { rows } = await sql<{ to: string; now: Instant }>`
      select pg_snapshot_xmin(pg_current_snapshot())::text as to, clock_timestamp()::text as now`.execute(tx);
    const { to, now } = rows[0]!;
    const range = await hashRange(tx, { from, to, after: restored.afterEntry });
    if (range.entries === 0n) return undefined;
    const chain = sha256(Buffer.concat([last?.chain ?? nothing, range.root]));
    const seal = (last?.seal ?? 0n) + 1n;
    await tx
      .insertInto("audit.seal")
      .values({
        seal,
        from_xid: from,
        to_xid: to,
        entries: range.entries,
        first_entry: range.first,
        last_entry: range.last,
        root: range.root,
        chain,
        recorded_from: now,
      })
      .execute();
    return {
      seal,
      entries: range.entries,
      firstEntry: range.first,
      lastEntry: range.last,
      chain: chain.toString("hex"),
      sealedAt: now,
    };
  });
}

/** The newest seal, whose chain value stands for all entries before it; nothing before the first. */
export async function findLastSeal(db: Reading): Promise<Seal | undefined> {
  const row = await db
    .selectFrom("audit.seal")
    .selectAll()
    .orderBy("seal", "desc")
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      seal: row.seal,
      entries: row.entries,
      firstEntry: row.first_entry,
      lastEntry: row.last_entry,
      chain: row.chain.toString("hex"),
      sealedAt: row.recorded_from,
    }
  );
}

interface Range {
  readonly entries: bigint;
  readonly first: bigint;
  readonly last: bigint;
  readonly root: Buffer;
}

const page = 5000;

/** The entries and seals of one server: numbers of transactions begin anew where a backup was restored. */
interface Era {
  readonly afterSeal: bigint;
  readonly afterEntry: bigint;
}

/** The eras in order; a database that was never restored has one. */
async function erasOf(db: Reading): Promise<Era[]> {
  const rows = await db.selectFrom("audit.restored").selectAll().orderBy("last_seal").execute();
  return [
    { afterSeal: 0n, afterEntry: 0n },
    ...rows.map((row) => ({ afterSeal: row.last_seal, afterEntry: row.last_entry })),
  ];
}

/** Entries of transactions `from` (included) to `to` (not included), with numbers above `after` and up to `through`. */
interface EntryRange {
  readonly from: string;
  readonly to: string;
  readonly after: bigint;
  readonly through?: bigint | undefined;
}

/** Reads a range of transactions in order of entry and hashes each row as one line. */
async function hashRange(db: Reading, range: EntryRange): Promise<Range> {
  const hash = createHash("sha256");
  let entries = 0n;
  let first = 0n;
  let last = range.after;
  for (;;) {
    const rows = await entriesOf(db, range, last);
    for (const row of rows) addLine(hash, row);
    if (rows.length > 0 && entries === 0n) first = rows[0]!.entry;
    entries += BigInt(rows.length);
    last = rows.at(-1)?.entry ?? last;
    if (rows.length < page) return { entries, first, last, root: hash.digest() };
  }
}

const addLine = (hash: Hash, row: EntryRow): void => {
  hash.update(canonicalJson({ ...row }));
  hash.update("\n");
};

type EntryRow = Awaited<ReturnType<typeof entriesOf>>[number];

const entriesOf = (db: Reading, { from, to, through }: EntryRange, after: bigint) =>
  db
    .selectFrom("audit.entry")
    .selectAll()
    .where(sql<boolean>`xid >= ${from}::xid8 and xid < ${to}::xid8`)
    .where("entry", ">", after)
    .$if(through !== undefined, (query) => query.where("entry", "<=", through!))
    .orderBy("entry")
    .limit(page)
    .execute();

/** What the proof of the audit chain found. */
export interface AuditProof {
  readonly seals: number;
  readonly entries: bigint;
  /** The first seal that does not agree with what it covers, and how. */
  readonly broken?: { readonly seal: bigint; readonly why: "rows" | "chain" | "gap" | "keptElsewhere" };
}

/**
 * Recomputes every seal from the entries. `keptElsewhere` is a chain value noted outside the database, which also shows a cut
 * tail and a chain rewritten whole.
 */
export async function verifyAudit(
  db: Reading,
  keptElsewhere?: { seal: bigint; chain: string },
): Promise<AuditProof> {
  const seals = await db.selectFrom("audit.seal").selectAll().orderBy("seal").execute();
  const eras = await erasOf(db);
  let chain: Buffer = nothing;
  let from = "0";
  let entries = 0n;
  for (const [index, seal] of seals.entries()) {
    const done = { seals: index, entries };
    const era = eras.findLastIndex(({ afterSeal }) => afterSeal < seal.seal);
    const { afterSeal, afterEntry } = eras[era]!;
    if (afterSeal === seal.seal - 1n) from = "0";
    if (seal.from_xid !== from || seal.seal !== BigInt(index + 1))
      return { ...done, broken: { seal: BigInt(index + 1), why: "gap" } };
    const range = await hashRange(db, {
      from: seal.from_xid,
      to: seal.to_xid,
      after: afterEntry,
      through: eras[era + 1]?.afterEntry,
    });
    if (!range.root.equals(seal.root) || range.entries !== seal.entries)
      return { ...done, broken: { seal: seal.seal, why: "rows" } };
    chain = sha256(Buffer.concat([chain, range.root]));
    if (!chain.equals(seal.chain)) return { ...done, broken: { seal: seal.seal, why: "chain" } };
    if (keptElsewhere?.seal === seal.seal && keptElsewhere.chain !== chain.toString("hex"))
      return { ...done, broken: { seal: seal.seal, why: "keptElsewhere" } };
    from = seal.to_xid;
    entries += range.entries;
  }
  if (keptElsewhere && keptElsewhere.seal > BigInt(seals.length))
    return { seals: seals.length, entries, broken: { seal: keptElsewhere.seal, why: "keptElsewhere" } };
  return { seals: seals.length, entries };
}

/** Notes that somebody read a closed record, at the present instant. */
export const recordReading = (db: Reading, entry: Entry): Promise<void> => recordReadings(db, [entry]);

/** Notes that somebody read some closed records at once, one entry each, at the present instant. */
export async function recordReadings(db: Reading, entries: readonly Entry[]): Promise<void> {
  const recorded_from = sql<Instant>`clock_timestamp()`;
  for (let at = 0; at < entries.length; at += readingsAtOnce) {
    const rows = entries
      .slice(at, at + readingsAtOnce)
      .map(({ facts, ...entry }) => ({ ...entry, facts: canonicalJson(facts ?? {}), recorded_from }));
    await db.insertInto("audit.entry").values(rows).execute();
  }
}

/** One statement takes 65,535 values. */
const readingsAtOnce = 5_000;
