/** Required distributions: the age, and the day from which a benefit must be paid (IRC 401(a)(9)). */
import {
  cases,
  count,
  date,
  dateAtAge,
  laterOf,
  minus,
  months,
  none,
  otherwise,
  plusMonths,
  some,
  times,
  when,
  yearOf,
  years,
} from "@emeritus/engine/expr.ts";
import type { CalendarDate, Expr, Span, StatedSpan } from "@emeritus/engine/kinds.ts";
import { effective, provision } from "@emeritus/engine/provision.ts";
import { birthDate, leftService, stillEmployed } from "../../missouri/mosers/facts.ts";
import { irc } from "../sources.ts";

const row = (from: string, age: Expr<StatedSpan>) =>
  ({ from, value: age, cites: irc("401(a)(9)"), mark: "assumed", register: "DISTRIBUTIONS-Q01" }) as const;

/** The age in whose year, or in the year of leaving if that is later, the time for required distributions comes. */
export const requiredAge = effective("requiredAge", {
  governedBy: birthDate,
  values: [
    row("1880-01-01", months(846)),
    row("1949-07-01", years(72)),
    row("1951-01-01", years(73)),
    row("1960-01-01", years(75)),
  ],
});

/** The day on which the member attains that age. */
export const requiredAgeReached = provision.date("requiredAgeReached", {
  cites: irc("401(a)(9)"),
  means: () => dateAtAge(birthDate, requiredAge),
});

/** A month and day of the year after a date's, from the same day of 2000. */
const nextYear = (of2000: Expr<CalendarDate>, after: Expr<CalendarDate>): Expr<CalendarDate> =>
  plusMonths(of2000, times<Span>(years(1), minus(yearOf(after), count(1999))));

/** The day by which payments must begin: 1 April of the year after both, the age and the end of all covered employment. */
export const requiredBeginningDate = provision.perhaps.date("requiredBeginningDate", {
  cites: irc("401(a)(9)"),
  register: "DISTRIBUTIONS-Q01",
  means: () =>
    cases(
      when(stillEmployed, none),
      otherwise(some(nextYear(date("2000-04-01"), laterOf(requiredAgeReached, leftService)))),
    ),
});
