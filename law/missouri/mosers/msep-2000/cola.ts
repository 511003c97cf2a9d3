/** Cost-of-living adjustment: consumer prices for general employees, the pay of the office for elected members. */
import {
  all,
  atLeast,
  carry,
  cases,
  count,
  dollars,
  laterOf,
  minus,
  months,
  monthsFrom,
  orElse,
  otherwise,
  percent,
  plusMonths,
  product,
  rate,
  remainder,
  rounded,
  same,
  some,
  sum,
  supposing,
  times,
  when,
  years,
  blocks,
  none,
  onOrAfter,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Money, Perhaps, Rate, Span } from "@emeritus/engine/kinds.ts";
import { provision, schedule } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook, published, register, rsmo } from "../../../sources.ts";
import { annuityStartingDate, paymentMonth } from "../facts.ts";
import { priceRates, priceRatesKnownUntil } from "../shared/price-rates.ts";
import { adjustmentLostToWork, lostToWorkOn } from "../shared/stopped-by-work.ts";
import { backDropDate } from "./backdrop.ts";
import { isElected } from "./membership.ts";
import { officePayRise } from "./officials.ts";

/** Rate of the cost-of-living adjustment on an anniversary, by the calendar year in which it falls. */
export const colaRate = schedule("colaRate", {
  governedBy: "paymentMonth",
  cites: and(rsmo("104.1045"), boardRule("3-6")),
  values: priceRates({ computed: "MSEP2000-Q27", entered: "MSEP2000-Q28" }),
  knownUntil: priceRatesKnownUntil,
});

const toCents = toTheCent(register("MSEP2000-Q18"));
const mostAmount = dollars("1000000.00");

/** An amount with the adjustments of the anniversaries from one date on, each on the rounded amount before it. */
const withPriceCola = (
  start: Expr<Money>,
  first: Expr<CalendarDate>,
  until: Expr<CalendarDate>,
): Expr<Money> =>
  carry({
    start,
    first,
    every: years(1),
    until,
    most: mostAmount,
    step: (amount, on) =>
      cases(
        when(lostToWorkOn(on), amount),
        otherwise(rounded(product(amount, sum(rate("1"), colaRate.on(on))), toCents)),
      ),
  });

/** An amount with every rise of the pay of the office from one first of a month on. */
const withPayCola = (start: Expr<Money>, first: Expr<CalendarDate>, until: Expr<CalendarDate>): Expr<Money> =>
  carry({
    start,
    first,
    every: months(1),
    until,
    most: mostAmount,
    step: (amount, on) =>
      cases(
        when(lostToWorkOn(on), amount),
        otherwise(rounded(product(amount, supposing([[paymentMonth, on]], officePayRise)), toCents)),
      ),
  });

/** The date whose anniversaries bring the adjustments: the annuity starting date, or the BackDROP date. */
export const colaBase = provision.date("colaBase", {
  cites: and(rsmo("104.1045.1"), published("colaPage")),
  means: () => orElse(backDropDate, annuityStartingDate),
});

/** First of the month of the first adjustment: twelve months after the annuity starting date, or after the BackDROP date. */
export const firstColaOn = provision.date("firstColaOn", {
  cites: and(rsmo("104.1045.1"), handbook(20)),
  means: () => plusMonths(colaBase, years(1)),
});

/** The first anniversary, from the first adjustment on, that is after the payment month. */
export const nextAnniversary = provision.date("nextAnniversary", {
  cites: rsmo("104.1045.1"),
  means: () =>
    laterOf(
      firstColaOn,
      plusMonths(
        colaBase,
        times<Span>(years(1), sum(blocks(monthsFrom(colaBase, paymentMonth), { size: 12 }), count(1))),
      ),
    ),
});

/** An amount at the annuity starting date with consumer-price adjustments until the payment month. */
export const withPriceColaFromStart = (start: Expr<Money>): Expr<Money> =>
  withPriceCola(start, firstColaOn, paymentMonth);

/** An amount at the annuity starting date with all adjustments of the member's class until the payment month. */
export const withColaFromStart = (start: Expr<Money>): Expr<Money> =>
  cases(
    when(isElected, withPayCola(start, plusMonths(annuityStartingDate, months(1)), paymentMonth)),
    otherwise(withPriceColaFromStart(start)),
  );

/** An amount that takes over after the payment of a month, with the adjustments that fall due after it until the payment month. */
export const withColaAfter = (start: Expr<Money>, month: Expr<CalendarDate>): Expr<Money> =>
  cases(
    when(isElected, withPayCola(start, plusMonths(month, months(1)), paymentMonth)),
    otherwise(withPriceCola(start, supposing([[paymentMonth, month]], nextAnniversary), paymentMonth)),
  );

/** An amount paid from a first of a month on, with adjustments on the anniversaries of that month. */
export const withColaSince = (start: Expr<Money>, from: Expr<CalendarDate>): Expr<Money> =>
  cases(
    when(isElected, withPayCola(start, plusMonths(from, months(1)), paymentMonth)),
    otherwise(withPriceCola(start, plusMonths(from, years(1)), paymentMonth)),
  );

/** Rate of the adjustment that first shows in the payment of the month; zero in a month without one. */
export const colaInForce = provision.rate("colaInForce", {
  cites: and(rsmo("104.1045"), rsmo("104.1084"), handbook("20, 26")),
  register: "MSEP2000-Q29",
  means: () =>
    cases(
      when(adjustmentLostToWork, percent("0")),
      when(isElected, payColaOfMonth()),
      when(
        all(
          onOrAfter(paymentMonth, firstColaOn),
          same(remainder(monthsFrom(colaBase, paymentMonth), { size: 12 }), months(0)),
        ),
        colaRate.on(paymentMonth),
      ),
      otherwise(percent("0")),
    ),
});

const payColaOfMonth = (): Expr<Rate> =>
  cases(
    when(atLeast(monthsFrom(annuityStartingDate, paymentMonth), months(1)), minus(officePayRise, rate("1"))),
    otherwise(percent("0")),
  );

/** First of the next month in which an adjustment falls due; elected members have none that is known beforehand. */
export const nextColaMonth = provision.perhaps.date("nextColaMonth", {
  cites: rsmo("104.1045.1"),
  means: () => cases(when(isElected, none as Expr<Perhaps<CalendarDate>>), otherwise(some(nextAnniversary))),
});
