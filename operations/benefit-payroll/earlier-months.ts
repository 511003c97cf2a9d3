import { firstOfMonthOf, type PlainDate } from "@emeritus/engine/dates.ts";
import { type AmountsDue, payeesAt } from "./amounts-due.ts";
import { type Arrear, type Differs, HELD, NOT_DUE, type Paid, type Roll } from "./items.ts";
import { amountsDueTo, notYetPayable } from "./payable.ts";

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

/** Earlier months due and not paid, by place; of whom the law could not say it, as in `DueColumns`; and all months paid otherwise than due. */
export interface Owing {
  readonly months: ReadonlyMap<number, readonly Arrear[]>;
  readonly unknown: ReadonlyMap<number, number>;
  readonly differs: readonly Differs[];
}

/** What is due of the earlier months looked at, less what was paid for them, month by month. */
export function earlierMonthsOwed(
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
