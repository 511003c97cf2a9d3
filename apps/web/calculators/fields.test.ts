import { parseDate } from "@emeritus/engine/dates.ts";
import { exact } from "@emeritus/engine/exact.ts";
import { en } from "@emeritus/words/en/index.ts";
import { describe, expect, test } from "vitest";
import { type FieldSpec, readFields } from "./fields.ts";
import { problemText } from "./problem-text.ts";

const read = (field: FieldSpec, text: string | undefined) =>
  readFields([field], text === undefined ? {} : { [field.name]: text });
const birth: FieldSpec = { name: "birthDate", kind: "date", least: "1920-01-01", most: "2010-12-31" };
const month: FieldSpec = { name: "start", kind: "month", least: "2000-07", most: "2080-12" };
const pay: FieldSpec = { name: "averagePay", kind: "money", most: "50000.00" };
const percent: FieldSpec = { name: "cola", kind: "percent", most: "5", optional: true };
const years: FieldSpec = { name: "loanYears", kind: "count", least: 1, most: 40 };
const kind: FieldSpec = { name: "memberClass", kind: "choice", options: ["general", "legislator"] };

describe("what is typed into a calculator", () => {
  test.each([
    [birth, "1962-07-31", parseDate("1962-07-31")],
    [month, "2030-07", parseDate("2030-07-01")],
    [pay, "$3,166.67", exact(316_667n)],
    [pay, " 3000 ", exact(300_000n)],
    [pay, "0.5", exact(50n)],
    [percent, "2.5 %", exact(25n, 1000n)],
    [years, "30", 30],
    [kind, "legislator", "legislator"],
  ] as const)("%o reads %s", (field, text, value) => {
    const { values, problems } = read(field, text);
    expect(problems).toEqual([]);
    expect(values.number(field.name)).toEqual(value);
  });

  test.each([
    [birth, undefined, "missing"],
    [birth, "   ", "missing"],
    [birth, "1962-02-30", "dateWrong"],
    [birth, "31.7.1962", "dateWrong"],
    [birth, "1919-12-31", "tooEarly"],
    [birth, "2011-01-01", "tooLate"],
    [month, "2000-06", "tooEarly"],
    [month, "2030-13", "dateWrong"],
    [pay, "-5", "moneyWrong"],
    [pay, "1e4", "moneyWrong"],
    [pay, "3,16.67", "moneyWrong"],
    [pay, "10.005", "moneyWrong"],
    [pay, "50000.01", "tooHigh"],
    [percent, "five", "numberWrong"],
    [percent, "5.01", "tooHigh"],
    [years, "0", "tooLow"],
    [years, "41", "tooHigh"],
    [years, "999999999999", "tooHigh"],
    [years, "2.5", "numberWrong"],
    [kind, "judge", "choiceWrong"],
  ] as const)("%o refuses %s: %s", (field, text, says) => {
    const { problems } = read(field, text);
    expect(problems.map((problem) => problem.says)).toEqual([says]);
  });

  test("a bound is told as people write it", () => {
    const told = (field: FieldSpec, text: string) => problemText(en, read(field, text).problems[0]!);
    expect(told(pay, "50000.01")).toMatch(/\$50,000\.00$/);
    expect(told(birth, "1919-12-31")).toMatch(/January 1, 1920 or a later day$/);
  });

  test("an empty optional field is absent, and every problem is told", () => {
    expect(read(percent, "").problems).toEqual([]);
    expect(read(percent, "").values.number("cola")).toBeUndefined();
    expect(readFields([birth, pay, years], {}).problems.map(({ field }) => field)).toEqual([
      "birthDate",
      "averagePay",
      "loanYears",
    ]);
  });
});
