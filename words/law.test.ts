import { describe, expect, test } from "vitest";
import { namesOf } from "@emeritus/law/names.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { law } from "./en/law.ts";

describe("the words of the law", () => {
  const names = namesOf(msep2000);
  const words: Readonly<Record<string, string>> = law;

  test("has a phrase for every provision, fact, table, choice and named part of MSEP 2000", () => {
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
