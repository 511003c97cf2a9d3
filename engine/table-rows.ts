/** Reading tables: the row in force on a date, and the figure for a whole number. */
import type { PlainDate } from "./dates.ts";
import type { DatedTable, LookupTable } from "./declarations.ts";
import type { Exact } from "./exact.ts";

/** The index of the row in force on a date, or -1. */
export function rowInForce(table: DatedTable, date: PlainDate): number {
  if (table.knownUntil !== undefined && date > table.knownUntil) return -1;
  let [low, high] = [0, table.rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table.rows[middle]!.from <= date) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The value of a look-up table for a key, or nothing. */
export function lookedUp(table: LookupTable, key: number): Exact | number | undefined {
  const at = key - table.first;
  if (at < 0) return table.below === "nearest" ? table.values[0] : undefined;
  if (at >= table.values.length)
    return table.above === "nearest" ? table.values[table.values.length - 1] : undefined;
  return table.values[at];
}
