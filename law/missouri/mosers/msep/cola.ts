/** The yearly increase of the closed plan: at least 4 % up to a cap for older members, consumer prices, or the pay of the office (RSMo 104.415). */
import {
  all,
  atLeast,
  carry,
  cases,
  choices,
  date,
  dollars,
  greaterOf,
  is,
  isBefore,
  lesserOf,
  minus,
  months,
  monthsFrom,
  none,
  onOrAfter,
  otherwise,
  percent,
  plusMonths,
  product,
  rate,
  ratio,
  remainder,
  rounded,
  same,
  some,
  sum,
  supposing,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { exact, toTheCent, type Rounding } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Money, Perhaps, Rate } from "@emeritus/engine/kinds.ts";
import { fixed, provision, schedule } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook, register, rsmo } from "../../../sources.ts";
import { annuityStartingDate, firstHired, paymentMonth } from "../facts.ts";
import { colaBase, firstColaOn, nextAnniversary } from "../msep-2000/cola.ts";
import { officialMonthlyPay } from "../msep-2000/officials.ts";
import { computedRate, priceRates, priceRatesKnownUntil } from "../shared/price-rates.ts";
import { adjustmentLostToWork, lostToWorkOn } from "../shared/stopped-by-work.ts";
import { hasTwelveYears } from "./base-benefit.ts";

const rateRegister = { computed: "MSEP-Q23", entered: "MSEP-Q23" };

/** 80 % of the increase of consumer prices, at most 5 %, by the calendar year of the anniversary. */
export const colaRate = schedule("colaRate", {
  governedBy: "paymentMonth",
  cites: and(rsmo("104.415.1-2"), boardRule("2-6")),
  values: [
    { from: "1957-09-01", unknown: true, register: "MSEP-Q23" },
    computedRate("1998-01-01", "1.835", rateRegister),
    computedRate("1999-01-01", "1.246", rateRegister),
    ...priceRates(rateRegister),
  ],
  knownUntil: priceRatesKnownUntil,
});

/** First day from which a newly employed member has no least increase. */
export const floorEnds = fixed("floorEnds", {
  cites: and(rsmo("104.415.1-2"), handbook("20, 26")),
  is: date("1997-08-28"),
});

/** The least yearly increase of members employed before, until their cap. */
export const leastIncrease = fixed("leastIncrease", { cites: rsmo("104.415.1"), is: percent("4") });

/** All increases of that kind together, as a share of the benefit at retirement. */
export const increaseCap = fixed("increaseCap", { cites: rsmo("104.415.1"), is: percent("65") });

/** The ways in which an annuity of the closed plan rises. */
export const colaTracks = choices("leastFourPercent", "consumerPriceIndex", "payOfOffice");

/** How the member's annuity rises: by the day of first employment, or with the pay of the office after twelve years in it. */
export const colaTrack = provision.choice("colaTrack", colaTracks, {
  cites: and(rsmo("104.415.1-2"), handbook("18, 20, 22, 26")),
  register: "MSEP-Q24",
  means: () =>
    cases(
      when(hasTwelveYears, colaTracks.of("payOfOffice")),
      when(isBefore(firstHired, floorEnds), colaTracks.of("leastFourPercent")),
      otherwise(colaTracks.of("consumerPriceIndex")),
    ),
});

const toCents = toTheCent(register("MSEP-Q18"));
const downToTheCent: Rounding = { mode: "down", step: exact(1n), authority: register("MSEP-Q25") };
const mostAmount = dollars("1000000.00");

/** What an amount may rise to with least increases: 65 % more than at first, in whole cents that are not more. */
export const cappedAt = (initial: Expr<Money>): Expr<Money> =>
  rounded(product(initial, sum(rate("1"), increaseCap)), downToTheCent);

const raised = (amount: Expr<Money>, of: Expr<Money>, by: Expr<Rate>): Expr<Money> =>
  sum(amount, rounded(product(of, by), toCents));

/** A run of yearly increases: what it begins with, its days, and the cap of least increases. */
export interface YearlyIncreases {
  readonly start: Expr<Money>;
  readonly cap: Expr<Money>;
  readonly first: Expr<CalendarDate>;
  readonly until: Expr<CalendarDate>;
  /** The amount of which an increase is a share; without it, the amount before the increase. */
  readonly of?: (amount: Expr<Money>) => Expr<Money>;
}

/**
 * An amount with the yearly increases of the member's kind: by consumer prices; for members employed before 28 August 1997 by at least
 * 4 % up to the cap, or by prices where that gives more. Past the cap prices alone give more.
 */
export const withYearlyIncreases = ({
  start,
  cap,
  first,
  until,
  of = (amount) => amount,
}: YearlyIncreases): Expr<Money> =>
  carry({
    start,
    first,
    every: years(1),
    until,
    most: mostAmount,
    step: (amount, on) =>
      cases(
        when(lostToWorkOn(on), amount),
        when(
          is(colaTrack, "leastFourPercent"),
          greaterOf(
            lesserOf(raised(amount, of(amount), leastIncrease), cap),
            raised(amount, of(amount), colaRate.on(on)),
          ),
        ),
        otherwise(raised(amount, of(amount), colaRate.on(on))),
      ),
  });

/** Monthly pay of the highest office in a month. */
const payOfOfficeOn = (on: Expr<CalendarDate>): Expr<Money> =>
  supposing([[annuityStartingDate, on]], officialMonthlyPay);

/** An amount that follows the pay of the highest office from a month on; a cut of the pay does not lower it. */
export const withPayOfOffice = (start: Expr<Money>, since: Expr<CalendarDate>): Expr<Money> =>
  carry({
    start,
    first: since,
    every: months(1),
    until: paymentMonth,
    most: mostAmount,
    step: (amount, on) =>
      greaterOf(amount, rounded(product(start, ratio(payOfOfficeOn(on), payOfOfficeOn(since))), toCents)),
  });

/** First of the next month in which an increase falls due; one that follows the pay of an office is not known beforehand. */
export const nextColaMonth = provision.perhaps.date("nextColaMonth", {
  cites: and(rsmo("104.415"), handbook("20, 26")),
  means: () =>
    cases(
      when(is(colaTrack, "payOfOffice"), none as Expr<Perhaps<CalendarDate>>),
      otherwise(some(nextAnniversary)),
    ),
});

/** Rate of the yearly increase that first shows in the payment of the month, before any cap; zero in a month without one. */
export const colaInForce = provision.rate("colaInForce", {
  cites: and(rsmo("104.415"), handbook("20, 26")),
  register: "MSEP-Q24",
  means: () =>
    cases<Rate>(
      when(
        is(colaTrack, "payOfOffice"),
        cases<Rate>(
          when(
            atLeast(monthsFrom(annuityStartingDate, paymentMonth), months(1)),
            minus(
              greaterOf(
                rate("1"),
                ratio(payOfOfficeOn(paymentMonth), payOfOfficeOn(plusMonths(paymentMonth, months(-1)))),
              ),
              rate("1"),
            ),
          ),
          otherwise(percent("0")),
        ),
      ),
      when(adjustmentLostToWork, percent("0")),
      when(
        all(
          onOrAfter(paymentMonth, firstColaOn),
          same(remainder(monthsFrom(colaBase, paymentMonth), { size: 12 }), months(0)),
        ),
        cases<Rate>(
          when(is(colaTrack, "leastFourPercent"), greaterOf(leastIncrease, colaRate.on(paymentMonth))),
          otherwise(colaRate.on(paymentMonth)),
        ),
      ),
      otherwise(percent("0")),
    ),
});
