import type { MoneyRows } from "./report-file.ts";

/** The money rows at some places of a file, in that order; corrections keep what they name. Pure. */
export function moneyAt(money: MoneyRows, places: readonly number[]): MoneyRows {
  const columns = Object.entries(money as unknown as Record<string, unknown>).map(([name, column]) => [
    name,
    isColumn(column) ? pick(column, places) : column,
  ]);
  const corrections = new Map(
    places.flatMap((at, n) => {
      const named = money.corrections.get(at);
      return named === undefined ? [] : [[n, named] as const];
    }),
  );
  return { ...(Object.fromEntries(columns) as unknown as MoneyRows), count: places.length, corrections };
}

type Column = readonly unknown[] | (ArrayLike<number> & { constructor: unknown });

const isColumn = (value: unknown): value is Column => Array.isArray(value) || ArrayBuffer.isView(value);

function pick(column: Column, places: readonly number[]): Column {
  if (Array.isArray(column)) return places.map((at) => column[at]);
  const Typed = column.constructor as { from(values: readonly number[]): ArrayLike<number> };
  const numbers = column as ArrayLike<number>;
  return Typed.from(places.map((at) => numbers[at]!)) as Column;
}
