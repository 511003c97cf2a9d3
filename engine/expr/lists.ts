/** Lists: what is counted, added up, joined or averaged over a person's rows. */
import type { MonthReading } from "../service.ts";
import type {
  CalendarDate,
  Count,
  CountedTime,
  Expr,
  KindName,
  Money,
  Ordered,
  Perhaps,
  Quantity,
  YesNo,
} from "../kinds.ts";
import { declared, exprOf, nodeOf, type Node, type OverWhat } from "../node.ts";
import type { List } from "../fact.ts";
import { inside, plain, wholeNumber } from "./make.ts";
import { yes } from "./constants.ts";
import { not } from "./conditions.ts";

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
