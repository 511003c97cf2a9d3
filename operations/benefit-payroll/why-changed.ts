import { firstOfMonthOf, type PlainDate } from "@emeritus/engine/dates.ts";
import { benefitKinds, type DueColumns, ordersIn, paymentOptions } from "./amounts-due.ts";
import { type Change, HELD, type ItemColumns, PAID, type Roll } from "./items.ts";

const RETIREMENT = benefitKinds.indexOf("retirement");
const popUpOptions = (["joint50", "joint100"] as const).map((option) => paymentOptions.indexOf(option));

/** Splits the difference from the month before into its reasons; what no reason covers is named as not explained. */
export function changesOf(
  roll: Roll,
  items: ItemColumns,
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
  const jointWithPopUp = roll.kind[at] === RETIREMENT && popUpOptions.includes(roll.option[at]!);
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
