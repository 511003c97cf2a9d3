/** A plan: the provisions, tables and facts of one law, loaded and checked, under one hash. */
import type { FactDeclaration, ListDeclaration, Rule, Table } from "./declarations.ts";
import type { Expr } from "./kinds.ts";
import { declared, nodeOf, walk, type Node, type NodeOf } from "./node.ts";
import type { Definition } from "./provision.ts";

/** A loaded plan. Plain data: references are by name, so that an amendment reaches everything that depends on it. */
export interface Plan {
  readonly name: string;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly tables: ReadonlyMap<string, Table>;
  readonly facts: ReadonlyMap<string, FactDeclaration>;
  readonly lists: ReadonlyMap<string, ListDeclaration>;
}

/** A plan while it is being loaded or amended. */
export interface Loading {
  readonly rules: Map<string, Rule>;
  readonly tables: Map<string, Table>;
  readonly facts: Map<string, FactDeclaration>;
  readonly lists: Map<string, ListDeclaration>;
  readonly definitions: Map<string, Definition>;
}

/** Loads a plan from its provisions; all that they mention comes with them. Throws on two declarations of one name and on a circle. */
export function load(name: string, provisions: readonly Expr<unknown>[]): Plan {
  const loading = emptyLoading();
  for (const provision of provisions) take(loading, nodeOf(provision));
  return finish(name, loading);
}

/** A plan that holds nothing yet. */
export const emptyLoading = (): Loading => ({
  rules: new Map(),
  tables: new Map(),
  facts: new Map(),
  lists: new Map(),
  definitions: new Map(),
});

/** Checks a plan's rules and closes it. */
export function finish(name: string, parts: Omit<Plan, "name">): Plan {
  const plan: Plan = {
    name,
    rules: parts.rules,
    tables: parts.tables,
    facts: parts.facts,
    lists: parts.lists,
  };
  checkIdentifiers(plan);
  checkNames(plan);
  checkCircles(plan);
  return Object.freeze(plan);
}

/** Adds all that an expression mentions to the parts being loaded. */
export function take(loading: Loading, formula: Node): void {
  const waiting: Node[] = [formula];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    walk(next, (node) => {
      const means = takeOne(loading, node);
      if (means) waiting.push(means);
    });
  }
}

function takeOne(loading: Loading, node: Node): Node | undefined {
  const what = node[declared];
  if (what === undefined) return undefined;
  switch (node.op) {
    case "fact":
      declareOnce(loading.facts, node.name, what as FactDeclaration);
      return undefined;
    case "field":
    case "over":
    case "union":
    case "spans":
    case "window":
      declareOnce(loading.lists, node.list, what as ListDeclaration);
      return undefined;
    case "ref":
    case "dated":
    case "lookup":
      return define(loading, what as Definition);
    default:
      return undefined;
  }
}

const sameDeclaration = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

function declareOnce<T>(into: Map<string, T>, name: string, what: T): void {
  const before = into.get(name);
  if (before !== undefined && !sameDeclaration(before, what))
    throw new TypeError(`${name} is declared twice`);
  into.set(name, what);
}

function define(loading: Loading, definition: Definition): Node | undefined {
  const before = loading.definitions.get(definition.name);
  if (before === definition) return undefined;
  if (before) throw new TypeError(`${definition.name} is declared twice: ${before.at} and ${definition.at}`);
  loading.definitions.set(definition.name, definition);
  if (loading.rules.has(definition.name) || loading.tables.has(definition.name)) return undefined;
  if (definition.table) loading.tables.set(definition.name, definition.table);
  const rule = definition.rule?.();
  if (!rule) return undefined;
  loading.rules.set(definition.name, rule);
  return rule.means;
}

const IDENTIFIER = /^[a-z][A-Za-z0-9]*$/;

/** Names stand in generated code, so they are camelCase identifiers and nothing else. */
function checkIdentifiers(plan: Plan): void {
  const fields = [...plan.lists.values()].flatMap((list) => Object.keys(list.fields));
  for (const name of [
    ...plan.rules.keys(),
    ...plan.tables.keys(),
    ...plan.facts.keys(),
    ...plan.lists.keys(),
    ...fields,
  ]) {
    if (!IDENTIFIER.test(name))
      throw new SyntaxError(`${plan.name}: "${name}" is not a camelCase identifier`);
  }
}

function checkNames(plan: Plan): void {
  const seen = new Set<string>();
  for (const name of [...plan.rules.keys(), ...plan.facts.keys(), ...plan.lists.keys()]) {
    if (seen.has(name)) throw new TypeError(`${plan.name}: ${name} names two different things`);
    seen.add(name);
  }
}

/** The names of the rules that a formula refers to. */
export function referencesOf(formula: Node): ReadonlySet<string> {
  const names = new Set<string>();
  walk(formula, (node) => {
    if (node.op === "ref") names.add(node.name);
  });
  return names;
}

function checkCircles(plan: Plan): void {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (done.has(name)) return;
    if (path.includes(name))
      throw new TypeError(
        `${plan.name}: ${[...path.slice(path.indexOf(name)), name].join(" → ")} is circular`,
      );
    for (const next of referencesOf(ruleNamed(plan, name).means)) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of plan.rules.keys()) visit(name, []);
}

/** The rule of a name; a name the plan does not hold is a defect and throws. */
export function ruleNamed(plan: Plan, name: string): Rule {
  const rule = plan.rules.get(name);
  if (!rule) throw new ReferenceError(`${plan.name} has no provision named ${name}`);
  return rule;
}

/** The table of a name; a name the plan does not hold is a defect and throws. */
export function tableNamed(plan: Plan, name: string): Table {
  const table = plan.tables.get(name);
  if (!table) throw new ReferenceError(`${plan.name} has no table named ${name}`);
  return table;
}

const dependencyCache = new WeakMap<Plan, Map<string, ReadonlySet<string>>>();

/**
 * The facts and lists that a rule's value depends on, suppositions taken into account: a fact supposed otherwise
 * inside a formula is not asked of the person there, but what it is supposed to be may ask others.
 */
export function dependenciesOf(plan: Plan, name: string): ReadonlySet<string> {
  let cache = dependencyCache.get(plan);
  if (!cache) dependencyCache.set(plan, (cache = new Map()));
  const known = cache.get(name);
  if (known) return known;
  const found = formulaDependencies(plan, ruleNamed(plan, name).means);
  cache.set(name, found);
  return found;
}

const isListOp = (node: Node): node is NodeOf<"over" | "union" | "spans" | "window"> =>
  node.op === "over" || node.op === "union" || node.op === "spans" || node.op === "window";

/** The facts and lists that a formula depends on. */
export function formulaDependencies(plan: Plan, formula: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const addAll = (more: Iterable<string>): void => {
    for (const name of more) names.add(name);
  };
  const visit = (node: Node): void => {
    if (node.op === "fact") names.add(node.name);
    else if (node.op === "ref") addAll(dependenciesOf(plan, node.name));
    else if (node.op === "supposing") {
      const [then, ...values] = node.args;
      const supposed = new Set(node.facts);
      addAll([...formulaDependencies(plan, then!)].filter((name) => !supposed.has(name)));
      for (const value of values) visit(value);
      return;
    } else if (isListOp(node)) names.add(node.list);
    for (const arg of node.args) visit(arg);
  };
  visit(formula);
  return names;
}

/** Whether a formula reads a list, itself or through the rules that it names. */
export function readsLists(plan: Plan, formula: Node): boolean {
  for (const name of formulaDependencies(plan, formula)) if (plan.lists.has(name)) return true;
  return false;
}
