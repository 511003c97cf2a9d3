/** The published examples and rules S-01 to S-46: each is a case that the law agrees with, or is held where its reason says. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { casesOfJson, differencesOf } from "../../outside/case-file.ts";
import { plans } from "../../plans.ts";

const text = readFileSync(join(import.meta.dirname, "seed-cases.json"), "utf8");
const { decided } = JSON.parse(text) as { decided: Readonly<Record<string, string>> };
const cases = casesOfJson(plans, "seed-cases.json", text);
const ids = Array.from({ length: 46 }, (_, i) => `S-${String(i + 1).padStart(2, "0")}`);

describe.each(ids.filter((id) => !(id in decided)))("%s", (id) => {
  const own = cases.filter(({ name }) => name.startsWith(`${id} `));
  test("has a case", () => expect(own.length).toBeGreaterThan(0));
  test.each(own.map((each) => [`${each.name}, ${each.plan?.name ?? "no plan"}`, each] as const))(
    "%s",
    (_, each) => {
      expect(each.problems).toEqual([]);
      expect(differencesOf(each)).toEqual([]);
    },
  );
});

test("what is no case is held in the file that its reason names, or is said to be missing", () => {
  for (const [id, reason] of Object.entries(decided)) {
    expect(ids, id).toContain(id);
    const [, file] = /^([\w./-]+\.(?:md|ts))/.exec(reason) ?? [];
    if (file === undefined) expect(reason, id).toMatch(/^(nothing|not yet encoded)/);
    else {
      const path = join(import.meta.dirname, file);
      expect(existsSync(path), `${id}: ${file}`).toBe(true);
      expect(readFileSync(path, "utf8").includes(id), `${id}: ${file}`).toBe(true);
    }
  }
});
