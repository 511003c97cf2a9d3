import {
  addMonths,
  firstOfMonthOf,
  formatDate,
  monthOf,
  type PlainDate,
  yearOfDate,
} from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import type { Part, Result } from "@emeritus/engine/explanation.ts";
import type { Estimate, Option, OptionEstimate } from "@emeritus/operations/estimating/estimate-benefit.ts";
import { money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { moneyText } from "@emeritus/words/value.ts";
import { beginWorksheet, type Worksheet, type WorksheetLine } from "@emeritus/words/worksheet.ts";

/** An amount as printed, with the line that explains it. */
export interface Shown {
  readonly text: string;
  readonly line: string;
}

/** One way of being paid, ready to show. */
export interface OptionShown {
  readonly option: Option;
  readonly name: string;
  readonly statutory: string;
  readonly says: string;
  readonly atFirst: Shown;
  readonly later: Shown;
  readonly after: Shown | undefined;
  readonly givenUp: Shown | undefined;
  /** Shares of the largest amount, in thousandths, for the bars. */
  readonly share: { readonly later: number; readonly after: number };
  readonly lines: readonly WorksheetLine[];
}

/** An estimate in words and lines: what the page prints. */
export interface EstimateShown {
  readonly estimate: Estimate;
  readonly sure: boolean;
  readonly hasTemporary: boolean;
  readonly largest: OptionShown;
  readonly temporary: Shown;
  readonly choices: readonly OptionShown[];
  readonly base: readonly WorksheetLine[];
  readonly temporaryLines: readonly WorksheetLine[];
  readonly doorLines: readonly WorksheetLine[];
}

/** Puts an estimate into words and numbered lines; line numbers run through the whole page. */
export function shownOf(words: Words, estimate: Estimate): EstimateShown {
  const sheet = beginWorksheet(words);
  const base = sheet.add(estimate.base.explanation);
  const temporaryLines = sheet.add(estimate.temporary.explanation);
  const temporary = shown(words, sheet, estimate.temporary);
  const life = estimate.options[0]!.toMember.value;
  const choices = estimate.options.map((option) => optionShown(words, sheet, estimate, option, life));
  return {
    estimate,
    sure: estimate.notFinal.length === 0,
    hasTemporary: estimate.temporary.value !== undefined && estimate.temporary.value.n > 0n,
    largest: choices[0]!,
    temporary,
    choices,
    base,
    temporaryLines,
    doorLines: sheet.add(estimate.door.explanation),
  };
}

function optionShown(
  words: Words,
  sheet: Worksheet,
  { career }: Estimate,
  seen: OptionEstimate,
  life: Exact | undefined,
): OptionShown {
  const { option, toMember, atFirst, toSurvivor, givenUp } = seen;
  const { name, statutory, says } = words.member.benefit.options[option];
  const spouse = career.spouse?.name.split(" ")[0] || words.member.benefit.yourSpouse;
  const results = [toMember, atFirst, toSurvivor, givenUp].filter((result) => result !== undefined);
  const lines = results.flatMap((result) => sheet.add(result.explanation));
  const thousandths = (part: Exact | undefined) =>
    part && life && life.n > 0n ? Number((part.n * life.d * 1000n) / (part.d * life.n)) : 0;
  return {
    option,
    name: typeof name === "string" ? name : name({ spouse }),
    statutory,
    says,
    later: shown(words, sheet, toMember),
    atFirst: shown(words, sheet, atFirst),
    after: toSurvivor && shown(words, sheet, toSurvivor),
    givenUp: givenUp && shown(words, sheet, givenUp),
    share: { later: thousandths(toMember.value), after: thousandths(toSurvivor?.value) },
    lines,
  };
}

function shown(words: Words, sheet: Worksheet, result: Result<Exact>): Shown {
  const line = sheet.idOf(result.explanation as Part);
  return { text: result.value === undefined ? words.worksheet.cannot : moneyText(result.value), line };
}

/** Whole cents of an amount that the law has rounded; an amount that cannot be worked out is nothing. */
export function centsFor(result: Result<Exact>): number {
  return result.value === undefined ? 0 : Number(result.value.n / result.value.d);
}

/** The month of a date as forms and addresses write it: "2027-07". */
export function monthText(date: PlainDate): string {
  return formatDate(date).slice(0, 7);
}

/** The first of the month that an address or a form names, or nothing. */
export function startOf(month: string | undefined): PlainDate | undefined {
  const found = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month ?? "");
  if (!found) return undefined;
  const [year, at] = [Number(found[1]), Number(found[2])];
  return year >= 2000 && year <= 2100 ? (12 * year + at - 1) * 32 : undefined;
}

/** The next date on which a retirement applied for today could start, two months on at the earliest. */
export function nextStart(today: PlainDate): PlainDate {
  return firstOfMonthOf(addMonths(today, 2));
}

/** The year and the month (1 to 12) of a date. */
export function yearAndMonth(date: PlainDate): { year: number; month: number } {
  return { year: yearOfDate(date), month: monthOf(date) };
}

/** An increase in words, such as "$12.34". */
export function moreText(from: Result<Exact>, to: Result<Exact>): string {
  return money(centsFor(to) - centsFor(from));
}
