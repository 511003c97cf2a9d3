import { addDays, type PlainDate } from "@emeritus/engine/dates.ts";
import { isWorkingDay } from "@emeritus/law/missouri/holidays.ts";

/** The day so many working days after another. Pure. */
export function workingDaysAfter(day: PlainDate, count: number): PlainDate {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, 1);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}
