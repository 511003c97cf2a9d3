/** Retirement without a bona fide termination: it is void, and everything paid comes back with interest (BR 4-9, 4-10; 9-2 for the general plans). */
import {
  all,
  cases,
  days,
  ifAny,
  inYears,
  is,
  isAfter,
  monthsFrom,
  not,
  onOrBefore,
  otherwise,
  plusDays,
  product,
  rounded,
  sum,
  sumOver,
  when,
  yes,
  carry,
  dollars,
  plusMonths,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import { fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, boardRule, register, rsmo } from "../../../sources.ts";
import { assumedReturn } from "../board/assumed-return.ts";
import { annuityStartingDate } from "../facts.ts";
import { employmentEnded, endedOn, paymentsInError, repaidIn, workArranged, workedAgainOn } from "./facts.ts";

const rule = and(boardRule("4-9(3)"), boardRule("4-10(3)"), rsmo("104.1039"));
const breach = and(boardRule("4-9(5)"), boardRule("4-10(5)"));

/** Days after employment ended in which no work for a covered employer may begin. */
export const daysWithoutWork = fixed("daysWithoutWork", { cites: rule, is: days(30) });

/** Whether employment ended in good faith: completely, with nothing arranged, and no work for thirty days. */
export const endedInGoodFaith = provision.condition("endedInGoodFaith", {
  cites: rule,
  register: "OVERPAYMENT-Q04",
  means: () =>
    all(
      employmentEnded,
      not(workArranged),
      ifAny(workedAgainOn, (again) => isAfter(again, plusDays(endedOn, daysWithoutWork)), yes),
    ),
});

/** How interest on what comes back is counted. */
export const repaymentInterest = setting("repaymentInterest", {
  register: "OVERPAYMENT-Q05",
  readings: ["simpleByMonths", "compoundedAnnually"],
  inForce: "simpleByMonths",
  cites: boardRule("4-9(5)"),
});

/** The rate: the assumed return in force on the retirement date. */
export const repaymentRate = provision.rate("repaymentRate", {
  cites: breach,
  register: "OVERPAYMENT-Q05",
  means: () => assumedReturn.on(annuityStartingDate),
});

/** Everything that was paid. */
export const paidWhileVoid = provision.amount("paidWhileVoid", {
  cites: breach,
  means: () =>
    sumOver(
      paymentsInError,
      (row) => row.wasPaid,
      (row) => onOrBefore(row.errorMonth, repaidIn),
    ),
});

const cent = toTheCent(register("OVERPAYMENT-Q05"));

/** Interest on each payment from its month to the month of repayment, simple, by whole months. */
const simple = () =>
  sumOver(
    paymentsInError,
    (row) =>
      rounded(product(row.wasPaid, repaymentRate, inYears(monthsFrom(row.errorMonth, repaidIn))), cent),
    (row) => onOrBefore(row.errorMonth, repaidIn),
  );

/** Interest by whole years, each year's on what was owed a year before: payments of the last twelve months bear none. */
const compounded = () =>
  carry({
    start: dollars("0.00"),
    first: plusMonths(annuityStartingDate, years(1)),
    every: years(1),
    until: repaidIn,
    most: dollars("100000000.00"),
    step: (interest, on) =>
      sum(
        interest,
        rounded(
          product(
            sum(
              interest,
              sumOver(
                paymentsInError,
                (row) => row.wasPaid,
                (row) => onOrBefore(row.errorMonth, plusMonths(on, years(-1))),
              ),
            ),
            repaymentRate,
          ),
          cent,
        ),
      ),
  });

/** Interest on what comes back. */
export const interestOnVoid = provision.amount("interestOnVoid", {
  cites: breach,
  register: "OVERPAYMENT-Q05",
  means: () => cases(when(is(repaymentInterest, "simpleByMonths"), simple()), otherwise(compounded())),
});

/** What a retiree without a bona fide termination must return; nothing where employment ended in good faith. */
export const repaymentOfVoid = provision.amount("repaymentOfVoid", {
  cites: breach,
  register: "OVERPAYMENT-Q05",
  means: () => cases(when(endedInGoodFaith, dollars("0.00")), otherwise(sum(paidWhileVoid, interestOnVoid))),
});
