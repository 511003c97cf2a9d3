import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import "./cutover-tables.ts";
import { dateOf } from "./dates.ts";
import type { Tx } from "./db.ts";
import { ofCutover, ofDivision, registerHolds } from "./register-paid.ts";
import type { Cents, DateText, Instant } from "./schema.ts";

/** An accepted amount of another system's register: the retiree's annuity or what the survivor is paid, in whole cents from a month on. */
export interface Opening {
  readonly of: "annuity" | "survivor";
  readonly cents: number;
  readonly month: PlainDate;
}

/** What of a roll says whose openings are whose. */
interface OnRoll {
  readonly count: number;
  readonly benefit: Int32Array;
  readonly member: Int32Array;
  readonly kind: Uint8Array;
  readonly memberDied: Int32Array;
}

/** An opening as it is kept with its benefit. */
export interface Kept {
  readonly benefit: number;
  readonly member: number;
  readonly kind: string;
  readonly cents: Cents;
  readonly month: DateText;
}

const RETIREMENT = 0;
const FORMER_SPOUSE = 3;

/** The openings by place on a roll: the benefit's own, else that of the annuity which a survivor's or beneficiary's amount comes from. */
export async function openingsOnRoll(
  tx: Tx,
  { fund, knownAt }: { readonly fund: number; readonly knownAt: Instant },
  roll: OnRoll,
): Promise<ReadonlyMap<number, Opening>> {
  return openingsAt(await openingsKnown(tx, fund, knownAt), roll);
}

/** The same of the openings that are known. A former spouse's part is of the annuity as it is paid, so of its opening. Pure. */
export function openingsAt(kept: readonly Kept[], roll: OnRoll): ReadonlyMap<number, Opening> {
  const openings = new Map<number, Opening>();
  if (kept.length === 0) return openings;
  const own = new Map(kept.map((one) => [one.benefit, one]));
  const annuities = new Map(kept.filter(({ kind }) => kind === "retirement").map((one) => [one.member, one]));
  for (let at = 0; at < roll.count; at++) {
    const one = own.get(roll.benefit[at]!);
    const found = one ?? (roll.kind[at] === RETIREMENT ? undefined : annuities.get(roll.member[at]!));
    if (found === undefined) continue;
    const month = dateOf(found.month);
    // Who was paid after a death before that month is compared by what is paid to them, not by the annuity.
    const afterDeath = roll.kind[at] !== FORMER_SPOUSE;
    if (one === undefined && afterDeath && roll.memberDied[at]! < month) continue;
    const of = one?.kind === "survivor" ? "survivor" : "annuity";
    openings.set(at, { of, cents: Number(found.cents), month });
  }
  return openings;
}

async function openingsKnown(tx: Tx, fund: number, knownAt: Instant): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    with k as (select ${knownAt}::timestamptz as at)
    select i.benefit, i.member, b.kind, i.opening_cents as cents, p.month
    from records.cutover_item i
    join records.cutover c on (c.fund, c.cutover) = (i.fund, i.cutover)
    join records.conversion_parallel p on (p.fund, p.parallel) = (c.fund, c.parallel)
    join lateral (select v.kind from records.benefit v where (v.fund, v.benefit) = (i.fund, i.benefit) limit 1) b on true
    cross join k
    where i.fund = ${fund} and i.opening_cents is not null and i.recorded_from <= k.at
      and ${sql.raw(registerHolds(ofCutover, "k.at"))}
    union all
    select t.annuity, t.member, 'retirement', t.annuity_cents, t.month from records.division_takeover t cross join k
    where t.fund = ${fund} and t.annuity_cents is not null and t.recorded_from <= k.at
      and ${sql.raw(registerHolds(ofDivision, "k.at"))}
    order by benefit`.execute(tx);
  return rows;
}
