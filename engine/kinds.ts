/** The kinds of value that a formula can have. They are interfaces, so that money and service never join in one sum. */
import type { Exact } from "./exact.ts";
import type { PlainDate } from "./dates.ts";
import type { Tenure } from "./service.ts";

/** An amount of money in cents, exact until it is rounded. */
export interface Money {
  readonly money: true;
}
/** A pure ratio: a percentage, a factor, years as a multiplier. */
export interface Rate {
  readonly rate: true;
}
/** A whole number of things: table keys, full years, payments. */
export interface Count {
  readonly count: true;
}
/** Whole days. */
export interface Days {
  readonly days: true;
}
/** Hours, exact. */
export interface Hours {
  readonly hours: true;
}
/** A length of time in whole months: age and service together, or a length from the law. */
export interface Span {
  readonly span: true;
}
/** Credited service in whole months. */
export interface Service extends Span {
  readonly service: true;
}
/** A person's age in completed months. */
export interface Age extends Span {
  readonly age: true;
}
/** A length that the law states, such as 62 years; it compares with ages and with service. */
export interface StatedSpan extends Service, Age {}
/** Counted months and loose days, before the days are made into months. */
export interface CountedTime {
  readonly countedTime: true;
}
/** A calendar date. */
export interface CalendarDate {
  readonly calendarDate: true;
}
/** Yes or no. */
export interface YesNo {
  readonly yesNo: true;
}
/** One of a few named choices. */
export interface OneOf<out Name extends string> {
  readonly oneOf: Name;
}
/** A value that may not exist; it opens only with `ifAny` or `orElse`. */
export interface Perhaps<out K> {
  readonly perhaps: K;
}

/** Kinds that add and subtract among themselves. */
export type Quantity = Money | Rate | Count | Days | Hours | Span;
/** Kinds that keep an order. */
export type Ordered = Quantity | CalendarDate;

declare const kindOf: unique symbol;
/** An expression of one kind: opaque and frozen; only the engine's readers look inside. */
export interface Expr<out K> {
  readonly [kindOf]: K;
}

/** The value that an expression of a kind has when it is evaluated. Spans, ages and service are whole months. */
export type ValueOf<K> =
  K extends Perhaps<infer Inner>
    ? ValueOf<Inner> | null
    : K extends Money | Rate | Hours
      ? Exact
      : K extends Count | Days | Span
        ? number
        : K extends CountedTime
          ? Tenure
          : K extends CalendarDate
            ? PlainDate
            : K extends YesNo
              ? boolean
              : K extends OneOf<infer Name>
                ? Name
                : never;

/** Any value of the engine; null is "known to be absent". */
export type Value = Exact | number | boolean | string | Tenure | null;

/** The name of a kind while the program runs. */
export type KindName =
  | "money"
  | "rate"
  | "count"
  | "days"
  | "hours"
  | "span"
  | "service"
  | "age"
  | "tenure"
  | "date"
  | "yesNo"
  | "choice";

/** Whether values of the kind are exact ratios; every other number is a whole number. */
export const isRatioKind = (kind: KindName): boolean =>
  kind === "money" || kind === "rate" || kind === "hours";
