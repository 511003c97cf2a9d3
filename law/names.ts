/** Every identifier of a plan that a person may read: each must have its words in the catalogue. */
import { walk } from "@emeritus/engine/node.ts";
import type { Plan } from "@emeritus/engine/plan.ts";

/** The names of a plan's provisions, tables, facts, lists, their fields, its choices and the named parts of its formulas. */
export function namesOf(plan: Plan): ReadonlySet<string> {
  const names = new Set<string>([
    ...plan.rules.keys(),
    ...plan.tables.keys(),
    ...plan.facts.keys(),
    ...plan.lists.keys(),
  ]);
  const addAll = (more: readonly string[] = []): void => more.forEach((name) => names.add(name));
  for (const fact of plan.facts.values()) addAll(fact.choices);
  for (const list of plan.lists.values()) {
    for (const [name, field] of Object.entries(list.fields)) addAll([name, ...(field.choices ?? [])]);
  }
  for (const rule of plan.rules.values()) {
    addAll(rule.choices);
    walk(rule.means, (node) => {
      if (node.op === "named") names.add(node.name);
      if (node.op === "refusing") addAll([node.code, ...node.facts]);
      if (node.op === "course") addAll(node.names);
    });
  }
  return names;
}
