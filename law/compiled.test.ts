import { describe, expect, test } from "vitest";
import { compile, type Program } from "@emeritus/engine/compile.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Expr } from "@emeritus/engine/kinds.ts";
import { msep2000 } from "./missouri/mosers/msep-2000/plan.ts";
import { factsOf, randomCareer } from "./testing/random-careers.ts";

const seed = Number(process.env["SEED"] ?? 20_260_701);
const people = Number(process.env["CAREERS"] ?? (process.env["LONG"] ? 100_000 : 800));
const atOnce = 400;

type Named = Expr<unknown> & { readonly name: string };
const named = (name: string): Named => ({ name }) as unknown as Named;

/**
 * What a run asks for together. A person whom one answer refuses is handed to the interpreter for all answers of the run, so
 * answers that are refused to different people are asked for apart. Some answer of the whole plan is refused to everybody; every rule's
 * value over whole careers is compared where refusals are traced too (explained.test.ts).
 */
const runs: Readonly<Record<string, readonly string[]>> = {
  eligibility: [
    "isMember",
    "eligible",
    "firstUnreduced",
    "firstEarly",
    "firstDeferredReduced",
    "temporaryBenefitEnds",
    "startingDateInWindow",
    "earliestApplication",
    "applicationDue",
    "electionDue",
    "voidOn",
    "earliestDeferredApplication",
    "positionIsBenefitEligible",
    "benefitService",
    "guaranteedPaymentsLeft",
    "nextColaMonth",
  ],
  benefit: ["baseBenefit", "temporaryBenefit", "guaranteed120Amount", "guaranteed180Amount"],
  joint: ["joint50SurvivorAmount", "joint100SurvivorAmount"],
  payment: ["dueToRetiree", "dueTemporary", "dueToSurvivor", "dueToBeneficiary", "colaInForce"],
};

interface Tally {
  compared: number;
  handedOver: number;
}

/** The first values in which the two evaluators differ, over careers with these numbers. */
function differences(
  programs: ReadonlyMap<string, Program>,
  from: number,
  count: number,
  tally: Map<string, Tally>,
): readonly string[] {
  const careers = Array.from({ length: count }, (_, i) => randomCareer(seed, from + i));
  const explained = careers.map((career) => explainerByName(msep2000, factsOf(career)));
  const found: string[] = [];
  for (const [run, program] of programs) {
    const kept = program.run(program.columnsOf(careers.map(factsOf)));
    const counted = tally.get(run) ?? { compared: 0, handedOver: 0 };
    tally.set(run, {
      compared: counted.compared + count,
      handedOver: counted.handedOver + kept.handedOver.size,
    });
    for (const [person, explain] of explained.entries()) {
      // Whom the interpreter took over it would be compared with itself.
      if (kept.handedOver.has(person)) continue;
      for (const name of program.kept) {
        const one = JSON.stringify(explain(name).value) ?? "nothing";
        const other = JSON.stringify(kept.value(named(name), person)) ?? "nothing";
        if (one !== other)
          found.push(`seed ${seed}, career ${from + person}: ${name} explained ${one}, compiled ${other}`);
      }
    }
  }
  return found.slice(0, 20);
}

describe("explain and compile agree on every value of MSEP 2000", () => {
  const programs = new Map(
    Object.entries(runs).map(([run, names]) => [run, compile(msep2000, names.map(named))]),
  );

  test("every rule has a compiled form", () => {
    const everything = compile(msep2000, [...msep2000.rules.keys()].map(named));
    expect([...everything.interpreted]).toEqual([]);
    expect(everything.kept).toHaveLength(msep2000.rules.size);
  });

  test(
    `over ${people} random careers (seed ${seed}), most of them without the interpreter`,
    { timeout: 36_000_000 },
    () => {
      const tally = new Map<string, Tally>();
      for (let from = 0; from < people; from += atOnce) {
        expect(differences(programs, from, Math.min(atOnce, people - from), tally)).toEqual([]);
      }
      for (const [run, { compared, handedOver }] of tally) {
        expect(handedOver / compared, run).toBeLessThan(run === "eligibility" ? 0.01 : 0.4);
      }
    },
  );
});
