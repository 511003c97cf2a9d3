/** What differs between two versions of a law: the rules and tables that changed, and all whose values may therefore change. */
import { canonicalOf, canonicalText, type Json } from "./canonical.ts";
import { walk } from "./node.ts";
import { ruleNamed, type Plan } from "./plan.ts";
import { closureOf } from "./requires.ts";

type Law = Readonly<Record<"rules" | "tables", Readonly<Record<string, Json>>>>;

/** The names of rules and tables that two plans do not have alike, in alphabetical order. */
export function changedBetween(before: Plan, after: Plan): readonly string[] {
  const [a, b] = [before, after].map((plan) => canonicalOf(plan) as unknown as Law) as [Law, Law];
  const changed = new Set<string>();
  for (const part of ["rules", "tables"] as const) {
    for (const name of new Set([...Object.keys(a[part]), ...Object.keys(b[part])])) {
      const [x, y] = [a[part][name], b[part][name]];
      if (x === undefined || y === undefined || canonicalText(x) !== canonicalText(y)) changed.add(name);
    }
  }
  return [...changed].toSorted();
}

/** The rules that both plans have and whose value may differ between them, in alphabetical order. */
export function affectedBetween(before: Plan, after: Plan): readonly string[] {
  const changed = new Set(changedBetween(before, after));
  const depends = (plan: Plan, name: string): boolean =>
    closureOf(plan, [name]).some((used) => {
      let touched = changed.has(used);
      walk(ruleNamed(plan, used).means, (node) => {
        if ((node.op === "dated" || node.op === "lookup") && changed.has(node.table)) touched = true;
      });
      return touched;
    });
  return [...before.rules.keys()]
    .filter((name) => after.rules.has(name) && (depends(before, name) || depends(after, name)))
    .toSorted();
}
