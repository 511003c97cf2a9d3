/** The dates of a retirement: when to apply, elect, and when a retirement that is not completed is void (RSMo 104.1024.1). */
import {
  all,
  dateAtAge,
  dayBefore,
  days,
  firstOfMonth,
  minusDays,
  minusMonths,
  months,
  onOrAfter,
  onOrBefore,
  plusDays,
  plusMonths,
} from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, published, rsmo } from "../../../sources.ts";
import { earlyAge } from "./door.ts";
import { annuityStartingDate, applicationFiled, birthDate } from "../facts.ts";

/** Months from the month of filing to the earliest annuity starting date. */
export const leastMonthsAfterFiling = fixed("leastMonthsAfterFiling", {
  cites: rsmo("104.1024.1"),
  is: months(2),
});
/** Months from the month of filing to the latest annuity starting date. */
export const mostMonthsAfterFiling = fixed("mostMonthsAfterFiling", {
  cites: rsmo("104.1024.1"),
  is: months(4),
});
/** Days after the annuity starting date within which both steps must be done. */
export const daysToComplete = fixed("daysToComplete", { cites: handbook(28), is: days(90) });
/** Days before the age of a deferred annuity from which a former member may apply. */
export const deferredNoticeDays = fixed("deferredNoticeDays", { cites: rsmo("104.1036.2"), is: days(90) });

/** The first annuity starting date that an application may ask for: the first of the second month after the month of filing. */
export const earliestStartingDate = provision.date("earliestStartingDate", {
  cites: rsmo("104.1024.1"),
  means: () => plusMonths(firstOfMonth(applicationFiled), leastMonthsAfterFiling),
});

/** The last annuity starting date that an application may ask for: the first of the fourth month after the month of filing. */
export const latestStartingDate = provision.date("latestStartingDate", {
  cites: rsmo("104.1024.1"),
  means: () => plusMonths(firstOfMonth(applicationFiled), mostMonthsAfterFiling),
});

/** Whether the annuity starting date lies in the window that the day of filing allows. */
export const startingDateInWindow = provision.condition("startingDateInWindow", {
  cites: rsmo("104.1024.1"),
  means: () =>
    all(
      onOrAfter(annuityStartingDate, earliestStartingDate),
      onOrBefore(annuityStartingDate, latestStartingDate),
    ),
});

/** The first day on which an application for the annuity starting date may be filed. */
export const earliestApplication = provision.date("earliestApplication", {
  cites: rsmo("104.1024.1"),
  means: () => minusMonths(annuityStartingDate, mostMonthsAfterFiling),
});

/** The last day on which an application for the annuity starting date must be received. */
export const applicationDue = provision.date("applicationDue", {
  cites: and(rsmo("104.1024.1"), handbook(28), published("fiveYearVesting")),
  register: "MSEP2000-Q33",
  means: () => dayBefore(plusMonths(minusMonths(annuityStartingDate, leastMonthsAfterFiling), months(1))),
});

/** The last day on which the election form must be received: the day before the annuity starting date. */
export const electionDue = provision.date("electionDue", {
  cites: and(rsmo("104.1027.1"), handbook(28), published("fiveYearVesting")),
  register: "MSEP2000-Q34",
  means: () => dayBefore(annuityStartingDate),
});

/** The day at whose end a retirement is void when both steps are not done. */
export const voidOn = provision.date("voidOn", {
  cites: handbook(28),
  register: "MSEP2000-Q35",
  means: () => plusDays(annuityStartingDate, daysToComplete),
});

/** The first day on which a vested former member may apply for a deferred annuity. */
export const earliestDeferredApplication = provision.date("earliestDeferredApplication", {
  cites: rsmo("104.1036.2"),
  means: () => minusDays(dateAtAge(birthDate, earlyAge), deferredNoticeDays),
});
