/** What must hold, whatever the lists say, for a condition to hold: asked first, it spares the reading of lists. */
import type { Node } from "./node.ts";
import { readsLists, ruleNamed, type Plan } from "./plan.ts";

const condition = (op: "all" | "any" | "cases", args: readonly Node[]): Node => ({
  op,
  kind: "yesNo",
  maybe: false,
  args,
});
const YES: Node = { op: "constant", kind: "yesNo", maybe: false, args: [], value: true };

/** A condition that reads no list and holds wherever a condition holds; nothing where none is found. */
export function necessary(plan: Plan, formula: Node): Node | undefined {
  if (!readsLists(plan, formula)) return formula;
  const found = (): readonly (Node | undefined)[] => formula.args.map((arg) => necessary(plan, arg));
  switch (formula.op) {
    case "ref":
      return necessary(plan, ruleNamed(plan, formula.name).means);
    case "all": {
      const parts = found().filter((part) => part !== undefined);
      return parts.length === 0 ? undefined : condition("all", parts);
    }
    case "any": {
      const parts = found().filter((part) => part !== undefined);
      return parts.length < formula.args.length ? undefined : condition("any", parts);
    }
    case "cases": {
      const gives = found().map((part, i) => (isGiven(formula, i) ? (part ?? YES) : formula.args[i]!));
      const readable = formula.args.every((arg, i) => isGiven(formula, i) || !readsLists(plan, arg));
      return readable ? condition("cases", gives) : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether an argument of cases is what an arm gives; the others are conditions. */
const isGiven = ({ args }: Node, i: number): boolean => i % 2 === 1 || i === args.length - 1;
