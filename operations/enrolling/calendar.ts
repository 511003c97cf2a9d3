import {
  addDays,
  addMonths,
  dayOf,
  firstOfMonthOf,
  lastOfMonthOf,
  type PlainDate,
} from "@emeritus/engine/dates.ts";
import { isWorkingDay } from "@emeritus/law/missouri/holidays.ts";
import type { GroupCalendar } from "@emeritus/records/employer-desk.ts";
import type { PayCycle } from "@emeritus/records/schema.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";
import { periodAfter, periodFrom, type PayPeriod } from "../reporting-pay/periods.ts";

/** A pay period that a group is expected to report. */
export interface ExpectedPeriod extends PayPeriod {
  /** The day of pay; one on which the State does not work moves to the working day before. */
  readonly payDate: PlainDate;
  /** The last day on which the report is in time. */
  readonly due: PlainDate;
  readonly state: "posted" | "overdue" | "due" | "open";
}

/** The day itself, or the last working day before it. Pure. */
function workingDayOn(day: PlainDate): PlainDate {
  let at = day;
  while (!isWorkingDay(at)) at = addDays(at, -1);
  return at;
}

/** Pay date and due date of a period by a calendar. Pure. */
export function datesOf(
  { payAfterDays, dueAfter, dueWorkingDays }: GroupCalendar,
  end: PlainDate,
): { payDate: PlainDate; due: PlainDate } {
  const payDate = workingDayOn(addDays(end, payAfterDays));
  return { payDate, due: workingDaysAfter(dueAfter === "periodEnd" ? end : payDate, dueWorkingDays) };
}

/** The periods of a group from its calendar's first to the one after today, with how each stands; the last months only. Pure. */
export function expectedPeriods(asked: {
  readonly calendar: GroupCalendar;
  readonly cycle: PayCycle;
  readonly postedThrough: PlainDate | undefined;
  readonly today: PlainDate;
  /** How many months back are listed; those not posted are listed always. */
  readonly months: number;
}): ExpectedPeriod[] {
  const { calendar, cycle, postedThrough, today, months } = asked;
  const listedFrom = addMonths(today, -months);
  const periods: ExpectedPeriod[] = [];
  let period = periodFrom(cycle, calendar.firstPeriod);
  if (period === undefined) throw new Error("a calendar begins on a day on which no period begins");
  for (; ; period = periodAfter(cycle, period.end)) {
    const dates = datesOf(calendar, period.end);
    const posted = postedThrough !== undefined && period.end <= postedThrough;
    const state = posted ? "posted" : today > dates.due ? "overdue" : today > period.end ? "due" : "open";
    if (!posted || period.end >= listedFrom) periods.push({ ...period, ...dates, state });
    if (period.begin > today) return periods;
  }
}

/** The period of a cycle in which a day falls; of fortnights, counted from a day on which one began. Pure. */
export function periodOn(cycle: PayCycle, day: PlainDate, began: PlainDate): PayPeriod {
  if (cycle === "monthly") return { begin: firstOfMonthOf(day), end: lastOfMonthOf(day) };
  if (cycle === "semimonthly")
    return dayOf(day) <= 15
      ? { begin: firstOfMonthOf(day), end: firstOfMonthOf(day) + 14 }
      : { begin: firstOfMonthOf(day) + 15, end: lastOfMonthOf(day) };
  let period = periodFrom(cycle, began)!;
  while (period.end < day) period = periodAfter(cycle, period.end);
  return period;
}
