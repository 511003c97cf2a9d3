/** The interpreter: evaluates a provision for one person, and the evaluation is the explanation. */
import type { Result } from "./explanation.ts";
import type { Facts } from "./facts.ts";
import type { Expr, Value, ValueOf } from "./kinds.ts";
import { nodeOf, type Node } from "./node.ts";
import type { Plan } from "./plan.ts";
import {
  type Outcome,
  type Scope,
  type Run,
  type Bindings,
  NOTHING,
  outcome,
  changedScope,
  rootScope,
} from "./explain/outcome.ts";
import { evaluateFact, evaluateField, evaluateRule } from "./explain/rules.ts";
import { evaluateConditions, evaluateCases, evaluateIfAny, evaluateExtreme } from "./explain/choices.ts";
import {
  evaluateStrict,
  constantPart,
  evaluateRound,
  evaluatePower,
  evaluateRefusing,
  evaluateExpected,
  evaluateRatio,
} from "./explain/arithmetic.ts";
import { evaluateDated, evaluateLookup } from "./explain/tables.ts";
import { daysOf } from "./explain/rows.ts";
import { evaluateOver, evaluateUnion, evaluateCovered, evaluateWindow } from "./explain/lists.ts";
import { evaluateSearch, evaluateSupposing, evaluateCarry, evaluateCourse } from "./explain/steps.ts";

/** Explains provisions for one person; results asked of the same explainer share their parts. */
export type Explainer = <K>(provision: Expr<K>) => Result<ValueOf<K>>;

/** An explainer for one person. */
export const explainer = (plan: Plan, facts: Facts): Explainer =>
  explaining({ plan, facts, root: rootScope(), factCache: new Map(), evaluate });

const explaining =
  (run: Run): Explainer =>
  <K>(provision: Expr<K>) =>
    resultOf<ValueOf<K>>(evaluate(run, nodeOf(provision), run.root, []));

/** An explainer for one person, and explainers of the same person under changes of the law. */
export interface ChangingExplainer {
  readonly explain: Explainer;
  /**
   * An explainer under a changed plan with the same facts and lists. What `explain` computed of rules that the change does not move is
   * taken over; a rule is moved if it is changed or needs, through others, a rule or a table that is.
   */
  under(changed: Plan, moves: (rule: string) => boolean): Explainer;
}

/** An explainer for one person who is then explained under many changes of the law, such as its mutants. */
export function changingExplainer(plan: Plan, facts: Facts): ChangingExplainer {
  const run: Run = { plan, facts, root: rootScope(), factCache: new Map(), evaluate };
  return {
    explain: explaining(run),
    under: (changed, moves) => explaining({ ...run, plan: changed, root: changedScope(run.root, moves) }),
  };
}

/** Evaluates one provision for one person: a value, an estimate naming what is missing, or a refusal, and the explanation. */
export const explain = <K>(plan: Plan, facts: Facts, provision: Expr<K>): Result<ValueOf<K>> =>
  explainer(plan, facts)(provision);

/** The same by the provision's name, for tools that hold names only; a name the plan does not hold throws. */
export function explainerByName(plan: Plan, facts: Facts): (name: string) => Result<Value> {
  const root = rootScope();
  const run: Run = { plan, facts, root, factCache: new Map(), evaluate };
  return (name) => resultOf(evaluateRule(run, name, root));
}

function resultOf<V>({ value, missing, refusal, part }: Outcome): Result<V> {
  if (value !== undefined && missing.size === 0 && refusal === undefined)
    return { value: value as V, missing: [], explanation: part };
  return {
    ...(value === undefined ? {} : { value: value as V }),
    missing: [...missing].toSorted(),
    ...(refusal === undefined ? {} : { refusal }),
    explanation: part,
  };
}

function evaluate(run: Run, node: Node, scope: Scope, env: Bindings): Outcome {
  switch (node.op) {
    case "constant":
      return { value: node.value, missing: NOTHING, refusal: undefined, part: constantPart(node) };
    case "fact":
      return evaluateFact(run, node, scope);
    case "ref":
      return evaluateRule(run, node.name, scope);
    case "field":
      return evaluateField(run, node, env);
    case "bound":
      return env[node.level] as Outcome;
    case "named": {
      const of = evaluate(run, node.args[0]!, scope, env);
      return outcome(node, of.value, [of], { role: "named", name: node.name });
    }
    case "all":
    case "any":
      return evaluateConditions(run, node, scope, env);
    case "cases":
      return evaluateCases(run, node, scope, env);
    case "ifAny":
      return evaluateIfAny(run, node, scope, env);
    case "greater":
    case "lesser":
      return evaluateExtreme(run, node, scope, env);
    case "power":
      return evaluatePower(run, node, scope, env);
    case "refusing":
      return evaluateRefusing(run, node, scope, env);
    case "round":
      return evaluateRound(run, node, scope, env);
    case "expected":
      return evaluateExpected(run, node, scope, env);
    case "ratio":
      return evaluateRatio(run, node, scope, env);
    case "dated":
      return evaluateDated(run, node, scope, env);
    case "lookup":
      return evaluateLookup(run, node, scope, env);
    case "over":
      return evaluateOver(run, node, scope, env);
    case "covered":
      return evaluateCovered(run, node, scope, env);
    case "spans":
      return daysOf(run, node, scope, env).read;
    case "union":
      return evaluateUnion(run, node, scope, env);
    case "window":
      return evaluateWindow(run, node, scope, env);
    case "search":
      return evaluateSearch(run, node, scope, env);
    case "supposing":
      return evaluateSupposing(run, node, scope, env);
    case "carry":
      return evaluateCarry(run, node, scope, env);
    case "course":
      return evaluateCourse(run, node, scope, env);
    default:
      return evaluateStrict(run, node, scope, env);
  }
}
