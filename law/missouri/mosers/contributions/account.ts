/** The account of a member who contributes: 4 % of pay, and interest each 30 June on what stood in it the 1 July before (RSMo 104.1091). */
import {
  all,
  carry,
  cases,
  cents,
  date,
  dayAfter,
  dayBefore,
  dollars,
  earlierOf,
  ifAny,
  is,
  latestOver,
  minusMonths,
  not,
  onOrAfter,
  onOrBefore,
  otherwise,
  percent,
  product,
  refusing,
  rounded,
  same,
  sum,
  sumOver,
  when,
  yearOf,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Money, Rate } from "@emeritus/engine/kinds.ts";
import { effective, fixed, lookup, provision, setting } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook, published, register, rsmo } from "../../../sources.ts";
import { firstHired, leftService, memberDied, stillEmployed } from "../facts.ts";
import { tier2011Begins } from "../msep-2000/membership.ts";
import {
  accountOn,
  contributions,
  interestRatesEntered,
  normalEligibilityOn,
  payMonth,
  payOfMonth,
  retiredFrom,
  vestedOnLeaving,
} from "./facts.ts";

/** Share of pay that a member of the tier of 2011 contributes. */
export const contributionRate = effective("contributionRate", {
  governedBy: payMonth,
  values: [{ from: "2011-01-01", value: percent("4"), cites: rsmo("104.1091") }],
});

/** Whether the member contributes: first employed in a covered position in 2011 or later; the older plans are noncontributory. */
export const contributes = provision.condition("contributes", {
  cites: and(rsmo("104.1091.1"), handbook(16)),
  means: () => onOrAfter(firstHired, tier2011Begins),
});

/** What the employer takes from the pay of a month before tax and pays in for the member. */
export const memberContribution = provision.amount("memberContribution", {
  cites: and(rsmo("104.1091"), handbook(16)),
  register: "CONTRIBUTIONS-Q01",
  means: () => cases(when(contributes, product(payOfMonth, contributionRate)), otherwise(cents(0))),
  rounding: toTheCent(register("CONTRIBUTIONS-Q01")),
});

/** Rate of interest by the year of crediting: 4 % until 2013, then that of 52-week Treasury bills; on 30 June 2011 nothing was credited. */
export const contributionInterestRate = lookup("contributionInterestRate", {
  cites: and(rsmo("104.1091.8(5)"), handbook(16), published("interestPage")),
  keyedBy: "calendarYear",
  rows: ["4", "4", "0.162", "0.112", "0.295", "0.570", "1.243", "2.347"].map(
    (percentage, i) => [2012 + i, percent(percentage)] as const,
  ),
});

/** The last day on which interest was credited at a rate that a source gives. */
export const lastAnnouncedInterest = fixed("lastAnnouncedInterest", {
  cites: published("interestPage"),
  is: date("2019-06-30"),
});

/** The first day on which interest was credited. */
export const firstInterestDay = fixed("firstInterestDay", {
  cites: published("interestPage"),
  is: date("2012-06-30"),
});

/** Which contributions stand in the account on 1 July: those of the day itself, or those of the day before and earlier. */
export const interestBase = setting("interestBase", {
  register: "CONTRIBUTIONS-Q02",
  readings: ["throughFirstOfJuly", "throughThirtiethOfJune"],
  inForce: "throughFirstOfJuly",
  cites: published("interestPage"),
});

/** How long interest runs for who is vested: until retirement, or until an unreduced benefit is open. */
export const vestedInterestRuns = setting("vestedInterestRuns", {
  register: "CONTRIBUTIONS-Q03",
  readings: ["untilRetirement", "untilNormalEligibility"],
  inForce: "untilRetirement",
  cites: handbook(16),
});

/** The last day on which interest may be credited: the account's day, death, leaving without a vested right, or the day before retirement. */
export const interestRunsUntil = provision.date("interestRunsUntil", {
  cites: and(handbook(16), published("interestPage")),
  register: "CONTRIBUTIONS-Q03",
  means: () =>
    earlierOf(
      accountOn,
      ifAny(memberDied, (died) => died, accountOn),
      ifAny(retiredFrom, dayBefore, accountOn),
      cases(
        when(
          is(vestedInterestRuns, "untilNormalEligibility"),
          ifAny(normalEligibilityOn, dayBefore, accountOn),
        ),
        otherwise(accountOn),
      ),
      cases(when(all(not(stillEmployed), not(vestedOnLeaving)), leftService), otherwise(accountOn)),
    ),
});

/** The rate by which interest is credited on a day: announced, or entered by the fund, or refused. */
const rateOn = (on: Expr<CalendarDate>): Expr<Rate> =>
  cases(
    when(onOrBefore(on, lastAnnouncedInterest), contributionInterestRate.at(yearOf(on))),
    otherwise(
      ifAny(
        latestOver(
          interestRatesEntered,
          (row) => row.interestRate,
          (row) => same(row.creditedOn, on),
        ),
        (found) => found,
        refusing("interestRateNotEntered", register("CONTRIBUTIONS-Q04")),
      ),
    ),
  );

const postedThrough = (day: Expr<CalendarDate>): Expr<Money> =>
  sumOver(
    contributions,
    (row) => row.posted,
    (row) => onOrBefore(row.postedOn, day),
  );

/** The last day whose contributions stand in the account a year before a day of crediting. */
const baseDay = (on: Expr<CalendarDate>): Expr<CalendarDate> =>
  cases(
    when(is(interestBase, "throughFirstOfJuly"), dayAfter(minusMonths(on, years(1)))),
    otherwise(minusMonths(on, years(1))),
  );

/** Interest of every day of crediting, by a rate, on contributions and interest a year before, each rounded to the cent by an authority. */
export const interestCredited = (
  rateOn: (on: Expr<CalendarDate>) => Expr<Rate>,
  authority: string,
): Expr<Money> =>
  carry({
    start: cents(0),
    first: firstInterestDay,
    every: years(1),
    until: interestRunsUntil,
    most: dollars("10000000.00"),
    step: (interest, on) =>
      sum(
        interest,
        rounded(product(sum(interest, postedThrough(baseDay(on))), rateOn(on)), toTheCent(authority)),
      ),
  });

/** All interest credited: each 30 June, on contributions and interest that stood in the account on 1 July of the year before. */
export const accountInterest = provision.amount("accountInterest", {
  cites: and(rsmo("104.1091.8(5)"), handbook(16), published("interestPage")),
  register: "CONTRIBUTIONS-Q02",
  means: () => interestCredited(rateOn, register("CONTRIBUTIONS-Q01")),
});

/** Contributions posted by the day on which the account is looked at. */
export const contributionsPosted = provision.amount("contributionsPosted", {
  cites: rsmo("104.1091"),
  means: () => postedThrough(accountOn),
});

/** Contributions with interest, on the day on which the account is looked at. */
export const accountBalance = provision.amount("accountBalance", {
  cites: and(rsmo("104.1091.8(5)"), boardRule("3-16(2)")),
  means: () => sum(contributionsPosted, accountInterest),
});
