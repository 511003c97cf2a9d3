/** A refund now, or an annuity later: when waiting has paid as much (RSMo 104.1091.8; a help for the member, no right). */
import {
  atLeast,
  carry,
  count,
  dollars,
  firstMonthWhen,
  monthCount,
  monthsFrom,
  plusMonths,
  product,
  rate,
  rounded,
  sum,
  times,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { handbook, register } from "../../../sources.ts";
import { accountBalance } from "./account.ts";
import { accountOn, deferredFrom, deferredMonthly, ownReturn } from "./facts.ts";

/** How far the comparison looks. */
export const comparisonYears = fixed("comparisonYears", {
  cites: register("CONTRIBUTIONS-Q12"),
  register: "CONTRIBUTIONS-Q12",
  is: years(60),
});

/** What the refund would be worth when the annuity would begin, each full year at the member's own return. */
export const refundGrown = provision.amount("refundGrown", {
  cites: handbook(16),
  register: "CONTRIBUTIONS-Q12",
  means: () =>
    carry({
      start: accountBalance,
      first: plusMonths(accountOn, years(1)),
      every: years(1),
      until: deferredFrom,
      most: dollars("1000000000000.00"),
      step: (amount) =>
        rounded(product(amount, sum(rate("1"), ownReturn)), toTheCent(register("CONTRIBUTIONS-Q12"))),
    }),
});

/** The month whose payment brings the waiting annuity, without adjustments, to as much as the refund would be worth; never within sixty years. */
export const waitingPaysMoreFrom = provision.perhaps.date("waitingPaysMoreFrom", {
  cites: handbook(16),
  register: "CONTRIBUTIONS-Q12",
  means: () =>
    firstMonthWhen({
      from: deferredFrom,
      until: plusMonths(deferredFrom, comparisonYears),
      steady: true,
      holds: (month) =>
        atLeast(
          times(deferredMonthly, sum(monthCount(monthsFrom(deferredFrom, month)), count(1))),
          refundGrown,
        ),
    }),
});
