import { addDays, type PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { correct } from "./correct.ts";
import { dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { heldOn, type Moment } from "./moment.ts";
import type { AddressKind, ContactKind, Instant } from "./schema.ts";

/** Where letters go. */
export interface Address {
  readonly street: string;
  readonly street2?: string | undefined;
  readonly city: string;
  readonly state?: string | undefined;
  readonly postalCode?: string | undefined;
  /** Two letters; US unless told. */
  readonly country?: string | undefined;
}

/** The address for letters on a day: the mailing address, else the home address. */
export async function findAddress(
  db: Reading,
  fund: number,
  person: number,
  moment: Moment,
): Promise<Address | undefined> {
  const row = await db
    .selectFrom("records.address")
    .select(addressColumns)
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(heldOn("records.address", moment))
    .orderBy("kind", "desc") // mailing before home
    .executeTakeFirst();
  return row && addressOf(row);
}

const addressColumns = ["street", "street2", "city", "state", "postal_code", "country"] as const;

const addressOf = (row: {
  street: string;
  street2: string | null;
  city: string;
  state: string | null;
  postal_code: string | null;
  country: string;
}): Address => ({
  street: row.street,
  street2: row.street2 ?? undefined,
  city: row.city,
  state: row.state ?? undefined,
  postalCode: row.postal_code ?? undefined,
  country: row.country,
});

/** The home addresses of people on a day, by person; who has none is not in it. */
export async function homeAddresses(
  db: Reading,
  fund: number,
  persons: readonly number[],
  moment: Moment,
): Promise<Map<number, Address>> {
  if (persons.length === 0) return new Map();
  const rows = await db
    .selectFrom("records.address")
    .select(["person", ...addressColumns])
    .where("fund", "=", fund)
    .where("kind", "=", "home")
    .where((eb) => eb("person", "=", eb.fn.any(eb.val([...persons]))))
    .where(heldOn("records.address", moment))
    .execute();
  return new Map(rows.map(({ person, ...row }) => [person, addressOf(row)]));
}

/** The address to which letters went some days ago, by what was on record then: what was told of those days since does not count. */
export async function addressThen(
  db: Reading,
  fund: number,
  person: number,
  ago: { readonly today: PlainDate; readonly days: number; readonly instant: Instant },
): Promise<Address | undefined> {
  const { rows } = await sql<{ then: Instant }>`
    select (${ago.instant}::timestamptz - make_interval(days => ${ago.days}))::text as then`.execute(db);
  return findAddress(db, fund, person, { on: addDays(ago.today, -ago.days), knownAt: rows[0]!.then });
}

/** A version of an address as it is recorded. */
export const addressRow = (
  fund: number,
  person: number,
  { kind, from, address }: { kind: AddressKind; from: PlainDate; address: Address },
) => ({
  fund,
  person,
  kind,
  street: address.street,
  street2: address.street2 ?? null,
  city: address.city,
  state: address.state ?? null,
  postal_code: address.postalCode ?? null,
  country: address.country ?? "US",
  valid_from: dateText(from),
});

/** Records an address from a day on. */
export async function recordAddress(
  tx: Tx,
  fund: number,
  person: number,
  { kind, from, address }: { kind: AddressKind; from: PlainDate; address: Address },
  instant: Instant,
): Promise<void> {
  const row = addressRow(fund, person, { kind, from, address });
  await correct(tx, "records.address", { fund, person, kind }, { from }, [row], instant);
}

/** The e-mail address or telephone number of a person on a day. */
export async function findContact(
  db: Reading,
  fund: number,
  person: number,
  kind: ContactKind,
  moment: Moment,
): Promise<string | undefined> {
  const row = await db
    .selectFrom("records.contact")
    .select("contact")
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("kind", "=", kind)
    .where(heldOn("records.contact", moment))
    .executeTakeFirst();
  return row?.contact;
}

/** Records an e-mail address or telephone number from a day on. */
export async function recordContact(
  tx: Tx,
  fund: number,
  person: number,
  { kind, from, contact }: { kind: ContactKind; from: PlainDate; contact: string },
  instant: Instant,
): Promise<void> {
  const row = { fund, person, kind, contact, valid_from: dateText(from) };
  await correct(tx, "records.contact", { fund, person, kind }, { from }, [row], instant);
}

/** An e-mail address or telephone number ends: none is in use from that day on. */
export async function endContact(
  tx: Tx,
  fund: number,
  person: number,
  { kind, from }: { kind: ContactKind; from: PlainDate },
  instant: Instant,
): Promise<void> {
  await correct(tx, "records.contact", { fund, person, kind }, { from }, [], instant);
}

/** An address ends: none of the kind is in use from that day on. */
export async function endAddress(
  tx: Tx,
  fund: number,
  person: number,
  { kind, from }: { kind: AddressKind; from: PlainDate },
  instant: Instant,
): Promise<void> {
  await correct(tx, "records.address", { fund, person, kind }, { from }, [], instant);
}
