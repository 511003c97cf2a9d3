/** Formulas of what is due in a month that the closed plan and the year 2000 plan share; each plan declares them under its own sections. */
import {
  all,
  any,
  cases,
  count,
  dollars,
  firstOfNextMonth,
  greaterOf,
  ifAny,
  isBefore,
  laterOf,
  monthCount,
  monthsFrom,
  no,
  not,
  onOrAfter,
  otherwise,
  product,
  when,
} from "@emeritus/engine/expr.ts";
import type { CalendarDate, Count, Expr, Money, Rate, YesNo } from "@emeritus/engine/kinds.ts";
import { annuityStartingDate, memberDied, paymentMonth } from "../facts.ts";
import { asOfBackDrop } from "../msep-2000/backdrop.ts";
import { poppedUp, retireeIsPaid } from "../msep-2000/in-payment.ts";
import { jointIsCancelled, lifeIncomeIn, reelectionHolds, reelectionHoldsFrom } from "./elections.ts";
import { payeeMayBePaid } from "./forfeiture.ts";

const nothing = dollars("0.00");

/** An annuity at its start, or as of a BackDROP date: as elected, or the life-income amount after a pop-up or a cancelling decree. */
export const atStart = (chosen: Expr<Money>, lifeIncome: Expr<Money>): Expr<Money> =>
  asOfBackDrop(cases(when(any(poppedUp, jointIsCancelled), lifeIncome), otherwise(chosen)));

/** The annuity of the first month of a new election, by the annuity as first elected and the factor of the new option; nothing without one. */
export const firstReelected = (asElected: Expr<Money>, factor: Expr<Rate>): Expr<Money> =>
  ifAny(reelectionHoldsFrom, (from) => product(lifeIncomeIn(from, asElected), factor), nothing);

/** An annuity as elected, or as elected again with what follows from that month on, until the new spouse dies. */
export const asElectedOrAgain = (
  asElected: Expr<Money>,
  againFrom: (from: Expr<CalendarDate>) => Expr<Money>,
): Expr<Money> =>
  cases<Money>(
    when(all(reelectionHolds, not(poppedUp)), ifAny(reelectionHoldsFrom, againFrom, nothing)),
    otherwise(asElected),
  );

/** An annuity while the retiree is paid. */
export const whilePaid = (annuity: Expr<Money>): Expr<Money> =>
  cases(when(retireeIsPaid, annuity), otherwise(nothing));

/** Whether somebody died in retirement and the month is after the month of that death. */
export const afterDeath = (): Expr<YesNo> =>
  ifAny(
    memberDied,
    (died) => all(onOrAfter(died, annuityStartingDate), onOrAfter(paymentMonth, firstOfNextMonth(died))),
    no,
  );

/** Guaranteed payments not yet due before the month's own, by the first month without a guarantee. */
export const paymentsLeft = (ends: Expr<CalendarDate>): Expr<Count> =>
  greaterOf(count(0), monthCount(monthsFrom(laterOf(paymentMonth, annuityStartingDate), ends)));

/** An annuity while guaranteed payments are left after a death, for a payee who may be paid. */
export const whileGuaranteed = (annuity: Expr<Money>, ends: Expr<CalendarDate>): Expr<Money> =>
  cases(when(all(afterDeath(), isBefore(paymentMonth, ends), payeeMayBePaid), annuity), otherwise(nothing));
