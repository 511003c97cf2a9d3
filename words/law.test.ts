import { describe, expect, test } from "vitest";
import { namesOf } from "@emeritus/law/names.ts";
import { plans } from "@emeritus/law/plans.ts";
import { describe as descriptionOf } from "@emeritus/engine/describe.ts";
import { formulaInWords, plainLine } from "./describe.ts";
import { wordsFor } from "./index.ts";
import { law, lawOfPlan } from "./en/law/index.ts";
import { phraseOf, wordsOfPlan } from "./phrase.ts";

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

  test("a plan gives a phrase of its own only for names that it has, and another than the common one", () => {
    for (const [name, own] of Object.entries(lawOfPlan)) {
      const entry = plans.find(({ plan }) => plan.name === name)!;
      const has = namesOf(entry.plan);
      for (const [each, phrase] of Object.entries(own)) {
        expect(has.has(each), `${name}: ${each}`).toBe(true);
        expect(phrase, `${name}: ${each}`).not.toBe(words[each]);
      }
    }
  });

  test("S-42 the rule of age and service is that of 90 in MSEP 2011, and of 80 in every other plan", () => {
    const said = (name: string) => phraseOf(wordsOfPlan(wordsFor("en"), name))("ruleOf80");
    expect(said("msep2011")).toBe("Rule of 90");
    expect(["msep", "msep2000"].map(said)).toEqual(["Rule of 80", "Rule of 80"]);
    for (const { plan } of plans.filter(({ name }) => name === "msep-2011")) {
      const own = wordsOfPlan(wordsFor("en"), plan.name);
      const lines = [...plan.rules.keys()].flatMap((rule) =>
        formulaInWords(own, descriptionOf(plan, rule)).map(plainLine),
      );
      expect(lines.filter((line) => line.includes("Rule of 80"))).toEqual([]);
    }
  });
});
