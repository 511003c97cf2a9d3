/** Time away that counts: military duty with a timely return (USERRA), and back pay after a wrongful dismissal (BR 2-10, 3-10). */
import {
  all,
  atMost,
  cases,
  dayAfter,
  days,
  daysFrom,
  months,
  onOrBefore,
  otherwise,
  plusDays,
  plusMonths,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook } from "../../../sources.ts";
import {
  backPayApproved,
  backPayPaid,
  contributionsOnBackPay,
  convalescing,
  dutyFrom,
  dutyTo,
  employedBeforeDuty,
  firstShiftAfterReturn,
  honorableDischarge,
  militaryProof,
  reportedForWork,
} from "./facts.ts";

/** The longest duty after which one reports by the first shift. */
export const shortDuty = fixed("shortDuty", { cites: handbook(14), is: days(30) });
/** The longest duty after which one applies within the shorter time. */
export const middleDuty = fixed("middleDuty", {
  cites: handbook(14),
  register: "PURCHASES-Q11",
  is: days(180),
});
/** Days to apply after duty of 31 to 180 days. */
export const daysAfterMiddleDuty = fixed("daysAfterMiddleDuty", { cites: handbook(14), is: days(14) });
/** Days to apply after longer duty. */
export const daysAfterLongDuty = fixed("daysAfterLongDuty", { cites: handbook(14), is: days(90) });
/** How much longer one has in hospital or convalescing. */
export const convalescence = fixed("convalescence", { cites: handbook(14), is: years(2) });

/** Days of duty, both ends included. */
export const dutyDays = provision.days("dutyDays", {
  cites: handbook(14),
  means: () => daysFrom(dutyFrom, dayAfter(dutyTo)),
});

/** The last day to report to work or to apply for reemployment. */
export const returnDue = provision.date("returnDue", {
  cites: handbook(14),
  register: "PURCHASES-Q11",
  means: () =>
    plusMonths(
      cases(
        when(atMost(dutyDays, shortDuty), firstShiftAfterReturn),
        when(atMost(dutyDays, middleDuty), plusDays(dutyTo, daysAfterMiddleDuty)),
        otherwise(plusDays(dutyTo, daysAfterLongDuty)),
      ),
      cases(when(convalescing, convalescence), otherwise(months(0))),
    ),
});

/** Whether military duty counts without a purchase, for eligibility and for the amount. */
export const dutyCounts = provision.condition("dutyCounts", {
  cites: and(handbook(14), boardRule("2-1(1)"), boardRule("3-1(1)"), boardRule("4-1(1)")),
  register: "PURCHASES-Q11",
  means: () =>
    all(employedBeforeDuty, honorableDischarge, militaryProof, onOrBefore(reportedForWork, returnDue)),
});

/** Whether the time between a dismissal and the return counts: pay, contributions and a court's approval; else it is leave without pay, no break. */
export const backPayCounts = provision.condition("backPayCounts", {
  cites: and(boardRule("2-10"), boardRule("3-10")),
  means: () => all(backPayPaid, contributionsOnBackPay, backPayApproved),
});
