import { sql } from "kysely";
import "./charge-tables.ts";
import type { Reading, Tx } from "./db.ts";
import { known } from "./moment.ts";
import type { Cents, DateText, Instant } from "./schema.ts";

/** Where a charge stands, by the words of the law. */
export type ChargeState = "charged" | "convicted" | "notConvicted";

/** One step of a charge, with who decided about it. */
export interface ChargeStep {
  readonly person: number;
  readonly member: number;
  readonly memberName: string;
  readonly step: number;
  readonly state: ChargeState;
  readonly happened: DateText;
  readonly because: string;
  readonly hold: number | null;
  readonly enteredBy: string;
  readonly enteredAt: Instant;
  readonly decision: "confirmed" | "refused" | null;
  readonly decidedBy: string | null;
  readonly decidedBecause: string | null;
}

/** The steps of every charge against a payee, in their order. */
export async function chargesAgainst(db: Reading, fund: number, person: number): Promise<ChargeStep[]> {
  const { rows } = await sql<ChargeStep>`
    select c.person, c.member, c.step, c.state, c.happened, c.because, c.hold, c.entered_by as "enteredBy", c.recorded_from::text as "enteredAt",
      d.decision, d.decided_by as "decidedBy", d.because as "decidedBecause",
      coalesce((select concat_ws(' ', n.first_name, n.last_name) from records.person_name n where (n.fund, n.person) = (c.fund, c.member)
        and n.recorded_to = 'infinity' and n.valid_to = 'infinity'), '') as "memberName"
    from records.killing_charge c
    left join records.killing_charge_decision d on (d.fund, d.person, d.member, d.step) = (c.fund, c.person, c.member, c.step)
    where c.fund = ${fund} and c.person = ${person} order by c.member, c.step`.execute(db);
  return rows;
}

/** Members whose service pays a person as a survivor or a beneficiary, of any time. */
export async function paidOnFor(
  db: Reading,
  fund: number,
  person: number,
): Promise<{ readonly member: number; readonly name: string }[]> {
  const { rows } = await sql<{ member: number; name: string }>`
    select distinct b.member, coalesce((select concat_ws(' ', n.first_name, n.last_name) from records.person_name n
      where (n.fund, n.person) = (b.fund, b.member) and n.recorded_to = 'infinity' and n.valid_to = 'infinity'), '') as name
    from records.benefit b where b.fund = ${fund} and b.person = ${person} and b.member <> b.person
      and b.kind in ('survivor', 'guaranteedPayments') and b.recorded_to = 'infinity' order by b.member`.execute(
    db,
  );
  return rows;
}

/** A payment that reached a payee after a charge: which entry of which run's file, and what of it the bank did not give back. */
export interface PaidSinceCharge {
  readonly member: number;
  readonly run: number;
  readonly trace: number;
  readonly period: DateText;
  readonly paidOn: DateText;
  readonly keptCents: Cents;
}

/**
 * What the service of a member paid to a person from the day of a charge on that is still open or not decided, and the bank has not
 * given back: nothing holds it any more. In order of month.
 */
export async function paidSinceCharges(
  db: Reading,
  fund: number,
  person: number,
): Promise<PaidSinceCharge[]> {
  const { rows } = await sql<PaidSinceCharge>`
    with last as (
      select distinct on (c.member) c.member, c.state, c.happened from records.killing_charge c
      left join records.killing_charge_decision d on (d.fund, d.person, d.member, d.step) = (c.fund, c.person, c.member, c.step)
      where c.fund = ${fund} and c.person = ${person} and d.decision is distinct from 'refused' and (c.state = 'charged' or d.decision = 'confirmed')
      order by c.member, c.step desc
    )
    select l.member, p.run, p.trace, p.period, p.paid_on as "paidOn", p.cents as "keptCents"
    from last l
    join (select distinct benefit, member from records.benefit where fund = ${fund} and person = ${person} and member <> person
      and kind in ('survivor', 'guaranteedPayments') and recorded_to = 'infinity') b on b.member = l.member
    join runs.payment p on p.fund = ${fund} and p.benefit = b.benefit and p.paid_on >= l.happened
    where l.state = 'charged' and not exists (select from runs.payment_return r where (r.fund, r.benefit, r.period, r.kind) = (p.fund, p.benefit, p.period, p.kind))
    order by p.period, p.run`.execute(db);
  return rows;
}

/** Records a step that waits for a second person. */
export async function addChargeStep(
  tx: Tx,
  fund: number,
  one: Pick<
    ChargeStep,
    "person" | "member" | "step" | "state" | "happened" | "because" | "hold" | "enteredBy"
  >,
  instant: Instant,
): Promise<void> {
  const { enteredBy, ...row } = one;
  await tx
    .insertInto("records.killing_charge")
    .values({ fund, ...row, entered_by: enteredBy, recorded_from: instant })
    .execute();
}

/** Records what the second person decided about a step. */
export async function decideChargeStep(
  tx: Tx,
  fund: number,
  one: {
    readonly person: number;
    readonly member: number;
    readonly step: number;
    readonly decision: "confirmed" | "refused";
    readonly because: string;
    readonly decidedBy: string;
  },
  instant: Instant,
): Promise<void> {
  const { decidedBy, ...row } = one;
  await tx
    .insertInto("records.killing_charge_decision")
    .values({ fund, ...row, decided_by: decidedBy, recorded_from: instant })
    .execute();
}

/** What of a roll says whose charges are whose. */
interface OnRoll {
  readonly count: number;
  readonly person: Int32Array;
  readonly member: Int32Array;
  readonly kind: Uint8Array;
}

const SURVIVOR_AND_BENEFICIARY = [1, 2];

/**
 * How charges ended, by place on a roll, as confirmed at an instant. A charge that is open is no part of it: payments are held for
 * it, and are owed or forfeited by how it ends.
 */
export async function chargesOnRoll(
  tx: Tx,
  { fund, knownAt }: { readonly fund: number; readonly knownAt: Instant },
  roll: OnRoll,
): Promise<ReadonlyMap<number, ChargeState>> {
  const { rows } = await sql<{ person: number; member: number; state: ChargeState }>`
    select distinct on (c.person, c.member) c.person, c.member, c.state from records.killing_charge c
    join records.killing_charge_decision d on (d.fund, d.person, d.member, d.step) = (c.fund, c.person, c.member, c.step)
    where c.fund = ${fund} and d.decision = 'confirmed' and d.recorded_from <= ${knownAt}::timestamptz
    order by c.person, c.member, c.step desc`.execute(tx);
  const charges = new Map<number, ChargeState>();
  const ended = new Map(
    rows.filter(({ state }) => state !== "charged").map((one) => [`${one.person} ${one.member}`, one.state]),
  );
  if (ended.size === 0) return charges;
  for (let at = 0; at < roll.count; at++) {
    const state = ended.get(`${roll.person[at]!} ${roll.member[at]!}`);
    if (state !== undefined && SURVIVOR_AND_BENEFICIARY.includes(roll.kind[at]!)) charges.set(at, state);
  }
  return charges;
}

/**
 * Lets go of what an open charge does not hold: it holds what the service of that member pays to the payee, not an annuity of the
 * payee's own. Changes the holds of the roll; `code` is that of the reason.
 */
export async function holdOnlyWhatIsCharged(
  tx: Tx,
  { fund, knownAt }: { readonly fund: number; readonly knownAt: Instant },
  roll: OnRoll & { readonly hold: Uint8Array },
  code: number,
): Promise<void> {
  if (!roll.hold.includes(code)) return;
  const { rows } = await sql<{ person: number; member: number }>`
    select c.person, c.member from records.killing_charge c
    join records.payee_hold h on (h.fund, h.person, h.hold) = (c.fund, c.person, c.hold) and h.status = 'open' and ${known("h", { knownAt })}
    where c.fund = ${fund}`.execute(tx);
  const charged = new Set(rows.map(({ person, member }) => `${person} ${member}`));
  for (let at = 0; at < roll.count; at++) {
    const held =
      charged.has(`${roll.person[at]!} ${roll.member[at]!}`) &&
      SURVIVOR_AND_BENEFICIARY.includes(roll.kind[at]!);
    if (roll.hold[at] === code && !held) roll.hold[at] = 0;
  }
}
