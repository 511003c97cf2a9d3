/** Lengths of service: whole months and loose days, and how loose days become months (Board Rules 2-4 and 3-4). */
import {
  dayOf,
  daysBetween,
  firstOfMonthOf,
  lastOfMonthOf,
  addDays,
  monthIndex,
  monthsBetween,
  addMonths,
  type PlainDate,
} from "./dates.ts";

/** Time that was counted, before loose days are made into months. */
export interface Tenure {
  readonly months: number;
  readonly days: number;
}

/** Service in years and months, as it is written: 25 years 6 months. */
export interface YearsAndMonths {
  readonly years: number;
  readonly months: number;
}

/** Whole years and the months over, of a number of months. */
export const yearsAndMonths = (months: number): YearsAndMonths => ({
  years: Math.floor(months / 12),
  months: months % 12,
});

/**
 * How months are read in a span of dates (register entry D21).
 * "calendar": whole calendar months, the loose days of both ends pooled. "dateToDate": months from date to date, then loose days.
 */
export type MonthReading = "calendar" | "dateToDate";

/** Whole blocks in a number, the last of which counts from `lastCounts` on; 27 of 30 days make the last month. */
export function blocksIn(count: number, size: number, lastCounts: number = size): number {
  const full = Math.floor(count / size);
  return count - full * size >= lastCounts ? full + 1 : full;
}

/** The months of service in a tenure: each 30 loose days are a month, and 27 or more left over are one more. */
export const monthsOfService = (tenure: Tenure): number => tenure.months + blocksIn(tenure.days, 30, 27);

/** The months and loose days of one span, both ends included; a span that ends before it begins counts nothing. */
export function tenureOf(from: PlainDate, to: PlainDate, reading: MonthReading): Tenure {
  if (to < from) return { months: 0, days: 0 };
  return reading === "calendar" ? calendarTenure(from, to) : dateToDateTenure(from, to);
}

function calendarTenure(from: PlainDate, to: PlainDate): Tenure {
  const startsWhole = dayOf(from) === 1;
  const endsWhole = to === lastOfMonthOf(to);
  const firstWhole = monthIndex(from) + (startsWhole ? 0 : 1);
  const lastWhole = monthIndex(to) - (endsWhole ? 0 : 1);
  if (lastWhole < firstWhole - 1) return { months: 0, days: daysBetween(from, to) + 1 };
  const before = startsWhole ? 0 : daysBetween(from, lastOfMonthOf(from)) + 1;
  const after = endsWhole ? 0 : daysBetween(firstOfMonthOf(to), to) + 1;
  return { months: lastWhole - firstWhole + 1, days: before + after };
}

function dateToDateTenure(from: PlainDate, to: PlainDate): Tenure {
  const end = addDays(to, 1);
  const months = monthsBetween(from, end);
  return { months, days: daysBetween(addMonths(from, months), end) };
}

/** A span of days, both ends included. */
export type DaySpan = readonly [from: PlainDate, to: PlainDate];

/** The union of spans in order, a day once however many spans hold it; spans that touch are one, and one that ends before it begins is none. */
export function unionOf(spans: readonly DaySpan[]): readonly DaySpan[] {
  const sorted = spans.filter(([from, to]) => from <= to).toSorted((a, b) => a[0] - b[0]);
  const union: [PlainDate, PlainDate][] = [];
  let open: [PlainDate, PlainDate] | undefined;
  for (const [from, to] of sorted) {
    if (open && from <= addDays(open[1], 1)) {
      if (to > open[1]) open[1] = to;
    } else union.push((open = [from, to]));
  }
  return union;
}

/** Whether one span of a union holds every day from one date to another; no days are held by any. */
export function holdsDays(union: readonly DaySpan[], first: PlainDate, last: PlainDate): boolean {
  if (last < first) return true;
  let [low, high] = [0, union.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (union[middle]![0] <= first) low = middle + 1;
    else high = middle;
  }
  return low > 0 && union[low - 1]![1] >= last;
}

/** The tenure of the union of spans, a day counted once however many spans hold it; spans that touch are one. */
export function tenureOfUnion(spans: readonly DaySpan[], reading: MonthReading): Tenure {
  let [months, days] = [0, 0];
  for (const [from, to] of unionOf(spans)) {
    const part = tenureOf(from, to, reading);
    months += part.months;
    days += part.days;
  }
  return { months, days };
}
