/** The inside of an expression: plain data, private to the engine. Readers switch on `op`, exhaustively. */
import type { Rounding } from "./exact.ts";
import type { Expr, KindName, Value } from "./kinds.ts";
import type { MonthReading } from "./service.ts";

/** What a node names outside itself, carried beside the data so that a plan can be loaded from what it mentions. */
export const declared: unique symbol = Symbol("declared");

interface Common {
  readonly kind: KindName;
  /** Whether the value may be known to be absent. */
  readonly maybe: boolean;
  readonly args: readonly Node[];
  readonly [declared]?: unknown;
}

export type Comparison = "<" | "<=" | "=" | ">=" | ">";
export type OverWhat = "sum" | "count" | "any" | "earliest" | "latest";

/** What each operation holds besides its arguments. */
interface OpData extends Record<PlainOp, unknown> {
  constant: { readonly value: Value };
  fact: { readonly name: string };
  ref: { readonly name: string };
  named: { readonly name: string };
  field: { readonly list: string; readonly name: string; readonly level: number };
  bound: { readonly level: number };
  ifAny: { readonly level: number };
  blocks: { readonly size: number; readonly lastCounts: number };
  remainder: { readonly size: number };
  round: { readonly rounding: Rounding };
  power: { readonly rounding: Rounding };
  refusing: { readonly code: string; readonly cites: readonly string[]; readonly facts: readonly string[] };
  compare: { readonly how: Comparison };
  is: { readonly choices: readonly string[] };
  tenure: { readonly reading: MonthReading };
  dated: { readonly table: string };
  lookup: { readonly table: string };
  over: { readonly list: string; readonly what: OverWhat; readonly level: number };
  union: { readonly list: string; readonly reading: MonthReading; readonly level: number };
  spans: { readonly list: string; readonly level: number };
  window: { readonly list: string; readonly entries: number; readonly level: number };
  search: { readonly steady: boolean; readonly level: number };
  supposing: { readonly facts: readonly string[] };
  carry: { readonly every: number; readonly level: number };
  course: { readonly every: number; readonly level: number; readonly names: readonly string[] };
}
/** Operations that are their arguments and nothing else. */
export type PlainOp =
  | "given"
  | "covered"
  | "sum"
  | "minus"
  | "product"
  | "ratio"
  | "greater"
  | "lesser"
  | "inYears"
  | "wholeYears"
  | "as"
  | "expected"
  | "all"
  | "any"
  | "not"
  | "cases"
  | "addMonths"
  | "completing"
  | "addDays"
  | "firstOfMonth"
  | "firstOnOrAfter"
  | "firstOfNext"
  | "lastOfMonth"
  | "monthsFrom"
  | "daysFrom"
  | "yearOf"
  | "monthsOf"
  | "daysOf";

export type Op = keyof OpData;
export type NodeOf<O extends Op> = { [P in O]: Common & { readonly op: P } & OpData[P] }[O];
export type Node = NodeOf<Op>;

/** The node inside an expression. */
export const nodeOf = (expr: Expr<unknown>): Node => expr as unknown as Node;
/** An expression around a node; its kind is the builder's promise. */
export const exprOf = <K>(node: Node): Expr<K> => Object.freeze(node) as unknown as Expr<K>;

/** The parts of a course: when it goes, what each value begins with, how it goes on, its bounds, and what comes out at the end. */
export function courseParts({ names, args }: NodeOf<"course">): {
  readonly first: Node;
  readonly until: Node;
  readonly gives: Node;
  readonly starts: readonly Node[];
  readonly steps: readonly Node[];
  readonly leasts: readonly Node[];
  readonly mosts: readonly Node[];
} {
  const n = names.length;
  const group = (i: number): readonly Node[] => args.slice(3 + i * n, 3 + (i + 1) * n);
  return {
    first: args[0]!,
    until: args[1]!,
    gives: args[2]!,
    starts: group(0),
    steps: group(1),
    leasts: group(2),
    mosts: group(3),
  };
}

/** The same node with other arguments. */
export const withArgs = (node: Node, args: readonly Node[]): Node => Object.freeze({ ...node, args } as Node);

const free = new WeakMap<Node, number>();

/** The levels of binders that a node depends on and does not bind itself, one bit each. */
export function freeLevels(node: Node): number {
  let levels = free.get(node);
  if (levels !== undefined) return levels;
  levels = node.args.reduce((bits, arg) => bits | freeLevels(arg), 0);
  if (node.op === "field" || node.op === "bound") levels |= 1 << node.level;
  else if (node.op === "carry") levels &= ~(3 << node.level);
  else if (node.op === "course") levels &= ~(((1 << (node.names.length + 1)) - 1) << node.level);
  else if ("level" in node) levels &= ~(1 << node.level);
  free.set(node, levels);
  return levels;
}

/** Visits a node and everything inside it, outermost first. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const arg of node.args) walk(arg, visit);
}

/** The node rebuilt from the inside out by a change of each part; unchanged parts are shared. */
export function rewrite(node: Node, change: (node: Node) => Node): Node {
  const args = node.args.map((arg) => rewrite(arg, change));
  const same = args.every((arg, i) => arg === node.args[i]);
  return change(same ? node : withArgs(node, args));
}
