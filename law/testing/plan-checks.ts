/**
 * The checks that every plan passes, called by the plan's own test beside it: its worked cases hold, they notice a changed law,
 * its tables cover every date or refuse, its register holds what it names, and both readers agree. Test support; nothing here computes law.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it, test } from "vitest";
import { canonicalText, canonicalOf, type Json } from "@emeritus/engine/canonical.ts";
import { compile, type Program } from "@emeritus/engine/compile.ts";
import { addDays, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { DatedTable } from "@emeritus/engine/declarations.ts";
import { changingExplainer, explainerByName, type ChangingExplainer } from "@emeritus/engine/explain.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { Expr } from "@emeritus/engine/kinds.ts";
import { mutantsOf, type Mutant } from "@emeritus/engine/mutate.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { lawBehind } from "@emeritus/engine/requires.ts";
import { usualFacts } from "../usual.ts";
import {
  differencesOf,
  factsOfCase,
  readCases,
  runCases,
  type Difference,
  type WorkedCase,
} from "../cases.ts";
import { randomFacts } from "./random-facts.ts";

/** A change of a formula that changes no result, with the reason. */
export interface EquivalentMutant {
  readonly pattern: RegExp;
  readonly because: string;
}

/** Dates that a table does not cover, and the register entry that says why; asked for there, an amount is refused. */
export interface UncoveredDates {
  readonly table: string;
  /** First uncovered day, an ISO date; without it, from the beginning. */
  readonly from?: string;
  /** Last uncovered day, an ISO date; without it, to the end. */
  readonly to?: string;
  readonly register: string;
}

/** A plan with what its checks need to know of it. */
export interface PlanUnderTest {
  readonly plan: Plan;
  /** The folder that holds the plan's cases and its `open-questions.md`. */
  readonly folder: string;
  /** How the ids of its register begin, such as `MSEP2000`. */
  readonly register: string;
  /** The first day that every dated table must cover, an ISO date. */
  readonly begins: string;
  readonly equivalentMutants?: readonly EquivalentMutant[];
  readonly uncoveredDates?: readonly UncoveredDates[];
  /** Plans whose own cases watch the rules that this plan shares with them unchanged; those rules are not mutated again. */
  readonly sharesWith?: readonly Plan[];
  /** Folders whose provisions the plan shares with others; their cases are run by it too. */
  readonly sharedFolders?: readonly string[];
  /** Rules that compiled runs leave to the interpreter, such as a present value of many places over hundreds of steps. */
  readonly leftToInterpreter?: readonly string[];
  /** Source files outside the folder that name entries of this register, relative to the folder. */
  readonly registerAlsoNamedIn?: readonly string[];
}

/** Runs all checks of one plan. */
export function checkPlan(under: PlanUnderTest): void {
  checkCases(under);
  checkMutation(under);
  checkCoverage(under);
  checkRegister(under);
  checkReaders(under);
}

/** The worked cases that stand beside a plan, and beside the provisions that it shares with others. */
export const casesOf = ({
  plan,
  folder,
  sharedFolders = [],
}: Pick<PlanUnderTest, "plan" | "folder" | "sharedFolders">): readonly WorkedCase[] =>
  [folder, ...sharedFolders].flatMap((each) =>
    caseFiles(each).flatMap((file) => readCasesOf(plan, join(each, file))),
  );

/** A worked case whose person can be explained under changes of the law, and how long it took under the law as it is. */
interface Watching {
  readonly each: WorkedCase;
  readonly person: ChangingExplainer;
  readonly took: number;
}

/** The cases, those that are quickly run first, so that most mutants die soon. */
function quickestFirst(plan: Plan, cases: readonly WorkedCase[]): readonly Watching[] {
  const timed = cases.map((each): Watching => {
    const began = performance.now();
    const person = changingExplainer(plan, factsOfCase(plan, each));
    differencesOf(plan, each, person.explain);
    return { each, person, took: performance.now() - began };
  });
  return timed.toSorted((a, b) => a.took - b.took);
}

const caseFiles = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith(".cases.md"));
const readCasesOf = (plan: Plan, path: string): readonly WorkedCase[] =>
  readCases(plan, relative(process.cwd(), path), readFileSync(path, "utf8"));

const printed = (differences: readonly Difference[]): readonly string[] =>
  differences.map(
    ({ at, name, result, expected, found }) => `${at} ${name}: ${result} should be ${expected}, is ${found}`,
  );

function checkCases({ plan, folder, sharedFolders = [] }: PlanUnderTest): void {
  const files = [folder, ...sharedFolders].flatMap((each) =>
    caseFiles(each).map((file) => relative(folder, join(each, file))),
  );
  describe.each(files)(`${plan.name} %s`, (file) => {
    const cases = readCasesOf(plan, join(folder, file));
    describe.each([...new Set(cases.map(({ heading }) => heading))])("%s", (heading) => {
      const under = cases.filter((each) => each.heading === heading);
      it.each(under.map((each) => [each.name, each] as const))("%s", (_name, each) => {
        expect(printed(runCases(plan, [each]))).toEqual([]);
      });
    });
  });
}

type Law = { readonly rules: Record<string, Json>; readonly tables: Record<string, Json> };
const lawOf = (plan: Plan): Law => canonicalOf(plan) as unknown as Law;

/**
 * What a rule says, whatever section it stands under. A rule that an amending plan only cites from another section has the very formula
 * of the plan that it shares it with, and so the very mutants; the cases of that plan must kill them, and its own check sees to it.
 * To kill them a second time under the other section would ask the same question of the same formula: a citation changes no value.
 */
function saying(rule: Json | undefined): Json {
  if (rule === undefined) return null;
  const { cites: _cites, register: _register, ...says } = rule as Record<string, Json>;
  return says;
}

/** The names of the rules and tables that a plan does not share with any of the others, in the same words whatever their section. */
function ownNames(plan: Plan, others: readonly Plan[]): ReadonlySet<string> {
  const text = (law: Law, name: string): string =>
    canonicalText([saying(law.rules[name]), law.tables[name] ?? null]);
  const [ours, theirs] = [lawOf(plan), others.map(lawOf)];
  const names = [...plan.rules.keys(), ...plan.tables.keys()];
  return new Set(names.filter((name) => theirs.every((law) => text(law, name) !== text(ours, name))));
}

function checkMutation(under: PlanUnderTest): void {
  const { plan, equivalentMutants = [], sharesWith = [] } = under;
  const cases = quickestFirst(plan, casesOf(under));
  const uses = new Map([...plan.rules.keys()].map((name) => [name, lawBehind(plan, name)]));
  const own = ownNames(plan, sharesWith);
  const isKilled = ({ plan: changed, rule }: Mutant): boolean => {
    const moves = (name: string): boolean => uses.get(name)?.has(rule) === true;
    return cases.some(({ each, person }) => {
      const expected = each.expected.filter(({ name }) => moves(name));
      if (expected.length === 0) return false;
      const explain = person.under(changed, moves);
      return differencesOf(changed, each, explain, { firstOnly: true, expected }).length > 0;
    });
  };
  const isEquivalent = ({ what }: Mutant): boolean =>
    equivalentMutants.some(({ pattern }) => pattern.test(what));
  const mutants = function* (): Generator<Mutant> {
    for (const mutant of mutantsOf(plan)) if (own.has(mutant.rule)) yield mutant;
  };

  describe(`the cases of ${plan.name} notice a changed law`, () => {
    test(
      `of the mutants that change its meaning, ${cases.length} cases kill at least 95 %`,
      { timeout: 600_000 },
      () => {
        const meant = [...mutants()].filter((mutant) => !isEquivalent(mutant));
        const survivors = meant.filter((mutant) => !isKilled(mutant)).map(({ what }) => what);
        const killed = meant.length === 0 ? 1 : 1 - survivors.length / meant.length;
        if (process.env["SURVIVORS"]) console.log(survivors.join("\n"));
        console.log(
          `${plan.name}: ${meant.length - survivors.length} of ${meant.length} mutants killed, ${(100 * killed).toFixed(1)} %`,
        );
        expect(killed, survivors.join("\n")).toBeGreaterThanOrEqual(0.95);
      },
    );

    test(
      "no mutant called equivalent is killed, at most 5 % are called so (in a small plan, two), and each pattern still names one",
      { timeout: 600_000 },
      () => {
        const all = [...mutants()];
        const called = all.filter(isEquivalent);
        console.log(`${plan.name}: ${called.length} of ${all.length} mutants called equivalent`);
        expect(called.length).toBeLessThanOrEqual(Math.max(2, 0.05 * all.length));
        expect(called.filter(isKilled).map(({ what }) => what)).toEqual([]);
        for (const { pattern } of equivalentMutants)
          expect(
            called.some(({ what }) => pattern.test(what)),
            String(pattern),
          ).toBe(true);
      },
    );
  });
}

const datedTables = (plan: Plan): readonly DatedTable[] =>
  [...plan.tables.values()].filter((table) => table.shape === "dated");

const rowsOn = (table: DatedTable, date: PlainDate): number =>
  table.rows.filter((row, i) => {
    const next =
      table.rows[i + 1]?.from ?? (table.knownUntil === undefined ? Infinity : addDays(table.knownUntil, 1));
    return row.from <= date && date < next;
  }).length;

function checkCoverage({ plan, begins, uncoveredDates = [] }: PlanUnderTest): void {
  const entryFor = (table: string, date: PlainDate): string | undefined =>
    uncoveredDates.find(
      (gap) =>
        gap.table === table &&
        (gap.from === undefined || parseDate(gap.from) <= date) &&
        (gap.to === undefined || date <= parseDate(gap.to)),
    )?.register;
  const tables = datedTables(plan);

  describe(`coverage in time of ${plan.name}: every date since the plan began has exactly one row, or a refusal that names its register entry`, () => {
    test(`all ${tables.length} dated tables`, () => {
      for (const table of tables) {
        for (let date = parseDate(begins); date <= parseDate("2040-12-31"); date = addDays(date, 1)) {
          const entry = entryFor(table.name, date);
          const rows = rowsOn(table, date);
          if (rows !== (entry ? 0 : 1))
            expect.fail(`${table.name} has ${rows} rows on ${formatDate(date)}, register ${entry}`);
        }
      }
    });
  });
}

function checkRegister(under: PlanUnderTest): void {
  const { plan, folder, register: prefix, uncoveredDates = [], registerAlsoNamedIn = [] } = under;
  const register = readFileSync(join(folder, "open-questions.md"), "utf8");
  const rows = register.split("\n").filter((line) => line.startsWith(`| ${prefix}-Q`));
  const entries = new Set(rows.map((row) => row.split(" | ")[0]!.slice(2)));
  const named = new Set<string>();
  const add = (entry: string | undefined): void => {
    if (entry?.startsWith(`${prefix}-`)) named.add(entry);
  };
  for (const rule of plan.rules.values()) add(rule.register);
  for (const table of datedTables(plan)) for (const row of table.rows) add(row.register);
  for (const gap of uncoveredDates) add(gap.register);
  for (const file of registerAlsoNamedIn) {
    const text = readFileSync(join(folder, file), "utf8");
    for (const [entry] of text.matchAll(new RegExp(`${prefix}-Q\\d+`, "g"))) add(entry);
  }

  describe(`the register of open questions of ${plan.name}`, () => {
    test("holds every entry that a rule, a table row, a gap or a source names", () => {
      expect([...named].filter((entry) => !entries.has(entry))).toEqual([]);
    });

    test("has each entry once, with a choice and an authority", () => {
      expect(rows).toHaveLength(entries.size);
      for (const row of rows) expect(row.split(" | ").filter((cell) => cell.trim() === "")).toEqual([]);
    });

    test("names every setting of the plan in its entry", () => {
      for (const rule of plan.rules.values()) {
        if (!rule.setting || !rule.register?.startsWith(`${prefix}-`)) continue;
        expect(
          rows.find((row) => row.startsWith(`| ${rule.register} |`)),
          rule.name,
        ).toContain(`\`${rule.name}\``);
      }
    });

    test("is named by every figure that was not read in a source", () => {
      for (const table of datedTables(plan)) {
        for (const row of table.rows) if (row.mark !== "read") expect(row.register, table.name).toBeDefined();
      }
    });
  });
}

type Named = Expr<unknown> & { readonly name: string };
const named = (name: string): Named => ({ name }) as unknown as Named;

/** The values in which the two readers differ, over some people; each value is kept, not only the last. */
function differences(plan: Plan, program: Program, people: readonly Facts[]): readonly string[] {
  const kept = program.run(program.columnsOf(people));
  return people.flatMap((person, i) => {
    const explain = explainerByName(plan, person);
    return program.kept.flatMap((name) => {
      const one = JSON.stringify(explain(name).value) ?? "nothing";
      const other = JSON.stringify(kept.value(named(name), i)) ?? "nothing";
      return one === other ? [] : [`${name} explained ${one}, compiled ${other}: ${JSON.stringify(person)}`];
    });
  });
}

function checkReaders(under: PlanUnderTest): void {
  const { plan, leftToInterpreter = [] } = under;
  describe(`explain and compile agree on every value of ${plan.name}`, () => {
    const everything = compile(plan, [...plan.rules.keys()].map(named));

    test("every rule has a compiled form, but for those left to the interpreter", () => {
      const uncompiled = [...everything.interpreted].filter(([name]) => !leftToInterpreter.includes(name));
      expect(uncompiled).toEqual([]);
    });

    test("on the facts of its worked cases", () => {
      const people = casesOf(under).map(({ stated }): Facts => ({
        stated,
        recorded: usualFacts(plan),
      }));
      expect(differences(plan, everything, people).slice(0, 5)).toEqual([]);
    });

    test("on random facts near its dates and thresholds", () => {
      const seed = Number(process.env["SEED"] ?? 20_261_122);
      const people = Array.from({ length: process.env["LONG"] ? 20_000 : 150 }, (_, i) =>
        randomFacts(plan, seed + i),
      );
      expect(differences(plan, everything, people).slice(0, 5)).toEqual([]);
    });
  });
}
