/** Conditions, cases and extremes: what decides, and what was considered and lost. */
import type { Node, NodeOf } from "../node.ts";
import { order } from "../values.ts";
import { type Outcome, type Scope, type Run, type Bindings, joined, outcome, bind } from "./outcome.ts";

/** Any and all need only what decides them: a decided condition without gaps comes first, then one with, then the rest. */
export function evaluateConditions(
  run: Run,
  node: NodeOf<"all" | "any">,
  scope: Scope,
  env: Bindings,
): Outcome {
  const deciding = node.op === "any";
  const seen: Outcome[] = [];
  for (const arg of node.args) {
    const one = run.evaluate(run, arg, scope, env);
    seen.push(one);
    if (one.value === deciding && one.missing.size === 0) return decided(node, deciding, one, seen);
  }
  const best = seen.find((one) => one.value === deciding);
  if (best) return decided(node, deciding, best, seen);
  return outcome(node, seen.some((one) => one.value === undefined) ? undefined : !deciding, seen);
}

function decided(node: Node, value: boolean, by: Outcome, seen: readonly Outcome[]): Outcome {
  const lost = seen.filter((one) => one !== by).map((one) => one.part);
  return outcome(node, value, [by], lost.length > 0 ? { lost } : {});
}

/** The first arm whose condition holds. */
export function evaluateCases(run: Run, node: Node, scope: Scope, env: Bindings): Outcome {
  const passed: Outcome[] = [];
  for (let i = 0; i + 1 < node.args.length; i += 2) {
    const condition = run.evaluate(run, node.args[i]!, scope, env);
    if (condition.value === undefined) return outcome(node, undefined, [...passed, condition]);
    if (condition.value === true) return arm(run, node, node.args[i + 1]!, passed, condition, scope, env);
    passed.push(condition);
  }
  return arm(run, node, node.args[node.args.length - 1]!, passed, undefined, scope, env);
}

function arm(
  run: Run,
  node: Node,
  gives: Node,
  passed: readonly Outcome[],
  condition: Outcome | undefined,
  scope: Scope,
  env: Bindings,
): Outcome {
  const value = run.evaluate(run, gives, scope, env);
  const lost = passed.length > 0 ? { lost: passed.map((one) => one.part) } : {};
  const of = outcome(node, value.value, condition ? [value, condition] : [value], lost);
  return { ...of, refusal: of.refusal, missing: joined([of, ...passed]) };
}

/** What follows from a value if there is one, or what holds otherwise. */
export function evaluateIfAny(run: Run, node: NodeOf<"ifAny">, scope: Scope, env: Bindings): Outcome {
  const [value, body, otherwise] = node.args as [Node, Node, Node];
  const found = run.evaluate(run, value, scope, env);
  if (found.value === undefined) return outcome(node, undefined, [found]);
  if (found.value === null) return alternative(node, run.evaluate(run, otherwise, scope, env), found);
  return alternative(node, run.evaluate(run, body, scope, bind(env, node.level, found)), found);
}

const alternative = (node: Node, value: Outcome, because: Outcome): Outcome =>
  outcome(node, value.value, [value, because]);

/** The greatest or least of several values, with those that lost. */
export function evaluateExtreme(run: Run, node: Node, scope: Scope, env: Bindings): Outcome {
  const from = node.args.map((arg) => run.evaluate(run, arg, scope, env));
  if (from.some((one) => one.value === undefined)) return outcome(node, undefined, from);
  const wanted = node.op === "greater" ? 1 : -1;
  let best = from[0]!;
  for (const one of from) if (order(one.value!, best.value!) * wanted > 0) best = one;
  const of = outcome(node, best.value, [best], {
    lost: from.filter((one) => one !== best).map((one) => one.part),
  });
  return { ...of, missing: joined(from) };
}
