import { formatDate } from "@emeritus/engine/dates.ts";
import type { Cell } from "@emeritus/records/copy.ts";
import type { Database } from "@emeritus/records/schema.ts";
import type { Checked, Whole } from "./check-conversion.ts";

/** The numbers that the record gives to what is taken over, each list in the order of its file. */
export interface Numbers {
  readonly persons: readonly number[];
  readonly memberIds: readonly string[];
  readonly benefits: readonly number[];
  readonly determinations: readonly number[];
  readonly reports: readonly number[];
}

/** Rows for one table of the record; `recorded_from` comes with the load. They may be made as they are written. */
export interface TableRows {
  readonly table: keyof Database;
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

/** A closed value in clear, before it is sealed for its place. */
export interface ClosedText {
  readonly person: number;
  readonly field: "ssn" | "bankAccount";
  readonly slot: number;
  readonly text: string;
}

/** Who stands for the other system in the record: it determined what is taken over. */
export const otherSystem = "other-system";

/** A conversion that is being loaded: what the files hold, by which numbers, by whom and when. */
export interface Loading {
  readonly fund: number;
  readonly whole: Whole;
  readonly accepted: Checked["accepted"];
  readonly numbers: Numbers;
  readonly actor: string;
  readonly instant: string;
}

/** The record's number of a person by the other system's name. */
export const personOf =
  ({ whole, numbers }: Loading) =>
  (old: string): number =>
    numbers.persons[whole.people.numbers.get(old)! - 1]!;

/** The record's number of an employer by the other system's name. */
export function employerOf({ whole }: Loading): (old: string) => number {
  const numbers = new Map(whole.rows.employers.map((row, at) => [row.employer, at + 1]));
  return (old) => numbers.get(old)!;
}

/** A day as the record writes it, or nothing. */
export const day = (date: number | undefined): string | null =>
  date === undefined ? null : formatDate(date);

/** Makes the rows of a table, the fund before every other column. */
export const tableOf =
  ({ fund }: Loading) =>
  (table: keyof Database, columns: string, cells: Iterable<readonly Cell[]>): TableRows => ({
    table,
    columns: ["fund", ...columns.split(" ")],
    rows: withFund(fund, cells),
  });

function* withFund(fund: number, cells: Iterable<readonly Cell[]>): Generator<readonly Cell[]> {
  for (const row of cells) yield [fund, ...row];
}
