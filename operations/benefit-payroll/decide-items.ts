import type { PlainDate } from "@emeritus/engine/dates.ts";
import { type AmountsDue, inGap, RATE_AWAITED } from "./amounts-due.ts";
import { earlierMonthsOwed, type LookedAt } from "./earlier-months.ts";
import {
  accountStates,
  type Arrear,
  type Change,
  HELD,
  type ItemColumns,
  type Items,
  NOT_DUE,
  PAID,
  type Paid,
  type Reason,
  reasons,
  type Roll,
} from "./items.ts";
import { amountsPayable, diedBefore, notYetPayable } from "./payable.ts";
import { changesOf } from "./why-changed.ts";

const FOR_NOBODY = 2;
const reasonCode = (reason: Reason): number => reasons.indexOf(reason);

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
  paid: Paid = () => undefined,
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

function emptyItems(count: number): ItemColumns {
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

function whyUnknown(unknown: number | undefined): number {
  if (!unknown) return 0;
  return reasonCode(unknown === RATE_AWAITED ? "rateAwaited" : "amountUnknown");
}

function decideOne(roll: Roll, items: ItemColumns, at: number, month: PlainDate, unknown: number): void {
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
