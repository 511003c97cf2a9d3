/** What generated code calls: the parts of a compiled run that are the same for every plan. */
import { addDays, dayNumber, daysInMonth, lastOfMonthOf, monthsBetween, addMonths } from "./dates.ts";
import { roundRatio, type RoundingMode } from "./exact.ts";

/** Columns and scratch space of whole numbers. */
export type Numbers = Int8Array | Int16Array | Int32Array | Float64Array;

/** The value of what is known not to exist, in columns that may hold it; no real value reaches it. */
export const NONE = -9_007_199_254_740_991;
/** The value of what a compiled run could not compute, in columns of safe whole numbers. */
export const FAIL = -9_007_199_254_740_990;

/** Loose days are packed beside months: months × 65536 + days. */
export const DAYS_PACKED = 65_536;

/** The packed tenure of one span in whole calendar months, loose days of both ends pooled. */
export function calendarSpan(from: number, to: number): number {
  if (to < from) return 0;
  const [first, last] = [from >> 5, to >> 5];
  const startsWhole = (from & 31) === 0;
  const length = daysInMonth(last);
  const endsWhole = (to & 31) === length - 1;
  if (first === last) return startsWhole && endsWhole ? DAYS_PACKED : (to & 31) - (from & 31) + 1;
  const months = last - first - 1 + (startsWhole ? 1 : 0) + (endsWhole ? 1 : 0);
  const days = (startsWhole ? 0 : daysInMonth(first) - (from & 31)) + (endsWhole ? 0 : (to & 31) + 1);
  return months * DAYS_PACKED + days;
}

/** The packed tenure of one span from date to date, then loose days. */
export function dateSpan(from: number, to: number): number {
  if (to < from) return 0;
  const end = addDays(to, 1);
  const months = monthsBetween(from, end);
  return months * DAYS_PACKED + dayNumber(end) - dayNumber(addMonths(from, months));
}

/** Sorts the first k spans by their beginning, in place; spans mostly come in order. */
function sortSpans(from: Int32Array, to: Int32Array, k: number): void {
  for (let i = 1; i < k; i++) {
    const [f, t] = [from[i]!, to[i]!];
    let j = i - 1;
    for (; j >= 0 && from[j]! > f; j--) {
      from[j + 1] = from[j]!;
      to[j + 1] = to[j]!;
    }
    from[j + 1] = f;
    to[j + 1] = t;
  }
}

/** The packed tenure of the union of the first k spans; they are sorted in place. */
export function unionSpans(
  from: Int32Array,
  to: Int32Array,
  k: number,
  span: (from: number, to: number) => number,
): number {
  if (k === 0) return 0;
  if (k > 1) sortSpans(from, to, k);
  let total = 0;
  let [begins, ends] = [from[0]!, to[0]!];
  for (let i = 1; i < k; i++) {
    const [f, t] = [from[i]!, to[i]!];
    if (f <= ends || f === nextDay(ends)) {
      if (t > ends) ends = t;
    } else {
      total += span(begins, ends);
      begins = f;
      ends = t;
    }
  }
  return total + span(begins, ends);
}

/** Joins the first k spans in place, in order and without overlap, and gives how many are left. */
export function joinSpans(from: Int32Array, to: Int32Array, k: number): number {
  if (k < 2) return k;
  sortSpans(from, to, k);
  let last = 0;
  for (let i = 1; i < k; i++) {
    if (from[i]! <= to[last]! || from[i] === nextDay(to[last]!)) to[last] = Math.max(to[last]!, to[i]!);
    else {
      last += 1;
      from[last] = from[i]!;
      to[last] = to[i]!;
    }
  }
  return last + 1;
}

/** Whether one of n joined spans holds every day from one date to another. */
export function holdsDays(from: Int32Array, to: Int32Array, n: number, first: number, last: number): boolean {
  if (last < first) return true;
  for (let i = n - 1; i >= 0; i--) if (from[i]! <= first) return to[i]! >= last;
  return false;
}

/** The index of the last of n joined spans that begins on a date or before it, or -1. */
export function spanAt(from: Int32Array, n: number, date: number): number {
  let i = n - 1;
  while (i >= 0 && from[i]! > date) i--;
  return i;
}

/** The first month of which a span that ends on a date does not hold the last day. */
export const monthsHeld = (to: number): number => (to >> 5) + (to === lastOfMonthOf(to) ? 1 : 0);

/** Whether one of n joined spans holds every day from one date to the end of another's month. */
export function holdsToMonthEnd(
  from: Int32Array,
  to: Int32Array,
  n: number,
  first: number,
  date: number,
): boolean {
  const month = date >> 5;
  if (first >> 5 > month) return true;
  for (let i = n - 1; i >= 0; i--)
    if (from[i]! <= first) {
      const end = to[i]!;
      return end >> 5 > month || (end >> 5 === month && end === lastOfMonthOf(end));
    }
  return false;
}

const nextDay = (date: number): number =>
  (date & 31) < 27 ? date + 1 : date === lastOfMonthOf(date) ? (date & ~31) + 32 : date + 1;

/** The greatest sum of w consecutive entries among n from `at`; of all when there are fewer. Sums stay within 31 bits. */
export function bestSumInt(a: Numbers, at: number, n: number, w: number): number {
  const length = n < w ? n : w;
  let s = 0;
  for (let i = at, end = at + length; i < end; i++) s = (s + a[i]!) | 0;
  if (n <= w) return s;
  let best = s;
  const steps = n - w;
  if (steps < 2 * w) {
    for (let i = at + w, end = at + n; i < end; i++) {
      s = (s + a[i]! - a[i - w]!) | 0;
      best = Math.max(best, s);
    }
    return best;
  }
  const half = steps >> 1;
  let t = 0;
  for (let i = at + half, end = at + half + w; i < end; i++) t = (t + a[i]!) | 0;
  let best2 = t;
  for (let i = at + w, j = at + half + w, end = at + w + half; i < end; i++, j++) {
    s = (s + a[i]! - a[i - w]!) | 0;
    t = (t + a[j]! - a[j - w]!) | 0;
    best = Math.max(best, s);
    best2 = Math.max(best2, t);
  }
  if ((steps & 1) === 1) {
    const j = at + n - 1;
    t = (t + a[j]! - a[j - w]!) | 0;
    best2 = Math.max(best2, t);
  }
  return Math.max(best, best2);
}

/** The same for sums beyond 31 bits that are still safe whole numbers. */
export function bestSum(a: Numbers, at: number, n: number, w: number): number {
  const length = n < w ? n : w;
  let s = 0;
  for (let i = at, end = at + length; i < end; i++) s += a[i]!;
  let best = s;
  for (let i = at + w, end = at + n; i < end; i++) {
    s += a[i]! - a[i - w]!;
    best = Math.max(best, s);
  }
  return best;
}

/** Where the first run of w consecutive entries with this sum begins, among n from `at`; of all when there are fewer. */
export function bestBegins(a: Numbers, at: number, n: number, w: number, sum: number): number {
  if (n <= w) return 0;
  let s = 0;
  for (let i = at, end = at + w; i < end; i++) s += a[i]!;
  let begins = 0;
  for (; s !== sum && begins < n - w; begins++) s += a[at + begins + w]! - a[at + begins]!;
  return begins;
}

/** The index of the last row whose date is not after this one; -1 before the first. */
export function rowOf(dates: Int32Array, date: number): number {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dates[middle]! <= date) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Rounds n/d in whole numbers of any size; the result is proven safe before this is emitted. */
export const bigRound = (n: bigint, d: bigint, mode: RoundingMode): number => Number(roundRatio(n, d, mode));
