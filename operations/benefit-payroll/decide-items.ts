import { firstOfMonthOf, type PlainDate } from "@emeritus/engine/dates.ts";
import {
  ordersIn,
  inGap,
  payeesAt,
  RATE_AWAITED,
  type AmountsDue,
  type DueColumns,
  type PayeeColumns,
} from "./amounts-due.ts";

/** What becomes of a payee in a run, in the order of their codes in packed columns. */
export const outcomes = ["paid", "held", "notDue"] as const;

/** Why a payee is held or nothing is due, in the order of their codes in packed columns; 0 is no reason. */
export const reasons = [
  "",
  "returnedPayment",
  "heldByStaff",
  "deathReported",
  "noAddress",
  "reemployed",
  "registerDiffers",
  "charged",
  "noBeneficiary",
  "benefitHeld",
  "noAccount",
  "accountNotConfirmed",
  "accountStopped",
  "amountUnknown",
  "rateAwaited",
  "notBegun",
  "died",
  "ended",
  "nothingDue",
] as const;
/** Why a payee is held or nothing is due. */
export type Reason = Exclude<(typeof reasons)[number], "">;

/** State of the account in force on the payment date, in the order of their codes in packed columns. */
export const accountStates = ["none", "held", "confirmed", "stopped"] as const;

/** Why what a payee is paid differs from the month before; together they explain the whole difference. */
export const changes = [
  "newPayee",
  "released",
  "arrears",
  "reissued",
  "yearlyIncrease",
  "temporaryEnded",
  "popUp",
  "divided",
  "undivided",
  "corrected",
  "ended",
  "newlyHeld",
  "voided",
  "notExplained",
] as const;
/** One reason for a difference from the month before. */
export type Change = (typeof changes)[number];

/** Everyone on the roll as the run reads them: the law's facts, the account, holds, and what the run before did. */
export interface Roll extends PayeeColumns {
  readonly benefit: Int32Array;
  readonly person: Int32Array;
  /** The first month in which the benefit may be paid: that of its first day, or a later one after a late election. */
  readonly payableFrom: Int32Array;
  /** Index into `accountStates`. */
  readonly accountState: Uint8Array;
  readonly account: Uint8Array;
  /** 1 where the benefit itself is held, 2 where that is because nobody is known who is to be paid. */
  readonly benefitHeld: Uint8Array;
  /** Index into `reasons` of an open hold of the payee, 0 for none. */
  readonly hold: Uint8Array;
  /** Index into `outcomes` plus 1 of the run before, 0 where the payee was not on its roll. */
  readonly lastOutcome: Uint8Array;
  /** 1 where the run before said that the benefit had not begun. */
  readonly lastNotBegun: Uint8Array;
  /** What the bank gave back of earlier payments and nobody was paid again. */
  readonly reissueCents: Float64Array;
  /** All that the run before paid or held. */
  readonly lastCents: Float64Array;
  readonly lastReissuedCents: Float64Array;
  readonly lastMonthCents: Float64Array;
  readonly lastTemporaryCents: Float64Array;
  readonly lastArrearsCents: Float64Array;
  /** The first month that the run before left unpaid, 0 for none. */
  readonly lastOwedFrom: Int32Array;
  /** 1 where the determination behind the amount changed since the run before. */
  readonly corrected: Uint8Array;
  /** The first day of the earliest version of the benefit that changed since the run before; else of the one that holds. */
  readonly versionFrom: Int32Array;
}

/** What the run decides for everyone, one packed column a value; amounts are whole cents as safe integers. */
export interface Items {
  readonly outcome: Uint8Array;
  readonly reason: Uint8Array;
  readonly cents: Float64Array;
  readonly monthCents: Float64Array;
  readonly temporaryCents: Float64Array;
  /** As in `DueColumns`, for the run's own month. */
  readonly unknown: Uint8Array;
  readonly arrearsCents: Float64Array;
  readonly reissuedCents: Float64Array;
  /** First month paid now or still owed, 0 when it is the run's own month or nothing is due. */
  readonly owedFrom: Int32Array;
  /** Amounts of the earlier months, by place on the roll. */
  readonly arrears: ReadonlyMap<number, readonly Arrear[]>;
  /** Reasons why the payee is paid differently from the month before, by place on the roll. */
  readonly changed: ReadonlyMap<number, ReadonlyMap<Change, number>>;
  /** Earlier months that were paid otherwise than they are due. */
  readonly differs: readonly Differs[];
}

/** An earlier month that is paid or owed, and its cents; of a month that was paid before, what is still missing. */
export interface Arrear {
  readonly month: PlainDate;
  readonly cents: number;
  /** The kind of payment, where the month was paid before. */
  readonly kind?: string;
}

/** An earlier month whose payments are not what is due by what is known now. */
export interface Differs {
  readonly at: number;
  readonly month: PlainDate;
  readonly due: number;
  readonly paid: number;
  /** The overpayment charged before. */
  readonly charged: number;
}

/** What was paid to the payee at a place for an earlier month: how many payments, their cents, and what of them is charged back. */
export type Paid = (
  at: number,
  month: PlainDate,
) => { readonly payments: number; readonly cents: number; readonly charged: number } | undefined;

const neverPaid: Paid = () => undefined;

const RETIREMENT = 0;
const FOR_NOBODY = 2;
const POP_UP_OPTIONS = [1, 2];
const PAID = 0;
const HELD = 1;
const NOT_DUE = 2;
const reasonCode = (reason: Reason): number => reasons.indexOf(reason);

/** The first month that a run looks at again, by place on the roll; only those with a month before the run's own. */
export type LookedAt = ReadonlyMap<number, PlainDate>;

/**
 * Which earlier months a run looks at: those that the run before left unpaid, and for a payee whose facts changed since then every
 * month from the one that the change may touch. `changed` gives that month by benefit. Pure.
 */
export function monthsToLookAt(
  roll: Roll,
  month: PlainDate,
  firstMonth: PlainDate,
  changed: ReadonlyMap<number, PlainDate>,
): LookedAt {
  const looked = new Map<number, PlainDate>();
  for (let at = 0; at < roll.count; at++) {
    let from = owedFrom(roll, at, month, firstMonth);
    if (roll.lastOutcome[at] !== 0 && !notYetPayable(roll, at, month)) {
      const begins = firstOfMonthOf(roll.begins[at]!);
      const corrected = roll.corrected[at] === 1 ? firstOfMonthOf(roll.versionFrom[at]!) : undefined;
      const learned = changed.get(roll.benefit[at]!);
      const since = corrected === undefined ? learned : Math.min(corrected, learned ?? corrected);
      if (since !== undefined) from = Math.min(from, Math.max(since, begins, firstMonth));
    }
    if (from < month) looked.set(at, from);
  }
  return looked;
}

/**
 * Decides for everyone on the roll what is paid, held or not due in a month, given by its first day. Of the earlier months in
 * `looked` it takes what is due by the facts as they are known now, less what was paid. Pure; the order of the checks is part of
 * the specification.
 */
export function decideItems(
  roll: Roll,
  month: PlainDate,
  amountsDue: AmountsDue,
  looked: LookedAt,
  paid: Paid = neverPaid,
): Items {
  const due = amountsPayable(roll, month, amountsDue);
  const owing = earlierMonthsOwed(roll, month, amountsDue, looked, paid);
  const items = emptyItems(roll.count);
  const arrears = new Map<number, readonly Arrear[]>();
  const changed = new Map<number, ReadonlyMap<Change, number>>();
  for (let at = 0; at < roll.count; at++) {
    const owed = owing.months.get(at);
    const monthCents = due.lasting[at]! + due.temporary[at]!;
    const arrearsCents = owed === undefined ? 0 : owed.reduce((sum, { cents }) => sum + cents, 0);
    items.monthCents[at] = monthCents;
    items.temporaryCents[at] = due.temporary[at]!;
    items.arrearsCents[at] = arrearsCents;
    items.reissuedCents[at] = roll.payeeDied[at] === 0 ? roll.reissueCents[at]! : 0;
    items.cents[at] = monthCents + arrearsCents + items.reissuedCents[at]!;
    decideOne(roll, items, at, month, whyUnknown(due.unknown[at] || owing.unknown.get(at)));
    if (owed !== undefined && arrearsCents > 0) {
      arrears.set(at, owed);
      items.owedFrom[at] = owed[0]!.month;
    }
    if (items.outcome[at] === HELD) items.owedFrom[at] = looked.get(at) ?? month;
    const why = changesOf(roll, items, due, at, month, looked.has(at));
    if (why !== undefined) changed.set(at, why);
  }
  return { ...items, unknown: due.unknown, arrears, changed, differs: owing.differs };
}

/** Whether the law could not say, for whatever reason. */
export const isUnknown = (unknown: number): boolean => unknown !== 0;

function whyUnknown(unknown: number | undefined): number {
  if (!unknown) return 0;
  return reasonCode(unknown === RATE_AWAITED ? "rateAwaited" : "amountUnknown");
}

function emptyItems(count: number) {
  return {
    outcome: new Uint8Array(count),
    reason: new Uint8Array(count),
    cents: new Float64Array(count),
    monthCents: new Float64Array(count),
    temporaryCents: new Float64Array(count),
    arrearsCents: new Float64Array(count),
    reissuedCents: new Float64Array(count),
    owedFrom: new Int32Array(count),
  };
}

/** The law's amounts, and nothing for a payee who died before the month began: the month of death is still paid in full. */
function amountsDueTo(payees: PayeeColumns, month: PlainDate, amountsDue: AmountsDue): DueColumns {
  const due = inShares(payees, amountsDue(payees, month));
  for (let at = 0; at < payees.count; at++) {
    const outside = payees.begins[at]! > month || payees.ends[at]! <= month || diedBefore(payees, at, month);
    if (outside || inGap(payees, at, month))
      due.lasting[at] = due.temporary[at] = due.increase[at] = due.unknown[at] = 0;
  }
  return due;
}

/** Cuts the guaranteed payments of several beneficiaries at whole cents, so that their shares add up to the whole (DEATH-Q03). */
function inShares({ shareFrom, shareTo, shareOf }: PayeeColumns, due: DueColumns): DueColumns {
  if (shareFrom === undefined || shareTo === undefined || shareOf === undefined) return due;
  const part = (cents: number, at: number) =>
    Math.floor((cents * shareTo[at]!) / shareOf[at]!) - Math.floor((cents * shareFrom[at]!) / shareOf[at]!);
  for (let at = 0; at < shareOf.length; at++) {
    if (shareOf[at] === 0) continue;
    const before = part(due.lasting[at]! - due.increase[at]!, at);
    due.lasting[at] = part(due.lasting[at]!, at);
    due.increase[at] = due.increase[at] === 0 ? 0 : due.lasting[at]! - before;
  }
  return due;
}

/** The amounts due of whoever may be paid in a month; what is due before the first such month is paid with it (RSMo 104.1027.1). */
function amountsPayable(roll: Roll, month: PlainDate, amountsDue: AmountsDue): DueColumns {
  const due = amountsDueTo(roll, month, amountsDue);
  for (let at = 0; at < roll.count; at++)
    if (notYetPayable(roll, at, month))
      due.lasting[at] = due.temporary[at] = due.increase[at] = due.unknown[at] = 0;
  return due;
}

/**
 * What is due to some payees for a month by their places, where the run pays it: for the run's own month what may be paid in it,
 * for an earlier one all that was due.
 */
export function dueAt(
  roll: Roll,
  places: readonly number[],
  { month, ofRun }: { readonly month: PlainDate; readonly ofRun: PlainDate },
  amountsDue: AmountsDue,
): DueColumns {
  const due = amountsDueTo(payeesAt(roll, places), month, amountsDue);
  places.forEach((at, n) => {
    if (month === ofRun && notYetPayable(roll, at, month))
      due.lasting[n] = due.temporary[n] = due.increase[n] = due.unknown[n] = 0;
  });
  return due;
}

function notYetPayable({ payableFrom }: Roll, at: number, month: PlainDate): boolean {
  return payableFrom[at]! > month;
}

function decideOne(
  roll: Roll,
  items: ReturnType<typeof emptyItems>,
  at: number,
  month: PlainDate,
  unknown: number,
): void {
  if (unknown === 0 && items.cents[at] === 0) {
    items.outcome[at] = NOT_DUE;
    items.reason[at] = reasonCode(whyNothing(roll, at, month));
    return;
  }
  const reason = unknown || roll.hold[at]! || whyHeld(roll, at, month);
  items.outcome[at] = reason === 0 ? PAID : HELD;
  items.reason[at] = reason;
}

function whyNothing(roll: Roll, at: number, month: PlainDate): Reason {
  if (roll.begins[at]! > month || notYetPayable(roll, at, month)) return "notBegun";
  if (diedBefore(roll, at, month)) return "died";
  return roll.ends[at]! <= month || inGap(roll, at, month) ? "ended" : "nothingDue";
}

function diedBefore({ payeeDied }: PayeeColumns, at: number, month: PlainDate): boolean {
  return payeeDied[at] !== 0 && payeeDied[at]! < month;
}

/** What is owed of earlier months to a payee who has died since is nobody's to take until a person has decided whose it is. */
function whyHeld(roll: Roll, at: number, month: PlainDate): number {
  if (roll.benefitHeld[at] === FOR_NOBODY) return reasonCode("noBeneficiary");
  if (diedBefore(roll, at, month)) return reasonCode("died");
  if (roll.benefitHeld[at] === 1) return reasonCode("benefitHeld");
  switch (accountStates[roll.accountState[at]!]!) {
    case "none":
      return reasonCode("noAccount");
    case "held":
      return reasonCode("accountNotConfirmed");
    case "stopped":
      return reasonCode("accountStopped");
    case "confirmed":
      return 0;
  }
}

/** Earlier months due and not paid, by place; of whom the law could not say it, as in `DueColumns`; and all months paid otherwise than due. */
interface Owing {
  readonly months: ReadonlyMap<number, readonly Arrear[]>;
  readonly unknown: ReadonlyMap<number, number>;
  readonly differs: readonly Differs[];
}

/** What is due of the earlier months looked at, less what was paid for them, month by month. */
function earlierMonthsOwed(
  roll: Roll,
  month: PlainDate,
  amountsDue: AmountsDue,
  looked: LookedAt,
  paid: Paid,
): Owing {
  const byMonth = new Map<PlainDate, number[]>();
  for (const [at, from] of looked) {
    for (let owed = from; owed < month; owed += 32) {
      const places = byMonth.get(owed);
      if (places === undefined) byMonth.set(owed, [at]);
      else places.push(at);
    }
  }
  const months = new Map<number, Arrear[]>();
  const unknown = new Map<number, number>();
  const differs: Differs[] = [];
  for (const [owed, places] of [...byMonth].toSorted(([a], [b]) => a - b)) {
    const due = amountsDueTo(payeesAt(roll, places), owed, amountsDue);
    places.forEach((at, n) => {
      if (due.unknown[n] !== 0) {
        unknown.set(at, due.unknown[n]!);
        return;
      }
      const cents = due.lasting[n]! + due.temporary[n]!;
      const before = paid(at, owed);
      const missing = cents - (before?.cents ?? 0);
      if (before !== undefined && (missing !== 0 || before.charged !== 0))
        differs.push({ at, month: owed, due: cents, paid: before.cents, charged: before.charged });
      if (missing <= 0) return;
      const one = { month: owed, cents: missing, ...kindOf(before?.payments ?? 0) };
      const known = months.get(at);
      if (known === undefined) months.set(at, [one]);
      else known.push(one);
    });
  }
  return { months, unknown, differs };
}

/** What a later payment of a month is called: counted, so that no two have one name and none can be posted twice. */
function kindOf(payments: number): { kind?: string } {
  if (payments === 0) return {};
  return { kind: payments === 1 ? "adjustment" : `adjustment${payments}` };
}

function owedFrom(roll: Roll, at: number, month: PlainDate, firstMonth: PlainDate): PlainDate {
  if (notYetPayable(roll, at, month)) return month;
  switch (roll.lastOutcome[at]!) {
    case 0:
      return Math.max(firstOfMonthOf(roll.begins[at]!), firstMonth);
    case HELD + 1:
      return roll.lastOwedFrom[at]! || month;
    case NOT_DUE + 1:
      return roll.lastNotBegun[at] === 1 ? Math.max(firstOfMonthOf(roll.begins[at]!), firstMonth) : month;
    default:
      return month;
  }
}

/** Splits the difference from the month before into its reasons; what no reason covers is named as not explained. */
function changesOf(
  roll: Roll,
  items: ReturnType<typeof emptyItems>,
  due: DueColumns,
  at: number,
  month: PlainDate,
  lookedAt: boolean,
): Map<Change, number> | undefined {
  const wasPaid = roll.lastOutcome[at] === PAID + 1;
  const before = wasPaid ? roll.lastCents[at]! : 0;
  const now = items.outcome[at] === PAID ? items.cents[at]! : 0;
  if (before === now && !wasPaid) return undefined;
  const onlyTheMonth = before === roll.lastMonthCents[at] && now === items.monthCents[at];
  if (before === now && due.increase[at] === 0 && onlyTheMonth) return undefined;
  const why = new Map<Change, number>();
  const add = (change: Change, cents: number) => {
    if (cents !== 0) why.set(change, (why.get(change) ?? 0) + cents);
  };
  if (!wasPaid) {
    add(roll.lastOutcome[at] === HELD + 1 ? "released" : "newPayee", items.monthCents[at]!);
    add("arrears", items.arrearsCents[at]!);
    add("reissued", items.reissuedCents[at]!);
    return why;
  }
  if (now === 0) {
    add(items.outcome[at] === HELD ? "newlyHeld" : "ended", -before);
    return why;
  }
  add("arrears", items.arrearsCents[at]! - roll.lastArrearsCents[at]!);
  add("reissued", items.reissuedCents[at]! - roll.lastReissuedCents[at]!);
  add("yearlyIncrease", due.increase[at]!);
  let rest = items.monthCents[at]! - roll.lastMonthCents[at]! - due.increase[at]!;
  if (items.temporaryCents[at] === 0 && roll.lastTemporaryCents[at]! > 0) {
    add("temporaryEnded", -roll.lastTemporaryCents[at]!);
    rest += roll.lastTemporaryCents[at]!;
  }
  add(whyElse(roll, at, month, lookedAt), rest);
  return why;
}

function whyElse(roll: Roll, at: number, month: PlainDate, lookedAt: boolean): Change {
  if (roll.corrected[at] === 1) return "corrected";
  const spouseDied = roll.spouseDied[at]!;
  const jointWithPopUp = roll.kind[at] === RETIREMENT && POP_UP_OPTIONS.includes(roll.option[at]!);
  const raised = firstOfMonthOf(spouseDied) + 32;
  if (jointWithPopUp && spouseDied !== 0 && (raised === month || (lookedAt && raised < month)))
    return "popUp";
  if (roll.divided?.has(at)) {
    const [before, now] = [month - 32, month].map((one) => ordersIn(roll, at, one));
    const same = before!.length === now!.length && now!.every((one, n) => one === before![n]);
    if (lookedAt || !same) return now!.length === 0 || now!.length < before!.length ? "undivided" : "divided";
  }
  return lookedAt ? "corrected" : "notExplained";
}
