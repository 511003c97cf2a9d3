import { parseDate } from "@emeritus/engine/dates.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Calendar } from "@emeritus/ports/calendar.ts";

/** The calendar of a fund: the date in its time zone now, or one date that a demonstration stands still at. */
export function fundCalendar(
  timeZone: string,
  standsAt?: PlainDate,
  now: () => Date = () => new Date(),
): Calendar {
  if (standsAt !== undefined) return { today: () => standsAt, moved: true };
  const inZone = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return { today: () => parseDate(inZone.format(now())), moved: false };
}
