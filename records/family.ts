import type { PlainDate } from "@emeritus/engine/dates.ts";
import { correct } from "./correct.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { heldOn, known, type Known, type Moment } from "./moment.ts";
import type { BeneficiaryPurpose, BodyKind, Instant } from "./schema.ts";

/** A marriage of a member, from the wedding to the first day no longer married. */
export interface Marriage {
  readonly spouse: number;
  readonly from: PlainDate;
  /** ENDLESS while it lasts. */
  readonly to: PlainDate;
  readonly endedBy?: "death" | "divorce" | "annulment" | undefined;
  readonly proof?: string | undefined;
}

/** A member's marriages in order. */
export const marriagesOf = (
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<Marriage[]> => marriagesWhere(db, fund, { person }, when);

/** The marriages that others' records hold with a person, in order; `spouse` is that other. */
export const marriagesTo = (
  db: Reading,
  fund: number,
  spouse: number,
  when: Known = {},
): Promise<Marriage[]> => marriagesWhere(db, fund, { spouse }, when);

/** Marriages by the side on which somebody stands; `spouse` is whoever stands on the other. */
async function marriagesWhere(
  db: Reading,
  fund: number,
  side: { readonly person: number } | { readonly spouse: number },
  when: Known,
): Promise<Marriage[]> {
  const [own, other] = "person" in side ? (["person", "spouse"] as const) : (["spouse", "person"] as const);
  const rows = await db
    .selectFrom("records.marriage")
    .select([`${other} as other`, "valid_from", "valid_to", "ended_by", "proof"])
    .where("fund", "=", fund)
    .where(own, "=", "person" in side ? side.person : side.spouse)
    .where(known("records.marriage", when))
    .orderBy("valid_from")
    .execute();
  return rows.map((row) => ({
    spouse: row.other,
    from: dateOf(row.valid_from),
    to: dateOf(row.valid_to),
    endedBy: row.ended_by ?? undefined,
    proof: row.proof ?? undefined,
  }));
}

/** The marriage a member lives in on a day. */
export async function findMarriage(
  db: Reading,
  fund: number,
  person: number,
  { on, knownAt }: Moment,
): Promise<Marriage | undefined> {
  return (await marriagesOf(db, fund, person, { knownAt })).find(
    (marriage) => marriage.from <= on && on < marriage.to,
  );
}

/** Records a wedding. */
export async function recordMarriage(
  tx: Tx,
  fund: number,
  person: number,
  { spouse, from, proof }: { spouse: number; from: PlainDate; proof?: string },
  instant: Instant,
): Promise<void> {
  const row = { fund, person, spouse, proof: proof ?? null, valid_from: dateText(from) };
  await correct(tx, "records.marriage", { fund, person }, { from }, [row], instant);
}

/** Takes a marriage off the record that never was, from its first day on; another marriage is not touched. */
export async function withdrawMarriage(
  tx: Tx,
  fund: number,
  person: number,
  { from, to }: { from: PlainDate; to: PlainDate },
  instant: Instant,
): Promise<void> {
  await correct(tx, "records.marriage", { fund, person }, { from, to }, [], instant);
}

/** Records the end of a marriage: `to` is the first day no longer married. */
export async function endMarriage(
  tx: Tx,
  fund: number,
  person: number,
  { to, by }: { to: PlainDate; by: "death" | "divorce" | "annulment" },
  instant: Instant,
): Promise<void> {
  const open = (await marriagesOf(tx, fund, person)).at(-1);
  if (!open || open.endedBy) throw new Error(`Person ${person} lives in no marriage that could end.`);
  const { spouse, from, proof } = open;
  const row = {
    fund,
    person,
    spouse,
    proof: proof ?? null,
    ended_by: by,
    valid_from: dateText(from),
    valid_to: dateText(to),
  };
  await correct(tx, "records.marriage", { fund, person }, { from, to: open.to }, [row], instant);
}

/** Somebody a member named. */
export interface Beneficiary {
  readonly beneficiary: number;
  readonly rank: "primary" | "contingent";
  /** Shares are these parts of the sum of all parts of one rank. */
  readonly parts: number;
  /** The trust, charity or estate that is named, where the beneficiary is who acts for it. */
  readonly body?: { readonly kind: BodyKind; readonly name: string } | undefined;
}

/** Whom a member named for a purpose, on a day. */
export async function beneficiariesOf(
  db: Reading,
  fund: number,
  person: number,
  purpose: BeneficiaryPurpose,
  moment: Moment,
): Promise<Beneficiary[]> {
  const rows = await db
    .selectFrom("records.beneficiary")
    .select(["beneficiary", "rank", "parts", "body_kind", "body_name"])
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("purpose", "=", purpose)
    .where(heldOn("records.beneficiary", moment))
    .orderBy("rank", "desc")
    .orderBy("beneficiary")
    .execute();
  return rows.map(({ beneficiary, rank, parts, body_kind, body_name }) => ({
    beneficiary,
    rank,
    parts,
    ...(body_kind === null ? {} : { body: { kind: body_kind, name: body_name! } }),
  }));
}

/** Records whom a member names from a day on, in place of all named before for the purpose. */
export async function nameBeneficiaries(
  tx: Tx,
  fund: number,
  person: number,
  { purpose, from, named }: { purpose: BeneficiaryPurpose; from: PlainDate; named: readonly Beneficiary[] },
  instant: Instant,
): Promise<void> {
  const rows = named.map(({ beneficiary, rank, parts, body }) => ({
    fund,
    person,
    purpose,
    beneficiary,
    rank,
    parts,
    body_kind: body?.kind ?? null,
    body_name: body?.name ?? null,
    valid_from: dateText(from),
  }));
  await correct(tx, "records.beneficiary", { fund, person, purpose }, { from }, rows, instant);
}
