/** Waiving payments for a time, or the adjustment of a year (RSMo 104.401, 104.415, 104.1048; handbook p.20, 26, 32). */
import {
  all,
  any,
  cases,
  dateAtAge,
  dollars,
  ifAny,
  is,
  isBefore,
  months,
  no,
  not,
  onOrAfter,
  onOrBefore,
  otherwise,
  product,
  rate,
  sum,
  when,
  yes,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Age, CalendarDate, Expr, Rate } from "@emeritus/engine/kinds.ts";
import { fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { requiredAge } from "../../../federal/distributions/required.ts";
import { and, handbook, register, rsmo } from "../../../sources.ts";
import { annuityStartingDate, birthDate, paymentMonth } from "../facts.ts";
import {
  adjustmentDue,
  adjustmentWaivedOn,
  annuityBefore,
  dueBeforeWaiver,
  electedInYear2000Plan,
  rateDue,
  waivedFrom,
  waivedThrough,
} from "./facts.ts";

const payments = and(rsmo("104.401"), rsmo("104.1048"), handbook(32));
const adjustments = and(rsmo("104.415"), rsmo("104.1048"), handbook("20, 26"));

/** Which age ends waivers: the printed one, or that of required distributions as it stands today. */
export const waiverAgeReading = setting("waiverAgeReading", {
  register: "PAYEES-Q01",
  readings: ["printedAge", "ageOfRequiredPayments"],
  inForce: "printedAge",
  cites: and(handbook("20, 26, 32"), register("PAYEES-Q01")),
});
/** The printed age, 70 and a half. */
export const printedWaiverAge = fixed("printedWaiverAge", { cites: handbook("20, 26, 32"), is: months(846) });
/** The day on which the payee attains the age past which nothing may be waived. */
export const waiverAgeReached = provision.date("waiverAgeReached", {
  cites: handbook("20, 26, 32"),
  register: "PAYEES-Q01",
  means: () =>
    dateAtAge(
      birthDate,
      cases<Age>(when(is(waiverAgeReading, "printedAge"), printedWaiverAge), otherwise(requiredAge)),
    ),
});

/** Whether the payee is not older than the age on a day; on the day of attaining it, one is not older yet. */
const notOlderOn = (day: Expr<CalendarDate>) => onOrBefore(day, waiverAgeReached);

/** Whether the payment of the month may be waived: not once the payee is both retired and older than the age. */
export const paymentMayBeWaived = provision.condition("paymentMayBeWaived", {
  cites: payments,
  register: "PAYEES-Q01",
  means: () => any(isBefore(paymentMonth, annuityStartingDate), notOlderOn(paymentMonth)),
});
/** Whether the payment of the month is waived. */
export const paymentIsWaived = provision.condition("paymentIsWaived", {
  cites: payments,
  means: () =>
    all(
      paymentMayBeWaived,
      ifAny(waivedFrom, (from) => onOrAfter(paymentMonth, from), no),
      ifAny(waivedThrough, (through) => onOrBefore(paymentMonth, through), yes),
    ),
});
/** What is paid for the month. What was waived is forfeited: no later month pays it. */
export const paidAfterWaiver = provision.amount("paidAfterWaiver", {
  cites: payments,
  register: "PAYEES-Q02",
  means: () => cases(when(paymentIsWaived, dollars("0.00")), otherwise(dueBeforeWaiver)),
});

/** Who may waive an adjustment. */
export const adjustmentWaivers = setting("adjustmentWaivers", {
  register: "PAYEES-Q03",
  readings: ["everyPayee", "electedOnly"],
  inForce: "everyPayee",
  cites: adjustments,
});
/** Whether the adjustment of the year may be waived, and was before it fell due: then for good. */
export const adjustmentIsWaived = provision.condition("adjustmentIsWaived", {
  cites: adjustments,
  register: "PAYEES-Q03",
  means: () =>
    all(
      ifAny(adjustmentWaivedOn, (on) => isBefore(on, adjustmentDue), no),
      notOlderOn(adjustmentDue),
      not(all(is(adjustmentWaivers, "electedOnly"), not(electedInYear2000Plan))),
    ),
});
/** Rate by which the annuity is adjusted after all. */
export const rateAfterWaiver = provision.rate("rateAfterWaiver", {
  cites: adjustments,
  means: () => cases<Rate>(when(adjustmentIsWaived, rate("0")), otherwise(rateDue)),
});
/** The annuity after the adjustment of the year; later adjustments are counted on it, with or without a waiver. */
export const annuityAfterAdjustment = provision.amount("annuityAfterAdjustment", {
  cites: adjustments,
  register: "PAYEES-Q03",
  means: () => product(annuityBefore, sum(rate("1"), rateAfterWaiver)),
  rounding: toTheCent(register("MSEP2000-Q18")),
});
