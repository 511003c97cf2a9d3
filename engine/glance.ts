/**
 * Values without explanations, for what is tried and not shown: the conditions of list rows and the months that a search passes by.
 * A glance that meets anything unknown, assumed or refused gives nothing, and the interpreter looks in full.
 */
import type { DatedTable, LookupTable } from "./declarations.ts";
import { addMonths } from "./dates.ts";
import { divide, powerOf, roundExact, type Exact } from "./exact.ts";
import type { Row } from "./facts.ts";
import type { Value } from "./kinds.ts";
import { courseParts, type Node, type NodeOf } from "./node.ts";
import { holdsDays, tenureOfUnion, type DaySpan } from "./service.ts";
import { lookedUp, valueInForce } from "./table-rows.ts";
import { addTwo, exactly, number, order, strictValue, type StrictNode } from "./values.ts";

/** What a binder bound: a row of a list, or a value with what it is missing. */
export type GlanceBound =
  | { readonly row: Row; readonly list: string }
  | { readonly value: Value | undefined; readonly missing: ReadonlySet<string> };

/** What a glance can see; each gives nothing where there is a gap. */
export interface Sight {
  fact(name: string): Value | undefined;
  rule(name: string): Value | undefined;
  table(name: string): DatedTable | LookupTable;
  rows(list: string): readonly Row[] | undefined;
  /** The days of a list's rows. */
  days(node: NodeOf<"spans">, env: readonly GlanceBound[]): readonly DaySpan[] | undefined;
  field(list: string, name: string, row: Row): Value;
  /** The same with facts supposed otherwise. */
  supposing(values: ReadonlyMap<string, Value>): Sight;
}

/** The value of a node, or nothing. */
export function glance(node: Node, sight: Sight, env: readonly GlanceBound[]): Value | undefined {
  const at = (i: number): Value | undefined => glance(node.args[i]!, sight, env);
  switch (node.op) {
    case "constant":
      return node.value;
    case "fact":
      return sight.fact(node.name);
    case "ref":
      return sight.rule(node.name);
    case "field": {
      const { row } = env[node.level] as { row: Row };
      return sight.field(node.list, node.name, row);
    }
    case "bound": {
      const one = env[node.level] as { value: Value | undefined; missing: ReadonlySet<string> };
      return one.missing.size === 0 ? one.value : undefined;
    }
    case "named":
      return at(0);
    case "all":
    case "any":
      return glanceConditions(node, sight, env);
    case "cases":
      return glanceCases(node, sight, env);
    case "ifAny": {
      const value = at(0);
      if (value === undefined) return undefined;
      return value === null
        ? at(2)
        : glance(node.args[1]!, sight, bound(env, node.level, { value, missing: NOTHING }));
    }
    case "greater":
    case "lesser":
      return glanceExtreme(node, sight, env);
    case "round": {
      const value = at(0);
      return value === undefined ? undefined : roundExact(value as Exact, node.rounding);
    }
    case "power": {
      const [a, b] = [at(0), at(1)];
      return a === undefined || b === undefined ? undefined : powerOf(exactly(a), exactly(b), node.rounding);
    }
    case "ratio": {
      const [a, b] = [at(0), at(1)];
      return a === undefined || b === undefined || exactly(b).n === 0n
        ? undefined
        : divide(exactly(a), exactly(b));
    }
    case "expected": {
      const [of, least, most] = [at(0), at(1), at(2)];
      if (of === undefined || least === undefined || most === undefined) return undefined;
      return order(least, of) <= 0 && order(of, most) <= 0 ? of : undefined;
    }
    case "dated":
    case "lookup":
      return glanceTable(node, sight, env);
    case "over":
      return glanceOver(node, sight, env);
    case "covered": {
      const days = sight.days(node.args[2] as NodeOf<"spans">, env);
      if (days === undefined) return undefined;
      const [first, last] = [at(0), at(1)];
      return first === undefined || last === undefined
        ? undefined
        : holdsDays(days, number(first), number(last));
    }
    case "union":
      return glanceUnion(node, sight, env);
    case "supposing":
      return glanceSupposing(node, sight, env);
    case "course":
      return glanceCourse(node, sight, env);
    case "refusing":
    case "spans":
    case "window":
    case "search":
    case "carry":
      return undefined;
    default:
      return glanceStrict(node, sight, env);
  }
}

const NOTHING: ReadonlySet<string> = new Set();

function bound(env: readonly GlanceBound[], level: number, one: GlanceBound): readonly GlanceBound[] {
  const next = env.slice(0, level);
  next.push(one);
  return next;
}

function glanceStrict(node: StrictNode, sight: Sight, env: readonly GlanceBound[]): Value | undefined {
  const values: Value[] = [];
  for (const arg of node.args) {
    const value = glance(arg, sight, env);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return strictValue(node, values);
}

function glanceConditions(
  node: NodeOf<"all" | "any">,
  sight: Sight,
  env: readonly GlanceBound[],
): Value | undefined {
  const deciding = node.op === "any";
  for (const arg of node.args) {
    const value = glance(arg, sight, env);
    if (value === undefined || value === deciding) return value;
  }
  return !deciding;
}

function glanceCases(node: Node, sight: Sight, env: readonly GlanceBound[]): Value | undefined {
  for (let i = 0; i + 1 < node.args.length; i += 2) {
    const condition = glance(node.args[i]!, sight, env);
    if (condition === undefined) return undefined;
    if (condition === true) return glance(node.args[i + 1]!, sight, env);
  }
  return glance(node.args[node.args.length - 1]!, sight, env);
}

function glanceExtreme(
  node: NodeOf<"greater" | "lesser">,
  sight: Sight,
  env: readonly GlanceBound[],
): Value | undefined {
  const wanted = node.op === "greater" ? 1 : -1;
  let best: Value | undefined;
  for (const arg of node.args) {
    const value = glance(arg, sight, env);
    if (value === undefined) return undefined;
    if (best === undefined || order(value, best) * wanted > 0) best = value;
  }
  return best;
}

function glanceTable(
  node: NodeOf<"dated" | "lookup">,
  sight: Sight,
  env: readonly GlanceBound[],
): Value | undefined {
  const keys: number[] = [];
  for (const arg of node.args) {
    const key = glance(arg, sight, env);
    if (key === undefined) return undefined;
    keys.push(number(key));
  }
  const table = sight.table(node.table);
  return table.shape === "dated" ? valueInForce(table, keys[0]!) : lookedUp(table, keys[0]!, keys[1]);
}

/** The values of nodes, or nothing where one has none. */
function glanceAll(
  nodes: readonly Node[],
  sight: Sight,
  env: readonly GlanceBound[],
): readonly Value[] | undefined {
  const values: Value[] = [];
  for (const node of nodes) {
    const value = glance(node, sight, env);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function glanceCourse(node: NodeOf<"course">, sight: Sight, env: readonly GlanceBound[]): Value | undefined {
  const { first, until, gives, starts, steps, leasts, mosts } = courseParts(node);
  const dates = glanceAll([first, until], sight, env);
  const least = glanceAll(leasts, sight, env);
  const most = glanceAll(mosts, sight, env);
  let state = glanceAll(starts, sight, env);
  if (!dates || !least || !most) return undefined;
  const [begin, end] = dates.map(number) as [number, number];
  const inner = (on: number): readonly GlanceBound[] => [
    ...env.slice(0, node.level),
    ...[...state!, on].map((value) => ({ value, missing: NOTHING })),
  ];
  for (let k = 0, on = begin; state && on <= end; k++, on = addMonths(begin, k * node.every)) {
    const next = glanceAll(steps, sight, inner(on));
    const inside = next?.every((value, i) => order(least[i]!, value) <= 0 && order(value, most[i]!) <= 0);
    state = inside ? next : undefined;
  }
  return state && glance(gives, sight, inner(begin));
}

function glanceOver(node: NodeOf<"over">, sight: Sight, env: readonly GlanceBound[]): Value | undefined {
  const rows = sight.rows(node.list);
  if (!rows) return undefined;
  let result: Value = node.what === "any" ? false : node.what === "count" ? 0 : null;
  for (const row of rows) {
    const inner = bound(env, node.level, { row, list: node.list });
    const counts = glance(node.args[1]!, sight, inner);
    if (counts === undefined) return undefined;
    if (counts === false) continue;
    if (node.what === "any") return true;
    const value = node.what === "count" ? 1 : glance(node.args[0]!, sight, inner);
    if (value === undefined) return undefined;
    result = combined(node.what, result, value);
  }
  return result === null && node.what === "sum" ? undefined : result;
}

function combined(what: NodeOf<"over">["what"], before: Value, value: Value): Value {
  if (before === null) return value;
  if (what === "sum" || what === "count") return addTwo(before, value);
  const sign = order(value, before);
  return (what === "earliest" ? sign < 0 : sign > 0) ? value : before;
}

function glanceUnion(node: NodeOf<"union">, sight: Sight, env: readonly GlanceBound[]): Value | undefined {
  const rows = sight.rows(node.list);
  if (!rows) return undefined;
  const spans: [number, number][] = [];
  for (const row of rows) {
    const inner = bound(env, node.level, { row, list: node.list });
    const counts = glance(node.args[2]!, sight, inner);
    if (counts === undefined) return undefined;
    if (counts === false) continue;
    const [from, to] = [glance(node.args[0]!, sight, inner), glance(node.args[1]!, sight, inner)];
    if (from === undefined || to === undefined) return undefined;
    if (number(from) <= number(to)) spans.push([number(from), number(to)]);
  }
  return tenureOfUnion(spans, node.reading);
}

function glanceSupposing(
  node: NodeOf<"supposing">,
  sight: Sight,
  env: readonly GlanceBound[],
): Value | undefined {
  const [then, ...values] = node.args as [Node, ...Node[]];
  const supposed = new Map<string, Value>();
  for (const [i, name] of node.facts.entries()) {
    const value = glance(values[i]!, sight, env);
    if (value === undefined) return undefined;
    supposed.set(name, value);
  }
  return glance(then, sight.supposing(supposed), env);
}
