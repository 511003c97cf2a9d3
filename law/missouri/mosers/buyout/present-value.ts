/** The present value of a deferred normal annuity, and the buyout that is paid for it (BR 2-20(4)-(9), 3-19(4)-(9)). */
import {
  ageOn,
  all,
  asRate,
  cases,
  count,
  course,
  date,
  dateAtAge,
  dollars,
  firstOfNextMonth,
  fullYears,
  greaterOf,
  ifAny,
  is,
  isAfter,
  isBefore,
  laterOf,
  lesserOf,
  lessThan,
  minus,
  moreThan,
  monthCount,
  months,
  monthsFrom,
  monthsOfAge,
  onOrAfter,
  orElse,
  otherwise,
  percent,
  plusMonths,
  power,
  product,
  rate,
  ratio,
  refusing,
  remainder,
  rounded,
  same,
  sum,
  supposing,
  times,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Age, CalendarDate, Count, Expr, Money, Rate, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision, schedule, setting } from "@emeritus/engine/provision.ts";
import { and, boardRule, published, register } from "../../../sources.ts";
import { assumedReturn } from "../board/assumed-return.ts";
import { deferredFrom, deferredMonthly } from "../contributions/facts.ts";
import { birthDate, firstHired } from "../facts.ts";
import {
  adoptedCola,
  ageReached,
  birthdayReached,
  adoptedReturn,
  estimateDated,
  valuedPlan,
  valuedPlans,
  year2000From,
  year2000Monthly,
} from "./facts.ts";
import { keptPlaces, rateOfDeath } from "./mortality.ts";

const calculation = and(boardRule("2-20(4)-(8)"), boardRule("3-19(4)-(8)"));

/** Assumed cost-of-living adjustment by fiscal year. */
export const assumedCola = schedule("assumedCola", {
  governedBy: "estimateDated",
  cites: and(boardRule("2-20(6)"), published("valuations")),
  values: [
    { from: "2012-07-01", value: percent("2"), mark: "assumed", register: "BUYOUT-Q04" },
    { from: "2019-07-01", value: percent("1.88"), mark: "assumed", register: "BUYOUT-Q04" },
    { from: "2020-07-01", value: percent("1.8"), mark: "assumed", register: "BUYOUT-Q04" },
    { from: "2025-07-01", unknown: true, register: "BUYOUT-Q04" },
  ],
});

/** The rate at which the annuity is discounted: adopted for the fiscal year of the estimate. */
export const discountRate = provision.rate("discountRate", {
  cites: and(boardRule("2-20(5)"), boardRule("3-19(5)")),
  register: "BUYOUT-Q04",
  means: () => orElse(adoptedReturn, assumedReturn.on(estimateDated)),
});

/** The adjustment that is assumed for every year, or after the cap. */
export const colaAssumed = provision.rate("colaAssumed", {
  cites: and(boardRule("2-20(6)"), boardRule("3-19(6)")),
  register: "BUYOUT-Q04",
  means: () => orElse(adoptedCola, assumedCola.on(estimateDated)),
});

/** Who was employed before this day is valued with the least rate up to the cap. */
export const buyoutLeastRateUntil = fixed("buyoutLeastRateUntil", {
  cites: boardRule("2-20(6)"),
  is: date("1997-08-28"),
});
/** Least rate of adjustment that is assumed up to the cap. */
export const buyoutLeastRate = fixed("buyoutLeastRate", { cites: boardRule("2-20(6)"), is: percent("4") });
/** What the adjustments with the least rate add at most. */
export const buyoutCap = fixed("buyoutCap", { cites: boardRule("2-20(6)"), is: percent("65") });

/** The least rate of adjustment assumed up to the cap; zero for the year 2000 plan and for who was employed later. */
export const leastColaAssumed = provision.rate("leastColaAssumed", {
  cites: and(boardRule("2-20(6)"), boardRule("3-19(6)")),
  means: () =>
    cases(
      when(all(is(valuedPlan, "closedPlan"), isBefore(firstHired, buyoutLeastRateUntil)), buyoutLeastRate),
      otherwise(percent("0")),
    ),
});

/** When in its month a payment is made for the value. */
export const paymentTiming = setting("paymentTiming", {
  register: "BUYOUT-Q02",
  readings: ["endOfMonth", "startOfMonth"],
  inForce: "endOfMonth",
  cites: calculation,
});

/** The day to which everything is discounted: the first of the month after the estimate. */
export const valuedOn = provision.date("valuedOn", {
  cites: and(boardRule("2-20(8)"), boardRule("3-19(8)")),
  register: "BUYOUT-Q02",
  means: () => firstOfNextMonth(estimateDated),
});

/** First of the month from which the annuity is valued: when it would be payable, not before the valuation. */
export const valuedFrom = provision.date("valuedFrom", {
  cites: calculation,
  register: "BUYOUT-Q03",
  means: () => laterOf(valuedOn, deferredFrom),
});

/** What an amount due a month later is worth. */
export const monthlyDiscount = provision.rate("monthlyDiscount", {
  cites: and(boardRule("2-20(5)"), boardRule("3-19(5)")),
  register: "BUYOUT-Q07",
  means: () => power(sum(rate("1"), discountRate), rate("-1/12"), keptPlaces),
});

/** The age at which the table of deaths of retirees begins. */
export const leastAgeValued = fixed("leastAgeValued", { cites: published("pubG2010"), is: years(50) });
/** The age at which the table of deaths ends. */
export const lastAge = fixed("lastAge", { cites: published("pubG2010"), is: years(120) });

const ageAt = (on: Expr<CalendarDate>): Expr<Age> => ageOn(birthDate, on);
const monthsSinceBirthday = (on: Expr<CalendarDate>): Expr<Count> =>
  monthCount(remainder(ageAt(on), { size: 12 }));
/** The birthday on or before a day. */
const lastBirthday = (on: Expr<CalendarDate>): Expr<CalendarDate> =>
  dateAtAge(birthDate, monthsOfAge(times(fullYears(ageAt(on)), count(12))));
/** The rate of death of the year of age in which a day lies. */
const dyingOn = (on: Expr<CalendarDate>): Expr<Rate> =>
  supposing(
    [
      [ageReached, fullYears(ageAt(on))],
      [birthdayReached, lastBirthday(on)],
    ],
    rateOfDeath,
  );
/** The part of a year of age that has passed. */
const partOfYear = (on: Expr<CalendarDate>): Expr<Rate> =>
  product(asRate(monthsSinceBirthday(on)), rate("1/12"));
/** Deaths of one month, where those of a year of age are spread evenly over it. */
const deathsOfMonth = (deaths: Expr<Rate>): Expr<Rate> => rounded(product(deaths, rate("1/12")), keptPlaces);

/** Whether a payment falls due at a point of time, a whole number of months after the valuation. */
const isPaidAt = (on: Expr<CalendarDate>): Expr<YesNo> =>
  cases(when(is(paymentTiming, "endOfMonth"), isAfter(on, valuedFrom)), otherwise(onOrAfter(on, valuedFrom)));
/** Whether the next payment is the first of another year of payments. */
const risesAfter = (on: Expr<CalendarDate>): Expr<YesNo> => {
  const next = cases<CalendarDate>(
    when(is(paymentTiming, "endOfMonth"), on),
    otherwise(plusMonths(on, months(1))),
  );
  return all(
    moreThan(monthsFrom(valuedFrom, next), months(0)),
    same(remainder(monthsFrom(valuedFrom, next), { size: 12 }), months(0)),
  );
};
/** An amount a year on: with the least rate up to the cap, or with the assumed rate, whichever is more. */
const risen = (amount: Expr<Rate>): Expr<Rate> =>
  rounded(
    greaterOf(
      lesserOf(product(amount, sum(rate("1"), leastColaAssumed)), sum(rate("1"), buyoutCap)),
      product(amount, sum(rate("1"), colaAssumed)),
    ),
    keptPlaces,
  );

/** The value of a dollar a month, month by month. */
const valueOfADollar = (): Expr<Rate> =>
  course({
    values: {
      alive: { starts: rate("1"), most: rate("1") },
      deathsInMonth: {
        starts: deathsOfMonth(
          ratio(dyingOn(valuedOn), minus(rate("1"), product(dyingOn(valuedOn), partOfYear(valuedOn)))),
        ),
        most: rate("1"),
      },
      discounted: { starts: rate("1"), most: rate("1") },
      adjustedTo: { starts: rate("1"), most: rate("1000000") },
      valueSoFar: { starts: rate("0"), most: rate("1000000") },
    },
    first: valuedOn,
    every: months(1),
    until: dateAtAge(birthDate, lastAge),
    step: (before, on) => {
      const next = plusMonths(on, months(1));
      const left = greaterOf(rate("0"), minus(before.alive, before.deathsInMonth));
      return {
        alive: left,
        deathsInMonth: cases(
          when(same(monthsSinceBirthday(next), count(0)), deathsOfMonth(product(left, dyingOn(next)))),
          otherwise(before.deathsInMonth),
        ),
        discounted: rounded(product(before.discounted, monthlyDiscount), keptPlaces),
        adjustedTo: cases(when(risesAfter(on), risen(before.adjustedTo)), otherwise(before.adjustedTo)),
        valueSoFar: cases(
          when(
            isPaidAt(on),
            sum(
              before.valueSoFar,
              rounded(product(before.alive, before.discounted, before.adjustedTo), keptPlaces),
            ),
          ),
          otherwise(before.valueSoFar),
        ),
      };
    },
    gives: (after) => after.valueSoFar,
  });

/**
 * The present value of one dollar a month for life from the day of valuation: month by month what is left alive, the discount and the
 * adjustments, to age 120. Every factor is kept to fifteen places, so that the value is right far below a cent.
 */
export const annuityFactor = provision.rate("annuityFactor", {
  cites: calculation,
  register: "BUYOUT-Q02",
  means: () =>
    cases(
      when(lessThan(ageAt(valuedOn), leastAgeValued), refusing("tooYoungToValue", calculation)),
      otherwise(valueOfADollar()),
    ),
});

const toCents = toTheCent(register("BUYOUT-Q07"));

/** The present value of the deferred normal annuity. */
export const presentValue = provision.amount("presentValue", {
  cites: calculation,
  register: "BUYOUT-Q03",
  means: () => product(deferredMonthly, annuityFactor),
  rounding: toCents,
});

/** The present value under the year 2000 plan of a member of the closed plan who may elect it, or nothing. */
export const presentValueOfElection = provision.amount("presentValueOfElection", {
  cites: and(boardRule("2-20(9)"), boardRule("3-19(9)")),
  means: () =>
    ifAny(
      year2000Monthly,
      (monthly) =>
        supposing(
          [
            [valuedPlan, valuedPlans.of("year2000Plan")],
            [deferredMonthly, monthly],
            [deferredFrom, year2000From],
          ],
          presentValue,
        ),
      dollars("0.00"),
    ),
});

/** Share of the present value that is paid. */
export const buyoutShare = fixed("buyoutShare", {
  cites: and(boardRule("2-20(4)"), boardRule("3-19(4)")),
  is: percent("60"),
});

/** The buyout: the share of the present value, under the plan that gives more. */
export const buyoutAmount = provision.amount("buyoutAmount", {
  cites: and(boardRule("2-20(4)"), boardRule("2-20(9)"), boardRule("3-19(4)")),
  means: () => product(greaterOf<Money>(presentValue, presentValueOfElection), buyoutShare),
  rounding: toCents,
});
