import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { femaleDeaths, firstBaseAge, maleDeaths } from "./factors/base-rates.ts";
import {
  femaleImprovement,
  firstImprovementAge,
  firstImprovementYear,
  maleImprovement,
} from "./factors/improvement.ts";

const rowsOf = (file: string): readonly (readonly string[])[] =>
  readFileSync(join(import.meta.dirname, "factors", file), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .slice(1)
    .map((line) => line.split(","));

describe("every figure of the tables of mortality is the published one (BR 2-20(7), 3-19(7))", () => {
  test("deaths of the base year, by age and sex", () => {
    const rows = rowsOf("pub-2010-general-below-median-retiree.csv");
    expect(rows.map(([age]) => Number(age))).toEqual(femaleDeaths.map((_, i) => firstBaseAge + i));
    expect(rows.map((row) => (femaleDeaths[Number(row[0]) - firstBaseAge]! / 100_000).toFixed(5))).toEqual(
      rows.map((row) => row[1]),
    );
    expect(rows.map((row) => (maleDeaths[Number(row[0]) - firstBaseAge]! / 100_000).toFixed(5))).toEqual(
      rows.map((row) => row[2]),
    );
  });

  test.each([
    ["F", femaleImprovement],
    ["M", maleImprovement],
  ] as const)("improvement by age and year, %s", (sex, table) => {
    const rows = rowsOf("mp-2021.csv").filter((row) => row[0] === sex);
    expect(rows.map((row) => Number(row[1]))).toEqual(table.map((_, i) => firstImprovementAge + i));
    for (const [i, row] of rows.entries())
      expect(row.slice(2).map(Number), `${sex} ${row[1]}, from ${firstImprovementYear}`).toEqual(
        table[i]!.map((of) => of / 10_000),
      );
  });
});
