/**
 * Values without explanations, for what is tried and not shown: the conditions of list rows and the months that a search passes by.
 * A glance that meets anything unknown, assumed or refused gives nothing, and the interpreter looks in full. What a node needs is
 * looked up once a plan: each becomes a function of what can be seen.
 */
import { addMonths } from "./dates.ts";
import { divide, powerOf, roundExact, type Exact } from "./exact.ts";
import { fieldValue, type Row } from "./facts.ts";
import type { Value } from "./kinds.ts";
import { necessary } from "./necessary.ts";
import { courseParts, type Node, type NodeOf } from "./node.ts";
import { readsLists, tableNamed, type Plan } from "./plan.ts";
import { holdsDays, tenureOfUnion, type DaySpan } from "./service.ts";
import { lookedUp, valueInForce } from "./table-rows.ts";
import { addTwo, exactly, holds, number, order, strictValue, type StrictNode } from "./values.ts";

/** What a binder bound: a row of a list, or a value with what it is missing. */
export type GlanceBound =
  | { readonly row: Row; readonly list: string }
  | { readonly value: Value | undefined; readonly missing: ReadonlySet<string> };

/** What a glance can see; each gives nothing where there is a gap. */
export interface Sight {
  fact(name: string): Value | undefined;
  rule(name: string): Value | undefined;
  rows(list: string): readonly Row[] | undefined;
  /** The days of a list's rows. */
  days(node: NodeOf<"spans">, env: readonly GlanceBound[]): readonly DaySpan[] | undefined;
  /** The same with facts supposed otherwise. */
  supposing(facts: readonly string[], values: readonly Value[]): Sight;
}

/** The value of a node, or nothing. */
export type Glance = (sight: Sight, env: readonly GlanceBound[]) => Value | undefined;

const made = new WeakMap<Plan, WeakMap<Node, Glance>>();

/** How a node of a plan is glanced at. */
export function glanceOf(plan: Plan, node: Node): Glance {
  let known = made.get(plan);
  if (!known) made.set(plan, (known = new WeakMap()));
  let glance = known.get(node);
  if (!glance) known.set(node, (glance = make(plan, node)));
  return glance;
}

const blind: Glance = () => undefined;

function make(plan: Plan, node: Node): Glance {
  const arg = (i: number): Glance => glanceOf(plan, node.args[i]!);
  switch (node.op) {
    case "constant":
      return () => node.value;
    case "fact":
      return (sight) => sight.fact(node.name);
    case "ref":
      return (sight) => sight.rule(node.name);
    case "field":
      return fieldGlance(plan, node);
    case "bound":
      return (_, env) => {
        const one = env[node.level] as { value: Value | undefined; missing: ReadonlySet<string> };
        return one.missing.size === 0 ? one.value : undefined;
      };
    case "named":
      return arg(0);
    case "all":
    case "any":
      return conditionsGlance(plan, node);
    case "cases":
      return casesGlance(plan, node);
    case "ifAny":
      return ifAnyGlance(plan, node);
    case "greater":
    case "lesser":
      return extremeGlance(plan, node);
    case "round":
      return one(arg(0), (value) => roundExact(value as Exact, node.rounding));
    case "power":
      return two(arg(0), arg(1), (a, b) => powerOf(exactly(a), exactly(b), node.rounding));
    case "ratio":
      return two(arg(0), arg(1), (a, b) =>
        exactly(b).top === 0 ? undefined : divide(exactly(a), exactly(b)),
      );
    case "expected":
      return expectedGlance(arg(0), arg(1), arg(2));
    case "dated":
    case "lookup":
      return tableGlance(plan, node);
    case "over":
      return overGlance(plan, node);
    case "covered":
      return coveredGlance(arg(0), arg(1), node.args[2] as NodeOf<"spans">);
    case "union":
      return unionGlance(plan, node);
    case "supposing":
      return supposingGlance(plan, node);
    case "course":
      return courseGlance(plan, node);
    case "refusing":
    case "spans":
    case "window":
    case "search":
      return blind;
    case "carry":
      return carryGlance(plan, node);
    case "compare":
      return two(arg(0), arg(1), (a, b) => holds(node.how, a, b));
    default:
      return strictGlance(plan, node);
  }
}

const one =
  (of: Glance, gives: (value: Value) => Value | undefined): Glance =>
  (sight, env) => {
    const value = of(sight, env);
    return value === undefined ? undefined : gives(value);
  };
const two =
  (first: Glance, second: Glance, gives: (a: Value, b: Value) => Value | undefined): Glance =>
  (sight, env) => {
    const a = first(sight, env);
    if (a === undefined) return undefined;
    const b = second(sight, env);
    return b === undefined ? undefined : gives(a, b);
  };

const NOTHING: ReadonlySet<string> = new Set();

/** The environment inside a binder. */
function bound(env: readonly GlanceBound[], level: number, inner: GlanceBound): GlanceBound[] {
  const next = env.slice(0, level);
  next.push(inner);
  return next;
}

/** Rows of a list one after the other in one environment; nothing that is glanced at keeps it. */
export function eachRow(
  rows: readonly Row[],
  { list, level }: { readonly list: string; readonly level: number },
  env: readonly GlanceBound[],
  visit: (inner: readonly GlanceBound[]) => boolean,
): void {
  const at = { row: rows[0]!, list };
  const inner = bound(env, level, at);
  for (const row of rows) {
    at.row = row;
    if (!visit(inner)) return;
  }
}

function fieldGlance(plan: Plan, { list, name, level }: NodeOf<"field">): Glance {
  const declaration = plan.lists.get(list)!.fields[name]!;
  return (_, env) => fieldValue(declaration, (env[level] as { row: Row }).row, list, name);
}

function strictGlance(plan: Plan, node: StrictNode): Glance {
  const args = node.args.map((each) => glanceOf(plan, each));
  const [first, second] = args;
  if (args.length === 1) return one(first!, (a) => strictValue(node, [a]));
  if (args.length === 2) return two(first!, second!, (a, b) => strictValue(node, [a, b]));
  return (sight, env) => {
    const values = valuesOf(args, sight, env);
    return values && strictValue(node, values);
  };
}

/** The values of several, or nothing where one has none. */
function valuesOf(
  args: readonly Glance[],
  sight: Sight,
  env: readonly GlanceBound[],
): readonly Value[] | undefined {
  const values: Value[] = [];
  for (const arg of args) {
    const value = arg(sight, env);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** What reads no list is looked at first: one that decides, decides wherever it stands. */
function conditionsGlance(plan: Plan, node: NodeOf<"all" | "any">): Glance {
  const deciding = node.op === "any";
  const [short, long] = [false, true].map((lists) =>
    node.args.filter((each) => readsLists(plan, each) === lists),
  ) as [Node[], Node[]];
  const args = [...short, ...long].map((each) => glanceOf(plan, each));
  return (sight, env) => {
    for (const arg of args) {
      const value = arg(sight, env);
      if (value === undefined || value === deciding) return value;
    }
    return !deciding;
  };
}

function casesGlance(plan: Plan, node: Node): Glance {
  const args = node.args.map((each) => glanceOf(plan, each));
  const last = args.length - 1;
  return (sight, env) => {
    for (let i = 0; i < last; i += 2) {
      const condition = args[i]!(sight, env);
      if (condition === undefined) return undefined;
      if (condition === true) return args[i + 1]!(sight, env);
    }
    return args[last]!(sight, env);
  };
}

function ifAnyGlance(plan: Plan, node: NodeOf<"ifAny">): Glance {
  const [of, then, otherwise] = node.args.map((each) => glanceOf(plan, each)) as [Glance, Glance, Glance];
  return (sight, env) => {
    const value = of(sight, env);
    if (value === undefined) return undefined;
    return value === null
      ? otherwise(sight, env)
      : then(sight, bound(env, node.level, { value, missing: NOTHING }));
  };
}

function extremeGlance(plan: Plan, node: NodeOf<"greater" | "lesser">): Glance {
  const args = node.args.map((each) => glanceOf(plan, each));
  const wanted = node.op === "greater" ? 1 : -1;
  return (sight, env) => {
    let best: Value | undefined;
    for (const arg of args) {
      const value = arg(sight, env);
      if (value === undefined) return undefined;
      if (best === undefined || order(value, best) * wanted > 0) best = value;
    }
    return best;
  };
}

const expectedGlance =
  (of: Glance, least: Glance, most: Glance): Glance =>
  (sight, env) => {
    const [value, low, high] = [of(sight, env), least(sight, env), most(sight, env)];
    if (value === undefined || low === undefined || high === undefined) return undefined;
    return order(low, value) <= 0 && order(value, high) <= 0 ? value : undefined;
  };

function tableGlance(plan: Plan, node: NodeOf<"dated" | "lookup">): Glance {
  const args = node.args.map((each) => glanceOf(plan, each));
  const table = tableNamed(plan, node.table);
  return (sight, env) => {
    const keys = valuesOf(args, sight, env) as readonly number[] | undefined;
    if (!keys) return undefined;
    return table.shape === "dated" ? valueInForce(table, keys[0]!) : lookedUp(table, keys[0]!, keys[1]);
  };
}

function courseGlance(plan: Plan, node: NodeOf<"course">): Glance {
  const parts = courseParts(node);
  const of = (each: Node): Glance => glanceOf(plan, each);
  const dates = [parts.first, parts.until].map(of);
  const [starts, steps, leasts, mosts] = [parts.starts, parts.steps, parts.leasts, parts.mosts].map((some) =>
    some.map(of),
  ) as [Glance[], Glance[], Glance[], Glance[]];
  const gives = of(parts.gives);
  return (sight, env) => {
    const range = valuesOf(dates, sight, env) as readonly number[] | undefined;
    const [least, most] = [valuesOf(leasts, sight, env), valuesOf(mosts, sight, env)];
    let state = valuesOf(starts, sight, env);
    if (!range || !least || !most) return undefined;
    const [begin, end] = range as [number, number];
    const inner = (on: number): readonly GlanceBound[] => [
      ...env.slice(0, node.level),
      ...[...state!, on].map((value) => ({ value, missing: NOTHING })),
    ];
    for (let k = 0, on = begin; state && on <= end; k++, on = addMonths(begin, k * node.every)) {
      const next = valuesOf(steps, sight, inner(on));
      const inside = next?.every((value, i) => order(least[i]!, value) <= 0 && order(value, most[i]!) <= 0);
      state = inside ? next : undefined;
    }
    return state && gives(sight, inner(begin));
  };
}

function carryGlance(plan: Plan, node: NodeOf<"carry">): Glance {
  const [start, first, until, step, least, most] = node.args.map((each) => glanceOf(plan, each)) as [
    Glance,
    Glance,
    Glance,
    Glance,
    Glance,
    Glance,
  ];
  const range = [start, first, until, least, most];
  return (sight, env) => {
    const from = valuesOf(range, sight, env);
    if (!from) return undefined;
    const [begin, firstOn, lastOn, low, high] = from as [Value, number, number, Value, Value];
    const inner = bound(env, node.level, { value: begin, missing: NOTHING });
    let value: Value = begin;
    for (let k = 0, on = firstOn; on <= lastOn; k++, on = addMonths(firstOn, k * node.every)) {
      inner[node.level] = { value, missing: NOTHING };
      inner[node.level + 1] = { value: on, missing: NOTHING };
      const next = step(sight, inner);
      if (next === undefined || order(low, next) > 0 || order(next, high) > 0) return undefined;
      value = next;
    }
    return value;
  };
}

function overGlance(plan: Plan, node: NodeOf<"over">): Glance {
  const [value, where] = node.args.map((each) => glanceOf(plan, each)) as [Glance, Glance];
  const { what } = node;
  const starts: Value = what === "any" ? false : what === "count" ? 0 : null;
  return (sight, env) => {
    const rows = sight.rows(node.list);
    if (!rows) return undefined;
    let result: Value | undefined = starts;
    eachRow(rows, node, env, (inner) => {
      const counts = where(sight, inner);
      if (counts === false) return true;
      if (counts === undefined || what === "any") {
        result = counts;
        return false;
      }
      const found = what === "count" ? 1 : value(sight, inner);
      result = found === undefined ? undefined : combined(what, result!, found);
      return found !== undefined;
    });
    return result === null && what === "sum" ? undefined : result;
  };
}

function combined(what: NodeOf<"over">["what"], before: Value, value: Value): Value {
  if (before === null) return value;
  if (what === "sum" || what === "count") return addTwo(before, value);
  const sign = order(value, before);
  return (what === "earliest" ? sign < 0 : sign > 0) ? value : before;
}

const coveredGlance =
  (first: Glance, last: Glance, spans: NodeOf<"spans">): Glance =>
  (sight, env) => {
    const days = sight.days(spans, env);
    if (days === undefined) return undefined;
    const [from, to] = [first(sight, env), last(sight, env)];
    return from === undefined || to === undefined ? undefined : holdsDays(days, number(from), number(to));
  };

function unionGlance(plan: Plan, node: NodeOf<"union">): Glance {
  const [from, to, where] = node.args.map((each) => glanceOf(plan, each)) as [Glance, Glance, Glance];
  return (sight, env) => {
    const rows = sight.rows(node.list);
    if (!rows) return undefined;
    const spans: [number, number][] = [];
    let complete = true;
    eachRow(rows, node, env, (inner) => {
      const counts = where(sight, inner);
      if (counts === false) return true;
      const begins = counts === undefined ? undefined : from(sight, inner);
      const ends = counts === undefined ? undefined : to(sight, inner);
      complete = begins !== undefined && ends !== undefined;
      if (complete && number(begins!) <= number(ends!)) spans.push([number(begins!), number(ends!)]);
      return complete;
    });
    return complete ? tenureOfUnion(spans, node.reading) : undefined;
  };
}

function supposingGlance(plan: Plan, node: NodeOf<"supposing">): Glance {
  const [formula] = node.args as [Node];
  const [then, ...values] = node.args.map((each) => glanceOf(plan, each)) as [Glance, ...Glance[]];
  const first = formula.kind === "yesNo" ? necessary(plan, formula) : undefined;
  const guard = first && first !== formula ? glanceOf(plan, first) : undefined;
  return (sight, env) => {
    const supposed = valuesOf(values, sight, env);
    if (!supposed) return undefined;
    const inner = sight.supposing(node.facts, supposed);
    return guard?.(inner, env) === false ? false : then(inner, env);
  };
}
