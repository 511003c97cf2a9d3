import { sql } from "kysely";
import { keyIs, type KeyOf, type VersionTable } from "./correct.ts";
import type { Reading } from "./db.ts";
import type { Instant } from "./schema.ts";

/** What a thing's record says before anybody wrote anything. */
export const NEVER_CHANGED = "never";

/**
 * The instant at which the record of a thing was last changed: what somebody saw, to be compared when they change it. Under
 * the person's lock every change has a later instant, so two changes from one sight never both pass.
 */
export async function lastChange<T extends VersionTable>(
  db: Reading,
  table: T,
  key: KeyOf<T>,
): Promise<Instant | typeof NEVER_CHANGED> {
  const { rows } = await sql<{ last: Instant | null }>`
    select greatest(max(recorded_from), max(recorded_to) filter (where recorded_to <> 'infinity'))::text as last
    from ${sql.table(table)} where ${keyIs(key)}`.execute(db);
  return rows[0]!.last ?? NEVER_CHANGED;
}

/** Who changed a person's record at an instant, as the audit tells. */
export async function whoChanged(
  db: Reading,
  fund: number,
  person: number,
  instant: Instant,
): Promise<string | undefined> {
  const { rows } = await sql<{ actor: string }>`
    select actor from audit.entry where fund = ${fund} and person = ${person} and recorded_from = ${instant}::timestamptz limit 1`.execute(
    db,
  );
  return rows[0]?.actor;
}

/** As lastChange, of every kind of a person's addresses or contacts, in one statement; a kind never recorded is absent. */
export async function lastChanges(
  db: Reading,
  table: "records.address" | "records.contact",
  fund: number,
  person: number,
): Promise<Map<string, Instant>> {
  const { rows } = await sql<{ kind: string; last: Instant }>`
    select kind, greatest(max(recorded_from), max(recorded_to) filter (where recorded_to <> 'infinity'))::text as last
    from ${sql.table(table)} where fund = ${fund} and person = ${person} group by kind`.execute(db);
  return new Map(rows.map(({ kind, last }) => [kind, last]));
}
