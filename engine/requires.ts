/** What a provision needs to be known: forms, checklists and the completeness of an estimate come from it. */
import type { FactDeclaration, ListDeclaration } from "./declarations.ts";
import type { Expr } from "./kinds.ts";
import { nodeOf, walk, type Node } from "./node.ts";
import { formulaDependencies, referencesOf, ruleNamed, type Plan } from "./plan.ts";

/** What is asked of a person, by name in alphabetical order, and the open questions that the answer depends on. */
export interface Requirements {
  readonly facts: readonly FactDeclaration[];
  readonly lists: readonly ListDeclaration[];
  /** The provisions that the value depends on, each of which may be stated instead. */
  readonly provisions: readonly string[];
  /** The register entries on which the value depends. */
  readonly register: readonly string[];
}

/** The facts, lists, provisions and register entries that a provision depends on; facts only supposed are not asked. */
export const requires = (plan: Plan, provision: Expr<unknown>): Requirements =>
  requiredBy(plan, nodeOf(provision));

/** The same for a provision by its name; a name that the plan does not hold throws. */
export const requiresByName = (plan: Plan, name: string): Requirements =>
  requiredBy(plan, ruleNamed(plan, name).means);

function requiredBy(plan: Plan, formula: Node): Requirements {
  const needed = [...formulaDependencies(plan, formula)].toSorted();
  const provisions = closureOf(plan, referencesOf(formula));
  const entries = provisions.flatMap((name) => ruleNamed(plan, name).register ?? []);
  return {
    facts: needed.flatMap((name) => plan.facts.get(name) ?? []),
    lists: needed.flatMap((name) => plan.lists.get(name) ?? []),
    provisions,
    register: [...new Set(entries)].toSorted(),
  };
}

/** The names and all that their formulas refer to, each after what it refers to. */
export function closureOf(plan: Plan, names: Iterable<string>): readonly string[] {
  const seen = new Set<string>();
  const ordered: string[] = [];
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const next of referencesOf(ruleNamed(plan, name).means)) visit(next);
    ordered.push(name);
  };
  for (const name of names) visit(name);
  return ordered;
}

/** The rules and tables that a rule's value may depend on, itself among them. */
export function lawBehind(plan: Plan, rule: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const name of closureOf(plan, [rule])) {
    names.add(name);
    walk(ruleNamed(plan, name).means, (node) => {
      if (node.op === "dated" || node.op === "lookup") names.add(node.table);
    });
  }
  return names;
}
