/** Conditions, what follows from them, and the law's own refusals. */
import type { CalendarDate, Expr, OneOf, Ordered, YesNo } from "../kinds.ts";
import type { Comparison } from "../node.ts";
import { make, plain, sharedKind, sharedMaybe } from "./make.ts";

const compared = (how: Comparison, a: Expr<unknown>, b: Expr<unknown>): Expr<YesNo> =>
  make("compare", "yesNo", [a, b], { how });
export const atLeast = <K extends Ordered>(a: Expr<K>, b: Expr<K>): Expr<YesNo> => compared(">=", a, b);
export const moreThan = <K extends Ordered>(a: Expr<K>, b: Expr<K>): Expr<YesNo> => compared(">", a, b);
export const atMost = <K extends Ordered>(a: Expr<K>, b: Expr<K>): Expr<YesNo> => compared("<=", a, b);
export const lessThan = <K extends Ordered>(a: Expr<K>, b: Expr<K>): Expr<YesNo> => compared("<", a, b);
export const same = <K extends Ordered>(a: Expr<K>, b: Expr<K>): Expr<YesNo> => compared("=", a, b);
export const onOrAfter = (a: Expr<CalendarDate>, b: Expr<CalendarDate>): Expr<YesNo> => compared(">=", a, b);
export const isAfter = (a: Expr<CalendarDate>, b: Expr<CalendarDate>): Expr<YesNo> => compared(">", a, b);
export const onOrBefore = (a: Expr<CalendarDate>, b: Expr<CalendarDate>): Expr<YesNo> => compared("<=", a, b);
export const isBefore = (a: Expr<CalendarDate>, b: Expr<CalendarDate>): Expr<YesNo> => compared("<", a, b);
/** Whether all hold; one that fails decides, whatever else is missing. */
export const all = (...conditions: Expr<YesNo>[]): Expr<YesNo> => plain("all", "yesNo", ...conditions);
/** Whether at least one holds; one that holds decides, whatever else is missing. */
export const any = (...conditions: Expr<YesNo>[]): Expr<YesNo> => plain("any", "yesNo", ...conditions);
export const not = (condition: Expr<YesNo>): Expr<YesNo> => plain("not", "yesNo", condition);
/** Whether a choice is one of those named. */
export const is = <Name extends string>(value: Expr<OneOf<Name>>, ...names: NoInfer<Name>[]): Expr<YesNo> =>
  make("is", "yesNo", [value], { choices: names });

/** A condition and the value it leads to. */
export interface Arm<out K> {
  readonly holds: Expr<YesNo>;
  readonly gives: Expr<K>;
}
/** The value when no condition held. */
export interface LastArm<out K> {
  readonly otherwise: Expr<K>;
}
export const when = <K>(holds: Expr<YesNo>, gives: Expr<K>): Arm<K> => ({ holds, gives });
export const otherwise = <K>(gives: Expr<K>): LastArm<K> => ({ otherwise: gives });
/** The value of the first arm whose condition holds. */
export function cases<K>(...arms: readonly [...Arm<K>[], LastArm<K>]): Expr<K> {
  const last = arms[arms.length - 1] as LastArm<K>;
  const before = arms.slice(0, -1) as Arm<K>[];
  const results = [...before.map((arm) => arm.gives), last.otherwise];
  const args = [...before.flatMap((arm) => [arm.holds, arm.gives]), last.otherwise];
  return make("cases", sharedKind(results), args, {}, sharedMaybe(results));
}

/**
 * No value: the law refuses, under a code of its own, with the facts that say why. It stands where any kind of value may stand,
 * such as an arm of `cases`; a person whom it meets is left to the interpreter by compiled runs.
 */
export function refusing(
  code: string,
  cites: string | readonly string[],
  facts: Readonly<Record<string, Expr<unknown>>> = {},
): Expr<never> {
  const extra = { code, cites: typeof cites === "string" ? [cites] : cites, facts: Object.keys(facts) };
  return make("refusing", "span", Object.values(facts), extra);
}

/** A choice and the value by which it is judged. */
export type Candidate<Name extends string, K> = readonly [choice: Expr<OneOf<Name>>, value: Expr<K>];
/** The choice whose value is the greatest; among equals, the first. */
export function choiceOfGreatest<Name extends string, K extends Ordered>(
  first: Candidate<Name, K>,
  ...others: Candidate<Name, K>[]
): Expr<OneOf<Name>> {
  const [next] = others;
  if (!next) return first[0];
  const wins = others.map(([, value]) => atLeast(first[1], value));
  return cases(
    when(wins.length === 1 ? wins[0]! : all(...wins), first[0]),
    otherwise(choiceOfGreatest(next, ...others.slice(1))),
  );
}
