/** Values that may not exist. */
import type { Expr, Ordered, Perhaps, YesNo } from "../kinds.ts";
import { nodeOf } from "../node.ts";
import { bound, inside, make, plain, sharedKind, sharedMaybe } from "./make.ts";

/** Whether a value exists. */
export const given = <K>(value: Expr<Perhaps<K>>): Expr<YesNo> => plain("given", "yesNo", value);
/** What follows from a value if there is one, and what holds otherwise. */
export function ifAny<K, R>(
  value: Expr<Perhaps<K>>,
  then: (value: Expr<K>) => Expr<R>,
  otherwise: Expr<R>,
): Expr<R> {
  return inside(1, (level) => {
    const body = then(bound(nodeOf(value).kind, level));
    const parts = [body, otherwise];
    return make("ifAny", sharedKind(parts), [value, body, otherwise], { level }, sharedMaybe(parts));
  });
}
/** The value, or another where there is none. */
export const orElse = <K>(value: Expr<Perhaps<K>>, otherwise: Expr<K>): Expr<K> =>
  ifAny(value, (found) => found, otherwise);
/** The least of the values that exist, if one does. */
export const earliestOf = <K extends Ordered>(
  ...values: readonly [Expr<Perhaps<K>>, ...Expr<Perhaps<K>>[]]
): Expr<Perhaps<K>> => extremeOf("lesser", values);
/** The greatest of the values that exist, if one does. */
export const latestOf = <K extends Ordered>(
  ...values: readonly [Expr<Perhaps<K>>, ...Expr<Perhaps<K>>[]]
): Expr<Perhaps<K>> => extremeOf("greater", values);
function extremeOf<K>(
  op: "lesser" | "greater",
  [first, second, ...others]: readonly Expr<Perhaps<K>>[],
): Expr<Perhaps<K>> {
  if (!second) return first!;
  const rest = extremeOf(op, [second, ...others]);
  const one = (a: Expr<K>): Expr<K> => ifAny(rest, (b) => plain<K>(op, sharedKind([a, b]), a, b), a);
  return ifAny(first!, (a) => some(one(a)), rest);
}
/** A value that is known to exist, where one that may not is asked for. */
export const some = <K>(value: Expr<K>): Expr<Perhaps<K>> =>
  make("as", nodeOf(value).kind, [value], {}, true);
/** No value, where one that may not exist is asked for. */
export const none: Expr<Perhaps<never>> = make("constant", "span", [], { value: null }, true);
