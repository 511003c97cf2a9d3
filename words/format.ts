import { isDay } from "@emeritus/engine/dates.ts";

/** A language in which the system can speak. */
export type Language = "en";

const locale: Record<Language, string> = { en: "en-US" };
const formatters = new Map<string, Intl.DateTimeFormat>();
const monies = new Map<Language, Intl.NumberFormat>();
const wholes = new Map<Language, Intl.NumberFormat>();

/** An amount of whole cents as money, exact at any size: `123456n` is "$1,234.56". */
export function money(cents: bigint | number, language: Language = "en"): string {
  let formatter = monies.get(language);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale[language], { style: "currency", currency: "USD" });
    monies.set(language, formatter);
  }
  return formatter.format(decimal(BigInt(cents)));
}

/** Cents as a decimal string of dollars, because a double would lose cents of large amounts. */
function decimal(cents: bigint): Intl.StringNumericLiteral {
  const size = cents < 0n ? -cents : cents;
  const text = `${cents < 0n ? "-" : ""}${size / 100n}.${String(size % 100n).padStart(2, "0")}`;
  return text as Intl.StringNumericLiteral;
}

/** A count with its thousands marked: `51733` is "51,733". */
export function count(value: bigint | number, language: Language = "en"): string {
  let formatter = wholes.get(language);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale[language], { maximumFractionDigits: 0 });
    wholes.set(language, formatter);
  }
  return formatter.format(value);
}

/** A number of hundredths, of a percent or of an hour, as people write it: `3750` is "37.5". */
export const fromHundredths = (hundredths: number): string => String(hundredths / 100);

/** A plain date (YYYY-MM-DD) in words: "July 1, 2027". */
export function longDate(date: string, language: Language = "en"): string {
  return formatted(language, { year: "numeric", month: "long", day: "numeric" }, date);
}

/** A plain date (YYYY-MM-DD) in few letters, for tables: "Jul 1, 2027". */
export function shortDate(date: string, language: Language = "en"): string {
  return formatted(language, { year: "numeric", month: "short", day: "numeric" }, date);
}

/** A text that was kept with plain dates in it (YYYY-MM-DD), with each date of the calendar in words. */
export function withLongDates(text: string, language: Language = "en"): string {
  return text.replaceAll(/\b\d{4}-\d\d-\d\d\b/g, (date) => (isDay(date) ? longDate(date, language) : date));
}

/** The month of a plain date or month (YYYY-MM or YYYY-MM-DD) in words: "July 2027". */
export function longMonth(date: string, language: Language = "en"): string {
  return formatted(language, { year: "numeric", month: "long" }, `${date.slice(0, 7)}-01`);
}

/** The month of a plain date or month (YYYY-MM or YYYY-MM-DD), alone: "July". */
export function monthName(date: string, language: Language = "en"): string {
  return formatted(language, { month: "long" }, `${date.slice(0, 7)}-01`);
}

/** An instant, as ISO text or as the database writes it, as a date and time in the fund's time zone. */
export function longInstant(instant: string, timeZone: string, language: Language = "en"): string {
  return dateFormatter(language, { dateStyle: "long", timeStyle: "short", timeZone }).format(timeOf(instant));
}

/** The day in the fund's time zone on which an instant falls, as YYYY-MM-DD. */
export function dayOfInstant(instant: string, timeZone: string): string {
  const style = { year: "numeric", month: "2-digit", day: "2-digit", timeZone } as const;
  const parts = dateFormatter("en", style).formatToParts(timeOf(instant));
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

const timeOf = (instant: string): Date => new Date(instant.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"));

/** A hash or a secret in groups of so many letters, for a reader to compare. */
export const inGroups = (text: string, size = 8): string =>
  text.replaceAll(new RegExp(`(.{${size}})(?=.)`, "g"), "$1 ");

function formatted(language: Language, style: Intl.DateTimeFormatOptions, date: string): string {
  return dateFormatter(language, { ...style, timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
}

function dateFormatter(language: Language, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(style);
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale[language], style);
    formatters.set(key, formatter);
  }
  return formatter;
}
