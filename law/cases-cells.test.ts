import { describe, expect, test } from "vitest";
import { readCell, readValue } from "./cases.ts";
import { msep2000 } from "./missouri/mosers/msep-2000/plan.ts";

test("never is an absent date, and the choice of that name", () => {
  expect(readValue("date", "never")).toBeNull();
  expect(readValue("choice", "never")).toBe("never");
  expect(readValue("choice", "-")).toBeNull();
});

describe("a list in a cell", () => {
  test("a range of months is a row for each", () => {
    expect(readCell(msep2000, "pay", "2022-11..2023-02 3,000.00", "here")).toHaveLength(4);
  });

  test.each([
    ["pay", "0001-01..9999-12 1.00"],
    ["periods", Array.from({ length: 101 }, () => "2001-01-01..2001-02-01 employed").join("; ")],
    ["periods", "2001-01-01..2001-02-30 employed"],
    ["periods", "2001-01-01 employed"],
    ["pay", "2022-13..2023-02 3,000.00"],
    ["pay", "2022-11..2023-02 lots"],
  ])("of %s, %.40s is refused", (name, cell) => {
    expect(() => readCell(msep2000, name, cell, "here")).toThrow(SyntaxError);
  });
});
