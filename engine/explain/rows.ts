/** Rows of lists: which count, what they give, and what a glance sees of a person. */
import type { Part } from "../explanation.ts";
import { findFact, type Row } from "../facts.ts";
import type { Exact } from "../exact.ts";
import { eachRow, glanceOf, type Glance, type GlanceBound, type Sight } from "../glance.ts";
import type { Value } from "../kinds.ts";
import { freeLevels, type Node, type NodeOf } from "../node.ts";
import { ruleNamed } from "../plan.ts";
import { unionOf, type DaySpan } from "../service.ts";
import { number } from "../values.ts";
import {
  type Outcome,
  type Scope,
  type Days,
  type Run,
  type Bindings,
  NOTHING,
  joined,
  type More,
  outcome,
  bind,
  supposedScope,
  TRUE,
} from "./outcome.ts";
import { evaluateFact, evaluateRule, touches } from "./rules.ts";

type ListNode = NodeOf<"over" | "union" | "spans" | "window">;

/** The rows of a list, or the outcome when the list is not known. */
function rowsOf(run: Run, node: ListNode): { readonly rows: readonly Row[]; readonly list: Outcome } {
  let list = run.factCache.get(node.list);
  if (!list) run.factCache.set(node.list, (list = readList(run, node)));
  return {
    rows: (list.value === undefined ? [] : findFact(run.facts, node.list)!.value) as readonly Row[],
    list,
  };
}

function readList(run: Run, node: ListNode): Outcome {
  const found = findFact(run.facts, node.list);
  const part: Part = {
    role: "fact",
    op: "fact",
    kind: "count",
    name: node.list,
    origin: found?.origin ?? "missing",
    parts: [],
  };
  if (!found) return { value: undefined, missing: new Set([node.list]), refusal: undefined, part };
  if (!Array.isArray(found.value)) throw new TypeError(`${node.list} is a list`);
  const missing = found.origin === "assumed" ? new Set([node.list]) : NOTHING;
  return {
    value: found.value.length,
    missing,
    refusal: undefined,
    part: { ...part, value: found.value.length },
  };
}

interface ListReading {
  readonly list: Outcome;
  /** What the condition and the values gave for the rows that count. */
  readonly counted: readonly (readonly Outcome[])[];
  readonly rows: readonly Row[];
  /** What could not be computed, when something could not. */
  readonly gaps: readonly Outcome[];
  readonly conditions: readonly Outcome[];
}

/** Evaluates a list's values for the rows that meet its condition, which is the node's last argument. */
export function readRows(run: Run, node: ListNode, scope: Scope, env: Bindings): ListReading {
  const { rows, list } = rowsOf(run, node);
  const where = node.args[node.args.length - 1]!;
  const values = node.args.slice(0, -1);
  const reading = {
    list,
    counted: [] as Outcome[][],
    rows: [] as Row[],
    gaps: [] as Outcome[],
    conditions: [] as Outcome[],
  };
  const sight = sightOf(run, scope);
  const glance = glanceOf(run.plan, where);
  for (const row of rows) {
    const inner = bind(env, node.level, { row, list: node.list });
    const seen = glance(sight, inner);
    if (seen === false) continue;
    const condition = seen === undefined ? run.evaluate(run, where, scope, inner) : TRUE;
    if (condition.missing.size > 0) reading.conditions.push(condition);
    if (condition.value === undefined) reading.gaps.push(condition);
    if (condition.value !== true) continue;
    const found = values.map((value) => run.evaluate(run, value, scope, inner));
    reading.gaps.push(...found.filter((one) => one.value === undefined));
    reading.counted.push(found);
    reading.rows.push(row);
  }
  return reading;
}

/** The entries of a window where every row is plain to see: they are not shown one by one, so their values are enough. */
export function glanceEntries(
  run: Run,
  node: NodeOf<"window">,
  scope: Scope,
  env: Bindings,
): (ListReading & { readonly amounts: readonly Exact[] }) | undefined {
  const { rows, list } = rowsOf(run, node);
  if (list.value === undefined) return undefined;
  const [value, where] = node.args.map((each) => glanceOf(run.plan, each)) as [Glance, Glance];
  const sight = sightOf(run, scope);
  const [kept, amounts]: [Row[], Exact[]] = [[], []];
  let plain = true;
  eachRow(rows, node, env, (inner) => {
    const counts = where(sight, inner);
    if (counts === false) return true;
    const amount = counts === undefined ? undefined : value(sight, inner);
    plain = amount !== undefined;
    if (!plain) return false;
    amounts.push(amount as Exact);
    kept.push((inner[node.level] as { row: Row }).row);
    return true;
  });
  return plain ? { list, counted: [], rows: kept, gaps: [], conditions: [], amounts } : undefined;
}

/** What a glance sees in a scope: values that are known without gaps. */
export function sightOf(run: Run, scope: Scope): Sight {
  return (scope.sight ??= new ScopeSight(run, scope));
}

const plain = ({ value, missing }: Outcome): Value | undefined => (missing.size === 0 ? value : undefined);

class ScopeSight implements Sight {
  readonly #run: Run;
  readonly #scope: Scope;
  constructor(run: Run, scope: Scope) {
    this.#run = run;
    this.#scope = scope;
  }

  fact(name: string): Value | undefined {
    for (let at: Scope | undefined = this.#scope; at; at = at.parent) {
      const supposed = at.supposed.get(name);
      if (supposed) return plain(supposed);
    }
    const run = this.#run;
    return plain(run.factCache.get(name) ?? evaluateFact(run, factNode(run, name), run.root));
  }

  rule(name: string): Value | undefined {
    return glanceRule(this.#run, name, this.#scope);
  }

  rows(list: string): readonly Row[] | undefined {
    const found = findFact(this.#run.facts, list);
    return found && found.origin !== "assumed" ? (found.value as readonly Row[]) : undefined;
  }

  days(node: NodeOf<"spans">, env: readonly GlanceBound[]): readonly DaySpan[] | undefined {
    const { union, read } = daysOf(this.#run, node, this.#scope, env as Bindings);
    return read.missing.size === 0 ? union : undefined;
  }

  supposing(facts: readonly string[], values: readonly Value[]): Sight {
    const supposed = new Map(facts.map((name, i) => [name, { ...TRUE, value: values[i]! }] as const));
    return sightOf(this.#run, supposedScope(this.#run.plan, this.#scope, facts, supposed));
  }
}

/** The facts of a plan as nodes, for a glance that knows a name only. */
function factNode(run: Run, name: string): NodeOf<"fact"> {
  const { kind, maybe } = run.plan.facts.get(name)!;
  return { op: "fact", name, kind, maybe, args: [] };
}

/** A rule under a supposition is glanced at, so that a search does not explain the months it passes by; elsewhere it is explained once. */
function glanceRule(run: Run, name: string, scope: Scope): Value | undefined {
  let at = scope;
  while (at.parent && !touches(run.plan, name, at)) at = at.parent;
  const known = at.knows(name);
  if (!known && at.parent) {
    const before = at.glanced.get(name);
    if (before !== undefined) return before;
    const glanced = glanceOf(run.plan, ruleNamed(run.plan, name).means)(sightOf(run, at), []);
    if (glanced !== undefined) at.glanced.set(name, glanced);
    return glanced;
  }
  return plain(known ?? evaluateRule(run, name, at));
}

/** The outcome of a node that reads a list, with what its rows are missing. */
export function listOutcome(
  node: Node,
  value: Value | undefined,
  reading: ListReading,
  from: readonly Outcome[],
  more: More = {},
): Outcome {
  const of = outcome(node, value, [reading.list, ...from], more);
  const gap =
    value === undefined ? (of.refusal ?? reading.gaps.find((one) => one.refusal)?.refusal) : undefined;
  return { ...of, refusal: gap, missing: joined([of, ...reading.conditions, ...reading.gaps]) };
}

/** The days of a list's rows; read once in a scope where they depend on nothing bound outside. */
export function daysOf(run: Run, node: NodeOf<"spans">, scope: Scope, env: Bindings): Days {
  const once = freeLevels(node) === 0;
  const known = once ? scope.days.get(node) : undefined;
  if (known) return known;
  const reading = readRows(run, node, scope, env);
  const complete = reading.list.value !== undefined && reading.gaps.length === 0;
  const spans = (): readonly DaySpan[] =>
    reading.counted.map(([from, to]) => [number(from!.value!), number(to!.value!)]);
  const union = complete ? unionOf(spans()) : undefined;
  const days: Days = { union, read: listOutcome(node, undefined, reading, reading.counted.flat()) };
  if (once) scope.days.set(node, days);
  return days;
}
