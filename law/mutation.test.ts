import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { mutantsOf, type Mutant } from "@emeritus/engine/mutate.ts";
import { walk } from "@emeritus/engine/node.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { closureOf } from "@emeritus/engine/requires.ts";
import { readCases, runCases, type WorkedCase } from "./cases.ts";
import { equivalentMutants } from "./missouri/mosers/msep-2000/equivalent-mutants.ts";
import { msep2000 } from "./missouri/mosers/msep-2000/plan.ts";

const folder = join(import.meta.dirname, "missouri/mosers/msep-2000");
const cases = readdirSync(folder)
  .filter((name) => name.endsWith(".cases.md"))
  .flatMap((name) => readCases(msep2000, name, readFileSync(join(folder, name), "utf8")));

/** The rules and tables that a rule's value may depend on. */
function usedBy(plan: Plan, name: string): ReadonlySet<string> {
  const used = new Set<string>();
  for (const rule of closureOf(plan, [name])) {
    used.add(rule);
    walk(plan.rules.get(rule)!.means, (node) => {
      if (node.op === "dated" || node.op === "lookup") used.add(node.table);
    });
  }
  return used;
}
const uses = new Map([...msep2000.rules.keys()].map((name) => [name, usedBy(msep2000, name)]));
const concerns = (each: WorkedCase, rule: string): boolean =>
  each.expected.some(({ name }) => uses.get(name)!.has(rule));
const isKilled = ({ rule, plan }: Mutant): boolean =>
  runCases(
    plan,
    cases.filter((each) => concerns(each, rule)),
    { firstOnly: true },
  ).length > 0;
const isEquivalent = ({ what }: Mutant): boolean =>
  equivalentMutants.some(({ pattern }) => pattern.test(what));

describe("the cases notice a changed law", () => {
  test(`of the mutants of MSEP 2000 that change its meaning, ${cases.length} cases kill at least 95 %`, () => {
    const mutants = [...mutantsOf(msep2000)].filter((mutant) => !isEquivalent(mutant));
    const survivors = mutants.filter((mutant) => !isKilled(mutant)).map(({ what }) => what);
    const killed = 1 - survivors.length / mutants.length;
    if (process.env["SURVIVORS"]) console.log(survivors.join("\n"));
    console.log(
      `${mutants.length - survivors.length} of ${mutants.length} mutants killed, ${(100 * killed).toFixed(1)} %`,
    );
    expect(killed, survivors.join("\n")).toBeGreaterThanOrEqual(0.95);
  });

  test("no mutant called equivalent is killed: each pattern still holds, and still names a mutant", () => {
    const called = [...mutantsOf(msep2000)].filter(isEquivalent);
    expect(called.filter(isKilled).map(({ what }) => what)).toEqual([]);
    for (const { pattern } of equivalentMutants)
      expect(
        called.some(({ what }) => pattern.test(what)),
        String(pattern),
      ).toBe(true);
  });
});
