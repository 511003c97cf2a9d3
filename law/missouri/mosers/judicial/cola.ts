/** Cost-of-living adjustment of judges: consumer prices, with a floor and a cap for who was employed before 28 August 1997 (RSMo 476.601). */
import {
  blocks,
  carry,
  cases,
  count,
  date,
  dollars,
  greaterOf,
  is,
  isBefore,
  lesserOf,
  monthsFrom,
  otherwise,
  percent,
  plusMonths,
  product,
  rate,
  rounded,
  sum,
  times,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { downToTheCent, toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Money, Rate, Span } from "@emeritus/engine/kinds.ts";
import { fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, boardRule, register, rsmo } from "../../../sources.ts";
import { annuityStartingDate, firstHired, paymentMonth } from "../facts.ts";
import { colaRate } from "../msep-2000/cola.ts";
import { firstBecameJudge } from "./facts.ts";

/** Who was employed before this day has a least rate until a cap. */
export const leastRateUntil = fixed("leastRateUntil", { cites: rsmo("476.601.1"), is: date("1997-08-28") });
/** The least rate of adjustment of who has one. */
export const leastRate = fixed("leastRate", { cites: rsmo("476.601.1"), is: percent("4") });
/** What all adjustments with the least rate may add to the first amount. */
export const adjustmentCap = fixed("adjustmentCap", { cites: rsmo("476.601.1"), is: percent("65") });

/** Which first day decides the track: of any covered employment, or of judicial office. */
export const adjustmentTrackBy = setting("adjustmentTrackBy", {
  register: "JUDICIAL-Q10",
  readings: ["coveredEmployment", "judicialOffice"],
  inForce: "coveredEmployment",
  cites: rsmo("476.601.1"),
});

/** The least rate of adjustment until the cap is reached; zero for who was first employed later. */
export const leastAdjustment = provision.rate("leastAdjustment", {
  cites: rsmo("476.601.1"),
  register: "JUDICIAL-Q10",
  means: () =>
    cases(
      when(
        isBefore(
          cases(when(is(adjustmentTrackBy, "coveredEmployment"), firstHired), otherwise(firstBecameJudge)),
          leastRateUntil,
        ),
        leastRate,
      ),
      otherwise(percent("0")),
    ),
});

const toCents = toTheCent(register("JUDICIAL-Q09"));

/** An amount one year on: with the least rate up to the cap, or with consumer prices, whichever is more. */
const adjusted = (amount: Expr<Money>, initial: Expr<Money>, on: Expr<CalendarDate>): Expr<Money> => {
  const raisedBy = (by: Expr<Rate>): Expr<Money> => rounded(product(amount, sum(rate("1"), by)), toCents);
  return greaterOf(
    lesserOf(
      raisedBy(leastAdjustment),
      rounded(product(initial, sum(rate("1"), adjustmentCap)), downToTheCent(register("JUDICIAL-Q11"))),
    ),
    raisedBy(colaRate.on(on)),
  );
};

/** An amount with the adjustments from a first anniversary until the payment month; `initial` is what the cap is measured on. */
export const withAdjustments = (
  start: Expr<Money>,
  initial: Expr<Money>,
  first: Expr<CalendarDate>,
): Expr<Money> =>
  carry({
    start,
    first,
    every: years(1),
    until: paymentMonth,
    most: dollars("1000000.00"),
    step: (amount, on) => adjusted(amount, initial, on),
  });

/** The first anniversary of the annuity starting date after the payment month. */
export const nextAnniversary = provision.date("nextAnniversary", {
  cites: rsmo("476.601.1"),
  register: "JUDICIAL-Q11",
  means: () =>
    plusMonths(
      annuityStartingDate,
      times<Span>(
        years(1),
        sum(blocks(monthsFrom(annuityStartingDate, paymentMonth), { size: 12 }), count(1)),
      ),
    ),
});

/** The cost-of-living adjustments that begin a year after the annuity starting date. */
export const withAdjustmentsFromStart = (start: Expr<Money>): Expr<Money> =>
  withAdjustments(start, start, plusMonths(annuityStartingDate, years(1)));

/** What the sources say of judges' adjustments. */
export const adjustmentsCite = and(rsmo("476.601"), boardRule("4-5"));
