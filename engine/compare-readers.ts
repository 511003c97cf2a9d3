/** The engine's own checks, used by its tests and by the law's: evaluators that must agree. */
import { sameValue } from "./columns.ts";
import { compile } from "./compile.ts";
import { Exact } from "./exact.ts";
import { explainer, explainerByName } from "./explain.ts";
import type { Facts } from "./facts.ts";
import type { Plan } from "./plan.ts";
import type { Provision } from "./provision.ts";
import type { ExplainingProgram } from "./trace/program.ts";

/** Compares every kept value of a compiled plan with the interpreter's; throws at the first difference, and gives how many were compiled. */
export function expectSame(
  plan: Plan,
  provisions: readonly Provision<unknown>[],
  people: readonly Facts[],
): number {
  const program = compile(plan, provisions);
  const columns = program.columnsOf(people);
  const kept = program.run(columns);
  for (const [i, person] of people.entries()) {
    const explain = explainer(plan, person);
    for (const provision of provisions) {
      const [ours, theirs] = [kept.value(provision, i), explain(provision).value];
      if (!sameValue(ours as never, theirs as never)) {
        throw new Error(
          `${provision.name}: compiled ${JSON.stringify(ours)}, explained ${JSON.stringify(theirs)}, of ${JSON.stringify(person)}`,
        );
      }
    }
  }
  return people.length - kept.handedOver.size;
}

/**
 * The first place in which two explanations differ, by the names that lead to it; nothing when they are the same, value by value and
 * part by part. Parts that are shared in one must be shared in the other: `met` is kept over all results of one person.
 */
export function explanationDiffers(
  a: unknown,
  b: unknown,
  path: string,
  met: Map<unknown, unknown>,
): string | undefined {
  if (a === b) return undefined;
  if (a instanceof Exact || b instanceof Exact)
    return String(a) === String(b) && typeof a === typeof b
      ? undefined
      : `${path}: ${String(a)}, ${String(b)}`;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
    return `${path}: ${String(a)}, ${String(b)}`;
  if (met.has(a))
    return met.get(a) === b || !("role" in a)
      ? undefined
      : `${path}: a part is shared in one and not in the other`;
  met.set(a, b);
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  if (keys.join() !== others.join()) return `${path}: ${keys.join()}, ${others.join()}`;
  for (const key of keys) {
    const found = explanationDiffers(
      (a as Record<string, unknown>)[key],
      (b as Record<string, unknown>)[key],
      `${path}.${key}`,
      met,
    );
    if (found) return found;
  }
  return undefined;
}

/** Compares the traced results of people with the interpreter's, all of a result and every part; gives the first differences. */
export function tracedDiffers(program: ExplainingProgram, people: readonly Facts[]): readonly string[] {
  const explained = program.run(program.columnsOf(people));
  return people.flatMap((person, i) => {
    const explain = explainerByName(program.reads.plan, person);
    const traced = explained.person(i);
    if (traced.interpreted) return [];
    const met = new Map<unknown, unknown>();
    for (const name of program.kept) {
      if (!traced.isTraced(name)) continue;
      const [ours, theirs] = [traced.of(name), explain(name)];
      const found =
        explanationDiffers(theirs.value, ours.value, `${name}: value`, met) ??
        explanationDiffers(theirs.missing, ours.missing, `${name}: missing`, met) ??
        explanationDiffers(theirs.refusal, ours.refusal, `${name}: refusal`, met) ??
        explanationDiffers(theirs.explanation, ours.explanation, name, met);
      if (found)
        return [
          `${found} (explained, traced) of ${JSON.stringify(person, (_, v) => (typeof v === "bigint" ? `${v}` : v))}`,
        ];
    }
    return [];
  });
}
