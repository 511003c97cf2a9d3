import { describe, expect, test } from "vitest";
import { namesOf } from "@emeritus/law/names.ts";
import { plans } from "@emeritus/law/plans.ts";
import { law } from "./en/law/index.ts";

describe("the words of the law", () => {
  const names = new Set(plans.flatMap(({ plan }) => [...namesOf(plan)]));
  const words: Readonly<Record<string, string>> = law;

  test("has a phrase for every provision, fact, table, choice and named part of every plan", () => {
    expect([...names].filter((name) => !words[name])).toEqual([]);
  });

  test("has no phrase for a name that the law does not use", () => {
    expect(Object.keys(words).filter((name) => !names.has(name) && name !== "secondKindOfService")).toEqual(
      [],
    );
  });

  test("uses short, plain words: no sentence of a phrase is longer than 18 words, none ends in a full stop", () => {
    const long = Object.values(words).filter(
      (phrase) => phrase.split(" ").length > 18 || phrase.endsWith("."),
    );
    expect(long).toEqual([]);
  });
});
