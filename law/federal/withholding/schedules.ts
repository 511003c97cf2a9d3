/** The tax on a yearly amount by the standard schedules of Publication 15-T: each bracket's slice at its own rate. */
import {
  cases,
  cents,
  count,
  dollars,
  greaterOf,
  is,
  lesserOf,
  minus,
  named,
  otherwise,
  percent,
  product,
  sum,
  when,
  yearOf,
} from "@emeritus/engine/expr.ts";
import type { Expr, Money } from "@emeritus/engine/kinds.ts";
import { grid, lookup, provision, type Grid, type Provision } from "@emeritus/engine/provision.ts";
import { paymentDate } from "../facts.ts";
import { publication15T } from "../sources.ts";
import { statusUsed } from "./certificate.ts";
import { amountTaxed } from "./facts.ts";

const standardSchedule = publication15T(2026, "standard withholding rate schedules, annual");

/** The share of each bracket, from the first that is taxed. */
export const bracketRates = lookup("bracketRates", {
  cites: standardSchedule,
  keyedBy: "bracket",
  rows: ["10", "12", "22", "24", "32", "35", "37"].map((rate, i) => [i, percent(rate)] as const),
});

/** Where each bracket of a status begins, by calendar year; the years of the two rows are 2025 (register WITHHOLDING-Q01) and 2026. */
const bracketsOf = (name: string, rows: Readonly<Record<number, readonly number[]>>): Grid<Money> =>
  grid(name, {
    cites: standardSchedule,
    keyedBy: ["calendarYear", "bracket"],
    columnsFrom: 0,
    rows: Object.entries(rows).map(([year, begins]) => [
      Number(year),
      begins.map((amount) => dollars(`${amount}.00`)),
    ]),
  });

/** Where the brackets begin for who is single or married and files apart. */
export const bracketsOfSingle = bracketsOf("bracketsOfSingle", {
  2025: [6_400, 18_325, 54_875, 109_750, 203_700, 256_925, 632_750],
  2026: [7_500, 19_900, 57_900, 113_200, 209_275, 263_725, 648_100],
});
/** Where the brackets begin for who is married and files jointly. */
export const bracketsOfMarried = bracketsOf("bracketsOfMarried", {
  2025: [17_100, 40_950, 114_050, 223_800, 411_700, 518_150, 768_700],
  2026: [19_300, 44_100, 120_100, 230_700, 422_850, 531_750, 788_000],
});
/** Where the brackets begin for a head of household. */
export const bracketsOfHeadOfHousehold = bracketsOf("bracketsOfHeadOfHousehold", {
  2025: [13_900, 30_900, 78_750, 117_250, 211_200, 264_400, 640_250],
  2026: [15_550, 33_250, 83_000, 121_250, 217_300, 271_750, 656_150],
});

const names = ["taxedAt10", "taxedAt12", "taxedAt22", "taxedAt24", "taxedAt32", "taxedAt35", "taxedAt37"];

/** The tax by one status's brackets: what lies within each, at its rate. */
function bySlices(brackets: Grid<Money>): Expr<Money> {
  const begins = (i: number): Expr<Money> => brackets.at(yearOf(paymentDate), count(i));
  const slices = names.map((name, i) => {
    const upTo = i + 1 < names.length ? lesserOf(amountTaxed, begins(i + 1)) : amountTaxed;
    const within = greaterOf(cents(0), minus(upTo, begins(i)));
    return named(name, product(within, bracketRates.at(count(i))));
  });
  return sum(slices[0]!, ...slices.slice(1));
}

const taxOf = (name: string, brackets: Grid<Money>): Provision<Money> =>
  provision.amount(name, {
    cites: standardSchedule,
    register: "WITHHOLDING-Q01",
    means: () => bySlices(brackets),
  });

/** Tax on the yearly amount of who is single or married and files apart. */
export const taxOfSingle = taxOf("taxOfSingle", bracketsOfSingle);
/** Tax on the yearly amount of who is married and files jointly. */
export const taxOfMarried = taxOf("taxOfMarried", bracketsOfMarried);
/** Tax on the yearly amount of a head of household. */
export const taxOfHeadOfHousehold = taxOf("taxOfHeadOfHousehold", bracketsOfHeadOfHousehold);

/** Tax on a yearly amount by the schedule of the status in use, exactly. */
export const taxBySchedule = provision.amount("taxBySchedule", {
  cites: standardSchedule,
  means: () =>
    cases(
      when(is(statusUsed, "marriedFilingJointly"), taxOfMarried),
      when(is(statusUsed, "headOfHousehold"), taxOfHeadOfHousehold),
      otherwise(taxOfSingle),
    ),
});
