import type { PlainDate } from "@emeritus/engine/dates.ts";
import { type AmountsDue, type DueColumns, inGap, type PayeeColumns, payeesAt } from "./amounts-due.ts";
import type { Roll } from "./items.ts";

/** Whether the law could not say, for whatever reason. */
export const isUnknown = (unknown: number): boolean => unknown !== 0;

/** The law's amounts, and nothing for a payee who died before the month began: the month of death is still paid in full. */
export function amountsDueTo(payees: PayeeColumns, month: PlainDate, amountsDue: AmountsDue): DueColumns {
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
export function amountsPayable(roll: Roll, month: PlainDate, amountsDue: AmountsDue): DueColumns {
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

/** Whether the benefit may not be paid yet in a month: after a late election it begins to be paid later than it begins. */
export function notYetPayable({ payableFrom }: Roll, at: number, month: PlainDate): boolean {
  return payableFrom[at]! > month;
}

/** Whether the payee died before a month began. */
export function diedBefore({ payeeDied }: PayeeColumns, at: number, month: PlainDate): boolean {
  return payeeDied[at] !== 0 && payeeDied[at]! < month;
}
