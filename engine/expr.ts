/**
 * The words in which formulas are written. Each builds a piece of an expression; none computes anything.
 * Formulas never see values: they name facts and other provisions, and a reader (explain, compile ...) does the rest.
 */
import { parseDate } from "./dates.ts";
import { exact, multiply, parseExact, type Exact, type Rounding } from "./exact.ts";
import { parseDollars } from "./money.ts";
import type { MonthReading } from "./service.ts";
import {
  isRatioKind,
  type Age,
  type CalendarDate,
  type Count,
  type CountedTime,
  type Days,
  type Expr,
  type Hours,
  type KindName,
  type Money,
  type OneOf,
  type Ordered,
  type Perhaps,
  type Quantity,
  type Rate,
  type Service,
  type Span,
  type StatedSpan,
  type Value,
  type YesNo,
} from "./kinds.ts";
import { declared, exprOf, nodeOf, type Comparison, type Node, type NodeOf, type OverWhat } from "./node.ts";
import type { List } from "./fact.ts";

/** What a builder adds to the parts that all nodes share. */
type Extra<O extends Node["op"]> = Omit<NodeOf<O>, "op" | "kind" | "maybe" | "args" | typeof declared>;

function make<O extends Node["op"], K>(
  op: O,
  kind: KindName,
  args: readonly Expr<unknown>[],
  extra: Extra<O>,
  maybe = false,
): Expr<K> {
  return exprOf<K>({ op, kind, maybe, args: args.map(nodeOf), ...extra } as unknown as Node);
}
const plain = <K>(op: Node["op"], kind: KindName, ...args: Expr<unknown>[]): Expr<K> =>
  make(op, kind, args, {} as never);

/** The kind that several expressions share; a span the law states takes the kind of what it stands beside. */
function sharedKind(parts: readonly Expr<unknown>[]): KindName {
  const kinds = parts.map((part) => nodeOf(part).kind);
  return kinds.find((kind) => kind !== "span") ?? "span";
}
const sharedMaybe = (parts: readonly Expr<unknown>[]): boolean => parts.some((part) => nodeOf(part).maybe);

const constant = <K>(kind: KindName, value: Value): Expr<K> => make("constant", kind, [], { value });

// ---- constants ----

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

function wholeNumber(n: number): number {
  if (!Number.isSafeInteger(n)) throw new RangeError(`${n} is not a whole number`);
  return n;
}

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

// ---- arithmetic ----

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
/** A whole number as days. */
export const asDays = (n: Expr<Count>): Expr<Days> => plain("as", "days", n);
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

// ---- conditions ----

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

/** One bracket of a table: what is over `over` is multiplied by `rate`, and `plus` is added. */
export interface Bracket {
  readonly over: Expr<Money>;
  readonly plus: Expr<Money>;
  readonly rate: Expr<Rate>;
}
/**
 * An amount by brackets, as tax tables give it: in the last bracket that begins at or below the amount, `plus` and `rate` of what is
 * over its beginning. Below the first bracket it is zero. Brackets stand in rising order.
 */
export function byBrackets(amount: Expr<Money>, brackets: readonly Bracket[]): Expr<Money> {
  const arms = brackets.map(({ over, plus, rate: share }) =>
    when(atLeast(amount, over), sum(plus, product(minus(amount, over), share))),
  );
  return cases(...arms.toReversed(), otherwise(cents(0)));
}

// ---- values that may not exist ----

let depth = 0;
/** Builds what stands inside a binder; the level is the depth of nesting, so that no name depends on what was loaded before. */
function inside<R>(levels: number, build: (level: number) => R): R {
  const level = depth;
  depth += levels;
  try {
    return build(level);
  } finally {
    depth = level;
  }
}
const bound = <K>(kind: KindName, level: number): Expr<K> => make("bound", kind, [], { level });

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

// ---- dates ----

/** The date so many months later; a day the month lacks becomes its last day. */
export const plusMonths = (from: Expr<CalendarDate>, span: Expr<Span>): Expr<CalendarDate> =>
  plain("addMonths", "date", from, span);
/** The date so many months earlier. */
export const minusMonths = (from: Expr<CalendarDate>, span: Expr<Span>): Expr<CalendarDate> =>
  plusMonths(from, minus(months(0) as Expr<Span>, span));
/** The first day on which an age is attained. */
export const dateAtAge = (birth: Expr<CalendarDate>, age: Expr<Age>): Expr<CalendarDate> =>
  plain("completing", "date", birth, age);
/** The date so many days later. */
export const plusDays = (from: Expr<CalendarDate>, n: Expr<Days>): Expr<CalendarDate> =>
  plain("addDays", "date", from, n);
/** The date so many days earlier. */
export const minusDays = (from: Expr<CalendarDate>, n: Expr<Days>): Expr<CalendarDate> =>
  plusDays(from, minus(days(0), n));
export const dayBefore = (of: Expr<CalendarDate>): Expr<CalendarDate> => plusDays(of, days(-1));
export const dayAfter = (of: Expr<CalendarDate>): Expr<CalendarDate> => plusDays(of, days(1));
/** The first day of the date's month. */
export const firstOfMonth = (of: Expr<CalendarDate>): Expr<CalendarDate> => plain("firstOfMonth", "date", of);
/** The date when it is the first of a month, else the first of the next. */
export const firstOfMonthOnOrAfter = (of: Expr<CalendarDate>): Expr<CalendarDate> =>
  plain("firstOnOrAfter", "date", of);
/** The first day of the month after the date's month. */
export const firstOfNextMonth = (of: Expr<CalendarDate>): Expr<CalendarDate> =>
  plain("firstOfNext", "date", of);
export const lastOfMonth = (of: Expr<CalendarDate>): Expr<CalendarDate> => plain("lastOfMonth", "date", of);
export const earlierOf = (a: Expr<CalendarDate>, ...more: Expr<CalendarDate>[]): Expr<CalendarDate> =>
  plain("lesser", "date", a, ...more);
export const laterOf = (a: Expr<CalendarDate>, ...more: Expr<CalendarDate>[]): Expr<CalendarDate> =>
  plain("greater", "date", a, ...more);
/** Age in completed months. */
export const ageOn = (birth: Expr<CalendarDate>, on: Expr<CalendarDate>): Expr<Age> =>
  plain("monthsFrom", "age", birth, on);
/** Completed months from one date to another; negative when the second is earlier. */
export const monthsFrom = (from: Expr<CalendarDate>, to: Expr<CalendarDate>): Expr<Span> =>
  plain("monthsFrom", "span", from, to);
/** Completed years between two dates, with the sign of the second less the first. */
export const yearsApart = (from: Expr<CalendarDate>, to: Expr<CalendarDate>): Expr<Count> =>
  cases(
    when(onOrAfter(to, from), fullYears(monthsFrom(from, to))),
    otherwise(minus(count(0), fullYears(monthsFrom(to, from)))),
  );
/** Days from one date to another; negative when the second is earlier. */
export const daysFrom = (from: Expr<CalendarDate>, to: Expr<CalendarDate>): Expr<Days> =>
  plain("daysFrom", "days", from, to);
/** The calendar year of a date. */
export const yearOf = (of: Expr<CalendarDate>): Expr<Count> => plain("yearOf", "count", of);
/** The months and loose days of one span, both ends included. */
export const timeFrom = (
  from: Expr<CalendarDate>,
  to: Expr<CalendarDate>,
  reading: MonthReading,
): Expr<CountedTime> => make("tenure", "tenure", [from, to], { reading });
/** The whole months of counted time. */
export const wholeMonths = (time: Expr<CountedTime>): Expr<Service> => plain("monthsOf", "service", time);
/** The loose days of counted time. */
export const looseDays = (time: Expr<CountedTime>): Expr<Days> => plain("daysOf", "days", time);

// ---- lists ----

function overList<Row, K>(
  list: List<Row>,
  what: OverWhat,
  kind: (value: KindName) => KindName,
  value: ((row: Row) => Expr<unknown>) | undefined,
  where: ((row: Row) => Expr<YesNo>) | undefined,
): Expr<K> {
  return inside(1, (level) => {
    const row = list.row(level);
    const each = value ? value(row) : yes;
    const maybe = what === "earliest" || what === "latest";
    const node = { op: "over", what, level, list: list.name, kind: kind(nodeOf(each).kind), maybe };
    const args = [nodeOf(each), nodeOf(where ? where(row) : yes)];
    return exprOf<K>({ ...node, args, [declared]: list.declaration } as unknown as Node);
  });
}
/** The sum of a value over the rows that meet a condition; zero when there are none. */
export const sumOver = <Row, K extends Quantity>(
  list: List<Row>,
  value: (row: Row) => Expr<K>,
  where?: (row: Row) => Expr<YesNo>,
): Expr<K> => overList(list, "sum", (kind) => kind, value, where);
/** How many rows meet a condition. */
export const countOver = <Row>(list: List<Row>, where: (row: Row) => Expr<YesNo>): Expr<Count> =>
  overList(list, "count", () => "count", undefined, where);
/** Whether a row meets a condition. */
export const anyOver = <Row>(list: List<Row>, where: (row: Row) => Expr<YesNo>): Expr<YesNo> =>
  overList(list, "any", () => "yesNo", undefined, where);
/** Whether every row meets a condition. */
export const everyOver = <Row>(list: List<Row>, where: (row: Row) => Expr<YesNo>): Expr<YesNo> =>
  not(anyOver(list, (row) => not(where(row))));
/** The least value of the rows that meet a condition, if there is a row. */
export const earliestOver = <Row, K extends Ordered>(
  list: List<Row>,
  value: (row: Row) => Expr<K>,
  where?: (row: Row) => Expr<YesNo>,
): Expr<Perhaps<K>> => overList(list, "earliest", (kind) => kind, value, where);
/** The greatest value of the rows that meet a condition, if there is a row. */
export const latestOver = <Row, K extends Ordered>(
  list: List<Row>,
  value: (row: Row) => Expr<K>,
  where?: (row: Row) => Expr<YesNo>,
): Expr<Perhaps<K>> => overList(list, "latest", (kind) => kind, value, where);

/**
 * The union of the day intervals of a list, a day counted once however many rows hold it, as whole months and loose days.
 * Each row is clipped by its two expressions; a row that ends before it begins counts nothing; intervals that touch are one.
 */
export function unionOver<Row>(
  list: List<Row>,
  options: {
    from: (row: Row) => Expr<CalendarDate>;
    to: (row: Row) => Expr<CalendarDate>;
    where?: (row: Row) => Expr<YesNo>;
    reading: MonthReading;
  },
): Expr<CountedTime> {
  return inside(1, (level) => {
    const row = list.row(level);
    const args = [options.from(row), options.to(row), options.where?.(row) ?? yes].map(nodeOf);
    const node = {
      op: "union",
      kind: "tenure",
      maybe: false,
      list: list.name,
      reading: options.reading,
      level,
      args,
    };
    return exprOf<CountedTime>({ ...node, [declared]: list.declaration } as unknown as Node);
  });
}

/**
 * Whether the rows of a list, each from its first to its last day, hold every day from one date to another, both included. Days are
 * counted as by {@link unionOver}; from a later date to an earlier one there is no day, and that holds.
 */
export function coveredBy<Row>(
  list: List<Row>,
  options: {
    from: (row: Row) => Expr<CalendarDate>;
    to: (row: Row) => Expr<CalendarDate>;
    where?: (row: Row) => Expr<YesNo>;
  },
  first: Expr<CalendarDate>,
  last: Expr<CalendarDate>,
): Expr<YesNo> {
  const spans = inside(1, (level) => {
    const row = list.row(level);
    const args = [options.from(row), options.to(row), options.where?.(row) ?? yes].map(nodeOf);
    const node = { op: "spans", kind: "tenure", maybe: false, list: list.name, level, args };
    return exprOf<unknown>({ ...node, [declared]: list.declaration } as unknown as Node);
  });
  return plain("covered", "yesNo", first, last, spans);
}

/**
 * The mean of the highest so many consecutive entries among those that meet a condition; entries that do not meet it are skipped.
 * Fewer entries give the mean of what there is; none is a refusal. The list's order is the order of its rows.
 */
export function highestMean<Row>(
  list: List<Row>,
  options: { amount: (row: Row) => Expr<Money>; entries: number; where?: (row: Row) => Expr<YesNo> },
): Expr<Money> {
  return inside(1, (level) => {
    const row = list.row(level);
    const args = [options.amount(row), options.where?.(row) ?? yes].map(nodeOf);
    const node = {
      op: "window",
      kind: "money",
      maybe: false,
      list: list.name,
      entries: wholeNumber(options.entries),
      level,
      args,
    };
    return exprOf<Money>({ ...node, [declared]: list.declaration } as unknown as Node);
  });
}

// ---- searches, suppositions, steps ----

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
