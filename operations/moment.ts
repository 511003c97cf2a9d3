import type { PlainDate } from "@emeritus/engine/dates.ts";
import { formatDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import type { Moment } from "@emeritus/records/moment.ts";
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
