import {
  addDays,
  addMonths,
  firstOfMonthOf,
  firstOfNextMonthOf,
  type PlainDate,
} from "@emeritus/engine/dates.ts";
import { explainer } from "@emeritus/engine/explain.ts";
import { lastWorkingDayOf } from "@emeritus/law/missouri/holidays.ts";
import {
  applicationDue,
  earliestStartingDate,
  electionDue,
  latestStartingDate,
  voidOn,
} from "@emeritus/law/missouri/mosers/msep-2000/due-dates.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";

/**
 * Which test says that an election is on time: the published due date, or the statute's day before the last business day of the
 * month before the start. A setting of the fund; the statute unless the fund says otherwise (register MSEP2000-Q34).
 */
export type ElectionTest = "published" | "statute";

/** The name of that setting of the fund. */
export const electionTestSetting = "electionOnTime";

/** The dates of one retirement. */
export interface RetirementDates {
  readonly start: PlainDate;
  readonly applicationDue: PlainDate;
  /** The due date as published. */
  readonly electionDue: PlainDate;
  /** The last day on which an election is on time by the test in force. */
  readonly onTimeThrough: PlainDate;
  readonly voidOn: PlainDate;
}

/** The dates that follow from an annuity starting date (RSMo 104.1024.1, 104.1027.1; Handbook, page 28). */
export function retirementDates(start: PlainDate, test: ElectionTest = "statute"): RetirementDates {
  const says = explainer(msep2000, { stated: { annuityStartingDate: start } });
  const due = dateFrom(says(electionDue).value);
  const lastBusinessDay = lastWorkingDayOf(addMonths(start, -1));
  return {
    start,
    applicationDue: dateFrom(says(applicationDue).value),
    electionDue: due,
    onTimeThrough: test === "published" ? due : addDays(lastBusinessDay, -1),
    voidOn: dateFrom(says(voidOn).value),
  };
}

/** The annuity starting dates that an application filed on a day may ask for, earliest first (RSMo 104.1024.1). */
export function startingDatesFor(filedOn: PlainDate): PlainDate[] {
  const says = explainer(msep2000, { stated: { applicationFiled: filedOn } });
  const latest = dateFrom(says(latestStartingDate).value);
  const dates: PlainDate[] = [];
  for (let date = dateFrom(says(earliestStartingDate).value); date <= latest; date = addMonths(date, 1))
    dates.push(date);
  return dates;
}

/**
 * The first month that can be paid: that of the start, or after a late election the month after the one in which it was
 * received, with the months since the start as arrears (RSMo 104.1027.1).
 */
export function firstPaymentMonth(
  { start, onTimeThrough }: RetirementDates,
  electionReceivedOn: PlainDate,
): PlainDate {
  if (electionReceivedOn <= onTimeThrough) return firstOfMonthOf(start);
  const after = firstOfNextMonthOf(electionReceivedOn);
  return after > start ? after : start;
}

function dateFrom(value: PlainDate | undefined): PlainDate {
  if (value === undefined) throw new Error("the law gives no date for a starting date it allows");
  return value;
}
