import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCases, runCases } from "../cases.ts";
import { planNamed } from "../plans.ts";

/** Plans whose requirements stand here as worked cases of their own, beside those of their folders. */
const named = [
  "msep",
  "msep-2000",
  "msep-2011",
  "service-credit",
  "mpers",
  "member-contributions",
  "distributions",
];

describe.each(named)("what the sources ask of %s", (name) => {
  const entry = planNamed(name)!;
  const file = `${name}.cases.md`;
  const cases = readCases(entry.plan, file, readFileSync(join(import.meta.dirname, file), "utf8"));
  describe.each([...new Set(cases.map(({ heading }) => heading))])("%s", (heading) => {
    const under = cases.filter((each) => each.heading === heading);
    it.each(under.map((each) => [each.name, each] as const))("%s", (_name, each) => {
      expect(runCases(entry.plan, [each])).toEqual([]);
    });
  });
});
