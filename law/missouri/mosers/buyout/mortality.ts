/** Rates of death for the present value: unisex, half men and half women, falling from year to year (BR 2-20(7), 3-19(7)). */
import {
  carry,
  cases,
  count,
  date,
  isBefore,
  lesserOf,
  minus,
  otherwise,
  percent,
  product,
  rate,
  refusing,
  rounded,
  sum,
  when,
  yearOf,
  years,
} from "@emeritus/engine/expr.ts";
import { toPlaces } from "@emeritus/engine/exact.ts";
import type { Expr, Rate } from "@emeritus/engine/kinds.ts";
import {
  fixed,
  grid,
  lookup,
  provision,
  schedule,
  type Grid,
  type Lookup,
} from "@emeritus/engine/provision.ts";
import { and, boardRule, published, register } from "../../../sources.ts";
import { femaleDeaths, firstBaseAge, maleDeaths } from "./factors/base-rates.ts";
import {
  femaleImprovement,
  firstImprovementAge,
  firstImprovementYear,
  maleImprovement,
} from "./factors/improvement.ts";
import { ageReached, birthdayReached, estimateDated } from "./facts.ts";

/** What rates of death cite. */
export const mortalityCites = and(boardRule("2-20(7)"), boardRule("3-19(7)"));
/** Places to which factors are kept: 732 months of three rounded factors then move an annuity of 100,000.00 a month by under a hundredth of a cent. */
export const keptPlaces = toPlaces(15, register("BUYOUT-Q07"));

/** Share of deaths among healthy retirees of an age in the base year. */
const baseTable = (name: string, deaths: readonly number[]): Lookup<Rate> =>
  lookup(name, {
    cites: and(mortalityCites, published("pubG2010")),
    keyedBy: "age",
    rows: deaths.map((of, i) => [firstBaseAge + i, rate(`${of}/100000`)] as const),
    below: "nearest",
    above: "nearest",
  });
/** Rates of death of women in the base year. */
export const womenDying = baseTable("womenDying", femaleDeaths);
/** Rates of death of men in the base year. */
export const menDying = baseTable("menDying", maleDeaths);

/** By how much mortality falls at an age in a calendar year; after the last year as in it. */
const improvementTable = (name: string, rows: readonly (readonly number[])[]): Grid<Rate> =>
  grid(name, {
    cites: and(mortalityCites, published("mp2021")),
    keyedBy: ["age", "calendarYear"],
    columnsFrom: firstImprovementYear,
    rows: rows.map((row, i) => [firstImprovementAge + i, row.map((of) => rate(`${of}/10000`))] as const),
    below: "nearest",
    above: "nearest",
    right: "nearest",
  });
/** Fall of mortality among women. */
export const womenImproving = improvementTable("womenImproving", femaleImprovement);
/** Fall of mortality among men. */
export const menImproving = improvementTable("menImproving", maleImprovement);

/** Share of the scale that is applied in a calendar year. */
export const improvementApplied = schedule("improvementApplied", {
  governedBy: "calendarYear",
  cites: published("valuations"),
  values: [
    { from: "2011-01-01", value: percent("100"), mark: "assumed", register: "BUYOUT-Q05" },
    { from: "2021-01-01", value: percent("75"), mark: "assumed", register: "BUYOUT-Q05" },
  ],
});

const assumedFigure = { cites: published("valuations"), register: "BUYOUT-Q05" };
/** Share of the base rates that the fund assumes. */
export const mortalityScale = fixed("mortalityScale", { ...assumedFigure, is: percent("104") });
/** Years by which a man's base rate is read at a lower age. */
export const menSetBack = fixed("menSetBack", { ...assumedFigure, is: count(2) });
/** Years by which a woman's base rate is read at a higher age. */
export const womenSetForward = fixed("womenSetForward", { ...assumedFigure, is: count(1) });
/** First day of the fiscal year whose mortality is known here. */
export const mortalityKnownFrom = fixed("mortalityKnownFrom", { ...assumedFigure, is: date("2021-07-01") });
/** Share of men in the unisex blend. */
export const shareOfMen = fixed("shareOfMen", { cites: mortalityCites, is: percent("50") });

/** What is left of a base rate after every year's fall from 2011 to the year of a birthday. */
const remaining = (table: Grid<Rate>): Expr<Rate> =>
  carry<Rate>({
    start: rate("1"),
    first: date("2011-01-01"),
    every: years(1),
    until: birthdayReached,
    most: rate("10"),
    step: (left, on) =>
      rounded(
        product(left, minus(rate("1"), product(table.at(ageReached, yearOf(on)), improvementApplied.on(on)))),
        keptPlaces,
      ),
  });

/** Unisex rate of death in the year from a birthday on: half the man's, half the woman's rate, each at most one. */
export const rateOfDeath = provision.rate("rateOfDeath", {
  cites: mortalityCites,
  register: "BUYOUT-Q06",
  means: () =>
    cases<Rate>(
      when(isBefore(estimateDated, mortalityKnownFrom), refusing("mortalityNotKnown", mortalityCites)),
      otherwise(
        sum(
          product(
            lesserOf(
              rate("1"),
              product(menDying.at(minus(ageReached, menSetBack)), mortalityScale, remaining(menImproving)),
            ),
            shareOfMen,
          ),
          product(
            lesserOf(
              rate("1"),
              product(
                womenDying.at(sum(ageReached, womenSetForward)),
                mortalityScale,
                remaining(womenImproving),
              ),
            ),
            minus(rate("1"), shareOfMen),
          ),
        ),
      ),
    ),
});
