import { exact } from "@emeritus/engine/exact.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import { canonicalJson, fromCanonicalJson } from "@emeritus/records/canonical.ts";
import { expect, it } from "vitest";

import { decodeFacts, encodeFacts } from "./inputs.ts";

it("facts come back from canonical JSON as they went in: ratios, cents, dates, absences, lists", () => {
  const facts: Facts = {
    stated: { annuityStartingDate: 778_080, spouseBirthDate: null },
    recorded: {
      unusedSickLeaveHours: exact(673n, 2n),
      pay: [{ month: 1, cents: 300_000n }],
      stillEmployed: false,
      memberClass: "general",
      periods: [],
    },
  };
  expect(decodeFacts(fromCanonicalJson(canonicalJson(encodeFacts(facts))))).toEqual(facts);
});

it("the same facts in another order give the same text", () => {
  const one = canonicalJson(encodeFacts({ recorded: { a: 1, b: 2n } }));
  expect(canonicalJson(encodeFacts({ recorded: { b: 2n, a: 1 } }))).toBe(one);
  expect(canonicalJson(encodeFacts({ recorded: { a: 1, b: 3n } }))).not.toBe(one);
});
