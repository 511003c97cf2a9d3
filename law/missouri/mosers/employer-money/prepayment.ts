/** Prepaying a fiscal year's contributions: when, how much, and what is settled at its end (BR 2-21, 4-11). */
import {
  any,
  asRate,
  cases,
  choices,
  countOver,
  dayCount,
  days,
  daysFrom,
  dollars,
  greaterOf,
  is,
  isAfter,
  minus,
  minusDays,
  monthCount,
  months,
  monthsFrom,
  not,
  otherwise,
  plusDays,
  plusMonths,
  power,
  product,
  rate,
  ratio,
  same,
  sum,
  sumOver,
  times,
  when,
} from "@emeritus/engine/expr.ts";
import { toPlaces, toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Rate } from "@emeritus/engine/kinds.ts";
import { fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, boardRule, register } from "../../../sources.ts";
import {
  actualPayroll,
  assumedPayroll,
  componentsPrepaid,
  fiscalYearBegins,
  normalCostRate,
  payDays,
  payPeriods,
  prepaidBefore,
  prepaidOn,
  prepaymentReturn,
  prepaymentTold,
  unfundedRate,
} from "./facts.ts";
import { certifiedRate } from "./rates.ts";

const amount = and(boardRule("2-21(2)"), boardRule("4-11(2)"));
const timing = and(boardRule("2-21(3)"), boardRule("4-11(3)"));
const settling = and(boardRule("2-21(4)"), boardRule("4-11(4)"));
const toCents = toTheCent(register("EMPLOYER-Q01"));

/** Days before the prepayment by which the department tells the system. */
export const prepaymentNotice = fixed("prepaymentNotice", { cites: timing, is: days(30) });
/** The last day on which the department may tell the system. */
export const prepaymentToldBy = provision.date("prepaymentToldBy", {
  cites: timing,
  means: () => minusDays(prepaidOn, prepaymentNotice),
});

/** Days after 1 July of the first day of prepayment, 15 July. */
export const firstPrepayment = fixed("firstPrepayment", { cites: timing, is: days(14) });
/** Months after 1 July of the second day of prepayment, 1 September. */
export const secondPrepayment = fixed("secondPrepayment", { cites: timing, is: months(2) });
/** Months after 1 July of the third day of prepayment, 1 November. */
export const thirdPrepayment = fixed("thirdPrepayment", { cites: timing, is: months(4) });

/** Whether a prepayment is accepted, or why not. */
export const prepaymentStandings = choices(
  "prepaymentAccepted",
  "notAPrepaymentDay",
  "toldTooLate",
  "prepaidAlready",
);
/** Whether the department's election to prepay is accepted: the first reason against it decides. */
export const prepaymentStanding = provision.choice("prepaymentStanding", prepaymentStandings, {
  cites: timing,
  register: "EMPLOYER-Q03",
  means: () =>
    cases(
      when(
        not(
          any(
            same(prepaidOn, plusDays(fiscalYearBegins, firstPrepayment)),
            same(prepaidOn, plusMonths(fiscalYearBegins, secondPrepayment)),
            same(prepaidOn, plusMonths(fiscalYearBegins, thirdPrepayment)),
          ),
        ),
        prepaymentStandings.of("notAPrepaymentDay"),
      ),
      when(isAfter(prepaymentTold, prepaymentToldBy), prepaymentStandings.of("toldTooLate")),
      when(prepaidBefore, prepaymentStandings.of("prepaidAlready")),
      otherwise(prepaymentStandings.of("prepaymentAccepted")),
    ),
});

/** How the time from prepayment to a pay day is counted. */
export const prepaymentTime = setting("prepaymentTime", {
  register: "EMPLOYER-Q02",
  readings: ["daysOf365", "wholeMonths"],
  inForce: "daysOf365",
  cites: amount,
});

const yearsUntil = (dueOn: Expr<CalendarDate>): Expr<Rate> =>
  cases(
    when(
      is(prepaymentTime, "daysOf365"),
      product(asRate(dayCount(daysFrom(prepaidOn, dueOn))), rate("1/365")),
    ),
    otherwise(product(asRate(monthCount(monthsFrom(prepaidOn, dueOn))), rate("1/12"))),
  );

/** The rate that is prepaid: one component of the certified rate, or both. */
export const prepaidRate = provision.rate("prepaidRate", {
  cites: amount,
  means: () =>
    cases<Rate>(
      when(is(componentsPrepaid, "bothComponents"), certifiedRate),
      when(is(componentsPrepaid, "normalCostOnly"), normalCostRate),
      otherwise(unfundedRate),
    ),
});

/** What the valuation expects of one pay period: an equal part of the year. Not rounded. */
export const expectedOfPeriod = provision.amount("expectedOfPeriod", {
  cites: amount,
  register: "EMPLOYER-Q02",
  means: () => product(assumedPayroll, prepaidRate, ratio(rate("1"), asRate(payPeriods))),
});

/** Pay days that a prepayment covers: those after it. */
export const periodsCovered = provision.count("periodsCovered", {
  cites: amount,
  means: () => countOver(payDays, (each) => isAfter(each.dueOn, prepaidOn)),
});

/** What the valuation expects of the pay days covered. */
export const expectedContributions = provision.amount("expectedContributions", {
  cites: amount,
  means: () => times(expectedOfPeriod, periodsCovered),
  rounding: toCents,
});

/** The prepayment: the present value of the expected payments on the day it is made. */
export const prepayment = provision.amount("prepayment", {
  cites: amount,
  register: "EMPLOYER-Q02",
  means: () =>
    product(
      expectedOfPeriod,
      sumOver(
        payDays,
        (each) =>
          power(
            sum(rate("1"), prepaymentReturn),
            minus(rate("0"), yearsUntil(each.dueOn)),
            toPlaces(15, register("EMPLOYER-Q01")),
          ),
        (each) => isAfter(each.dueOn, prepaidOn),
      ),
    ),
  rounding: toCents,
});

/** The credit for paying early: expected contributions less the prepayment. */
export const prepaymentCredit = provision.amount("prepaymentCredit", {
  cites: amount,
  means: () => minus(expectedContributions, prepayment),
});

/** What was finally due, on the pay as it turned out. */
export const finallyDue = provision.amount("finallyDue", {
  cites: amount,
  means: () => product(actualPayroll, prepaidRate),
  rounding: toCents,
});

/** What the department still pays, as soon as practicable after notice. */
export const stillToPay = provision.amount("stillToPay", {
  cites: settling,
  register: "EMPLOYER-Q02",
  means: () => greaterOf(dollars("0.00"), minus(finallyDue, sum(prepayment, prepaymentCredit))),
});

/** What is credited against later contributions. */
export const creditCarried = provision.amount("creditCarried", {
  cites: settling,
  register: "EMPLOYER-Q02",
  means: () => greaterOf(dollars("0.00"), minus(sum(prepayment, prepaymentCredit), finallyDue)),
});
