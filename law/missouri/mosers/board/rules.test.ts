import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { boardRules } from "../../../sources.ts";
import { boardRuleRegister, reviewDue } from "./rules.ts";

const months = "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec".split(" ");
/** "Dec. 31, 1999" as an ISO date. */
const iso = (printed: string): string => {
  const [, month = "", day = "", year = ""] = /^(\w+)\.? (\d+), (\d{4})$/.exec(printed.trim()) ?? [];
  return `${year}-${String(months.indexOf(month) + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;
};
/** The third table of the rule index, which was typed from the rules apart from this register. */
const typed = readFileSync("docs/requirements/rule-index.md", "utf8")
  .split("## Table 3")[1]!
  .split("\n")
  .filter((line) => /^\| \d-\d+ \|/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()));
const entryOf = (rule: string) => boardRuleRegister.find((each) => each.rule === rule);

describe("the register of the Board Rules", () => {
  it.each(
    typed.map(([, rule = "", , , effective = "", amended = ""]) => [rule, effective, amended] as const),
  )("BR %s (history)", (rule, effective, amended) => {
    const entry = entryOf(rule);
    const known = effective !== "text not available";
    expect(entry?.effective).toBe(known ? iso(effective) : undefined);
    expect(entry?.amended).toEqual(known && amended !== "-" ? amended.split(";").map(iso) : []);
    expect(entry?.rescinded).toBeUndefined();
  });

  it("BR 1-1(3), A22 holds every rule in force once, and those rescinded keep their numbers", () => {
    expect(boardRuleRegister.filter(({ rescinded }) => rescinded === undefined)).toHaveLength(typed.length);
    expect(new Set(boardRuleRegister.map(({ rule }) => rule)).size).toBe(boardRuleRegister.length);
    expect(entryOf("2-13")?.rescinded).toBe("2020-12-21");
    expect(entryOf("2-16")?.rescinded).toBe("2013-06-30");
    expect(entryOf("3-14")?.rescinded).toBe("2013-06-20");
  });

  it("BR 1-1(4) tells by when each is reviewed", () => {
    expect(reviewDue(entryOf("1-1")!)).toBe("2028-02-17");
    expect(reviewDue(entryOf("2-20")!)).toBe("2025-09-05");
    expect(reviewDue(entryOf("8-4")!)).toBeUndefined();
  });

  it("knows every rule that the law cites", () => {
    for (const rule of Object.keys(boardRules)) expect(entryOf(rule), rule).toBeDefined();
  });
});
