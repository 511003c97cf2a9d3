/** What bought service costs, and when it is paid and credited (RSMo 104.344, 104.1021.6, 105.691; BR 2-17, 3-15). */
import {
  all,
  atLeast,
  atMost,
  cases,
  cents,
  count,
  dayCount,
  daysFrom,
  firstMonthWhen,
  greaterOf,
  ifAny,
  inYears,
  is,
  minus,
  monthCount,
  months,
  monthsFrom,
  onOrBefore,
  otherwise,
  plusMonths,
  product,
  ratio,
  refusing,
  rounded,
  sum,
  sumOver,
  times,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Money, Rate } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook, published, register, rsmo } from "../../../sources.ts";
import { assumedReturn } from "../board/assumed-return.ts";
import { annuityStartingDate, firstHired } from "../facts.ts";
import {
  addedMonthly,
  certifiedEmployerRate,
  certifiedFullCost,
  payoffOn,
  purchaseApplied,
  purchaseElected,
  purchaseKind,
  purchasePayments,
  startingPay,
} from "./facts.ts";
import { purchaseStanding, serviceAtReducedCost, serviceToBuy } from "./standing.ts";

const cost = and(rsmo("104.344"), rsmo("104.1021"), rsmo("287.856.1"), published("bill401"));

/** How long a member has to pay, from the day of the election. */
export const timeToPay = fixed("timeToPay", { cites: cost, register: "PURCHASES-Q03", is: months(24) });

/** The yearly rate of simple interest: the assumed return of the fiscal year in which the application is dated. */
export const purchaseRate = provision.rate("purchaseRate", {
  cites: and(boardRule("2-17"), boardRule("3-15"), boardRule("4-7")),
  register: "PURCHASES-Q02",
  means: () => assumedReturn.on(purchaseApplied),
});

/** Days between two dates as a part of a year of 365. */
const yearsOfDays = (from: Expr<CalendarDate>, to: Expr<CalendarDate>): Expr<Rate> =>
  ratio(dayCount(daysFrom(from, to)), count(365));

/** The reduced cost before interest: starting pay by the employer rate of the first day by the years bought. */
export const costBeforeInterest = provision.amount("costBeforeInterest", {
  cites: cost,
  register: "PURCHASES-Q01",
  means: () =>
    ifAny(
      certifiedEmployerRate,
      (rate) => product(startingPay, rate, inYears(serviceAtReducedCost)),
      refusing("employerRateNotCertified", register("PURCHASES-Q01"), { firstHired }),
    ),
  rounding: toTheCent(register("PURCHASES-Q02")),
});

/** The reduced cost on the day of the election, with simple interest since the first day of covered employment. */
export const reducedCost = provision.amount("reducedCost", {
  cites: and(cost, boardRule("2-17"), boardRule("3-15")),
  register: "PURCHASES-Q02",
  means: () =>
    sum(
      costBeforeInterest,
      product(costBeforeInterest, purchaseRate, yearsOfDays(firstHired, purchaseElected)),
    ),
  rounding: toTheCent(register("PURCHASES-Q02")),
});

/** The cost of the purchase on the day of the election; the full actuarial cost is the one that the actuary certifies. */
export const purchaseCost = provision.amount("purchaseCost", {
  cites: and(cost, rsmo("105.691")),
  register: "PURCHASES-Q07",
  means: () =>
    cases(
      when(
        is(purchaseStanding, "purchaseOpen"),
        cases(
          when(
            is(purchaseKind, "publicEmploymentAtFullCost"),
            ifAny(
              certifiedFullCost,
              (full) => full,
              refusing("fullCostNotCertified", register("PURCHASES-Q07"), { serviceToBuy }),
            ),
          ),
          otherwise(reducedCost),
        ),
      ),
      otherwise(refusing("purchaseNotOpen", handbook("14-15"), { purchaseStanding })),
    ),
});

/** The last day on which a purchase may be paid. */
export const purchaseDue = provision.date("purchaseDue", {
  cites: cost,
  register: "PURCHASES-Q03",
  means: () => plusMonths(purchaseElected, timeToPay),
});

/** What has been paid by a day. */
export const purchasePaid = provision.amount("purchasePaid", {
  cites: cost,
  means: () =>
    sumOver(
      purchasePayments,
      (row) => row.paid,
      (row) => onOrBefore(row.paidOn, payoffOn),
    ),
});

/** Simple interest on an amount between two days, to the cent. */
const simpleInterest = (amount: Expr<Money>, from: Expr<CalendarDate>): Expr<Money> =>
  rounded(product(amount, purchaseRate, yearsOfDays(from, payoffOn)), toTheCent(register("PURCHASES-Q03")));

/** Simple interest on what was unpaid, from the election to a day: each payment lowers it from its day on. */
export const purchaseInterest = provision.amount("purchaseInterest", {
  cites: and(cost, boardRule("2-17"), boardRule("3-15")),
  register: "PURCHASES-Q03",
  means: () =>
    minus(
      simpleInterest(purchaseCost, purchaseElected),
      sumOver(
        purchasePayments,
        (row) => simpleInterest(row.paid, row.paidOn),
        (row) => onOrBefore(row.paidOn, payoffOn),
      ),
    ),
});

/** What is still owed on a day. */
export const purchaseBalance = provision.amount("purchaseBalance", {
  cites: cost,
  register: "PURCHASES-Q03",
  means: () => greaterOf(cents(0), minus(sum(purchaseCost, purchaseInterest), purchasePaid)),
});

/** The service that the purchase gives: all of it once the last payment is in, in time, and none before. */
export const boughtService = provision.service("boughtService", {
  cites: and(boardRule("2-1(2)"), boardRule("3-1(2)"), boardRule("4-1(2)")),
  register: "PURCHASES-Q03",
  means: () =>
    cases(
      when(all(atMost(purchaseBalance, cents(0)), onOrBefore(payoffOn, purchaseDue)), serviceToBuy),
      otherwise(months(0)),
    ),
});

/** The month whose payment brings what the bought service adds, without adjustments, to as much as it cost; never within sixty years. */
export const purchasePaidBackIn = provision.perhaps.date("purchasePaidBackIn", {
  cites: handbook(9),
  register: "PURCHASES-Q08",
  means: () =>
    firstMonthWhen({
      from: annuityStartingDate,
      until: plusMonths(annuityStartingDate, years(60)),
      steady: true,
      holds: (month) =>
        atLeast(
          times(addedMonthly, sum(monthCount(monthsFrom(annuityStartingDate, month)), count(1))),
          purchaseCost,
        ),
    }),
});
