/** Arithmetic: sums, products, blocks, roundings, and values that are expected within bounds. */
import type { Rounding } from "../exact.ts";
import type {
  Age,
  Count,
  Days,
  Expr,
  Hours,
  Money,
  Ordered,
  Quantity,
  Rate,
  Service,
  Span,
} from "../kinds.ts";
import { nodeOf } from "../node.ts";
import { make, plain, sharedKind } from "./make.ts";

/** Adds quantities of one kind. Age and service join only through {@link together}. */
export const sum = <K extends Quantity>(a: Expr<K>, ...more: Expr<K>[]): Expr<K> =>
  plain("sum", sharedKind([a, ...more]), a, ...more);
/** The first less the second; it may be negative. */
export const minus = <K extends Quantity>(a: Expr<K>, b: Expr<K>): Expr<K> =>
  plain("minus", sharedKind([a, b]), a, b);
/** Age and service added, as rules of 80 and of 90 do. */
export const together = (age: Expr<Age>, service: Expr<Service>): Expr<Span> =>
  plain("sum", "span", age, service);
/** A quantity times factors; a whole number loses its wholeness here, so counts multiply by {@link times}. */
export const product = <K extends Money | Rate | Hours>(
  a: Expr<K>,
  ...factors: Expr<Rate | Count>[]
): Expr<K> => plain("product", nodeOf(a).kind, a, ...factors);
/** A quantity a whole number of times; what was whole stays whole. */
export const times = <K extends Quantity>(a: Expr<K>, n: Expr<Count>): Expr<K> =>
  plain("product", nodeOf(a).kind, a, n);
/** How many times the second goes into the first, exactly; a divisor of zero is a refusal. */
export const ratio = <K extends Quantity>(a: Expr<K>, b: Expr<K>): Expr<Rate> => plain("ratio", "rate", a, b);
/** The greatest; among equals, the first. */
export const greaterOf = <K extends Quantity>(a: Expr<K>, ...more: Expr<K>[]): Expr<K> =>
  plain("greater", sharedKind([a, ...more]), a, ...more);
/** The least; among equals, the first. */
export const lesserOf = <K extends Quantity>(a: Expr<K>, ...more: Expr<K>[]): Expr<K> =>
  plain("lesser", sharedKind([a, ...more]), a, ...more);
/** A span as a multiplier in years: 25 years 6 months is 25.5. */
export const inYears = (span: Expr<Span>): Expr<Rate> => plain("inYears", "rate", span);
/** The full years of a span; months over are dropped. */
export const fullYears = (span: Expr<Span>): Expr<Count> => plain("wholeYears", "count", span);
/** The months of a span as a whole number. */
export const monthCount = (span: Expr<Span>): Expr<Count> => plain("as", "count", span);
/** A whole number of months of service. */
export const monthsOfService = (n: Expr<Count>): Expr<Service> => plain("as", "service", n);
/** A whole number of months as an age. */
export const monthsOfAge = (n: Expr<Count>): Expr<Age> => plain("as", "age", n);
/** Days as a whole number. */
export const dayCount = (n: Expr<Days>): Expr<Count> => plain("as", "count", n);
/** A whole number as a factor that may be added to other factors. */
export const asRate = (n: Expr<Count>): Expr<Rate> => plain("as", "rate", n);
/** Whole blocks, the last of which counts from `lastCounts` on: 30 days are a month and so are 27 left over. */
export const blocks = (
  of: Expr<Days | Hours | Count | Span>,
  { size, lastCounts = size }: { size: number; lastCounts?: number },
): Expr<Count> => make("blocks", "count", [of], { size, lastCounts });
/** What is left after whole blocks of a size. */
export const remainder = <K extends Days | Hours | Count | Span>(
  of: Expr<K>,
  { size }: { size: number },
): Expr<K> => make("remainder", nodeOf(of).kind, [of], { size });
/** Rounds inside a formula; a provision's own result has the option `rounding`. */
export const rounded = <K extends Money | Rate | Hours>(value: Expr<K>, rounding: Rounding): Expr<K> =>
  make("round", nodeOf(value).kind, [value], { rounding });
/**
 * A rate to a power, rounded: a whole number of years, or a ratio such as months over twelve for a part of a year.
 * The base must be above zero; the rounding is exact, whatever the exponent.
 */
export const power = (base: Expr<Rate>, exponent: Expr<Count | Rate>, rounding: Rounding): Expr<Rate> =>
  make("power", "rate", [base, exponent], { rounding });
/** Declares what a value lies between; outside, explain refuses it, and compiled runs hand the person over. */
export const expected = <K extends Ordered>(least: Expr<K>, most: Expr<K>, value: Expr<K>): Expr<K> =>
  plain("expected", nodeOf(value).kind, value, least, most);
