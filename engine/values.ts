/** Arithmetic on values: what each operation that needs all its arguments gives for them. */
import {
  addDays,
  addMonths,
  completing,
  daysBetween,
  firstOfMonthFrom,
  firstOfMonthOf,
  firstOfNextMonthOf,
  lastOfMonthOf,
  monthsBetween,
  yearOfDate,
} from "./dates.ts";
import { add, compareExact, Exact, exact, floorDivide, multiply, subtract } from "./exact.ts";
import { isRatioKind, type Value } from "./kinds.ts";
import type { Comparison, Node, NodeOf, Op } from "./node.ts";
import { blocksIn, tenureOf, type Tenure } from "./service.ts";

/** Operations whose arguments are not all needed, or that do more than arithmetic. */
type Lazy =
  | "constant"
  | "fact"
  | "ref"
  | "field"
  | "bound"
  | "named"
  | "all"
  | "any"
  | "cases"
  | "ifAny"
  | "greater"
  | "lesser"
  | "round"
  | "power"
  | "refusing"
  | "expected"
  | "ratio"
  | "dated"
  | "lookup"
  | "over"
  | "covered"
  | "spans"
  | "union"
  | "window"
  | "search"
  | "supposing"
  | "carry"
  | "course";

/** A node that needs the values of all its arguments. */
export type StrictNode = NodeOf<Exclude<Op, Lazy>>;

export const exactly = (value: Value): Exact => (value instanceof Exact ? value : exact(value as number));
export const number = (value: Value): number => value as number;

function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError("a whole number grew beyond what the engine counts");
  return value;
}

/** The sum of two values of one kind. */
export const addTwo = (a: Value, b: Value): Value =>
  a instanceof Exact ? add(a, b as Exact) : safe(number(a) + number(b));
/** Negative, zero or positive as a comes before, with or after b. */
export const order = (a: Value, b: Value): number =>
  a instanceof Exact || b instanceof Exact ? compareExact(exactly(a), exactly(b)) : number(a) - number(b);

/** A product keeps whole numbers whole where its kind is whole. */
function multiplied(node: Node, values: readonly Value[]): Value {
  if (isRatioKind(node.kind)) return values.map(exactly).reduce(multiply);
  return values.map(number).reduce((a, b) => safe(a * b));
}

/** Whether a comparison of two values holds. */
export function holds(how: Comparison, a: Value, b: Value): boolean {
  const sign = order(a, b);
  switch (how) {
    case "<":
      return sign < 0;
    case "<=":
      return sign <= 0;
    case "=":
      return sign === 0;
    case ">=":
      return sign >= 0;
    case ">":
      return sign > 0;
  }
}

function blockCount(of: Value, size: number, lastCounts: number): number {
  if (!(of instanceof Exact)) return blocksIn(number(of), size, lastCounts);
  const full = floorDivide(of.n, of.d * BigInt(size));
  const left = subtract(of, exact(full * BigInt(size)));
  return Number(full) + (compareExact(left, exact(lastCounts)) >= 0 ? 1 : 0);
}

function remainderOf(of: Value, size: number): Value {
  if (!(of instanceof Exact)) return number(of) - size * Math.floor(number(of) / size);
  return subtract(of, exact(floorDivide(of.n, of.d * BigInt(size)) * BigInt(size)));
}

/** The value of an operation for the values of its arguments. */
export function strictValue(node: StrictNode, values: readonly Value[]): Value {
  const [a, b] = values as readonly [Value, Value];
  switch (node.op) {
    case "sum":
      return values.reduce(addTwo);
    case "minus":
      return a instanceof Exact ? subtract(a, b as Exact) : safe(number(a) - number(b));
    case "product":
      return multiplied(node, values);
    case "inYears":
      return exact(number(a), 12);
    case "wholeYears":
      return Math.floor(number(a) / 12);
    case "as":
      return a !== null && isRatioKind(node.kind) ? exactly(a) : a;
    case "blocks":
      return blockCount(a, node.size, node.lastCounts);
    case "remainder":
      return remainderOf(a, node.size);
    case "compare":
      return holds(node.how, a, b);
    case "not":
      return !(a as boolean);
    case "is":
      return node.choices.includes(a as string);
    case "given":
      return a !== null;
    case "monthsOf":
      return (a as Tenure).months;
    case "daysOf":
      return (a as Tenure).days;
    case "tenure":
      return tenureOf(number(a), number(b), node.reading);
    default:
      return dateValue(node.op, number(a), number(b));
  }
}

type DateOp =
  | "addMonths"
  | "completing"
  | "addDays"
  | "firstOfMonth"
  | "firstOnOrAfter"
  | "firstOfNext"
  | "lastOfMonth"
  | "monthsFrom"
  | "daysFrom"
  | "yearOf";

function dateValue(op: DateOp, a: number, b: number): Value {
  switch (op) {
    case "addMonths":
      return addMonths(a, b);
    case "completing":
      return completing(a, b);
    case "addDays":
      return addDays(a, b);
    case "firstOfMonth":
      return firstOfMonthOf(a);
    case "firstOnOrAfter":
      return firstOfMonthFrom(a);
    case "firstOfNext":
      return firstOfNextMonthOf(a);
    case "lastOfMonth":
      return lastOfMonthOf(a);
    case "monthsFrom":
      return monthsBetween(a, b);
    case "daysFrom":
      return daysBetween(a, b);
    case "yearOf":
      return yearOfDate(a);
  }
}
