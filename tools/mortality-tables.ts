/** Writes the mortality tables of the judicial buyout as figures of the law from the published files that stand beside them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "..", "law", "missouri", "mosers", "buyout", "factors");

/** The rows of a published file as text, without its remarks and its heading. */
export const publishedRows = (file: string): readonly (readonly string[])[] =>
  readFileSync(join(folder, file), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .slice(1)
    .map((line) => line.split(","));

const units = (text: string, perOne: number): number => {
  const found = Number(text) * perOne;
  if (Math.abs(found - Math.round(found)) > 1e-6)
    throw new RangeError(`${text} has more places than expected`);
  return Math.round(found);
};

const written = (cells: readonly number[]): string => `[${cells.join(", ")}]`;

/** The text of `base-rates.ts`: deaths among 100,000 of one age in 2010. */
export function baseRates(): string {
  const rows = publishedRows("pub-2010-general-below-median-retiree.csv");
  const column = (at: number): string => written(rows.map((row) => units(row[at]!, 100_000)));
  return `/**
 * Deaths in a year among 100,000 healthy retirees of one age, from age ${rows[0]![0]}: Pub-2010 General, below median, base year 2010.
 *
 * Written by \`node tools/mortality-tables.ts\` from pub-2010-general-below-median-retiree.csv, which names its source.
 */

/** The age of the first figure. */
export const firstBaseAge = ${rows[0]![0]};
/** Women, age by age. */
export const femaleDeaths: readonly number[] = ${column(1)};
/** Men, age by age. */
export const maleDeaths: readonly number[] = ${column(2)};
`;
}

/** The text of `improvement.ts`: ten-thousandths by which mortality falls in each year, by age. */
export function improvement(): string {
  const all = publishedRows("mp-2021.csv");
  const of = (sex: string): string =>
    all
      .filter((row) => row[0] === sex)
      .map((row) => `  ${written(row.slice(2).map((cell) => units(cell, 10_000)))},\n`)
      .join("");
  return `/**
 * By how many ten-thousandths mortality falls in a calendar year: scale MP-2021, a row for each age from ${all[0]![1]}, a figure for each year
 * from 2011 to 2037. It stands in for scale MP-2020, which no public copy gives (register BUYOUT-Q05).
 *
 * Written by \`node tools/mortality-tables.ts\` from mp-2021.csv, which names its source.
 */

/** The age of the first row. */
export const firstImprovementAge = ${all[0]![1]};
/** The year of the first figure of each row. */
export const firstImprovementYear = 2011;
/** Women, age by age. */
export const femaleImprovement: readonly (readonly number[])[] = [
${of("F")}];
/** Men, age by age. */
export const maleImprovement: readonly (readonly number[])[] = [
${of("M")}];
`;
}

if (import.meta.main) {
  writeFileSync(join(folder, "base-rates.ts"), baseRates());
  writeFileSync(join(folder, "improvement.ts"), improvement());
}
