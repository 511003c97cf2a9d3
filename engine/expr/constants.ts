/** Constants: amounts, rates, spans, dates and choices as the law states them. */
import { parseDate } from "../dates.ts";
import { exact, multiply, parseExact, type Exact } from "../exact.ts";
import { parseDollars } from "../money.ts";
import type {
  CalendarDate,
  Count,
  Days,
  Expr,
  Hours,
  Money,
  OneOf,
  Rate,
  StatedSpan,
  YesNo,
} from "../kinds.ts";
import { nodeOf } from "../node.ts";
import { constant, make, wholeNumber } from "./make.ts";

/** An amount in dollars, such as `dollars("15.00")`. */
export const dollars = (text: string): Expr<Money> => constant("money", exact(parseDollars(text)));
/** An amount in whole cents. */
export const cents = (amount: bigint | number): Expr<Money> => constant("money", exact(amount));
/** A percentage: `percent("1.7")` is 17/1000. */
export const percent = (text: string): Expr<Rate> =>
  constant("rate", multiply(parseExact(text), exact(1n, 100n)));
/** A ratio as the law writes it: `rate("0.005")`, `rate("1/24")`. */
export const rate = (text: string): Expr<Rate> => constant("rate", parseExact(text));
/** A whole number of things. */
export const count = (n: number): Expr<Count> => constant("count", wholeNumber(n));
/** So many days. */
export const days = (n: number): Expr<Days> => constant("days", wholeNumber(n));
/** So many hours, such as `hours("168")`. */
export const hours = (text: string): Expr<Hours> => constant("hours", parseExact(text));
/** So many years, an age or a length of service. */
export const years = (n: number): Expr<StatedSpan> => constant("span", wholeNumber(n * 12));
/** So many months, an age or a length of service. */
export const months = (n: number): Expr<StatedSpan> => constant("span", wholeNumber(n));
/** A date, such as `date("2000-07-01")`. */
export const date = (text: string): Expr<CalendarDate> => constant("date", parseDate(text));
export const yes: Expr<YesNo> = constant("yesNo", true);
export const no: Expr<YesNo> = constant("yesNo", false);

/** A closed set of named choices. */
export interface Choices<Name extends string> {
  readonly names: readonly Name[];
  /** One of the choices as an expression. */
  of(name: Name): Expr<OneOf<Name>>;
}
/** Declares a closed set of choices, such as the doors to retirement. */
export function choices<const Name extends string>(...names: readonly Name[]): Choices<Name> {
  return { names, of: (name) => constant("choice", name) };
}

/** Gives a part of a formula a name of its own in explanations; a camelCase identifier. */
export const named = <K>(name: string, part: Expr<K>): Expr<K> =>
  make("named", nodeOf(part).kind, [part], { name }, nodeOf(part).maybe);

/** The exact value of a constant expression, for tools that read tables. */
export function constantValue(expr: Expr<unknown>): Exact | number | boolean | string {
  const node = nodeOf(expr);
  if (
    node.op !== "constant" ||
    node.value === null ||
    (typeof node.value === "object" && "months" in node.value)
  ) {
    throw new TypeError("a table holds constants only");
  }
  return node.value;
}
