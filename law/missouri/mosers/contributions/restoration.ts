/** Service that comes back: a refund returned with interest (BR 3-16(1), 4-8(1)), and the second account of a retiree who works again. */
import {
  all,
  atLeast,
  carry,
  cases,
  cents,
  count,
  dateAtAge,
  dayAfter,
  dayCount,
  daysFrom,
  dollars,
  fullYears,
  lessThan,
  months,
  monthsFrom,
  onOrAfter,
  onOrBefore,
  otherwise,
  plusMonths,
  product,
  rate,
  ratio,
  rounded,
  sum,
  times,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Span } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook, published, register, rsmo } from "../../../sources.ts";
import { assumedReturn } from "../board/assumed-return.ts";
import {
  amountRefunded,
  amountReturned,
  backSince,
  reemployedOn,
  reemploymentEnded,
  refundedOn,
  restorationElected,
  returnedOn,
  secondAccount,
} from "./facts.ts";

/** How long a member must be back at work before a refund may be returned. */
export const workBeforeRestoration = fixed("workBeforeRestoration", {
  cites: and(handbook(16), published("fiveYearVesting")),
  is: months(12),
});
/** How long the member has to return it, from the day of the election. */
export const timeToRestore = fixed("timeToRestore", { cites: boardRule("3-16(1)"), is: months(24) });

/** The first day on which the member may elect to return a refund. */
export const restorationOpens = provision.date("restorationOpens", {
  cites: and(handbook(16), rsmo("104.1091.8(6)"), published("fiveYearVesting")),
  register: "CONTRIBUTIONS-Q07",
  means: () => dateAtAge(backSince, workBeforeRestoration),
});

/** The last day on which the refund and its interest may be returned. */
export const restorationDue = provision.date("restorationDue", {
  cites: and(boardRule("3-16(1)"), boardRule("4-8(1)")),
  means: () => plusMonths(restorationElected, timeToRestore),
});

/** The rate charged: the assumed return in force on the day of the election. */
export const restorationRate = provision.rate("restorationRate", {
  cites: and(boardRule("3-15"), boardRule("3-16(1)"), boardRule("4-7"), boardRule("4-8(1)")),
  register: "CONTRIBUTIONS-Q06",
  means: () => assumedReturn.on(restorationElected),
});

/** The refund with interest of every full year since it was paid, compounded annually. */
export const refundCompounded = provision.amount("refundCompounded", {
  cites: and(boardRule("3-16(1)"), boardRule("4-8(1)")),
  means: () =>
    carry({
      start: amountRefunded,
      first: plusMonths(refundedOn, years(1)),
      every: years(1),
      until: returnedOn,
      most: dollars("100000000.00"),
      step: (amount) =>
        rounded(product(amount, sum(rate("1"), restorationRate)), toTheCent(register("CONTRIBUTIONS-Q08"))),
    }),
});

/** The last anniversary of the refund before it is returned. */
export const lastAnniversaryOfRefund = provision.date("lastAnniversaryOfRefund", {
  cites: boardRule("3-16(1)"),
  means: () => plusMonths(refundedOn, times<Span>(years(1), fullYears(monthsFrom(refundedOn, returnedOn)))),
});

/** What must be returned on a day: the refund compounded, and simple interest for the days since the last anniversary. */
export const restorationCost = provision.amount("restorationCost", {
  cites: and(boardRule("3-16(1)"), boardRule("4-8(1)")),
  register: "CONTRIBUTIONS-Q08",
  means: () =>
    sum(
      refundCompounded,
      product(
        refundCompounded,
        restorationRate,
        ratio(dayCount(daysFrom(lastAnniversaryOfRefund, returnedOn)), count(365)),
      ),
    ),
  rounding: toTheCent(register("CONTRIBUTIONS-Q08")),
});

/** Whether the service is restored: elected after a year back at work, and the whole cost returned in time. */
export const serviceRestored = provision.condition("serviceRestored", {
  cites: and(boardRule("3-16(1)"), boardRule("4-8(1)")),
  register: "CONTRIBUTIONS-Q07",
  means: () =>
    all(
      onOrAfter(restorationElected, restorationOpens),
      onOrBefore(returnedOn, restorationDue),
      atLeast(amountReturned, restorationCost),
    ),
});

/** How long a retiree must work again to earn more. */
export const workForSecondAnnuity = fixed("workForSecondAnnuity", { cites: handbook(33), is: years(1) });

/** What is refunded of the second account of a retiree who works again: all of it after less than a year. */
export const secondAccountRefund = provision.amount("secondAccountRefund", {
  cites: and(handbook(33), rsmo("104.1039")),
  register: "CONTRIBUTIONS-Q11",
  means: () =>
    cases(
      when(
        lessThan(monthsFrom(reemployedOn, dayAfter(reemploymentEnded)), workForSecondAnnuity),
        secondAccount,
      ),
      otherwise(cents(0)),
    ),
});
