import { describe, expect, test } from "vitest";
import { tracedDiffers } from "@emeritus/engine/compare-readers.ts";
import { findFact, isWithin, valueOfKind, type Facts } from "@emeritus/engine/facts.ts";
import type { Expr } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import {
  compileExplaining,
  type ExplainingProgram,
  type PersonExplained,
} from "@emeritus/engine/trace/program.ts";
import { msep2000 } from "./missouri/mosers/msep-2000/plan.ts";
import { plans } from "./plans.ts";
import { factsOf, randomCareer } from "./testing/random-careers.ts";
import { randomFacts } from "./testing/random-facts.ts";
import { casesOf } from "./testing/plan-checks.ts";
import { usualFacts } from "./usual.ts";

const seed = Number(process.env["SEED"] ?? 20_261_122);
const long = process.env["LONG"] !== undefined;
const atOnce = 200;
/** A plan of so many rules is a large one: each of its people takes ten times as long as one of a small plan. */
const MANY_RULES = 150;

type Named = Expr<unknown> & { readonly name: string };
const named = (name: string): Named => ({ name }) as unknown as Named;

/** A program that explains every rule of a plan which has a compiled form. */
function explaining(plan: Plan): ExplainingProgram {
  const names = [...plan.rules.keys()];
  const all = compileExplaining(plan, names.map(named));
  if (all.interpreted.size === 0) return all;
  return compileExplaining(plan, names.filter((name) => !all.interpreted.has(name)).map(named));
}

/** Whether a fact of a person lies outside what its declaration allows, such as a repayment before the plan began. */
function liesOutside({ reads: { plan, facts } }: ExplainingProgram, person: Facts): boolean {
  return facts.some((name) => {
    const declaration = plan.facts.get(name)!;
    const value = valueOfKind(declaration.kind, findFact(person, name)!.value as never, name);
    return !isWithin(declaration, value);
  });
}

/** Compares people in portions; gives the first differences, and who had a trace. */
function compared(
  program: ExplainingProgram,
  count: number,
  personOf: (i: number) => Facts,
): { readonly differences: readonly string[]; readonly traced: number; readonly untraced: readonly Facts[] } {
  const untraced: Facts[] = [];
  for (let from = 0; from < count; from += atOnce) {
    const people = Array.from({ length: Math.min(atOnce, count - from) }, (_, i) => personOf(from + i));
    const differences = tracedDiffers(program, people);
    if (differences.length > 0) return { differences: differences.slice(0, 3), traced: from, untraced };
    const explained = program.run(program.columnsOf(people));
    untraced.push(...people.filter((_, i) => explained.person(i).interpreted));
  }
  return { differences: [], traced: count - untraced.length, untraced };
}

describe.each(plans.map(({ name, plan, folder }) => [name, plan, folder] as const))(
  "an explanation laid out from its trace is the interpreter's, part by part: %s",
  (_name, plan, folder) => {
    const program = explaining(plan);

    test("every rule that is compiled is traced", () => {
      expect([...program.interpreted]).toEqual([]);
    });

    test("on the facts of its worked cases", { timeout: 60_000 }, () => {
      const cases = casesOf({ plan, folder: new URL(folder, import.meta.url).pathname });
      const people = cases.map(({ stated }): Facts => ({ stated, recorded: usualFacts(plan) }));
      const found = compared(program, people.length, (i) => people[i]!);
      expect(found.differences).toEqual([]);
    });

    test("on random facts near its dates and thresholds", { timeout: 3_600_000 }, () => {
      const count = long ? 6_000 : plan.rules.size < MANY_RULES ? 120 : 30;
      const found = compared(program, count, (i) => randomFacts(plan, seed + i));
      expect(found.differences).toEqual([]);
      expect(found.traced / count).toBeGreaterThan(0.9);
    });
  },
);

describe("an explanation laid out from its trace is the interpreter's over whole careers: msep-2000", () => {
  const program = explaining(msep2000);

  test(
    "on random careers, traced but for those with a fact outside its declaration",
    { timeout: 36_000_000 },
    () => {
      const count = Number(process.env["CAREERS"] ?? (long ? 100_000 : 150));
      const found = compared(program, count, (i) => factsOf(randomCareer(seed, i)));
      expect(found.differences).toEqual([]);
      expect(found.untraced.filter((person) => !liesOutside(program, person))).toEqual([]);
      // Some three in a thousand: they left before the plan began, and so repaid before the first day that is declared for it.
      expect(found.traced / count).toBeGreaterThan(0.99);
      console.log(`${found.traced} careers compared, ${found.untraced.length} not traced`);
    },
  );

  test("what asks nothing of a person is explained once for everybody", () => {
    const people = [1, 2].map((i) => factsOf(randomCareer(seed, i)));
    const explained = program.run(program.columnsOf(people));
    const [one, other] = [0, 1].map((i) => explained.person(i)) as [PersonExplained, PersonExplained];
    expect(one.of("planBegins")).toBe(other.of("planBegins"));
    expect(one.of("memberAge")).not.toBe(other.of("memberAge"));
    for (const person of [one, other]) {
      const { explanation } = person.results()[program.kept.indexOf("planBegins")]!;
      expect(explanation).toBe(one.of("planBegins").explanation);
    }
  });
});
