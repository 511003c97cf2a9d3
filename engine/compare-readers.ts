/** The engine's own check, used by its tests and by the law's: two evaluators that must agree. */
import { sameValue } from "./columns.ts";
import { compile } from "./compile.ts";
import { explainer } from "./explain.ts";
import type { Facts } from "./facts.ts";
import type { Plan } from "./plan.ts";
import type { Provision } from "./provision.ts";

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
