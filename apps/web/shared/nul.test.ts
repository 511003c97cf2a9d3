import { expect, test } from "vitest";
import { hasNul, hasYearZero, placeOfNul, placeOfYearZero } from "./nul.ts";

test("a place is named by its fields; a body nested deeper than the stack is walked to its end", () => {
  expect(placeOfNul({ name: { first: "A\0" } })).toBe("name.first");
  expect(placeOfNul({ rows: ["a", "b\0"] })).toBe("rows.1");
  expect(placeOfNul("\0")).toBe("");
  expect(placeOfNul({ "a\0": 1 })).toBe("");
  expect(placeOfYearZero({ on: "0000-01-01" })).toBe("on");
  expect(hasYearZero({ on: "1000-01-01" })).toBe(false);
  const deep: unknown = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
  expect(hasNul(deep) || hasYearZero(deep)).toBe(false);
});
