import { sql } from "kysely";
import { addMany } from "./copy.ts";
import { canonicalJson, fromCanonicalJson } from "./canonical.ts";
import type { Reading, Tx } from "./db.ts";
import type { Instant } from "./schema.ts";

/** What was taken over from another system, and who signed it off. */
export interface Conversion {
  readonly files: unknown;
  readonly totals: unknown;
  /** What could not be compared; in funds converted by the first release, the differences that were accepted. */
  readonly notCompared: unknown;
  readonly loadedBy: string;
  readonly recordedFrom: Instant;
  readonly signedBy: string | undefined;
  readonly signedAt: Instant | undefined;
  /** The totals that both people stood for. */
  readonly statement: unknown;
}

/** A difference as it is recorded with a load; `because` accepts it at once. */
export interface NewDifference {
  readonly kind: string;
  readonly of: string;
  readonly about: number | null;
  readonly plan: string | null;
  readonly theirs: bigint | null;
  readonly ours: bigint | null;
  readonly cause: string;
  readonly class: string;
  readonly facts: unknown;
  readonly because: string | null;
}

const conversionLock = 7_301_110;

/** Lets one filling of an empty fund follow another until the transaction ends; the demonstration's waits at the same lock. */
export async function lockFilling(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${conversionLock})`.execute(tx);
  await sql`set local work_mem = '256MB'`.execute(tx);
}

/** Whether a fund holds a person or an employer. */
export async function holdsAnybody(db: Reading, fund: number): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`
    select exists (select from records.person where fund = ${fund}) or exists (select from records.employer where fund = ${fund}) as some`.execute(
    db,
  );
  return rows[0]!.some;
}

/** Records a conversion and what the other system called each person and benefit. */
export async function recordConversion(
  tx: Tx,
  fund: number,
  made: Pick<Conversion, "files" | "totals" | "notCompared" | "loadedBy"> & {
    readonly differences: readonly NewDifference[];
    readonly persons: readonly (readonly [person: number, oldId: string])[];
    readonly benefits: readonly (readonly [benefit: number, oldId: string])[];
  },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.conversion")
    .values({
      fund,
      files: canonicalJson(made.files),
      totals: canonicalJson(made.totals),
      differences: canonicalJson(made.notCompared ?? {}),
      loaded_by: made.loadedBy,
      recorded_from: instant,
    })
    .execute();
  const rowsOf = (some: readonly (readonly [number, string])[]) => some.map((row) => [fund, ...row]);
  await addMany(tx, "records.converted_person", ["fund", "person", "old_id"], rowsOf(made.persons), instant);
  await addMany(
    tx,
    "records.converted_benefit",
    ["fund", "benefit", "old_id"],
    rowsOf(made.benefits),
    instant,
  );
  await addMany(
    tx,
    "records.conversion_difference",
    ["fund", "difference", "kind", "of", "about", "plan", "theirs", "ours", "cause", "class", "facts"],
    made.differences.map((one, at) => [
      fund,
      at + 1,
      one.kind,
      one.of,
      one.about,
      one.plan,
      one.theirs,
      one.ours,
      one.cause,
      one.class,
      canonicalJson(one.facts),
    ]),
    instant,
  );
  await addMany(
    tx,
    "records.conversion_acceptance",
    ["fund", "difference", "because", "accepted_by"],
    made.differences.flatMap(({ because }, at) =>
      because === null ? [] : [[fund, at + 1, because, made.loadedBy]],
    ),
    instant,
  );
}

/** The conversion that a fund began with, if it began with one. */
export async function findConversion(db: Reading, fund: number): Promise<Conversion | undefined> {
  const row = await db
    .selectFrom("records.conversion as c")
    .leftJoin("records.conversion_sign_off as s", "s.fund", "c.fund")
    .select([
      "c.files",
      "c.totals",
      "c.differences",
      "c.loaded_by",
      "c.recorded_from",
      "s.signed_by",
      "s.recorded_from as signed_at",
      "s.statement",
    ])
    .where("c.fund", "=", fund)
    .executeTakeFirst();
  return (
    row && {
      files: fromCanonicalJson(row.files),
      totals: fromCanonicalJson(row.totals),
      notCompared: fromCanonicalJson(row.differences),
      loadedBy: row.loaded_by,
      recordedFrom: row.recorded_from,
      signedBy: row.signed_by ?? undefined,
      signedAt: row.signed_at ?? undefined,
      statement: row.statement === null ? undefined : fromCanonicalJson(row.statement),
    }
  );
}

/** Records who signed a conversion off and on what totals, and confirms every bank account that came with it, whose entry waited for that. */
export async function recordSignOff(
  tx: Tx,
  fund: number,
  { signedBy, statement }: { readonly signedBy: string; readonly statement: unknown },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.conversion_sign_off")
    .values({ fund, signed_by: signedBy, statement: canonicalJson(statement), recorded_from: instant })
    .execute();
  const { rows } = await sql<{ at: Instant }>`
    select recorded_from::text as at from records.conversion where fund = ${fund}`.execute(tx);
  const came = rows[0]!.at;
  await sql`
    update records.bank_account set recorded_to = ${instant}::timestamptz
    where fund = ${fund} and recorded_from = ${came}::timestamptz and recorded_to = 'infinity' and status = 'held'`.execute(
    tx,
  );
  await sql`
    insert into records.bank_account (fund, person, account, routing, kind, last4, status, entered_by, confirmed_by, valid_from, valid_to, recorded_from)
    select fund, person, account, routing, kind, last4, 'confirmed', entered_by, ${signedBy}, valid_from, valid_to, ${instant}::timestamptz
    from records.bank_account
    where fund = ${fund} and recorded_from = ${came}::timestamptz and recorded_to = ${instant}::timestamptz`.execute(
    tx,
  );
}

/** The number of each benefit by the name that the other system had for it. */
export async function benefitsByOldId(db: Reading, fund: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("records.converted_benefit")
    .select(["benefit", "old_id"])
    .where("fund", "=", fund)
    .execute();
  return new Map(rows.map((row) => [row.old_id, row.benefit]));
}
