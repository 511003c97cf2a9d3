import { addDays, type PlainDate } from "@emeritus/engine/dates.ts";

/** Days after a decision was mailed or otherwise communicated in which a review may be asked for (BR 1-2(2)(b)). */
export const daysToAppeal = 60;

/** The law behind the right to a review by the board. */
export const appealsCite = "BR 1-2";

/** The last day on which a review may be asked for: the mailing day counts, not the day of receipt (BR 1-2(2)(b)). */
export function lastDayToAppeal(communicatedOn: PlainDate): PlainDate {
  return addDays(communicatedOn, daysToAppeal);
}
