import type { PlainDate } from "@emeritus/engine/dates.ts";

/** The calendar by which decisions are made: a plain date in the fund's time zone, movable only on a demonstration. */
export interface Calendar {
  /** Today's date in the fund's time zone. */
  today(): PlainDate;
  /** Whether a demonstration has moved this calendar away from the real date, so that pages can say so. */
  readonly moved: boolean;
}
