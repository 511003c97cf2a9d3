/** How every word of formulas makes its node. */
import type { Expr, KindName, Value } from "../kinds.ts";
import { declared, exprOf, nodeOf, type Node, type NodeOf } from "../node.ts";

/** What a builder adds to the parts that all nodes share. */
type Extra<O extends Node["op"]> = Omit<NodeOf<O>, "op" | "kind" | "maybe" | "args" | typeof declared>;

export function make<O extends Node["op"], K>(
  op: O,
  kind: KindName,
  args: readonly Expr<unknown>[],
  extra: Extra<O>,
  maybe = false,
): Expr<K> {
  return exprOf<K>({ op, kind, maybe, args: args.map(nodeOf), ...extra } as unknown as Node);
}
export const plain = <K>(op: Node["op"], kind: KindName, ...args: Expr<unknown>[]): Expr<K> =>
  make(op, kind, args, {} as never);

/** The kind that several expressions share; a span the law states takes the kind of what it stands beside. */
export function sharedKind(parts: readonly Expr<unknown>[]): KindName {
  const kinds = parts.map((part) => nodeOf(part).kind);
  return kinds.find((kind) => kind !== "span") ?? "span";
}
export const sharedMaybe = (parts: readonly Expr<unknown>[]): boolean =>
  parts.some((part) => nodeOf(part).maybe);

export const constant = <K>(kind: KindName, value: Value): Expr<K> => make("constant", kind, [], { value });

let depth = 0;
/** Builds what stands inside a binder; the level is the depth of nesting, so that no name depends on what was loaded before. */
export function inside<R>(levels: number, build: (level: number) => R): R {
  const level = depth;
  depth += levels;
  try {
    return build(level);
  } finally {
    depth = level;
  }
}
export const bound = <K>(kind: KindName, level: number): Expr<K> => make("bound", kind, [], { level });

/** A whole number that is safe; another throws. */
export function wholeNumber(n: number): number {
  if (!Number.isSafeInteger(n)) throw new RangeError(`${n} is not a whole number`);
  return n;
}
