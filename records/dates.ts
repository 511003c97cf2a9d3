import { ENDLESS, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { DateText } from "./schema.ts";

/** How the database writes a date; ENDLESS is `infinity`. */
export const dateText = (date: PlainDate): DateText => (date >= ENDLESS ? "infinity" : formatDate(date));

/** Reads a date as the database writes it; `infinity` is ENDLESS. */
export const dateOf = (text: DateText): PlainDate => (text === "infinity" ? ENDLESS : parseDate(text));

/** Reads a date that may be absent. */
export const dateOrNone = (text: DateText | null | undefined): PlainDate | undefined =>
  text === null || text === undefined ? undefined : dateOf(text);
