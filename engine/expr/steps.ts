/** Searches, suppositions, and what goes from step to step. */
import { exact } from "../exact.ts";
import {
  isRatioKind,
  type CalendarDate,
  type Count,
  type Expr,
  type Money,
  type Perhaps,
  type Rate,
  type StatedSpan,
  type YesNo,
} from "../kinds.ts";
import { nodeOf, type NodeOf } from "../node.ts";
import { bound, constant, inside, make } from "./make.ts";

/**
 * The first first-of-a-month, from one date until another, on which a condition holds, if there is one.
 * `steady` says that once it holds it holds on: the search then halves the months instead of trying each.
 */
export function firstMonthWhen(options: {
  from: Expr<CalendarDate>;
  until: Expr<CalendarDate>;
  steady: boolean;
  holds: (month: Expr<CalendarDate>) => Expr<YesNo>;
}): Expr<Perhaps<CalendarDate>> {
  return inside(1, (level) => {
    const args = [options.from, options.until, options.holds(bound("date", level))];
    return make("search", "date", args, { steady: options.steady, level }, true);
  });
}

/** A fact and what it is supposed to be. */
export type Supposition = readonly [fact: Expr<unknown>, value: Expr<unknown>];
/** The value that an expression would have if some facts were otherwise. */
export function supposing<K>(suppositions: readonly Supposition[], then: Expr<K>): Expr<K> {
  const facts = suppositions.map(([fact]) => {
    const node = nodeOf(fact);
    if (node.op !== "fact") throw new TypeError("only a fact can be supposed otherwise");
    return node.name;
  });
  const values = suppositions.map(([fact, value]) => {
    if (nodeOf(fact).kind !== nodeOf(value).kind && !(isSpan(fact) && isSpan(value))) {
      throw new TypeError(
        `${(nodeOf(fact) as NodeOf<"fact">).name} cannot be supposed to be a ${nodeOf(value).kind}`,
      );
    }
    return value;
  });
  return make("supposing", nodeOf(then).kind, [then, ...values], { facts }, nodeOf(then).maybe);
}
const isSpan = (expr: Expr<unknown>): boolean => ["span", "service", "age"].includes(nodeOf(expr).kind);

/**
 * An amount taken from step to step: at `first`, and every so many months after it, while the date is not after `until`.
 * Each step must round the amount, as the law's own printed amounts are; `most` is the most it may reach, checked at each step.
 */
export function carry<K extends Money | Rate | Count>(options: {
  start: Expr<K>;
  first: Expr<CalendarDate>;
  every: Expr<StatedSpan>;
  until: Expr<CalendarDate>;
  least?: Expr<K>;
  most: Expr<K>;
  step: (value: Expr<K>, on: Expr<CalendarDate>) => Expr<K>;
}): Expr<K> {
  const every = nodeOf(options.every);
  if (every.op !== "constant" || !(Number(every.value) > 0))
    throw new TypeError("the steps of a carry are a stated span apart");
  return inside(2, (level) => {
    const { kind } = nodeOf(options.start);
    const step = options.step(bound(kind, level), bound("date", level + 1));
    const least = options.least ?? constant<K>(kind, isRatioKind(kind) ? exact(0n) : 0);
    return make("carry", kind, [options.start, options.first, options.until, step, least, options.most], {
      every: Number(every.value),
      level,
    });
  });
}

/** One value of a course: what it begins with, and the least and most that it may reach, checked at each step. */
export interface Coursing<K> {
  readonly starts: Expr<K>;
  readonly least?: Expr<K>;
  readonly most: Expr<K>;
}
type StateOf<Values> = {
  readonly [Name in keyof Values]: Values[Name] extends Coursing<infer K> ? Expr<K> : never;
};

/**
 * Several values taken together from step to step: at `first`, and every so many months after it, while the date is not after
 * `until`; then `gives`. Each step sees all values as they were before it. A present value is one: what is left alive, the discount,
 * and the sum so far. Each step must round what it multiplies, as `carry` must; names are those of the values in explanations.
 */
export function course<Values extends Record<string, Coursing<any>>, R>(options: {
  readonly values: Values;
  readonly first: Expr<CalendarDate>;
  readonly every: Expr<StatedSpan>;
  readonly until: Expr<CalendarDate>;
  readonly step: (before: StateOf<Values>, on: Expr<CalendarDate>) => StateOf<Values>;
  readonly gives: (after: StateOf<Values>) => Expr<R>;
}): Expr<R> {
  const every = nodeOf(options.every);
  if (every.op !== "constant" || !(Number(every.value) > 0))
    throw new TypeError("the steps of a course are a stated span apart");
  const names = Object.keys(options.values);
  const values: readonly Coursing<unknown>[] = Object.values(options.values);
  return inside(names.length + 1, (level) => {
    const kinds = values.map((value) => nodeOf(value.starts).kind);
    const state = Object.fromEntries(
      names.map((name, i) => [name, bound(kinds[i]!, level + i)]),
    ) as StateOf<Values>;
    const next = options.step(state, bound("date", level + names.length)) as Readonly<
      Record<string, Expr<unknown>>
    >;
    const gives = options.gives(state);
    const least = values.map(
      (value, i) => value.least ?? constant(kinds[i]!, isRatioKind(kinds[i]!) ? exact(0n) : 0),
    );
    const args = [
      options.first,
      options.until,
      gives,
      ...values.map((value) => value.starts),
      ...names.map((name) => next[name]!),
      ...least,
      ...values.map((value) => value.most),
    ];
    return make(
      "course",
      nodeOf(gives).kind,
      args,
      { every: Number(every.value), level, names },
      nodeOf(gives).maybe,
    );
  });
}
