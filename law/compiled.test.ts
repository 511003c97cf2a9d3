import { describe, expect, test } from "vitest";
import { compile, type Program } from "@emeritus/engine/compile.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Expr } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { msep2000 } from "./missouri/mosers/msep-2000/plan.ts";
import { factsOf, randomCareer } from "./random-careers.ts";

const seed = Number(process.env["SEED"] ?? 20_260_701);
const people = process.env["LONG"] ? 100_000 : 1_500;
const atOnce = 500;

type Named = Expr<unknown> & { readonly name: string };
const named = (name: string): Named => ({ name }) as unknown as Named;

/** The plan compiled for every rule that a person's facts alone can answer. */
const compiled = (plan: Plan): Program => compile(plan, [...plan.rules.keys()].map(named));

/** The first values in which the two evaluators differ, over careers with these numbers. */
function differences(program: Program, plan: Plan, from: number, count: number): readonly string[] {
  const careers = Array.from({ length: count }, (_, i) => randomCareer(seed, from + i));
  const kept = program.run(program.columnsOf(careers.map(factsOf)));
  const found: string[] = [];
  for (const [person, career] of careers.entries()) {
    const explained = explainerByName(plan, factsOf(career));
    for (const name of program.kept) {
      const [a, b] = [explained(name).value, kept.value(named(name), person)];
      const [one, other] = [JSON.stringify(a) ?? "nothing", JSON.stringify(b) ?? "nothing"];
      if (one !== other) found.push(`seed ${seed}, career ${from + person}: ${name} explained ${one}, compiled ${other}`);
    }
  }
  return found.slice(0, 20);
}

describe("explain and compile agree on every value of MSEP 2000", () => {
  const program = compiled(msep2000);

  test("every rule has a compiled form", () => {
    expect([...program.interpreted]).toEqual([]);
    expect(program.kept.length).toBeGreaterThan(100);
  });

  test(`over ${people} random careers (seed ${seed})`, { timeout: 3_600_000 }, () => {
    for (let from = 0; from < people; from += atOnce) {
      expect(differences(program, msep2000, from, Math.min(atOnce, people - from))).toEqual([]);
    }
  });
});
