import { isDay } from "@emeritus/engine/dates.ts";
import { expect, test } from "vitest";
import { command as verify } from "./commands/verify.ts";
import { isMonth } from "./options.ts";

test("a day or month that the calendar does not have is none, also of the year 0000", () => {
  expect(["2026-07-01", "2024-02-29"].filter(isDay)).toHaveLength(2);
  expect(["0000-01-01", "2026-02-29", "2026-7-1", "", "2026-07-01x"].filter(isDay)).toEqual([]);
  expect(isDay(undefined)).toBe(false);
  expect(isMonth("2026-12")).toBe(true);
  expect(["0000-01", "2026-13", "2026-1", ""].filter(isMonth)).toEqual([]);
});

test("a switch that verify does not know proves nothing in place of everything", async () => {
  const said: string[] = [];
  const context = {
    say: (line: string) => said.push(line),
    environment: {},
    open: () => Promise.reject(new Error("nothing is opened")),
  };
  for (const args of [["--al"], ["5", "--all"], ["--all", "--fast"]])
    expect(await verify.run(args, context)).toBe(2);
  expect(said[0]).toContain("emeritus verify [DETERMINATION | --all]");
});
