import { parseDate } from "@emeritus/engine/dates.ts";
import { momentOf } from "@emeritus/operations/moment.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { z } from "zod";

/** The two clocks that a reader of a record may ask for. */
export const Clocks = z.object({
  on: z.iso.date().optional().describe("The day that the record speaks of; today if left out"),
  known: z.iso.date().optional().describe("What was on record at the end of that day; now if left out"),
});

/** The moment that a query asks for. */
export const momentAsked = (system: System, { on, known }: z.output<typeof Clocks>): Promise<Moment> =>
  momentOf(system, {
    on: on === undefined ? undefined : parseDate(on),
    known: known === undefined ? undefined : parseDate(known),
  });
