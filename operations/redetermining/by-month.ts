import { addMonths, firstOfMonthOf, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { sharesKnown } from "@emeritus/records/death.ts";
import { paidMonths } from "@emeritus/records/payroll-changes.ts";
import type { Divided } from "@emeritus/records/payroll-divisions.ts";
import { findFirstMonthPaid, type PackedRoll, readRoll } from "@emeritus/records/payroll-roll.ts";
import { increaseKinds, type PlanInPayment, plansInPayment } from "@emeritus/records/plans-in-payment.ts";
import { lastMonthPaid } from "@emeritus/records/redetermination.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { type AmountsDue, benefitKinds, type BenefitKind } from "../benefit-payroll/amounts-due.ts";
import { reasons } from "../benefit-payroll/items.ts";
import { dueAt } from "../benefit-payroll/payable.ts";
import { payrollLaw } from "../benefit-payroll/payroll-law.ts";
import { PAYROLL } from "../benefit-payroll/payroll-system.ts";
import { sharesOf } from "../benefit-payroll/share-columns.ts";
import type { PayableDivided } from "./figures.ts";

/** Months in a row with the same amounts to a payee, before and after, in whole cents. */
export interface Stretch {
  readonly from: PlainDate;
  readonly through: PlainDate;
  readonly months: number;
  readonly before: bigint;
  readonly after: bigint;
}

/** What a change makes of one benefit in payment. */
export interface PayeeEffect {
  readonly benefit: number;
  readonly person: number;
  /** Whose service earned it. */
  readonly member: number;
  readonly kind: BenefitKind;
  /** What is due for the latest month, before and after; of a benefit that begins later for its first. */
  readonly monthBefore: bigint;
  readonly monthAfter: bigint;
  /** The first month of the benefit, and the latest that is compared. */
  readonly from: PlainDate;
  readonly through: PlainDate;
  readonly stretches: readonly Stretch[];
  /** Months that this payroll paid: what is missing of them, and what was too much and is not charged yet, each month by itself. */
  readonly arrearsCents: bigint;
  readonly overpaidCents: bigint;
  /** Months before the first that this payroll paid: the difference, which no run settles. */
  readonly elsewhereCents: bigint;
  /** The first month that this payroll paid; nothing where it has not paid yet. */
  readonly firstPaid: PlainDate | undefined;
  /** Whether the changed amounts leave a month of which the law cannot say what is due, though it could before. */
  readonly unsaid: boolean;
}

/** The roll of some members with what is needed to compare it month by month. */
interface Rolled {
  readonly roll: PackedRoll;
  readonly firstPaid: PlainDate | undefined;
  readonly last: PlainDate;
  readonly paid: Awaited<ReturnType<typeof paidMonths>>;
}

/**
 * What changed amounts make of every benefit that some members' service pays, month by month from its first: set-based, a statement
 * a table for all. `payable` says by member what the retirement benefit would pay. Changes nothing.
 */
export async function payeeEffects(
  tx: Tx,
  asked: { readonly fund: number; readonly knownAt: Instant; readonly today: PlainDate },
  payable: ReadonlyMap<number, PayableDivided>,
  law: AmountsDue = payrollLaw().amountsDue,
): Promise<PayeeEffect[]> {
  if (payable.size === 0) return [];
  const rolled = await rollOf(tx, asked, payable);
  return effectsOf(rolled, changedRoll(rolled.roll, payable), law);
}

async function rollOf(
  tx: Tx,
  { fund, knownAt, today }: { fund: number; knownAt: Instant; today: PlainDate },
  payable: ReadonlyMap<number, PayableDivided>,
): Promise<Rolled> {
  const [first, lastText] = [
    await findFirstMonthPaid(tx, fund, PAYROLL),
    await lastMonthPaid(tx, fund, PAYROLL),
  ];
  const last = lastText === undefined ? firstOfMonthOf(today) : parseDate(lastText);
  const month = Math.max(last, firstOfMonthOf(today));
  const members = [...payable.keys()];
  const read = await readRoll(tx, { fund, month, paymentDate: month, knownAt, members, reasons });
  const roll = { ...read, ...sharesOf(read, await sharesKnown(tx, fund, knownAt)) };
  const firstPaid = first === undefined ? undefined : parseDate(first);
  const paid = firstPaid === undefined ? new Map() : await paidMonths(tx, fund, [...roll.benefit], firstPaid);
  return { roll, firstPaid, last, paid };
}

/**
 * The same roll with other determined amounts: the member's own benefit, those of survivors, whose amounts follow from it, and the
 * parts that orders take from it for former spouses. Pure.
 */
export function changedRoll(roll: PackedRoll, payable: ReadonlyMap<number, PayableDivided>): PackedRoll {
  const changed = {
    ...roll,
    divided: dividedAnew(roll, payable),
    openings: new Map(
      [...roll.openings].filter(([at]) => payable.get(roll.member[at]!)?.registerEnds !== true),
    ),
    baseCents: roll.baseCents.slice(),
    lifeIncomeCents: roll.lifeIncomeCents.slice(),
    temporaryCents: roll.temporaryCents.slice(),
    temporaryEnds: roll.temporaryEnds.slice(),
    increases: roll.increases.slice(),
    plan: roll.plan.slice(),
  };
  for (let at = 0; at < roll.count; at++) {
    const now = payable.get(roll.member[at]!);
    if (now === undefined) continue;
    changed.baseCents[at] = Number(now.baseCents);
    changed.plan[at] = plansInPayment.indexOf(now.plan as PlanInPayment);
    if (now.increases !== undefined) changed.increases[at] = increaseKinds.indexOf(now.increases);
    if (roll.spouseDied[at] !== 0) changed.lifeIncomeCents[at] = Number(now.lifeIncomeCents);
    if (roll.kind[at] !== 0) continue;
    changed.temporaryCents[at] = Number(now.temporaryCents);
    changed.temporaryEnds[at] = now.temporaryEnds ?? 0;
  }
  return changed;
}

const dividedAnew = (
  { divided, member }: PackedRoll,
  payable: ReadonlyMap<number, PayableDivided>,
): PackedRoll["divided"] =>
  new Map(
    [...divided].map(([at, some]) => {
      const { parts, registerEnds = false } = payable.get(member[at]!) ?? {};
      const anew = (one: Divided): Divided => ({
        ...one,
        cents: Number(parts?.get(one.benefit) ?? one.cents),
        of: registerEnds ? 0 : one.of,
      });
      return [at, some.map(anew)];
    }),
  );

/** Compares two rolls of the same benefits month by month. Pure. */
function effectsOf(
  { roll, firstPaid, last, paid }: Rolled,
  changed: PackedRoll,
  law: AmountsDue,
): PayeeEffect[] {
  const places = Array.from({ length: roll.count }, (_, at) => at);
  const first = places.map((at) => firstOfMonthOf(roll.begins[at]!));
  const found = places.map((at) => ({
    stretches: [] as Stretch[],
    arrears: 0n,
    overpaid: 0n,
    elsewhere: 0n,
    unsaid: false,
    at,
  }));
  const through = first.map((begins) => Math.max(begins, last));
  const latest = Math.max(...through, last);
  for (let month = Math.min(...first, last); month <= latest; month = addMonths(month, 1)) {
    const some = places.filter((at) => first[at]! <= month && month <= through[at]!);
    if (some.length === 0) continue;
    const asked = { month, ofRun: 0 };
    const [was, is] = [dueAt(roll, some, asked, law), dueAt(changed, some, asked, law)];
    some.forEach((at, n) => {
      if (was.unknown[n] === 0 && is.unknown[n] !== 0) found[at]!.unsaid = true;
      if (was.unknown[n] !== 0 || is.unknown[n] !== 0) return;
      const before = BigInt(was.lasting[n]! + was.temporary[n]!);
      const after = BigInt(is.lasting[n]! + is.temporary[n]!);
      const one = found[at]!;
      lengthen(one.stretches, month, before, after);
      if (month > last) return;
      if (firstPaid === undefined || month < firstPaid) {
        one.elsewhere += after - before;
        return;
      }
      const settled = paid.get(roll.benefit[at]!)?.get(month);
      if (settled === undefined) return;
      const net = BigInt(settled.cents);
      if (after > net) one.arrears += after - net;
      else one.overpaid += atLeastNone(net - after - BigInt(settled.charged));
    });
  }
  return found.map(({ at, stretches, arrears, overpaid, elsewhere, unsaid }) => ({
    benefit: roll.benefit[at]!,
    person: roll.person[at]!,
    member: roll.member[at]!,
    kind: benefitKinds[roll.kind[at]!]!,
    monthBefore: stretches.at(-1)?.before ?? 0n,
    monthAfter: stretches.at(-1)?.after ?? 0n,
    from: first[at]!,
    through: through[at]!,
    stretches,
    arrearsCents: arrears,
    overpaidCents: overpaid,
    elsewhereCents: firstPaid === undefined ? 0n : elsewhere,
    firstPaid,
    unsaid,
  }));
}

const atLeastNone = (cents: bigint): bigint => (cents > 0n ? cents : 0n);

function lengthen(stretches: Stretch[], month: PlainDate, before: bigint, after: bigint): void {
  const last = stretches.at(-1);
  if (last !== undefined && last.before === before && last.after === after)
    stretches[stretches.length - 1] = { ...last, through: month, months: last.months + 1 };
  else stretches.push({ from: month, through: month, months: 1, before, after });
}
