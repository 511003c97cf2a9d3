/** Months that work after retirement stops, and the adjustments that fall in them (RSMo 104.380, 104.1039). */
import {
  all,
  any,
  anyOver,
  date,
  is,
  isBefore,
  lastOfMonth,
  onOrAfter,
  onOrBefore,
  supposing,
} from "@emeritus/engine/expr.ts";
import type { CalendarDate, Expr, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, handbook, published, rsmo } from "../../../sources.ts";
import { paymentMonth } from "../facts.ts";
import { laterEmployment } from "../judicial/facts.ts";

const work = and(rsmo("104.1039"), rsmo("104.380"));
const resumes = and(rsmo("104.1039"), rsmo("104.380.2"), handbook(33), published("reemploymentAnswer"));

/** The day from which service as a legislator or statewide official no longer stops the annuity. */
export const electedWorkAllowed = fixed("electedWorkAllowed", { cites: work, is: date("2023-08-28") });

/** Whether the retiree worked, even for a day of the month, in a position that stops the annuity. */
export const stoppedByWork = provision.condition("stoppedByWork", {
  cites: and(work, handbook(33)),
  register: "MSEP2000-Q56",
  means: () =>
    anyOver(laterEmployment, (later) =>
      all(
        any(
          is(later.work, "generalPosition"),
          all(is(later.work, "electedOffice"), isBefore(paymentMonth, electedWorkAllowed)),
        ),
        onOrBefore(later.workFrom, lastOfMonth(paymentMonth)),
        onOrAfter(later.workTo, paymentMonth),
      ),
    ),
});

/** Whether the annuity resumes with the adjustments that fell in stopped months, or at the amount when it stopped. */
export const colaWhileStopped = setting("colaWhileStopped", {
  register: "MSEP2000-Q56",
  readings: ["notGranted", "granted"],
  inForce: "notGranted",
  cites: resumes,
});

/** Whether an adjustment that falls in the month is not granted, because work stops the payment. */
export const adjustmentLostToWork = provision.condition("adjustmentLostToWork", {
  cites: resumes,
  register: "MSEP2000-Q56",
  means: () => all(stoppedByWork, is(colaWhileStopped, "notGranted")),
});

/** Whether an adjustment of one month is lost. */
export const lostToWorkOn = (month: Expr<CalendarDate>): Expr<YesNo> =>
  supposing([[paymentMonth, month]], adjustmentLostToWork);
