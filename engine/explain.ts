/** The interpreter: evaluates a provision for one person, and the evaluation is the explanation. */
import { addDays, addMonths, firstOfMonthFrom, monthIndex, type PlainDate } from "./dates.ts";
import type { DatedTable, FieldDeclaration, LookupTable } from "./declarations.ts";
import { add, compareExact, divide, Exact, exact, powerOf, roundExact, subtract } from "./exact.ts";
import type { Part, Refusal, Result, Role, SearchShown, Step } from "./explanation.ts";
import { findFact, valueOfKind, type Facts, type Row } from "./facts.ts";
import { glance, type Sight } from "./glance.ts";
import { isRatioKind, type Expr, type Value, type ValueOf } from "./kinds.ts";
import { courseParts, freeLevels, nodeOf, type Node, type NodeOf } from "./node.ts";
import { dependenciesOf, ruleNamed, tableNamed, type Plan } from "./plan.ts";
import { holdsDays, tenureOfUnion, unionOf, type DaySpan } from "./service.ts";
import { lookedUp, rowInForce } from "./table-rows.ts";
import { addTwo, exactly, number, order, strictValue, type StrictNode } from "./values.ts";

/** What evaluating one node gives; a value that is undefined cannot be computed. */
interface Outcome {
  readonly value: Value | undefined;
  readonly missing: ReadonlySet<string>;
  readonly refusal: Refusal | undefined;
  readonly part: Part;
}

/** Facts read otherwise, and what was computed under them. The root reads the person's own facts. */
interface Scope {
  readonly parent: Scope | undefined;
  readonly supposed: ReadonlyMap<string, Outcome>;
  readonly known: Map<string, Outcome>;
  /** Unions of days that depend on nothing bound outside them. */
  readonly days: Map<Node, Days>;
  /** What was glanced at under a supposition. */
  readonly glanced?: Map<string, Value>;
}

/** The days of a list's rows, where they are known. */
interface Days {
  readonly union: readonly DaySpan[] | undefined;
  /** How they were read: the list and its spans as one part, with what is missing. */
  readonly read: Outcome;
}

interface Run {
  readonly plan: Plan;
  readonly facts: Facts;
  readonly root: Scope;
  readonly factCache: Map<string, Outcome>;
}

/** What binders bound, by level: a row of a list, or a value. */
type Bound = { readonly row: Row; readonly list: string } | Outcome;
type Bindings = readonly Bound[];

const NOTHING: ReadonlySet<string> = new Set();

/** Explains provisions for one person; results asked of the same explainer share their parts. */
export type Explainer = <K>(provision: Expr<K>) => Result<ValueOf<K>>;

/** An explainer for one person. */
export function explainer(plan: Plan, facts: Facts): Explainer {
  const root: Scope = { parent: undefined, supposed: new Map(), known: new Map(), days: new Map() };
  const run: Run = { plan, facts, root, factCache: new Map() };
  return <K>(provision: Expr<K>) => resultOf<ValueOf<K>>(evaluate(run, nodeOf(provision), root, []));
}

/** Evaluates one provision for one person: a value, an estimate naming what is missing, or a refusal, and the explanation. */
export const explain = <K>(plan: Plan, facts: Facts, provision: Expr<K>): Result<ValueOf<K>> =>
  explainer(plan, facts)(provision);

/** The same by the provision's name, for tools that hold names only; a name the plan does not hold throws. */
export function explainerByName(plan: Plan, facts: Facts): (name: string) => Result<Value> {
  const root: Scope = { parent: undefined, supposed: new Map(), known: new Map(), days: new Map() };
  const run: Run = { plan, facts, root, factCache: new Map() };
  return (name) => resultOf(evaluateRule(run, name, root));
}

function resultOf<V>({ value, missing, refusal, part }: Outcome): Result<V> {
  return {
    ...(value === undefined ? {} : { value: value as V }),
    missing: [...missing].toSorted(),
    ...(refusal === undefined ? {} : { refusal }),
    explanation: part,
  };
}

// ---- putting outcomes together ----

function joined(parts: readonly Outcome[]): ReadonlySet<string> {
  let all: ReadonlySet<string> = NOTHING;
  for (const { missing } of parts) {
    if (missing.size > 0 && missing !== all) all = all.size === 0 ? missing : new Set([...all, ...missing]);
  }
  return all;
}

type More = Omit<Partial<Part>, "value" | "parts" | "kind" | "op">;

function outcome(node: Node, value: Value | undefined, from: readonly Outcome[], more: More = {}): Outcome {
  const refusal = value === undefined ? (more.refusal ?? from.find((o) => o.refusal)?.refusal) : undefined;
  const part: Part = {
    role: more.role ?? "operation",
    op: node.op,
    kind: node.kind,
    ...(value === undefined ? {} : { value }),
    parts: from.map((o) => o.part),
    ...more,
  };
  return { value, missing: joined(from), refusal, part };
}

const refused = (node: Node, from: readonly Outcome[], refusal: Refusal, more: More = {}): Outcome =>
  outcome(node, undefined, from, { ...more, refusal });

// ---- evaluation ----

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

function evaluateStrict(run: Run, node: StrictNode, scope: Scope, env: Bindings): Outcome {
  const from = node.args.map((arg) => evaluate(run, arg, scope, env));
  const more = shown(node);
  if (from.some((o) => o.value === undefined)) return outcome(node, undefined, from, more);
  return outcome(
    node,
    strictValue(
      node,
      from.map((o) => o.value as Value),
    ),
    from,
    more,
  );
}

/** What a part says besides its value and its arguments. */
function shown(node: StrictNode): More {
  if (node.op === "compare") return { how: node.how };
  if (node.op === "is") return { choices: node.choices };
  return node.op === "blocks" || node.op === "remainder" ? { size: node.size } : {};
}

const constantParts = new WeakMap<Node, Part>();
function constantPart(node: NodeOf<"constant">): Part {
  let part = constantParts.get(node);
  if (!part)
    constantParts.set(
      node,
      (part = { role: "constant", op: node.op, kind: node.kind, value: node.value, parts: [] }),
    );
  return part;
}

function evaluateFact(run: Run, node: NodeOf<"fact">, scope: Scope): Outcome {
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

function evaluateField(run: Run, node: NodeOf<"field">, env: Bindings): Outcome {
  const { row } = env[node.level] as { row: Row };
  const value = fieldValue(run.plan.lists.get(node.list)!.fields[node.name]!, row, node.list, node.name);
  return outcome(node, value, [], { role: "field", name: `${node.list}.${node.name}` });
}

function fieldValue(declaration: FieldDeclaration, row: Row, list: string, name: string): Value {
  const given = row[name];
  if (given === undefined || (given === null && !declaration.maybe))
    throw new TypeError(`${list}: a row has no ${name}`);
  return valueOfKind(declaration.kind, given, `${list}.${name}`);
}

/** A rule is evaluated in the outermost scope that its facts allow, so that a supposition repeats only what it moves. */
function evaluateRule(run: Run, name: string, scope: Scope): Outcome {
  let at = scope;
  while (at.parent && !touches(run.plan, name, at)) at = at.parent;
  const known = at.known.get(name);
  if (known) return known;
  const result =
    (at.parent === undefined ? statedResult(run, name) : undefined) ?? computedRule(run, name, at);
  at.known.set(name, result);
  return result;
}

function touches(plan: Plan, name: string, scope: Scope): boolean {
  const needs = dependenciesOf(plan, name);
  for (const supposed of scope.supposed.keys()) if (needs.has(supposed)) return true;
  return false;
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
  const of = evaluate(run, rule.means, scope, []);
  const refusal =
    of.refusal && of.refusal.provision === undefined ? { ...of.refusal, provision: name } : of.refusal;
  const from = rule.means.op === "round" || rule.means.op === "dated" ? of.part.parts : [of.part];
  const part: Part = {
    role: rule.setting ? "setting" : "provision",
    op: rule.means.op,
    kind: rule.kind,
    name,
    ...(of.value === undefined ? {} : { value: of.value }),
    cites: [...rule.cites, ...(of.part.row?.row.cites ?? [])],
    ...(rule.register === undefined ? {} : { register: rule.register }),
    ...(of.part.rounding ? { rounding: of.part.rounding } : {}),
    ...(of.part.row ? { row: of.part.row } : {}),
    ...(refusal ? { refusal } : {}),
    parts: from,
  };
  return { value: of.value, missing: of.missing, refusal, part };
}

/** Any and all need only what decides them: a decided condition without gaps comes first, then one with, then the rest. */
function evaluateConditions(run: Run, node: NodeOf<"all" | "any">, scope: Scope, env: Bindings): Outcome {
  const deciding = node.op === "any";
  const seen: Outcome[] = [];
  for (const arg of node.args) {
    const one = evaluate(run, arg, scope, env);
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

function evaluateCases(run: Run, node: Node, scope: Scope, env: Bindings): Outcome {
  const passed: Outcome[] = [];
  for (let i = 0; i + 1 < node.args.length; i += 2) {
    const condition = evaluate(run, node.args[i]!, scope, env);
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
  const value = evaluate(run, gives, scope, env);
  const lost = passed.length > 0 ? { lost: passed.map((one) => one.part) } : {};
  const of = outcome(node, value.value, condition ? [value, condition] : [value], lost);
  return { ...of, refusal: of.refusal, missing: joined([of, ...passed]) };
}

function evaluateIfAny(run: Run, node: NodeOf<"ifAny">, scope: Scope, env: Bindings): Outcome {
  const [value, body, otherwise] = node.args as [Node, Node, Node];
  const found = evaluate(run, value, scope, env);
  if (found.value === undefined) return outcome(node, undefined, [found]);
  if (found.value === null) return alternative(node, evaluate(run, otherwise, scope, env), found);
  return alternative(node, evaluate(run, body, scope, bind(env, node.level, found)), found);
}
const alternative = (node: Node, value: Outcome, because: Outcome): Outcome =>
  outcome(node, value.value, [value, because]);

function bind(env: Bindings, level: number, ...values: Bound[]): Bindings {
  const next = env.slice(0, level);
  next.push(...values);
  return next;
}

function evaluateExtreme(run: Run, node: Node, scope: Scope, env: Bindings): Outcome {
  const from = node.args.map((arg) => evaluate(run, arg, scope, env));
  if (from.some((one) => one.value === undefined)) return outcome(node, undefined, from);
  const wanted = node.op === "greater" ? 1 : -1;
  let best = from[0]!;
  for (const one of from) if (order(one.value!, best.value!) * wanted > 0) best = one;
  const of = outcome(node, best.value, [best], {
    lost: from.filter((one) => one !== best).map((one) => one.part),
  });
  return { ...of, missing: joined(from) };
}

function evaluateRound(run: Run, node: NodeOf<"round">, scope: Scope, env: Bindings): Outcome {
  const of = evaluate(run, node.args[0]!, scope, env);
  if (of.value === undefined) return outcome(node, undefined, [of]);
  const before = of.value as Exact;
  const after = roundExact(before, node.rounding);
  return outcome(node, after, [of], { rounding: { before, after, by: node.rounding } });
}

function evaluatePower(run: Run, node: NodeOf<"power">, scope: Scope, env: Bindings): Outcome {
  const from = node.args.map((arg) => evaluate(run, arg, scope, env));
  const [base, exponent] = from as [Outcome, Outcome];
  if (base.value === undefined || exponent.value === undefined) return outcome(node, undefined, from);
  const value = powerOf(exactly(base.value), exactly(exponent.value), node.rounding);
  return value === undefined
    ? refused(node, from, { code: "noSuchPower", value: base.value, cites: [] })
    : outcome(node, value, from);
}

/** The law's own refusal: its code, its citations, and the facts it names as far as they are known. */
function evaluateRefusing(run: Run, node: NodeOf<"refusing">, scope: Scope, env: Bindings): Outcome {
  const from = node.args.map((arg) => evaluate(run, arg, scope, env));
  const known = node.facts.flatMap((name, i) => {
    const { value } = from[i]!;
    return value === undefined ? [] : [[name, value] as const];
  });
  const facts = known.length > 0 ? { facts: Object.fromEntries(known) } : {};
  const refusal: Refusal = { code: node.code, ...facts, cites: node.cites };
  return { ...refused(node, from, refusal), refusal };
}

function evaluateExpected(run: Run, node: Node, scope: Scope, env: Bindings): Outcome {
  const from = node.args.map((arg) => evaluate(run, arg, scope, env));
  const [of, least, most] = from as [Outcome, Outcome, Outcome];
  if (of.value === undefined || least.value === undefined || most.value === undefined)
    return outcome(node, undefined, from);
  const inside = order(least.value, of.value) <= 0 && order(of.value, most.value) <= 0;
  if (!inside) return refused(node, from, { code: "outsideExpected", value: of.value, cites: [] });
  const { rounding } = of.part;
  return outcome(node, of.value, [of], rounding ? { rounding } : {});
}

function evaluateRatio(run: Run, node: Node, scope: Scope, env: Bindings): Outcome {
  const from = node.args.map((arg) => evaluate(run, arg, scope, env));
  const [a, b] = from as [Outcome, Outcome];
  if (a.value === undefined || b.value === undefined) return outcome(node, undefined, from);
  if (exactly(b.value).n === 0n) return refused(node, from, { code: "dividedByZero", cites: [] });
  return outcome(node, divide(exactly(a.value), exactly(b.value)), from);
}

function evaluateDated(run: Run, node: NodeOf<"dated">, scope: Scope, env: Bindings): Outcome {
  const table = tableNamed(run.plan, node.table) as DatedTable;
  const on = evaluate(run, node.args[0]!, scope, env);
  if (on.value === undefined) return outcome(node, undefined, [on], { role: "table", name: table.name });
  const date = number(on.value);
  const at = rowInForce(table, date);
  const row = table.rows[at];
  if (!row || row.unknown) {
    const entry = row?.register === undefined ? {} : { register: row.register };
    const cites = [...table.cites, ...(row?.cites ?? [])];
    const code = row ? "valueNotKnown" : "dateNotCovered";
    return refused(
      node,
      [on],
      { code, table: table.name, date, ...entry, cites },
      { role: "table", name: table.name },
    );
  }
  const next = table.rows[at + 1];
  const until = next ? addDays(next.from, -1) : table.knownUntil;
  const governedBy = table.governedBy || (on.part.name ?? "");
  return outcome(node, row.value, [on], {
    role: "table",
    name: table.name,
    cites: [...table.cites, ...row.cites],
    row: { table: table.name, governedBy, date, row, ...(until === undefined ? {} : { until }) },
  });
}

function evaluateLookup(run: Run, node: NodeOf<"lookup">, scope: Scope, env: Bindings): Outcome {
  const table = tableNamed(run.plan, node.table) as LookupTable;
  const from = node.args.map((arg) => evaluate(run, arg, scope, env));
  const more = { role: "table" as Role, name: table.name, cites: table.cites };
  if (from.some((one) => one.value === undefined)) return outcome(node, undefined, from, more);
  const [key, secondKey] = from.map((one) => number(one.value!)) as [number, number?];
  const keys = secondKey === undefined ? { key } : { key, secondKey };
  const value = lookedUp(table, key, secondKey);
  if (value === undefined)
    return refused(
      node,
      from,
      { code: "keyNotCovered", table: table.name, ...keys, cites: table.cites },
      more,
    );
  return outcome(node, value, from, { ...more, ...keys });
}

// ---- lists ----

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
function readRows(run: Run, node: ListNode, scope: Scope, env: Bindings): ListReading {
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
  for (const row of rows) {
    const inner = bind(env, node.level, { row, list: node.list });
    const seen = glance(where, sight, inner);
    if (seen === false) continue;
    const condition = seen === undefined ? evaluate(run, where, scope, inner) : TRUE;
    if (condition.missing.size > 0) reading.conditions.push(condition);
    if (condition.value === undefined) reading.gaps.push(condition);
    if (condition.value !== true) continue;
    const found = values.map((value) => evaluateValue(run, node, value, scope, inner, sight));
    reading.gaps.push(...found.filter((one) => one.value === undefined));
    reading.counted.push(found);
    reading.rows.push(row);
  }
  return reading;
}

/** The entries of a window are not shown one by one, so their value is enough. */
function evaluateValue(
  run: Run,
  node: ListNode,
  value: Node,
  scope: Scope,
  env: Bindings,
  sight: Sight,
): Outcome {
  const seen = node.op === "window" ? glance(value, sight, env) : undefined;
  return seen === undefined
    ? evaluate(run, value, scope, env)
    : { value: seen, missing: NOTHING, refusal: undefined, part: TRUE.part };
}

const TRUE: Outcome = {
  value: true,
  missing: NOTHING,
  refusal: undefined,
  part: { role: "constant", op: "constant", kind: "yesNo", value: true, parts: [] },
};

/** What a glance sees in a scope: values that are known without gaps. */
function sightOf(run: Run, scope: Scope): Sight {
  const plain = ({ value, missing }: Outcome): Value | undefined => (missing.size === 0 ? value : undefined);
  return {
    fact: (name) => plain(evaluateFact(run, factNode(run, name), scope)),
    rule: (name) => glanceRule(run, name, scope),
    table: (name) => tableNamed(run.plan, name),
    rows: (list) => {
      const found = findFact(run.facts, list);
      return found && found.origin !== "assumed" ? (found.value as readonly Row[]) : undefined;
    },
    days: (node, env) => {
      const { union, read } = daysOf(run, node, scope, env as Bindings);
      return read.missing.size === 0 ? union : undefined;
    },
    field: (list, name, row) => fieldValue(run.plan.lists.get(list)!.fields[name]!, row, list, name),
    supposing: (values) => {
      const supposed = new Map([...values].map(([name, value]) => [name, { ...TRUE, value }] as const));
      return sightOf(run, { parent: scope, supposed, known: new Map(), days: new Map(), glanced: new Map() });
    },
  };
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
  const known = at.known.get(name);
  if (!known && at.parent) {
    const glanced = at.glanced?.get(name) ?? glance(ruleNamed(run.plan, name).means, sightOf(run, at), []);
    if (glanced !== undefined) at.glanced?.set(name, glanced);
    return glanced;
  }
  const { value, missing } = known ?? evaluateRule(run, name, at);
  return missing.size === 0 ? value : undefined;
}

function listOutcome(
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

function evaluateOver(run: Run, node: NodeOf<"over">, scope: Scope, env: Bindings): Outcome {
  const reading = readRows(run, node, scope, env);
  const found = reading.counted.map(([value]) => value!);
  if (node.what === "any" && found.length > 0)
    return listOutcome(node, true, { ...reading, gaps: [] }, found.slice(0, 1));
  if (reading.list.value === undefined || reading.gaps.length > 0)
    return listOutcome(node, undefined, reading, found);
  return listOutcome(
    node,
    overValue(
      node,
      found.map((one) => one.value!),
    ),
    reading,
    node.what === "count" ? [] : found,
  );
}

function overValue(node: NodeOf<"over">, values: readonly Value[]): Value {
  switch (node.what) {
    case "sum":
      return values.reduce(addTwo, isRatioKind(node.kind) ? exact(0n) : 0);
    case "count":
      return values.length;
    case "any":
      return false;
    case "earliest":
      return values.length === 0 ? null : values.reduce((a, b) => (order(b, a) < 0 ? b : a));
    case "latest":
      return values.length === 0 ? null : values.reduce((a, b) => (order(b, a) > 0 ? b : a));
  }
}

function evaluateUnion(run: Run, node: NodeOf<"union">, scope: Scope, env: Bindings): Outcome {
  const reading = readRows(run, node, scope, env);
  if (reading.list.value === undefined || reading.gaps.length > 0)
    return listOutcome(node, undefined, reading, reading.counted.flat());
  const spans = reading.counted.map(([from, to]) => [number(from!.value!), number(to!.value!)] as const);
  return listOutcome(node, tenureOfUnion(spans, node.reading), reading, reading.counted.flat());
}

/** The days of a list's rows; read once in a scope where they depend on nothing bound outside. */
function daysOf(run: Run, node: NodeOf<"spans">, scope: Scope, env: Bindings): Days {
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

function evaluateCovered(run: Run, node: Node, scope: Scope, env: Bindings): Outcome {
  const [first, last] = node.args.slice(0, 2).map((arg) => evaluate(run, arg, scope, env)) as [
    Outcome,
    Outcome,
  ];
  const { union, read } = daysOf(run, node.args[2] as NodeOf<"spans">, scope, env);
  const value =
    union === undefined || first.value === undefined || last.value === undefined
      ? undefined
      : holdsDays(union, number(first.value), number(last.value));
  return outcome(node, value, [first, last, read]);
}

/** The best run of entries: where it starts, how long it is and its sum; among equal runs, the first. */
export function bestRun(
  amounts: readonly Exact[],
  entries: number,
): { readonly at: number; readonly length: number; readonly total: Exact } {
  const length = Math.min(entries, amounts.length);
  let total = amounts.slice(0, length).reduce(add, exact(0n));
  let best = { at: 0, length, total };
  for (let i = length; i < amounts.length; i++) {
    total = subtract(add(total, amounts[i]!), amounts[i - length]!);
    if (compareExact(total, best.total) > 0) best = { at: i - length + 1, length, total };
  }
  return best;
}

function evaluateWindow(run: Run, node: NodeOf<"window">, scope: Scope, env: Bindings): Outcome {
  const reading = readRows(run, node, scope, env);
  if (reading.list.value === undefined || reading.gaps.length > 0)
    return listOutcome(node, undefined, reading, []);
  if (reading.counted.length === 0) {
    return listOutcome(node, undefined, reading, [], {
      refusal: { code: "nothingToAverage", list: node.list, cites: [] },
    });
  }
  const { at, length, total } = bestRun(
    reading.counted.map(([amount]) => amount!.value as Exact),
    node.entries,
  );
  const used = reading.counted.slice(at, at + length).map(([amount]) => amount!);
  const of = listOutcome(node, divide(total, exact(length)), reading, [], {
    window: {
      list: node.list,
      first: reading.rows[at]!,
      last: reading.rows[at + length - 1]!,
      entries: length,
      asked: node.entries,
      among: reading.counted.length,
      total,
    },
  });
  return { ...of, missing: joined([of, ...used]) };
}

// ---- searches, suppositions, steps ----

const dateOutcome = (node: Node, date: PlainDate): Outcome => ({
  value: date,
  missing: NOTHING,
  refusal: undefined,
  part: { role: "constant", op: node.op, kind: "date", value: date, parts: [] },
});

function evaluateSearch(run: Run, node: NodeOf<"search">, scope: Scope, env: Bindings): Outcome {
  const from = evaluate(run, node.args[0]!, scope, env);
  const until = evaluate(run, node.args[1]!, scope, env);
  if (from.value === undefined || until.value === undefined) return outcome(node, undefined, [from, until]);
  const first = monthIndex(firstOfMonthFrom(number(from.value)));
  const last = monthIndex(number(until.value));
  const tried = new Map<number, Outcome>();
  const holds = node.args[2]!;
  const sight = sightOf(run, scope);
  const look = (month: number): Outcome => {
    let one = tried.get(month);
    if (!one)
      tried.set(
        month,
        (one = evaluate(run, holds, scope, bind(env, node.level, dateOutcome(node, month * 32)))),
      );
    return one;
  };
  const attempt = (month: number): Value | undefined =>
    glance(holds, sight, bind(env, node.level, dateOutcome(node, month * 32))) ?? look(month).value;
  const found = node.steady ? bisect(first, last, attempt) : scan(first, last, attempt);
  if (found !== undefined && found <= last) look(found);
  if (found !== undefined && found > first) look(found - 1);
  return searchOutcome(node, [from, until], { first, last }, tried, found);
}

/** Whether a month holds; nothing where it cannot be told. */
type Attempt = (month: number) => Value | undefined;

/** The first month that holds, the month after the last when none does, or nothing where it cannot be told. */
function scan(first: number, last: number, attempt: Attempt): number | undefined {
  for (let month = first; month <= last; month++) {
    const value = attempt(month);
    if (value === undefined) return undefined;
    if (value === true) return month;
  }
  return Math.max(first, last + 1);
}

function bisect(first: number, last: number, attempt: Attempt): number | undefined {
  let [low, high] = [first, Math.max(first, last + 1)];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = attempt(middle);
    if (value === undefined) return undefined;
    if (value === true) high = middle;
    else low = middle + 1;
  }
  return low;
}

function searchOutcome(
  node: Node,
  range: readonly Outcome[],
  { first, last }: { readonly first: number; readonly last: number },
  tried: ReadonlyMap<number, Outcome>,
  found: number | undefined,
): Outcome {
  if (found === undefined)
    return outcome(
      node,
      undefined,
      [...range, ...tried.values()].filter((one) => one.value === undefined || range.includes(one)),
    );
  const shown = (month: number): { month: PlainDate; because: Part } | undefined => {
    const one = tried.get(month);
    return one && { month: month * 32, because: one.part };
  };
  const [here, before] = [found <= last ? shown(found) : undefined, shown(found - 1)];
  const search: SearchShown = {
    from: first * 32,
    until: last * 32,
    ...(here ? { found: here } : {}),
    ...(before ? { before } : {}),
  };
  const of = outcome(node, found <= last ? found * 32 : null, range, { search });
  return { ...of, missing: joined([of, ...tried.values()]) };
}

function evaluateSupposing(run: Run, node: NodeOf<"supposing">, scope: Scope, env: Bindings): Outcome {
  const [then, ...values] = node.args as [Node, ...Node[]];
  const supposed = new Map<string, Outcome>();
  for (const [i, name] of node.facts.entries()) {
    const value = evaluate(run, values[i]!, scope, env);
    const part: Part = { ...value.part, role: "fact", name, parts: [value.part] };
    supposed.set(name, { ...value, part });
  }
  const inner: Scope = { parent: scope, supposed, known: new Map(), days: new Map() };
  const of = evaluate(run, then, inner, env);
  const shown = [...supposed].map(([name, one]) => [name, one.value ?? null] as const);
  return outcome(node, of.value, [of], { supposed: Object.fromEntries(shown) });
}

function evaluateCarry(run: Run, node: NodeOf<"carry">, scope: Scope, env: Bindings): Outcome {
  const [start, first, until, step, least, most] = node.args as [Node, Node, Node, Node, Node, Node];
  const from = [start, first, until, least, most].map((arg) => evaluate(run, arg, scope, env));
  if (from.some((one) => one.value === undefined)) return outcome(node, undefined, from);
  const [begin, firstOn, lastOn, low, high] = from.map((one) => one.value!) as [
    Value,
    number,
    number,
    Value,
    Value,
  ];
  const steps: Step[] = [];
  const seen: Outcome[] = from.slice(0, 3);
  let value = { ...from[0]!, value: begin };
  for (let k = 0, on = firstOn; on <= lastOn; k++, on = addMonths(firstOn, k * node.every)) {
    const next = evaluate(run, step, scope, bind(env, node.level, value, dateOutcome(node, on)));
    seen.push(next);
    if (next.value === undefined) return outcome(node, undefined, seen, { steps });
    if (order(low, next.value!) > 0 || order(next.value!, high) > 0) {
      return refused(
        node,
        seen,
        { code: "outsideExpected", value: next.value!, date: on, cites: [] },
        { steps },
      );
    }
    steps.push({ on, before: value.value, after: next.value!, because: next.part });
    value = { ...stepValue(node, next.value!), missing: next.missing, value: next.value! };
  }
  const of = outcome(node, value.value, from.slice(0, 3), { steps });
  return { ...of, missing: joined(seen) };
}

function evaluateCourse(run: Run, node: NodeOf<"course">, scope: Scope, env: Bindings): Outcome {
  const { first, until, gives, starts, steps, leasts, mosts } = courseParts(node);
  const from = [first, until, ...starts].map((arg) => evaluate(run, arg, scope, env));
  const bounds = [leasts, mosts].map((some) => some.map((arg) => evaluate(run, arg, scope, env)));
  if ([...from, ...bounds.flat()].some((one) => one.value === undefined))
    return outcome(node, undefined, [...from, ...bounds.flat()]);
  const [begin, end, ...begun] = from as [Outcome, Outcome, ...Outcome[]];
  const [least, most] = bounds as [Outcome[], Outcome[]];
  const sight = sightOf(run, scope);
  const rows: { on: PlainDate; values: readonly Value[] }[] = [];
  const seen: Outcome[] = [...from];
  const shown = { names: node.names, starts: begun.map((one) => one.value!), rows };
  let state = begun;
  for (
    let k = 0, on = number(begin.value!);
    on <= number(end.value!);
    k++, on = addMonths(number(begin.value!), k * node.every)
  ) {
    const inner = bind(env, node.level, ...state, dateOutcome(node, on));
    const next = steps.map((step) => {
      const seenAt = glance(step, sight, inner);
      return seenAt === undefined ? evaluate(run, step, scope, inner) : stepValue(node, seenAt);
    });
    for (const one of next) if (one.missing.size > 0 || one.value === undefined) seen.push(one);
    if (next.some((one) => one.value === undefined)) return outcome(node, undefined, seen, { course: shown });
    const outside = next.find(
      (one, i) => order(least[i]!.value!, one.value!) > 0 || order(one.value!, most[i]!.value!) > 0,
    );
    if (outside)
      return refused(
        node,
        seen,
        { code: "outsideExpected", value: outside.value!, date: on, cites: [] },
        { course: shown },
      );
    rows.push({ on, values: next.map((one) => one.value!) });
    state = next.map((one) => ({ ...stepValue(node, one.value!), missing: one.missing }));
  }
  const result = evaluate(run, gives, scope, bind(env, node.level, ...state));
  const of = outcome(node, result.value, [...from, result], { course: shown });
  return { ...of, missing: joined([of, ...seen]) };
}

/** An amount carried to the next step stands there as a value: its own history is the step before. */
const stepValue = (node: Node, value: Value): Outcome => ({
  value,
  missing: NOTHING,
  refusal: undefined,
  part: { role: "constant", op: node.op, kind: node.kind, value, parts: [] },
});
