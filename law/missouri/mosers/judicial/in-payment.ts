/** What is due to a retired judge for a month (RSMo 476.530, 476.601, 476.521.8). */
import {
  all,
  anyOver,
  cases,
  dollars,
  ifAny,
  is,
  lastOfMonth,
  not,
  onOrAfter,
  onOrBefore,
  otherwise,
  when,
  yes,
} from "@emeritus/engine/expr.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, rsmo } from "../../../sources.ts";
import { annuityStartingDate, memberDied, paymentMonth } from "../facts.ts";
import { adjustmentsCite, withAdjustmentsFromStart } from "./cola.ts";
import { laterEmployment } from "./facts.ts";
import { retirementPay } from "./retirement-pay.ts";
import { retirementIsVoid } from "./severance.ts";

/** What is paid each month from the annuity starting date, before any adjustment. */
export const annuityAtStart = provision.amount("annuityAtStart", {
  cites: rsmo("476.530"),
  means: () => retirementPay,
});

/** The retiree's annuity in the month with every adjustment. */
export const annuityInForce = provision.amount("annuityInForce", {
  cites: adjustmentsCite,
  register: "JUDICIAL-Q11",
  means: () => withAdjustmentsFromStart(annuityAtStart),
});

/** Whether the retiree worked in the month in a position of the general plans or in an office of the plan again: no pay for it. */
export const barredByWork = provision.condition("barredByWork", {
  cites: rsmo("476.521.8"),
  register: "JUDICIAL-Q19",
  means: () =>
    anyOver(laterEmployment, (later) =>
      all(
        is(later.work, "generalPosition", "sameOffice"),
        onOrBefore(later.workFrom, lastOfMonth(paymentMonth)),
        onOrAfter(later.workTo, paymentMonth),
      ),
    ),
});

/** Whether the retiree is paid for the month: from the annuity starting date through the month of death, in full. */
export const retireeIsPaid = provision.condition("retireeIsPaid", {
  cites: and(rsmo("476.530"), rsmo("476.521.8"), boardRule("4-10(2)")),
  means: () =>
    all(
      onOrAfter(paymentMonth, annuityStartingDate),
      ifAny(memberDied, (died) => onOrBefore(paymentMonth, died), yes),
      not(barredByWork),
      not(retirementIsVoid),
    ),
});

/** The annuity due to the retiree for the month. */
export const dueToRetiree = provision.amount("dueToRetiree", {
  cites: and(rsmo("476.530"), rsmo("476.601")),
  means: () => cases(when(retireeIsPaid, annuityInForce), otherwise(dollars("0.00"))),
});
