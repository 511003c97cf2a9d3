/** What evaluating a node gives, what it happens in, and how outcomes are put together. */
import type { PlainDate } from "../dates.ts";
import type { Part, Refusal } from "../explanation.ts";
import type { Facts, Row } from "../facts.ts";
import type { Sight } from "../glance.ts";
import type { Value } from "../kinds.ts";
import type { Node } from "../node.ts";
import type { Plan } from "../plan.ts";
import type { DaySpan } from "../service.ts";

/** What evaluating one node gives; a value that is undefined cannot be computed. */
export interface Outcome {
  readonly value: Value | undefined;
  readonly missing: ReadonlySet<string>;
  readonly refusal: Refusal | undefined;
  readonly part: Part;
}

/** Facts read otherwise, and what was computed under them. The root reads the person's own facts. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly supposed: ReadonlyMap<string, Outcome>;
  readonly known: Map<string, Outcome>;
  /** What was computed of a rule here, if it was. */
  knows(name: string): Outcome | undefined;
  /** Unions of days that depend on nothing bound outside them. */
  readonly days: Map<Node, Days>;
  /** What was glanced at under a supposition. */
  readonly glanced: Map<string, Value>;
  /** Which rules the suppositions move, as far as it was asked. */
  readonly touched: Map<string, boolean>;
  /** What a glance sees here, once it was wanted. */
  sight?: Sight;
}

/** A scope whose tables are made when something is put into them: most suppositions only try a month. */
class LazyScope implements Scope {
  readonly parent: Scope | undefined;
  readonly supposed: ReadonlyMap<string, Outcome>;
  readonly touched: Map<string, boolean>;
  sight?: Sight;
  #known: Map<string, Outcome> | undefined;
  #days: Map<Node, Days> | undefined;
  #glanced: Map<string, Value> | undefined;

  constructor(
    parent: Scope | undefined,
    supposed: ReadonlyMap<string, Outcome>,
    touched: Map<string, boolean>,
  ) {
    this.parent = parent;
    this.supposed = supposed;
    this.touched = touched;
  }

  get known(): Map<string, Outcome> {
    return (this.#known ??= new Map());
  }
  get days(): Map<Node, Days> {
    return (this.#days ??= new Map());
  }
  get glanced(): Map<string, Value> {
    return (this.#glanced ??= new Map());
  }
  knows(name: string): Outcome | undefined {
    return this.#known?.get(name);
  }
}

/** A person's own scope under a changed law: what the change does not move is what it was before. */
class ChangedScope extends LazyScope {
  readonly #before: Scope;
  readonly #moves: (rule: string) => boolean;

  constructor(before: Scope, moves: (rule: string) => boolean) {
    super(undefined, new Map(), new Map());
    this.#before = before;
    this.#moves = moves;
  }

  override knows(name: string): Outcome | undefined {
    return super.knows(name) ?? (this.#moves(name) ? undefined : this.#before.knows(name));
  }
}

/** A scope that supposes nothing: a person's own. */
export const rootScope = (): Scope => new LazyScope(undefined, new Map(), new Map());

/** The same under a changed law, given which rules the change may move; what was computed of the others is taken over. */
export const changedScope = (before: Scope, moves: (rule: string) => boolean): Scope =>
  new ChangedScope(before, moves);

const touchedBy = new WeakMap<Plan, WeakMap<readonly string[], Map<string, boolean>>>();

/** A scope in which facts are read otherwise; the names are those of a formula, which knows which rules they move. */
export function supposedScope(
  plan: Plan,
  parent: Scope,
  facts: readonly string[],
  supposed: ReadonlyMap<string, Outcome>,
): Scope {
  let known = touchedBy.get(plan);
  if (!known) touchedBy.set(plan, (known = new WeakMap()));
  let touched = known.get(facts);
  if (!touched) known.set(facts, (touched = new Map()));
  return new LazyScope(parent, supposed, touched);
}

/** The days of a list's rows, where they are known. */
export interface Days {
  readonly union: readonly DaySpan[] | undefined;
  /** How they were read: the list and its spans as one part, with what is missing. */
  readonly read: Outcome;
}

/** One person being explained. */
export interface Run {
  readonly plan: Plan;
  readonly facts: Facts;
  readonly root: Scope;
  readonly factCache: Map<string, Outcome>;
  /** Evaluates any node; the parts of the interpreter reach each other by it. */
  readonly evaluate: (run: Run, node: Node, scope: Scope, env: Bindings) => Outcome;
}

/** What binders bound, by level: a row of a list, or a value. */
type Bound = { readonly row: Row; readonly list: string } | Outcome;

/** What the binders around a node bound, by level. */
export type Bindings = readonly Bound[];

/** Nothing is missing. */
export const NOTHING: ReadonlySet<string> = new Set();

/** What several outcomes are missing together. */
export function joined(parts: readonly Outcome[]): ReadonlySet<string> {
  let all: ReadonlySet<string> = NOTHING;
  for (const { missing } of parts) {
    if (missing.size > 0 && missing !== all) all = all.size === 0 ? missing : new Set([...all, ...missing]);
  }
  return all;
}

/** What a part says besides its value and its parts. */
export type More = Omit<Partial<Part>, "value" | "parts" | "kind" | "op">;

/** A part that is being written. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A part that says nothing besides its value and its parts. */
export const NO_MORE: More = {};

/** The outcome of a node, with its part of the explanation. */
export function outcome(
  node: Node,
  value: Value | undefined,
  from: readonly Outcome[],
  more: More = NO_MORE,
): Outcome {
  const parts: Part[] = [];
  let missing = NOTHING;
  for (const one of from) {
    parts.push(one.part);
    if (one.missing.size > 0) missing = joined(from);
  }
  const { op, kind } = node;
  if (value === undefined) {
    const refusal = more.refusal ?? from.find((one) => one.refusal)?.refusal;
    return { value, missing, refusal, part: { role: "operation", op, kind, parts, ...more } };
  }
  const part: Part =
    more === NO_MORE
      ? { role: "operation", op, kind, value, parts }
      : { role: "operation", op, kind, value, parts, ...more };
  return { value, missing, refusal: undefined, part };
}

/** The outcome of a node that the law gives no value. */
export const refused = (node: Node, from: readonly Outcome[], refusal: Refusal, more: More = {}): Outcome =>
  outcome(node, undefined, from, { ...more, refusal });

/** The environment inside a binder. */
export function bind(env: Bindings, level: number, ...values: Bound[]): Bindings {
  const next = env.slice(0, level);
  next.push(...values);
  return next;
}

/** A condition that holds, for what is not shown. */
export const TRUE: Outcome = {
  value: true,
  missing: NOTHING,
  refusal: undefined,
  part: { role: "constant", op: "constant", kind: "yesNo", value: true, parts: [] },
};

/** A date that a search or a step tries. */
export const dateOutcome = (node: Node, date: PlainDate): Outcome => ({
  value: date,
  missing: NOTHING,
  refusal: undefined,
  part: { role: "constant", op: node.op, kind: "date", value: date, parts: [] },
});

/** An amount carried to the next step stands there as a value: its own history is the step before. */
export const stepValue = (node: Node, value: Value): Outcome => ({
  value,
  missing: NOTHING,
  refusal: undefined,
  part: { role: "constant", op: node.op, kind: node.kind, value, parts: [] },
});
