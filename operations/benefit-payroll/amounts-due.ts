import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { ChargeState } from "@emeritus/records/killing-charge.ts";
import type { Opening } from "@emeritus/records/payroll-openings.ts";
import type { Divided } from "@emeritus/records/payroll-divisions.ts";
import type { PlanInPayment } from "@emeritus/records/plans-in-payment.ts";
import type { Gap } from "@emeritus/records/payroll-versions.ts";

/** Kinds of benefit in payment, in the order of their codes in packed columns. */
export const benefitKinds = ["retirement", "survivor", "guaranteedPayments", "formerSpouse"] as const;
/** A kind of benefit in payment. */
export type BenefitKind = (typeof benefitKinds)[number];

/** Payment options, in the order of their codes in packed columns. */
export const paymentOptions = [
  "lifeIncome",
  "joint50",
  "joint100",
  "guaranteed120",
  "guaranteed180",
  "guaranteed60",
] as const;
/** A payment option. */
export type PaymentOption = (typeof paymentOptions)[number];

/**
 * What the law needs of each payee to say what is due in a month, one packed column a fact. Dates are engine dates, 0 where
 * there is none; amounts are whole cents as safe integers, as determined at the annuity starting date.
 */
export interface PayeeColumns {
  readonly count: number;
  /** Index into `benefitKinds`. */
  readonly kind: Uint8Array;
  /** Index into `paymentOptions`. */
  readonly option: Uint8Array;
  /** Index into `plansInPayment`; left out where everybody is paid by MSEP 2000. */
  readonly plan?: Uint8Array;
  /** Index into `increaseKinds`; left out where everybody's benefit rises as the plan has it for everybody. */
  readonly increases?: Uint8Array;
  /** The member's annuity starting date, whose anniversary brings the yearly increase. */
  readonly annuityStartingDate: Int32Array;
  /** First day of the first month payable to this payee. */
  readonly begins: Int32Array;
  /** First day no longer payable. */
  readonly ends: Int32Array;
  /** The member's amount under the option chosen at the annuity starting date; 0 where the record does not hold it. */
  readonly baseCents: Float64Array;
  /** The life-income amount, where a spouse's death may have brought it back; 0 where it is not needed. */
  readonly lifeIncomeCents: Float64Array;
  /** 1 for a member of the general assembly, whose increases follow the pay of the office. */
  readonly legislator: Uint8Array;
  readonly temporaryCents: Float64Array;
  /** First day on which the temporary benefit is no longer payable, 0 where there is none. */
  readonly temporaryEnds: Int32Array;
  readonly memberBorn: Int32Array;
  readonly memberDied: Int32Array;
  readonly spouseDied: Int32Array;
  readonly payeeDied: Int32Array;
  /** The days between a stop and a resumption, in which nothing is payable, by place; left out where nobody has any. */
  readonly gaps?: ReadonlyMap<number, readonly Gap[]>;
  /** What orders take for former spouses from the benefit at a place, the one that goes before first, or pay there, the own last; left out where no benefit is divided. */
  readonly divided?: ReadonlyMap<number, readonly Divided[]>;
  /** Accepted amounts of another system's register that are paid in place of the law's, by place; left out where nobody has any. */
  readonly openings?: ReadonlyMap<number, Opening>;
  /** How charges of having killed the member ended, by place; left out where there are none. */
  readonly charges?: ReadonlyMap<number, ChargeState>;
  /** What part of each guaranteed payment is the payee's: the parts after `shareFrom` up to `shareTo`, of `shareOf`; left out, the whole. */
  readonly shareFrom?: Int32Array;
  readonly shareTo?: Int32Array;
  readonly shareOf?: Int32Array;
}

/** What is due to each payee for one month, whole cents as safe integers. */
export interface DueColumns {
  /** Payable for life or to the end of the guarantee, yearly increases included. */
  readonly lasting: Float64Array;
  /** The part that ends at 62, yearly increases included. */
  readonly temporary: Float64Array;
  /** How much of both began with this month's yearly increase. */
  readonly increase: Float64Array;
  /** Not 0 where the law could not say, so that the payee is held: `CANNOT_SAY` or `RATE_AWAITED`. */
  readonly unknown: Uint8Array;
}

/** The law could not say what is due. */
export const CANNOT_SAY = 1;
/** The law could not say because the amount needs a rate that has not been set yet. */
export const RATE_AWAITED = 2;

/** The law's answer for all payees and one month (given by its first day). Pure. */
export type AmountsDue = (payees: PayeeColumns, month: PlainDate) => DueColumns;

/** The law that a run pays by, of every plan: the hash of the version of MSEP 2000, those of all plans, and what it makes due. */
export interface PayrollLaw {
  readonly hash: string;
  /** The versions of the laws of the plans by which somebody on a roll is paid, by plan. */
  readonly versionsOf: (payees: PayeeColumns) => Readonly<Partial<Record<PlanInPayment, string>>>;
  readonly amountsDue: AmountsDue;
  /** The same by the evaluator that explains, for checking; it is slow, and says nothing of increases. */
  readonly amountsExplained: AmountsDue;
}

/** Empty result columns for so many payees. */
export function noAmounts(count: number): DueColumns {
  return {
    lasting: new Float64Array(count),
    temporary: new Float64Array(count),
    increase: new Float64Array(count),
    unknown: new Uint8Array(count),
  };
}

/** The payees at some places of the columns, in that order. */
export function payeesAt(payees: PayeeColumns, places: readonly number[]): PayeeColumns {
  const pick = <C extends Uint8Array | Int32Array | Float64Array>(column: C): C => {
    const picked = new (column.constructor as new (length: number) => C)(places.length);
    for (let at = 0; at < places.length; at++) picked[at] = column[places[at]!]!;
    return picked;
  };
  return {
    count: places.length,
    kind: pick(payees.kind),
    option: pick(payees.option),
    ...(payees.plan ? { plan: pick(payees.plan) } : {}),
    ...(payees.increases ? { increases: pick(payees.increases) } : {}),
    annuityStartingDate: pick(payees.annuityStartingDate),
    begins: pick(payees.begins),
    ends: pick(payees.ends),
    baseCents: pick(payees.baseCents),
    lifeIncomeCents: pick(payees.lifeIncomeCents),
    legislator: pick(payees.legislator),
    temporaryCents: pick(payees.temporaryCents),
    temporaryEnds: pick(payees.temporaryEnds),
    memberBorn: pick(payees.memberBorn),
    memberDied: pick(payees.memberDied),
    spouseDied: pick(payees.spouseDied),
    payeeDied: pick(payees.payeeDied),
    ...(payees.gaps && payees.gaps.size > 0 ? { gaps: mapAt(payees.gaps, places) } : {}),
    ...(payees.divided && payees.divided.size > 0 ? { divided: mapAt(payees.divided, places) } : {}),
    ...(payees.openings && payees.openings.size > 0 ? { openings: mapAt(payees.openings, places) } : {}),
    ...(payees.charges && payees.charges.size > 0 ? { charges: mapAt(payees.charges, places) } : {}),
    ...(payees.shareFrom && payees.shareTo && payees.shareOf
      ? {
          shareFrom: pick(payees.shareFrom),
          shareTo: pick(payees.shareTo),
          shareOf: pick(payees.shareOf),
        }
      : {}),
  };
}

function mapAt<V>(all: ReadonlyMap<number, V>, places: readonly number[]): ReadonlyMap<number, V> {
  return new Map(
    places.flatMap((at, n) => {
      const found = all.get(at);
      return found === undefined ? [] : [[n, found] as const];
    }),
  );
}

/**
 * The orders that divide the benefit at a place in a month, given by its first day, the one that goes before first; of a former spouse
 * those that go before the own, and the own last. None where the own divides nothing in the month. Pure.
 */
export function ordersIn({ divided, kind }: PayeeColumns, at: number, month: PlainDate): readonly Divided[] {
  const all = divided?.get(at);
  if (all === undefined) return [];
  const active = all.filter(
    ({ from, to, formerSpouseDied }) =>
      from <= month && month < to && (formerSpouseDied === 0 || formerSpouseDied >= month),
  );
  const own = benefitKinds[kind[at]!] === "formerSpouse" ? all.at(-1) : active.at(-1);
  return active.at(-1) === own ? active : [];
}

/** The last order that divides the benefit at a place in a month: of a former spouse the own; nothing before the first month, or after the last. Pure. */
export const dividedIn = (payees: PayeeColumns, at: number, month: PlainDate): Divided | undefined =>
  ordersIn(payees, at, month).at(-1);

/**
 * The former spouses of the orders that go before the last one which divides the benefit at a place in a month, each as a payee by
 * itself: what they are paid is taken before what the last order takes (MSEP2000-Q72). Pure.
 */
export const paidBefore = (payees: PayeeColumns, at: number, month: PlainDate): PayeeColumns[] =>
  ordersIn(payees, at, month)
    .slice(0, -1)
    .map((_, n, before) => ({
      ...payeesAt(payees, [at]),
      kind: Uint8Array.of(benefitKinds.indexOf("formerSpouse")),
      divided: new Map([[0, before.slice(0, n + 1)]]),
    }));

/** Whether a month, given by its first day, lies between a stop and a resumption of the benefit at a place. Pure. */
export function inGap({ gaps }: PayeeColumns, at: number, month: PlainDate): boolean {
  return gaps?.get(at)?.some(({ from, to }) => from <= month && to > month) ?? false;
}
