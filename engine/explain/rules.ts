/**  fields and rules: what is stated, recorded, assumed or missing, and rules in the outermost scope that their facts allow. */
import type { Part } from "../explanation.ts";
import { fieldValue, findFact, valueOfKind, type Row } from "../facts.ts";
import type { NodeOf } from "../node.ts";
import { dependenciesOf, ruleNamed, type Plan } from "../plan.ts";
import { type Outcome, type Scope, type Run, type Bindings, type Writable, outcome } from "./outcome.ts";

/** A fact: supposed, or what is known of the person. */
export function evaluateFact(run: Run, node: NodeOf<"fact">, scope: Scope): Outcome {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const supposed = at.supposed.get(node.name);
    if (supposed) return supposed;
  }
  let known = run.factCache.get(node.name);
  if (!known) run.factCache.set(node.name, (known = readFact(run, node)));
  return known;
}

function readFact(run: Run, node: NodeOf<"fact">): Outcome {
  const found = findFact(run.facts, node.name);
  if (!found) {
    return {
      ...outcome(node, undefined, [], { role: "fact", name: node.name, origin: "missing" }),
      missing: new Set([node.name]),
    };
  }
  if (found.value === null && !node.maybe) throw new TypeError(`${node.name} cannot be absent`);
  const value = valueOfKind(node.kind, found.value as never, node.name);
  const read = outcome(node, value, [], { role: "fact", name: node.name, origin: found.origin });
  return found.origin === "assumed" ? { ...read, missing: new Set([node.name]) } : read;
}

/** A field of a row. */
export function evaluateField(run: Run, node: NodeOf<"field">, env: Bindings): Outcome {
  const { row } = env[node.level] as { row: Row };
  const value = fieldValue(run.plan.lists.get(node.list)!.fields[node.name]!, row, node.list, node.name);
  return outcome(node, value, [], { role: "field", name: `${node.list}.${node.name}` });
}

/** A rule is evaluated in the outermost scope that its facts allow, so that a supposition repeats only what it moves. */
export function evaluateRule(run: Run, name: string, scope: Scope): Outcome {
  let at = scope;
  while (at.parent && !touches(run.plan, name, at)) at = at.parent;
  const known = at.knows(name);
  if (known) return known;
  const result =
    (at.parent === undefined ? statedResult(run, name) : undefined) ?? computedRule(run, name, at);
  at.known.set(name, result);
  return result;
}

/** What is supposed, and which rules that moves as far as it was asked. */
interface Supposes {
  readonly supposed: ReadonlyMap<string, unknown>;
  readonly touched: Map<string, boolean>;
}

/** Whether a supposition moves what a rule depends on; each supposition of the law finds it out once for each rule. */
export function touches(plan: Plan, name: string, scope: Supposes): boolean {
  const known = scope.touched.get(name);
  if (known !== undefined) return known;
  const needs = dependenciesOf(plan, name);
  const found = [...scope.supposed.keys()].some((supposed) => needs.has(supposed));
  scope.touched.set(name, found);
  return found;
}

/** A result stated in place of deriving it; under a supposition that touches what it depends on it does not count. */
function statedResult(run: Run, name: string): Outcome | undefined {
  const stated = run.facts.stated?.[name];
  if (stated === undefined) return undefined;
  const rule = ruleNamed(run.plan, name);
  const value = valueOfKind(rule.kind, stated as never, name);
  return outcome(rule.means, value, [], { role: "provision", name, origin: "stated", cites: rule.cites });
}

function computedRule(run: Run, name: string, scope: Scope): Outcome {
  const rule = ruleNamed(run.plan, name);
  const { value, missing, refusal: because, part: shown } = run.evaluate(run, rule.means, scope, []);
  const refusal = because && because.provision === undefined ? { ...because, provision: name } : because;
  const { rounding, row } = shown;
  const part: Writable<Part> = {
    role: rule.setting ? "setting" : "provision",
    op: rule.means.op,
    kind: rule.kind,
    name,
    cites: row && row.row.cites.length > 0 ? [...rule.cites, ...row.row.cites] : rule.cites,
    parts: rule.means.op === "round" || rule.means.op === "dated" ? shown.parts : [shown],
  };
  if (value !== undefined) part.value = value;
  if (rule.register !== undefined) part.register = rule.register;
  if (rounding) part.rounding = rounding;
  if (row) part.row = row;
  if (refusal) part.refusal = refusal;
  return { value, missing, refusal, part };
}
