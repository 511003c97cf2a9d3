import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { officeRules, ruleBehind } from "./office-rules.ts";
import { refused } from "./outcome.ts";

const root = join(import.meta.dirname, "..");
const adrs = readdirSync(join(root, "docs/adr"));
const ownRules = readFileSync(join(root, "docs/adr/0033-own-refusals.md"), "utf8");

test("a refusal by a rule of our own cites the rule, which is written down; any other cannot be made without a citation", () => {
  expect(refused("recorded-by-you").refused.cites).toBe("ADR 33(1)");
  expect(refused("changed-since", { where: "x" }).refused.cites).toBe("ADR 33(2)");
  expect(refused("payment-under-way", { run: 1 }).refused.cites).toBe("ADR 33(3)");
  expect(refused("not-paid-on", {}, "RSMo 104.1060").refused.cites).toBe("RSMo 104.1060");
  // @ts-expect-error a code that rests on no rule of ours needs a citation
  expect(() => refused("not-eligible")).toThrow("no rule of our own");
  for (const rule of Object.keys(officeRules)) {
    const [, number, part] = /^ADR (\d+)(?:\((\d)\))?$/.exec(rule) ?? [];
    if (number === undefined) expect(rule).toMatch(/^BR /);
    else expect(adrs.some((name) => name.startsWith(`${number.padStart(4, "0")}-`))).toBe(true);
    if (part !== undefined) expect(ownRules).toContain(`\n${part}. *`);
  }
});

test("each code stands under one rule, and is the code of a refusal", () => {
  const codes = Object.values(officeRules).flat();
  expect(new Set(codes).size).toBe(codes.length);
  const sources = globSync("operations/**/*.ts", { cwd: root })
    .filter(
      (path) =>
        !path.includes("node_modules") && !path.endsWith(".test.ts") && !path.endsWith("office-rules.ts"),
    )
    .map((path) => readFileSync(join(root, path), "utf8"))
    .join("\n");
  expect(codes.filter((code) => !sources.includes(`"${code}"`))).toEqual([]);
  expect(sources).not.toContain('cites: ""');
  for (const code of codes) expect(ruleBehind(code)).not.toBe("");
});
