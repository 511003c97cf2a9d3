import {
  addDays,
  dayNumber,
  fromDayNumber,
  lastOfMonthOf,
  plainDate,
  weekday,
  yearOfDate,
  daysInMonth,
  monthIndex,
  type PlainDate,
} from "@emeritus/engine/dates.ts";

/** What the statute leaves open about days on which the State does not work. */
export interface WorkingDayRule {
  /** Where a holiday falls on a Saturday: observed the Friday before, as the State does in practice, or not moved. */
  readonly saturdayHolidays: "fridayBefore" | "notMoved";
  /** Days on which offices are closed by order, such as a Friday after Thanksgiving that the Governor gave. */
  readonly closings: readonly PlainDate[];
}

/** Practice of the State: a Saturday holiday is observed on Friday (1 January 2022, 4 July 2026); no closings by order. */
export const statePractice: WorkingDayRule = { saturdayHolidays: "fridayBefore", closings: [] };

const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;
const SUNDAY = 7;
const JUNETEENTH_SINCE = 2021;

/** The public holidays of a year as the statute names them, before any is moved (RSMo 9.010); Juneteenth from 2021. */
export function namedHolidays(year: number): readonly PlainDate[] {
  const days = [
    plainDate(year, 1, 1),
    nth(3, MONDAY, year, 1),
    plainDate(year, 2, 12),
    nth(3, MONDAY, year, 2),
    plainDate(year, 5, 8),
    last(MONDAY, year, 5),
    plainDate(year, 7, 4),
    nth(1, MONDAY, year, 9),
    nth(2, MONDAY, year, 10),
    plainDate(year, 11, 11),
    nth(4, THURSDAY, year, 11),
    plainDate(year, 12, 25),
  ];
  if (year >= JUNETEENTH_SINCE) days.push(plainDate(year, 6, 19));
  return days.toSorted((a, b) => a - b);
}

/** The day on which a holiday is observed: Monday for a Sunday (RSMo 9.010); for a Saturday as the rule says. */
export function observed(holiday: PlainDate, rule: WorkingDayRule = statePractice): PlainDate {
  const day = weekday(holiday);
  if (day === SUNDAY) return addDays(holiday, 1);
  return day === SATURDAY && rule.saturdayHolidays === "fridayBefore" ? addDays(holiday, -1) : holiday;
}

/** Whether state offices work on a day: Monday to Friday, no observed holiday, not closed by order. */
export function isWorkingDay(date: PlainDate, rule: WorkingDayRule = statePractice): boolean {
  if (weekday(date) >= SATURDAY || rule.closings.includes(date)) return false;
  const year = yearOfDate(date);
  return ![...namedHolidays(year), ...namedHolidays(year + 1)].some(
    (holiday) => observed(holiday, rule) === date,
  );
}

/** The day on which monthly benefits are paid: the last working day of the date's month (RSMo 104.1024.1). */
export function lastWorkingDayOf(month: PlainDate, rule: WorkingDayRule = statePractice): PlainDate {
  let day = lastOfMonthOf(month);
  while (!isWorkingDay(day, rule)) day = addDays(day, -1);
  return day;
}

/** The day so many working days before a date, which need not be a working day itself. */
export function workingDaysBefore(
  date: PlainDate,
  days: number,
  rule: WorkingDayRule = statePractice,
): PlainDate {
  let day = date;
  for (let left = days; left > 0;) {
    day = addDays(day, -1);
    if (isWorkingDay(day, rule)) left--;
  }
  return day;
}

function nth(count: number, day: number, year: number, month: number): PlainDate {
  const first = plainDate(year, month, 1);
  return addDays(first, ((day - weekday(first) + 7) % 7) + 7 * (count - 1));
}

function last(day: number, year: number, month: number): PlainDate {
  const end = plainDate(year, month, daysInMonth(monthIndex(plainDate(year, month, 1))));
  return fromDayNumber(dayNumber(end) - ((weekday(end) - day + 7) % 7));
}
