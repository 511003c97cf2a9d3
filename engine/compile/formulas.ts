/** What compiling a formula needs around it: scopes of suppositions, what binders bound, and the compiler itself as its parts see it. */
import { Block, Interner, Names, type Val } from "../emit.ts";
import type { Node } from "../node.ts";
import type { Plan } from "../plan.ts";
import type { Num } from "../proven.ts";
import type { Frame } from "../trace/frames.ts";

/** Facts read otherwise while compiling; the root reads the columns. */
export interface Scope {
  readonly id: number;
  readonly parent: Scope | undefined;
  readonly supposed: ReadonlyMap<string, Val>;
  readonly rules: Map<string, RuleVal>;
  /** How many binders stand around the supposition; what is computed under it may depend on them. */
  readonly depth: number;
  /** Rules of this scope that are used once and therefore stand where they are used. */
  readonly inline: ReadonlySet<string>;
  /** Where a trace keeps what is computed under it. */
  readonly frame?: Frame;
}

/** What a binder bound: a row of a list at an index, or a value. */
export type Binding = ({ readonly list: string; readonly index: string } | { readonly val: Val }) & {
  /** Whether one loop binds this together with the binder before it, as a carry does its amount and date. */
  readonly joined?: boolean;
  /** The block in which the loop stands that binds; what does not depend on it is computed there, once. */
  readonly outer?: Block;
  /** Where a trace keeps what depends on it, and what names the value there where no loop does. */
  readonly frame?: Frame;
  readonly tag?: string;
};

/** What the binders around a formula bound, outermost first. */
export type Env = readonly Binding[];

/** A rule's value under its name in the generated code. */
interface RuleVal {
  readonly val: Val;
  /** The variable that holds `fail` when it could not be computed. */
  readonly name: string;
  readonly fail: number | undefined;
}

/** What stands in an environment for a binder that a formula computed outside it does not see. */
const UNSEEN: Binding = { val: { is: "never" } };

/** The environment inside a binder. */
export function bind(env: Env, level: number, ...bindings: Binding[]): Env {
  const next = env.slice(0, level);
  while (next.length < level) next.push(UNSEEN);
  next.push(...bindings);
  return next;
}

/** How many binders the innermost loop has. */
export function binders(env: Env, level: number): number {
  let count = 1;
  while (env[level - count]?.joined) count += 1;
  return count;
}

/** The variable of a rule's value in generated code. */
export const variable = (name: string): string => `r_${name}`;

/** The column of a fact in generated code. */
export const factColumn = (name: string): string => `kf_${name}`;

/** The variable of a person's fact in generated code. */
export const factVariable = (name: string): string => `f_${name}`;

/** The column of a list's offsets in generated code. */
export const offsetsOf = (list: string): string => `lo_${list}`;

/** The column of a list's field in generated code. */
export const fieldColumn = (list: string, field: string): string => `lf_${list}_${field}`;

/** The compiler as the parts see it that compile tables, lists and steps. */
export interface Formulas {
  readonly plan: Plan;
  readonly choices: readonly string[];
  readonly names: Names;
  readonly interner: Interner;
  /** The value of a formula, with its code added to a block. */
  val(node: Node, block: Block, scope: Scope, env: Env): Val;
  num(node: Node, block: Block, scope: Scope, env: Env): Num;
  condition(node: Node, block: Block, scope: Scope, env: Env): string;
  /** A value of the compiler as a name in the generated code. */
  constant(value: unknown): string;
  /** Notes that a list's columns are read. */
  readList(list: string): void;
}

/** What is done beside the turns of a loop for whoever shows them; a run of values alone does nothing beside them. */
export interface Turns {
  /** Compiles what is not shown of a turn. */
  unseen(node: Node, block: Block, scope: Scope, env: Env): Val;
  /** What stands beside each binding of a turn. */
  readonly bound: { readonly frame?: Frame };
  /** Begins a turn in its block, given what it is about in code; a turn ends when its values are known. */
  begins(turn: Block, about: string): void;
  /** Keeps a value of a turn, by its number among those that the turn changes. */
  keeps(turn: Block, i: number, code: string): void;
  ends(turn: Block): void;
  /** Adds the lines of the loop. */
  around(loop: () => void): void;
}

/** The turns of a loop that nobody shows. */
export const unshown = (c: Formulas): Turns => ({
  unseen: (node, block, scope, env) => c.val(node, block, scope, env),
  bound: {},
  begins: () => undefined,
  keeps: () => undefined,
  ends: () => undefined,
  around: (loop) => loop(),
});
