import { addDays, firstOfMonthOf, lastOfMonthOf, type PlainDate } from "@emeritus/engine/dates.ts";
import type { PayCycle } from "./check-context.ts";

/** A pay period: first and last day. */
export interface PayPeriod {
  readonly begin: PlainDate;
  readonly end: PlainDate;
}

/** The pay period of a cycle that begins on a day, or nothing when no period begins then. */
export function periodFrom(cycle: PayCycle, begin: PlainDate): PayPeriod | undefined {
  const day = (begin & 31) + 1;
  if (cycle === "biweekly") return { begin, end: addDays(begin, 13) };
  if (cycle === "monthly") return day === 1 ? { begin, end: lastOfMonthOf(begin) } : undefined;
  if (day === 1) return { begin, end: firstOfMonthOf(begin) + 14 };
  return day === 16 ? { begin, end: lastOfMonthOf(begin) } : undefined;
}

/** The period after one that ended on a day. */
export function periodAfter(cycle: PayCycle, end: PlainDate): PayPeriod {
  return periodFrom(cycle, addDays(end, 1))!;
}

/** What a period gets of a month's pay, in cents; half of it for any cycle but the monthly one. */
export const shareOfMonth = (cycle: PayCycle, cents: number): number =>
  cycle === "monthly" ? cents : Math.round(cents / 2);
