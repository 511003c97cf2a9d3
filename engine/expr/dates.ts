/** Dates and the time between them. */
import type { MonthReading } from "../service.ts";
import type { Age, CalendarDate, Count, CountedTime, Days, Expr, Service, Span } from "../kinds.ts";
import { make, plain } from "./make.ts";
import { count, days, months } from "./constants.ts";
import { fullYears, minus } from "./arithmetic.ts";
import { cases, onOrAfter, otherwise, when } from "./conditions.ts";

/** The date so many months later; a day the month lacks becomes its last day. */
export const plusMonths = (from: Expr<CalendarDate>, span: Expr<Span>): Expr<CalendarDate> =>
  plain("addMonths", "date", from, span);
/** The date so many months earlier. */
export const minusMonths = (from: Expr<CalendarDate>, span: Expr<Span>): Expr<CalendarDate> =>
  plusMonths(from, minus(months(0) as Expr<Span>, span));
/** The first day on which an age is attained. */
export const dateAtAge = (birth: Expr<CalendarDate>, age: Expr<Age>): Expr<CalendarDate> =>
  plain("completing", "date", birth, age);
/** The date so many days later. */
export const plusDays = (from: Expr<CalendarDate>, n: Expr<Days>): Expr<CalendarDate> =>
  plain("addDays", "date", from, n);
/** The date so many days earlier. */
export const minusDays = (from: Expr<CalendarDate>, n: Expr<Days>): Expr<CalendarDate> =>
  plusDays(from, minus(days(0), n));
export const dayBefore = (of: Expr<CalendarDate>): Expr<CalendarDate> => plusDays(of, days(-1));
export const dayAfter = (of: Expr<CalendarDate>): Expr<CalendarDate> => plusDays(of, days(1));
/** The first day of the date's month. */
export const firstOfMonth = (of: Expr<CalendarDate>): Expr<CalendarDate> => plain("firstOfMonth", "date", of);
/** The date when it is the first of a month, else the first of the next. */
export const firstOfMonthOnOrAfter = (of: Expr<CalendarDate>): Expr<CalendarDate> =>
  plain("firstOnOrAfter", "date", of);
/** The first day of the month after the date's month. */
export const firstOfNextMonth = (of: Expr<CalendarDate>): Expr<CalendarDate> =>
  plain("firstOfNext", "date", of);
export const lastOfMonth = (of: Expr<CalendarDate>): Expr<CalendarDate> => plain("lastOfMonth", "date", of);
export const earlierOf = (a: Expr<CalendarDate>, ...more: Expr<CalendarDate>[]): Expr<CalendarDate> =>
  plain("lesser", "date", a, ...more);
export const laterOf = (a: Expr<CalendarDate>, ...more: Expr<CalendarDate>[]): Expr<CalendarDate> =>
  plain("greater", "date", a, ...more);
/** Age in completed months. */
export const ageOn = (birth: Expr<CalendarDate>, on: Expr<CalendarDate>): Expr<Age> =>
  plain("monthsFrom", "age", birth, on);
/** Completed months from one date to another; negative when the second is earlier. */
export const monthsFrom = (from: Expr<CalendarDate>, to: Expr<CalendarDate>): Expr<Span> =>
  plain("monthsFrom", "span", from, to);
/** Completed years between two dates, with the sign of the second less the first. */
export const yearsApart = (from: Expr<CalendarDate>, to: Expr<CalendarDate>): Expr<Count> =>
  cases(
    when(onOrAfter(to, from), fullYears(monthsFrom(from, to))),
    otherwise(minus(count(0), fullYears(monthsFrom(to, from)))),
  );
/** Days from one date to another; negative when the second is earlier. */
export const daysFrom = (from: Expr<CalendarDate>, to: Expr<CalendarDate>): Expr<Days> =>
  plain("daysFrom", "days", from, to);
/** The calendar year of a date. */
export const yearOf = (of: Expr<CalendarDate>): Expr<Count> => plain("yearOf", "count", of);
/** The months and loose days of one span, both ends included. */
export const timeFrom = (
  from: Expr<CalendarDate>,
  to: Expr<CalendarDate>,
  reading: MonthReading,
): Expr<CountedTime> => make("tenure", "tenure", [from, to], { reading });
/** The whole months of counted time. */
export const wholeMonths = (time: Expr<CountedTime>): Expr<Service> => plain("monthsOf", "service", time);
/** The loose days of counted time. */
export const looseDays = (time: Expr<CountedTime>): Expr<Days> => plain("daysOf", "days", time);
