import { type PlainDate, formatDate } from "@emeritus/engine/dates.ts";
import { Exact, exact, multiply } from "@emeritus/engine/exact.ts";
import type { KindName, Value } from "@emeritus/engine/kinds.ts";
import { count, longDate, money } from "./format.ts";
import type { Words } from "./index.ts";
import type { Phrase } from "./phrase.ts";

/** Digits after the point that an unrounded amount shows before "…". */
const digits = 5;

/** A value of the law in words and figures: money, percent, years and months, a date, yes or no, a choice. */
export function valueText(words: Words, phrase: Phrase, kind: KindName, value: Value | undefined): string {
  const said = words.worksheet;
  if (value === undefined) return said.cannot;
  if (value === null) return said.none;
  if (typeof value === "boolean") return value ? said.yes : said.no;
  if (typeof value === "string") return phrase(value);
  if (value instanceof Exact) return exactText(words, kind, value);
  if (typeof value === "object") {
    return [monthsText(words, value.months), value.days === 0 ? "" : said.days({ days: value.days })]
      .filter(Boolean)
      .join(" ");
  }
  if (kind === "date") return longDate(formatDate(value as PlainDate));
  if (kind === "service" || kind === "age" || kind === "span") return monthsText(words, value);
  if (kind === "days") return said.days({ days: value });
  return value < 0 ? `−${count(-value)}` : count(value);
}

function exactText(words: Words, kind: KindName, value: Exact): string {
  if (kind === "money") return moneyText(value);
  if (kind === "rate") return `${decimalText(multiply(value, exact(100n)))}%`;
  return kind === "hours" ? words.worksheet.hours({ hours: decimalText(value) }) : decimalText(value);
}

/** Whole months as years and months: "14 years 2 months". */
export function monthsText(words: Words, months: number): string {
  const size = Math.abs(months);
  const [years, rest] = [Math.trunc(size / 12), size % 12];
  const text = [
    years > 0 ? words.worksheet.years({ years }) : "",
    rest > 0 || years === 0 ? words.worksheet.months({ months: rest }) : "",
  ];
  return (months < 0 ? "−" : "") + text.filter(Boolean).join(" ");
}

/** Cents as money; an amount that is not whole cents shows its further digits: "$2,032.66035". */
export function moneyText(cents: Exact): string {
  if (cents.d === 1n) return money(cents.n);
  const size = cents.n < 0n ? -cents.n : cents.n;
  const whole = money(size / cents.d);
  return `${cents.n < 0n ? "−" : ""}${whole}${fraction(size % cents.d, cents.d, digits - 2)}`;
}

/** A number with at most five digits after the point, and "…" where it goes on. */
export function decimalText(value: Exact): string {
  const size = value.n < 0n ? -value.n : value.n;
  const after = fraction(size % value.d, value.d, digits);
  return `${value.n < 0n ? "−" : ""}${count(size / value.d)}${after ? `.${after}` : ""}`;
}

function fraction(rest: bigint, by: bigint, most: number): string {
  let text = "";
  let left = rest;
  while (left > 0n && text.length < most) {
    text += String((left * 10n) / by);
    left = (left * 10n) % by;
  }
  return left > 0n ? `${text}…` : text;
}

/** Months as years with twelfths, the way they multiply: "14 2/12". */
export function yearsFigure(months: number): string {
  const [years, rest] = [Math.trunc(months / 12), Math.abs(months % 12)];
  return rest === 0 ? String(years) : `${years === 0 ? "" : `${years} `}${rest}/12`;
}
