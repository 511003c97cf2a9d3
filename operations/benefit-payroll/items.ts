import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { PayeeColumns } from "./amounts-due.ts";

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
export interface ItemColumns {
  readonly outcome: Uint8Array;
  readonly reason: Uint8Array;
  readonly cents: Float64Array;
  readonly monthCents: Float64Array;
  readonly temporaryCents: Float64Array;
  readonly arrearsCents: Float64Array;
  readonly reissuedCents: Float64Array;
  /** First month paid now or still owed, 0 when it is the run's own month or nothing is due. */
  readonly owedFrom: Int32Array;
}

/** The same with what stands behind it. */
export interface Items extends ItemColumns {
  /** As in `DueColumns`, for the run's own month. */
  readonly unknown: Uint8Array;
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

/** The code of a payee who is paid. */
export const PAID = 0;
/** The code of a payee who is held. */
export const HELD = 1;
/** The code of a payee to whom nothing is due. */
export const NOT_DUE = 2;
