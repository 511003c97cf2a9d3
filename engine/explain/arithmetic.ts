/** Arithmetic, roundings, powers and the law's own refusals. */
import { divide, Exact, powerOf, roundExact } from "../exact.ts";
import type { Part, Refusal } from "../explanation.ts";
import type { Value } from "../kinds.ts";
import type { Node, NodeOf } from "../node.ts";
import { exactly, order, strictValue, type StrictNode } from "../values.ts";
import {
  type Outcome,
  type Scope,
  type Run,
  type Bindings,
  type More,
  NO_MORE,
  outcome,
  refused,
} from "./outcome.ts";

/** An operation that needs the values of all its parts. */
export function evaluateStrict(run: Run, node: StrictNode, scope: Scope, env: Bindings): Outcome {
  const from: Outcome[] = [];
  const values: Value[] = [];
  for (const arg of node.args) {
    const one = run.evaluate(run, arg, scope, env);
    from.push(one);
    if (one.value !== undefined) values.push(one.value);
  }
  const value = values.length === from.length ? strictValue(node, values) : undefined;
  return outcome(node, value, from, shown(node));
}

/** What a part says besides its value and its arguments. */
export function shown(node: StrictNode): More {
  if (node.op === "compare") return { how: node.how };
  if (node.op === "is") return { choices: node.choices };
  return node.op === "blocks" || node.op === "remainder" ? { size: node.size } : NO_MORE;
}

const constantParts = new WeakMap<Node, Part>();

/** The part of a constant, one object for each. */
export function constantPart(node: NodeOf<"constant">): Part {
  let part = constantParts.get(node);
  if (!part)
    constantParts.set(
      node,
      (part = { role: "constant", op: node.op, kind: node.kind, value: node.value, parts: [] }),
    );
  return part;
}

/** A rounding, with the value before and after. */
export function evaluateRound(run: Run, node: NodeOf<"round">, scope: Scope, env: Bindings): Outcome {
  const of = run.evaluate(run, node.args[0]!, scope, env);
  if (of.value === undefined) return outcome(node, undefined, [of]);
  const before = of.value as Exact;
  const after = roundExact(before, node.rounding);
  return outcome(node, after, [of], { rounding: { before, after, by: node.rounding } });
}

/** A power, rounded. */
export function evaluatePower(run: Run, node: NodeOf<"power">, scope: Scope, env: Bindings): Outcome {
  const from = node.args.map((arg) => run.evaluate(run, arg, scope, env));
  const [base, exponent] = from as [Outcome, Outcome];
  if (base.value === undefined || exponent.value === undefined) return outcome(node, undefined, from);
  const value = powerOf(exactly(base.value), exactly(exponent.value), node.rounding);
  return value === undefined
    ? refused(node, from, { code: "noSuchPower", value: base.value, cites: [] })
    : outcome(node, value, from);
}

/** The law's own refusal: its code, its citations, and the facts it names as far as they are known. */
export function evaluateRefusing(run: Run, node: NodeOf<"refusing">, scope: Scope, env: Bindings): Outcome {
  const from = node.args.map((arg) => run.evaluate(run, arg, scope, env));
  const known = node.facts.flatMap((name, i) => {
    const { value } = from[i]!;
    return value === undefined ? [] : [[name, value] as const];
  });
  const facts = known.length > 0 ? { facts: Object.fromEntries(known) } : {};
  const refusal: Refusal = { code: node.code, ...facts, cites: node.cites };
  return { ...refused(node, from, refusal), refusal };
}

/** A value that is refused outside its bounds. */
export function evaluateExpected(run: Run, node: Node, scope: Scope, env: Bindings): Outcome {
  const from = node.args.map((arg) => run.evaluate(run, arg, scope, env));
  const [of, least, most] = from as [Outcome, Outcome, Outcome];
  if (of.value === undefined || least.value === undefined || most.value === undefined)
    return outcome(node, undefined, from);
  const inside = order(least.value, of.value) <= 0 && order(of.value, most.value) <= 0;
  if (!inside) return refused(node, from, { code: "outsideExpected", value: of.value, cites: [] });
  const { rounding } = of.part;
  return outcome(node, of.value, [of], rounding ? { rounding } : {});
}

/** A ratio; a divisor of zero is refused. */
export function evaluateRatio(run: Run, node: Node, scope: Scope, env: Bindings): Outcome {
  const from = node.args.map((arg) => run.evaluate(run, arg, scope, env));
  const [a, b] = from as [Outcome, Outcome];
  if (a.value === undefined || b.value === undefined) return outcome(node, undefined, from);
  if (exactly(b.value).top === 0) return refused(node, from, { code: "dividedByZero", cites: [] });
  return outcome(node, divide(exactly(a.value), exactly(b.value)), from);
}
