import { addDays, plainDate, weekday, yearOfDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { namedHolidays } from "../missouri/holidays.ts";

const SATURDAY = 6;
const SUNDAY = 7;

/**
 * Whether banks settle entries on a day: Monday to Friday and no Federal Reserve holiday. Those are Missouri's holidays
 * without Lincoln's and Truman's birthdays; one on a Sunday moves to Monday, one on a Saturday is not moved.
 */
export function isBankingDay(date: PlainDate): boolean {
  if (weekday(date) >= SATURDAY) return false;
  const year = yearOfDate(date);
  const missouriOnly = [plainDate(year, 2, 12), plainDate(year, 5, 8)];
  return !namedHolidays(year).some((holiday) => {
    if (missouriOnly.includes(holiday)) return false;
    return (weekday(holiday) === SUNDAY ? addDays(holiday, 1) : holiday) === date;
  });
}
