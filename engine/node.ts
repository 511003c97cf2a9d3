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

export type Node = Common &
  (
    | { readonly op: "constant"; readonly value: Value }
    | { readonly op: "fact" | "ref" | "named"; readonly name: string }
    | { readonly op: "field"; readonly list: string; readonly name: string; readonly level: number }
    | { readonly op: "bound"; readonly level: number }
    | { readonly op: "ifAny"; readonly level: number }
    | {
        readonly op:
          | "given"
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
      }
    | { readonly op: "blocks"; readonly size: number; readonly lastCounts: number }
    | { readonly op: "remainder"; readonly size: number }
    | { readonly op: "round"; readonly rounding: Rounding }
    | { readonly op: "compare"; readonly how: Comparison }
    | { readonly op: "is"; readonly choices: readonly string[] }
    | { readonly op: "tenure"; readonly reading: MonthReading }
    | { readonly op: "dated" | "lookup"; readonly table: string }
    | { readonly op: "over"; readonly list: string; readonly what: OverWhat; readonly level: number }
    | { readonly op: "union"; readonly list: string; readonly reading: MonthReading; readonly level: number }
    | { readonly op: "window"; readonly list: string; readonly entries: number; readonly level: number }
    | { readonly op: "search"; readonly steady: boolean; readonly level: number }
    | { readonly op: "supposing"; readonly facts: readonly string[] }
    | { readonly op: "carry"; readonly every: number; readonly level: number }
  );

export type Op = Node["op"];
export type NodeOf<O extends Op> = Node extends infer N
  ? N extends { op: infer P }
    ? O extends P
      ? N
      : never
    : never
  : never;

/** The node inside an expression. */
export const nodeOf = (expr: Expr<unknown>): Node => expr as unknown as Node;
/** An expression around a node; its kind is the builder's promise. */
export const exprOf = <K>(node: Node): Expr<K> => Object.freeze(node) as unknown as Expr<K>;

/** The same node with other arguments. */
export const withArgs = (node: Node, args: readonly Node[]): Node => Object.freeze({ ...node, args } as Node);

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
