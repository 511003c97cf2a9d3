/** Errors in what was paid: how far back, how much, and how it is recovered (RSMo 104.490, 104.1060). */
import {
  any,
  cases,
  cents,
  count,
  countOver,
  greaterOf,
  is,
  laterOf,
  lesserOf,
  minus,
  moreThan,
  not,
  onOrBefore,
  otherwise,
  percent,
  plusMonths,
  product,
  ratio,
  rounded,
  same,
  sumOver,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { exact, type Rounding, toTheCent } from "@emeritus/engine/exact.ts";
import { fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, handbook, published, register, rsmo } from "../../../sources.ts";
import { annuityStartingDate } from "../facts.ts";
import { errorByFraud, errorFoundOn, errorMadeOn, netMonthly, paymentsInError } from "./facts.ts";

const errors = and(rsmo("104.490"), rsmo("104.1060"), handbook(32));

/** How long after the later of the annuity starting date and the error it may be corrected. */
export const lookBack = fixed("lookBack", {
  cites: and(errors, published("bill1185")),
  register: "OVERPAYMENT-Q01",
  is: years(10),
});

/** Whether a limit in time holds for corrections. */
export const lookBackReading = setting("lookBackReading", {
  register: "OVERPAYMENT-Q01",
  readings: ["tenYears", "noLimit"],
  inForce: "tenYears",
  cites: published("bill1185"),
});

/** The last day on which the error may be corrected where no fraud was. */
export const correctableThrough = provision.date("correctableThrough", {
  cites: and(errors, published("bill1185")),
  register: "OVERPAYMENT-Q01",
  means: () => plusMonths(laterOf(annuityStartingDate, errorMadeOn), lookBack),
});

/** Whether the error is corrected: found in time, or made by fraud. */
export const errorIsCorrected = provision.condition("errorIsCorrected", {
  cites: and(errors, published("bill1185")),
  register: "OVERPAYMENT-Q01",
  means: () =>
    any(errorByFraud, is(lookBackReading, "noLimit"), onOrBefore(errorFoundOn, correctableThrough)),
});

const paidBeyondDue = () => sumOver(paymentsInError, (row) => minus(row.wasPaid, row.wasDue));

/** What was paid too much, month by month; underpaid months lower it. */
export const overpaid = provision.amount("overpaid", {
  cites: errors,
  register: "OVERPAYMENT-Q02",
  means: () => cases(when(not(errorIsCorrected), cents(0)), otherwise(greaterOf(cents(0), paidBeyondDue()))),
});

/** What was paid too little, month by month; overpaid months lower it. It is paid with the next payment, without interest. */
export const underpaid = provision.amount("underpaid", {
  cites: errors,
  register: "OVERPAYMENT-Q02",
  means: () =>
    cases(
      when(not(errorIsCorrected), cents(0)),
      otherwise(greaterOf(cents(0), minus(cents(0), paidBeyondDue()))),
    ),
});

/** Months in which too much was paid. */
export const monthsOverpaid = provision.count("monthsOverpaid", {
  cites: errors,
  means: () => countOver(paymentsInError, (row) => moreThan(row.wasPaid, row.wasDue)),
});

/** The share of the monthly benefit after deductions that a recovery takes at the most. */
export const mostRecovered = fixed("mostRecovered", {
  cites: register("OVERPAYMENT-Q03"),
  register: "OVERPAYMENT-Q03",
  is: percent("10"),
});

const upToTheCent: Rounding = { mode: "up", step: exact(1n), authority: register("OVERPAYMENT-Q03") };

/** What is taken from each payment: the overpayment over as many months as it ran, and at most a tenth of what the payee receives. */
export const recoveryEachMonth = provision.amount("recoveryEachMonth", {
  cites: errors,
  register: "OVERPAYMENT-Q03",
  means: () =>
    cases(
      when(same(overpaid, cents(0)), cents(0)),
      otherwise(
        lesserOf(
          rounded(product(overpaid, ratio(count(1), monthsOverpaid)), upToTheCent),
          rounded(product(netMonthly, mostRecovered), toTheCent(register("OVERPAYMENT-Q03"))),
        ),
      ),
    ),
});
