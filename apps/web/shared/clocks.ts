import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { momentOf } from "@emeritus/operations/moment.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { z } from "zod";
import { allRoutes, NotFound } from "./routes.ts";

/** The two clocks of a page as its address sets them; dates as in the address. */
export interface Clocks {
  readonly on: string;
  /** Nothing for what is known now. */
  readonly known: string | undefined;
  readonly today: string;
  /** Whether either clock stands elsewhere than today. */
  readonly moved: boolean;
  /** What else the address asks for, which the control keeps. */
  readonly beside: readonly (readonly [string, string])[];
}

const empty = (text: unknown) => (text === "" ? undefined : text);
const Day = z.preprocess(empty, z.iso.date().optional());
const Query = z.object({ on: Day, known: Day });

/** Reads both clocks from an address; a text that is no date answers 404, like every other query that does not fit. */
export async function clocksOf(
  system: System,
  query: unknown,
): Promise<{ readonly clocks: Clocks; readonly moment: Moment }> {
  const asked = Query.safeParse(query);
  if (!asked.success) throw new NotFound("no such day");
  const { on, known } = asked.data;
  const today = formatDate(system.calendar.today());
  const moment = await momentOf(system, {
    on: on === undefined ? undefined : parseDate(on),
    known: known === undefined ? undefined : parseDate(known),
  });
  const clocks = {
    on: on ?? today,
    known: moment.knownAt === undefined ? undefined : known,
    today,
    moved: (on ?? today) !== today || moment.knownAt !== undefined,
    beside: Object.entries(query as Record<string, unknown>)
      .filter(([name]) => name !== "on" && name !== "known")
      .map(([name, value]) => [name, String(value)] as const),
  };
  return { clocks, moment };
}

/** Keeps moved clocks in every link of a page to another page that has them; a link that names a day itself stays as it is. */
export function keepClocks(html: string, { on, known, moved }: Clocks): string {
  if (!moved) return html;
  const more = new URLSearchParams({ on, ...(known === undefined ? {} : { known }) }).toString();
  return html.replace(
    / href="(\/[^"#?]*)(\?[^"#]*)?(#[^"]*)?"/g,
    (whole, path: string, query = "", hash = "") =>
      hasClocks(path) && !/[?;&]on=/.test(query)
        ? ` href="${path}${query === "" ? "?" : `${query}&amp;`}${more.replaceAll("&", "&amp;")}${hash}"`
        : whole,
  );
}

let patterns: readonly RegExp[] | undefined;

function hasClocks(path: string): boolean {
  patterns ??= allRoutes().flatMap((route) =>
    route.kind === "page" && route.clocks ? [new RegExp(`^${route.path.replace(/:\w+/g, "[^/]+")}$`)] : [],
  );
  return patterns.some((pattern) => pattern.test(path));
}
