import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { plans } from "../plans.ts";
import { CASE_KEYS, FILE_KEYS, casesOfJson, casesOfMarkdown, differencesOf, readFacts } from "./case-file.ts";
import { distance, nearest } from "./nearest.ts";
import { vocabularyOf } from "./vocabulary.ts";
import { msep2000 } from "../missouri/mosers/msep-2000/plan.ts";

const example = (name: string): string => readFileSync(join(import.meta.dirname, "examples", name), "utf8");

describe("the example files", () => {
  test.each(["base-benefit.json", "base-benefit.md"])("%s agrees with the law", (name) => {
    const read = name.endsWith(".md") ? casesOfMarkdown : casesOfJson;
    const cases = read(plans, name, example(name));
    expect(cases.length).toBeGreaterThan(1);
    expect(cases.flatMap(({ problems }) => problems)).toEqual([]);
    expect(cases.flatMap(differencesOf)).toEqual([]);
  });

  test("a cent more than the law gives is a difference that says where, what and how much", () => {
    const changed = example("base-benefit.json").replace('"1,275.00"', '"1,275.01"');
    expect(casesOfJson(plans, "mine.json", changed).flatMap(differencesOf)).toEqual([
      {
        at: "mine.json:1",
        name: "whole years",
        result: "baseBenefit",
        expected: "1,275.01",
        found: "1275.00",
      },
    ]);
  });

  test("each mistake is named", () => {
    const problems = casesOfJson(plans, "mistaken.json", example("mistaken.json")).map((each) => {
      expect(each.worked, each.name).toBeUndefined();
      return each.problems[0];
    });
    expect(problems).toMatchObject([
      { code: "unknownName", name: "creditedServise", nearest: "creditedService" },
      { code: "wrongUnit", name: "finalAveragePay", text: "3000", kind: "money" },
      { code: "wrongUnit", name: "benefitService", text: "25.00", kind: "service" },
      { code: "unknownChoice", name: "memberClass", text: "judge" },
      { code: "contradiction", first: "leftService", second: "birthDate", because: "before" },
      { code: "contradiction", first: "paymentOption", second: "spouseBirthDate", because: "absent" },
      { code: "statedOtherwise", name: "benefitService", text: "25y 1m", found: "25y 2m" },
      { code: "contradiction", first: "periods[0].to", second: "periods[0].from", because: "before" },
      { code: "unknownPlan", name: "msep-2001", nearest: "msep-2000" },
      { code: "notInForm", because: "expect" },
      { code: "outsideRange", name: "unusedSickLeaveHours", text: "-1", least: "0", most: "20000" },
    ]);
  });
});

describe("reading", () => {
  test("a text that is no JSON, and one without cases, are problems and not crashes", () => {
    for (const text of ["{", "{}", '"cases"', '{"cases": [1]}'])
      expect(casesOfJson(plans, "x.json", text)[0]?.problems[0]?.code).toBe("notInForm");
  });

  test("a file that holds no case, or a key that would not be read, is a problem: nothing would be tried", () => {
    for (const text of ["[]", '{"cases": []}'])
      expect(casesOfJson(plans, "x.json", text)[0]?.problems).toEqual([{ code: "noCases" }]);
    expect(casesOfMarkdown(plans, "x.md", "Plan: msep-2000.\n")[0]?.problems).toEqual([{ code: "noCases" }]);
    const misspelt = '{"fact": {"leftService": "2024-06-30"}, "cases": [{"expect": {"vested": true}}]}';
    expect(casesOfJson(plans, "x.json", misspelt)[0]?.problems).toMatchObject([
      { code: "unknownName", name: "fact", nearest: "facts" },
    ]);
  });

  test("facts that are no object, and a list that is expected, are problems", () => {
    const one = (facts: string, expected: string): string =>
      `[{"plan": "msep-2000", "facts": ${facts}, "expect": {${expected}}}]`;
    const problems = (text: string) => casesOfJson(plans, "x.json", text)[0]?.problems;
    expect(problems(one("[]", '"vested": true'))).toMatchObject([{ code: "notInForm", because: "facts" }]);
    expect(problems(one("{}", '"periods": "none"'))).toEqual([{ code: "onlyStated", name: "periods" }]);
  });

  test("what is no date for all the dates of a case is named once, by the key that states them", () => {
    const { known, problems } = readFacts(msep2000, {}, { on: "2024-07-32" });
    expect(problems).toEqual([{ code: "wrongUnit", name: "on", text: "2024-07-32", kind: "date" }]);
    expect(known).toEqual({});
  });

  test("a Markdown text without a plan, and a column that names nothing, are problems", () => {
    const table = "| case | final pay | → base benefit |\n| --- | --- | --- |\n| a | 1.00 | 1.00 |\n";
    expect(casesOfMarkdown(plans, "x.md", table)[0]?.problems).toEqual([{ code: "noPlanNamed" }]);
    expect(casesOfMarkdown(plans, "x.md", table, "msep-2000")[0]?.problems[0]).toMatchObject({
      code: "unknownName",
      name: "final pay",
    });
  });

  test("cells of a table, and lists written as text, have the choices, ranges and rows that JSON has", () => {
    const table = (columns: string, row: string): string =>
      `Plan: msep-2000.\n\n| ${columns} | → vested |\n| --- | --- | --- |\n| ${row} | yes |\n`;
    const problem = (columns: string, row: string) =>
      casesOfMarkdown(plans, "x.md", table(columns, row))[0]?.problems;
    expect(problem("case | member class", "a | judge")).toMatchObject([
      { code: "unknownChoice", text: "judge" },
    ]);
    expect(problem("case | unused sick leave hours", "a | -5")).toMatchObject([
      { code: "outsideRange", text: "-5" },
    ]);
    expect(problem("case | member class", "a | general")).toEqual([]);
    const stated = (periods: unknown) => readFacts(msep2000, { periods } as never).problems;
    expect(stated("2001-01-01..2001-02-01 retired")).toMatchObject([
      { code: "unknownChoice", name: "periods[0].kind", text: "retired" },
    ]);
    expect(stated(Array.from({ length: 101 }, () => ({})))).toEqual([
      { code: "tooManyRows", name: "periods", rows: 101, most: 100 },
    ]);
  });

  test("a date states the dates that the plan asks for, and leaves what is stated", () => {
    const { known, problems } = readFacts(msep2000, { paymentMonth: "2025-01-01" }, { on: "2024-07-15" });
    expect(problems).toEqual([]);
    expect(known["annuityStartingDate"]).toBe(
      readFacts(msep2000, { annuityStartingDate: "2024-07-15" }).known["annuityStartingDate"],
    );
    expect(known["paymentMonth"]).toBe(
      readFacts(msep2000, { paymentMonth: "2025-01-01" }).known["paymentMonth"],
    );
  });

  test("a field that a row lacks or that the list does not have is named with its row", () => {
    const { problems } = readFacts(msep2000, {
      periods: [{ from: "2020-01-01", to: "2020-12-31", sort: "employed" }],
    });
    expect(problems).toMatchObject([
      { code: "unknownName", name: "periods[0].sort" },
      { code: "wrongUnit", name: "periods[0].kind" },
    ]);
  });

  test("the nearest name is within half of the word, or there is none", () => {
    expect(distance("kitten", "sitting")).toBe(3);
    expect(nearest("baseBenefits", ["baseBenefit", "benefit"])).toBe("baseBenefit");
    expect(nearest("xyz", ["baseBenefit"])).toBeUndefined();
  });
});

describe("the schema", () => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, "case-file.schema.json"), "utf8"));
  test("has the keys of a case and of a file that are read, and no others", () => {
    expect(Object.keys(schema.$defs.case.properties).toSorted()).toEqual([...CASE_KEYS].toSorted());
    expect(Object.keys(schema.$defs.file.properties).toSorted()).toEqual([...FILE_KEYS].toSorted());
  });
});

test.each(plans.map(({ name, plan }) => [name, plan] as const))(
  "the vocabulary of %s has every name once",
  (_, plan) => {
    const names = vocabularyOf(plan).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of [...plan.facts.keys(), ...plan.lists.keys(), ...plan.rules.keys()])
      expect(names).toContain(name);
  },
);
