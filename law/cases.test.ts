/** Runs every table of worked cases in this workspace against the plan it stands beside, and prints each difference. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { readCases, runCases, type Difference } from "./cases.ts";
import { msep2000 } from "./missouri/mosers/msep-2000/plan.ts";

const folder = join(import.meta.dirname, "missouri/mosers/msep-2000");
const files = readdirSync(folder).filter((name) => name.endsWith(".cases.md"));

const printed = (differences: readonly Difference[]): readonly string[] =>
  differences.map(
    ({ at, name, result, expected, found }) => `${at} ${name}: ${result} should be ${expected}, is ${found}`,
  );

describe.each(files)("%s", (file) => {
  const path = join(folder, file);
  const cases = readCases(msep2000, relative(process.cwd(), path), readFileSync(path, "utf8"));
  describe.each([...new Set(cases.map(({ heading }) => heading))])("%s", (heading) => {
    const under = cases.filter((each) => each.heading === heading);
    it.each(under.map((each) => [each.name, each] as const))("%s", (_name, each) => {
      expect(printed(runCases(msep2000, [each]))).toEqual([]);
    });
  });
});
