/** Cases of every plan that a second reader worked out from the sources before asking the law, as somebody outside would bring them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { casesOfJson, differencesOf } from "../outside/case-file.ts";
import { plans } from "../plans.ts";

const file = "second-reader.json";
const cases = casesOfJson(plans, file, readFileSync(join(import.meta.dirname, file), "utf8"));

test(`each of the ${cases.length} cases can be run and agrees`, () => {
  expect(cases.flatMap(({ name, problems }) => problems.map((problem) => [name, problem]))).toEqual([]);
  expect(cases.flatMap(differencesOf)).toEqual([]);
});

test("they come from each plan that pays, holds or charges money", () => {
  const asked = new Set(cases.map(({ plan }) => plan));
  expect(plans.filter(({ plan }) => !asked.has(plan)).map(({ name }) => name)).toEqual([]);
});
