import type { PlainDate } from "@emeritus/engine/dates.ts";
import { formatDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import type { Known, Moment } from "@emeritus/records/moment.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { System } from "./system.ts";

/** The two days that a reader may ask for: the day as of which, and the day at whose end as known. */
export interface ClocksAsked {
  readonly on?: PlainDate | undefined;
  readonly known?: PlainDate | undefined;
}

/**
 * The moment of both clocks that a reader asked for. What was known on a day is what was known at its end in the fund's time
 * zone; today or later is what is known now.
 */
export async function momentOf(
  { reader, fund, calendar }: Pick<System, "reader" | "fund" | "calendar">,
  { on, known }: ClocksAsked,
): Promise<Moment> {
  const day = on ?? calendar.today();
  if (known === undefined) return { on: day };
  const { rows } = await sql<{ at: Instant; past: boolean }>`
    select at::text as at, at < clock_timestamp() as past
    from (select ((${formatDate(known)}::date + 1)::timestamp at time zone ${fund.timeZone}) as at) ended`.execute(
    reader,
  );
  const { at, past } = rows[0]!;
  return past ? { on: day, knownAt: at } : { on: day };
}

/**
 * Up to when events count at a moment. Steps of cases, letters and payments have one clock, the instant they were recorded: as of
 * an earlier day they stand as at its end, and never as known later than the other clock says.
 */
export async function eventsUntil(
  system: Pick<System, "reader" | "fund" | "calendar">,
  { on, knownAt }: Moment,
): Promise<Known> {
  if (on >= system.calendar.today()) return { knownAt };
  const ended = (await momentOf(system, { on, known: on })).knownAt;
  if (ended === undefined || knownAt === undefined) return { knownAt: ended ?? knownAt };
  const { rows } = await sql<{ at: Instant }>`
    select least(${ended}::timestamptz, ${knownAt}::timestamptz)::text as at`.execute(system.reader);
  return { knownAt: rows[0]!.at };
}

/** The last day whose events a moment shows: an earlier day, or no day at all where it is today or later. */
export const eventsThrough = (
  { calendar }: Pick<System, "calendar">,
  { on }: Pick<Moment, "on">,
): PlainDate | undefined => (on < calendar.today() ? on : undefined);
