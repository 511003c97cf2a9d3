/** Reading tables: the row in force on a date, and the figure for a whole number. */
import type { PlainDate } from "./dates.ts";
import type { DatedTable, LookupTable, SecondKey } from "./declarations.ts";
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

/** The value of the row in force on a date, or nothing where there is none or it is not known. */
export function valueInForce(
  table: DatedTable,
  date: PlainDate,
): DatedTable["rows"][number]["value"] | undefined {
  const row = table.rows[rowInForce(table, date)];
  return row?.unknown ? undefined : row?.value;
}

type Edges = Pick<SecondKey, "first" | "below" | "above">;

/** The place of a key among so many, or nothing. */
function place({ first, below, above }: Edges, count: number, key: number): number | undefined {
  const at = key - first;
  if (at < 0) return below === "nearest" ? 0 : undefined;
  if (at >= count) return above === "nearest" ? count - 1 : undefined;
  return at;
}

/** How many rows a table has. */
export const rowCount = ({ values, second }: LookupTable): number => values.length / (second?.count ?? 1);

/** The value of a look-up table for its key, or its two keys, or nothing. */
export function lookedUp(table: LookupTable, key: number, secondKey = 0): Exact | number | undefined {
  const { values, second } = table;
  const row = place(table, rowCount(table), key);
  if (row === undefined || !second) return row === undefined ? undefined : values[row];
  const column = place(second, second.count, secondKey);
  return column === undefined ? undefined : values[row * second.count + column];
}
