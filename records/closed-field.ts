import { sql } from "kysely";
import { recordReading } from "./audit.ts";
import type { Db, Reading, Tx } from "./db.ts";
import { lookupBytes, type Keys, type Lookup, type Place } from "./keys.ts";
import { packedField, packedRow, readPacked } from "./packed-answer.ts";
import { byteas } from "./packed.ts";
import type { ClosedFieldName, Instant } from "./schema.ts";

/** Which closed value of whom; `slot` tells several of one kind apart (the number of a bank account). */
export interface ClosedPlace {
  readonly fund: number;
  readonly person: number;
  readonly field: ClosedFieldName;
  readonly slot?: number;
}

/** Closed values are found by hash where somebody must be found by them. */
const foundByHash: Readonly<Record<ClosedFieldName, boolean>> = { ssn: true, bankAccount: true, ein: true };

const placeOf = ({ fund, person, field, slot = 0 }: ClosedPlace): Place => [
  "closed_field",
  field,
  fund,
  person,
  slot,
];

/** Seals a value for its place: the row to be written, without its instant. For one value and for bulk loads. */
export function sealedRow(keys: Keys, place: ClosedPlace, text: string) {
  const sealed = keys.seal(placeOf(place), text);
  const lookup: Lookup | undefined = foundByHash[place.field] ? keys.lookup(place.field, text) : undefined;
  return {
    fund: place.fund,
    person: place.person,
    field: place.field,
    slot: place.slot ?? 0,
    key_no: sealed.keyNo,
    sealed: sealed.bytes,
    lookup_no: lookup?.keyNo ?? null,
    lookup: lookup?.hash ?? null,
  };
}

const openRow = (db: Reading, { fund, person, field, slot = 0 }: ClosedPlace) =>
  db
    .selectFrom("records.closed_field")
    .select(["sealed"])
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("field", "=", field)
    .where("slot", "=", slot)
    .where("recorded_to", "=", "infinity")
    .executeTakeFirst();

/** Records a closed value; an earlier one is closed, and the same value again changes nothing. */
export async function setClosedField(
  tx: Tx,
  keys: Keys,
  place: ClosedPlace,
  text: string,
  instant: Instant,
): Promise<void> {
  const before = await openRow(tx, place);
  if (before && keys.open(placeOf(place), before.sealed) === text) return;
  if (before)
    await tx
      .updateTable("records.closed_field")
      .set({ recorded_to: instant })
      .where("fund", "=", place.fund)
      .where("person", "=", place.person)
      .where("field", "=", place.field)
      .where("slot", "=", place.slot ?? 0)
      .where("recorded_to", "=", "infinity")
      .execute();
  await tx
    .insertInto("records.closed_field")
    .values({ ...sealedRow(keys, place, text), recorded_from: instant })
    .execute();
}

/** Opens a closed value for the system's own work (a bank file); nothing when there is none. Never show or log it. */
export async function findClosedField(
  db: Reading,
  keys: Keys,
  place: ClosedPlace,
): Promise<string | undefined> {
  const row = await openRow(db, place);
  return row && keys.open(placeOf(place), row.sealed);
}

/** Opens a row of closed_field read by another query, in bulk. */
export const openSealed = (keys: Keys, place: ClosedPlace, sealed: Uint8Array): string =>
  keys.open(placeOf(place), sealed);

/** Shows a closed value to a person of the staff, who must say why; the reading is an audit entry. */
export async function revealClosedField(
  db: Db | Tx,
  keys: Keys,
  place: ClosedPlace,
  who: { actor: string; because: string },
): Promise<string | undefined> {
  const { fund, person, field } = place;
  await recordReading(db, { fund, person, ...who, action: "revealClosedField", facts: { field } });
  return findClosedField(db, keys, place);
}

/** The last four digits of the SSNs of persons and the EINs of bodies, in one statement: what a screen may show. Who has none is absent. */
export async function lastFourOf(
  db: Reading,
  keys: Keys,
  fund: number,
  persons: readonly number[],
): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom("records.closed_field")
    .select(["person", "field", "sealed"])
    .where("fund", "=", fund)
    .where((eb) => eb("person", "=", eb.fn.any(eb.val([...persons]))))
    .where("field", "in", ["ssn", "ein"])
    .where("slot", "=", 0)
    .where("recorded_to", "=", "infinity")
    .execute();
  return new Map(
    rows.map(({ person, field, sealed }) => [
      person,
      keys.open(placeOf({ fund, person, field }), sealed).slice(-4),
    ]),
  );
}

/** The persons with this value on file, by its hash: at most one for an SSN or an EIN. */
export async function personsWith(
  db: Reading,
  keys: Keys,
  fund: number,
  field: ClosedFieldName,
  text: string,
): Promise<number[]> {
  const found = await holdersOf(db, fund, field, keys.lookups(field, text));
  return found.map((row) => row.person);
}

/** The persons with these SSNs, in one statement; an SSN that nobody has is absent from the map. */
export async function personsBySsn(
  db: Reading,
  keys: Keys,
  fund: number,
  ssns: readonly string[],
): Promise<Map<string, number>> {
  const held = new Map<string, number>();
  if (ssns.length === 0) return held;
  const hashes = keys.manyLookups("ssn", ssns);
  const each = hashes.length / lookupBytes / ssns.length;
  const { rows } = await sql<{ packed: string | null }>`
    select string_agg(concat_ws(${packedField}, x.place, c.person), ${packedRow}) as packed
    from unnest(${byteas(hashes, lookupBytes)}::bytea[]) with ordinality x (hash, place)
    join records.closed_field c on c.lookup = x.hash
    where c.fund = ${fund} and c.field = 'ssn' and c.recorded_to = 'infinity'`.execute(db);
  for (const [place, person] of readPacked(
    rows[0]?.packed,
    (cells) => [cells.number()!, cells.number()!] as const,
  ))
    held.set(ssns[Math.floor((place - 1) / each)]!, person);
  return held;
}

/** Who holds a value with one of these hashes, in hexadecimal, in order of person. */
async function holdersOf(
  db: Reading,
  fund: number,
  field: ClosedFieldName,
  hashes: readonly string[],
): Promise<{ person: number; hash: string }[]> {
  if (hashes.length === 0) return [];
  const wanted = `{${hashes.map((hash) => `"\\\\x${hash}"`).join(",")}}`;
  const { rows } = await sql<{ person: number; hash: string }>`
    select person, encode(lookup, 'hex') as hash from records.closed_field
    where fund = ${fund} and field = ${field} and lookup = any(${wanted}::bytea[]) and recorded_to = 'infinity'
    order by person`.execute(db);
  return rows;
}

const rotationPage = 5000;

/**
 * Seals again, with the newest keys, everything that an older key sealed or hashed. Runs as the owner, the only role that may
 * replace bytes; gives the number of values. Killed and begun again it goes on where it was.
 */
export async function resealAll(owner: Db, keys: Keys): Promise<number> {
  for (let done = 0; ;) {
    const moved = await owner.transaction().execute((tx) => resealSome(tx, keys));
    if (moved === 0) return done;
    done += moved;
  }
}

/** How many closed values the newest keys did not seal or hash. */
export async function countOlderFields(owner: Db, keys: Keys): Promise<number> {
  const { rows } = await sql<{ older: number }>`
    select count(*)::int as older from records.closed_field
    where key_no <> ${keys.cipherNo} or get_byte(sealed, 1) <> ${keys.cipherNo} or lookup_no <> ${keys.lookupNo}`.execute(
    owner,
  );
  return rows[0]!.older;
}

async function resealSome(tx: Tx, keys: Keys): Promise<number> {
  const rows = await tx
    .selectFrom("records.closed_field")
    .selectAll()
    .where((eb) => eb.or([eb("key_no", "<>", keys.cipherNo), eb("lookup_no", "<>", keys.lookupNo)]))
    .limit(rotationPage)
    .forUpdate()
    .execute();
  for (const row of rows) {
    const text = keys.open(placeOf(row), row.sealed);
    const { key_no, sealed, lookup_no, lookup } = sealedRow(keys, row, text);
    await tx
      .updateTable("records.closed_field")
      .set({ key_no, sealed, lookup_no, lookup })
      .where("fund", "=", row.fund)
      .where("person", "=", row.person)
      .where("field", "=", row.field)
      .where("slot", "=", row.slot)
      .where("recorded_from", "=", row.recorded_from)
      .execute();
  }
  return rows.length;
}
