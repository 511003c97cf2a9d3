import { layout, type RecordLetter } from "./layout.ts";

/** The value of `schema` in a JSON report. */
export const jsonSchemaName = "employer-report/1";

/** What JSON a field takes: text for words, dates and amounts; a whole number; true or false. */
export type JsonKind = "text" | "whole" | "truth";

/** A field of a JSON object: its name, its place among the columns of the line it stands for, and what it takes. */
export interface JsonField {
  readonly name: string;
  readonly column: number;
  readonly kind: JsonKind;
  /** What an absent field means; nothing where the field is needed or has no value then. */
  readonly absent?: string;
}

const camel = (column: string): string =>
  column.replaceAll(/_([a-zA-Z])/gu, (_, letter: string) => letter.toUpperCase());

const truths: ReadonlySet<string> = new Set([
  "eligible",
  "paid",
  "told_employee",
  "teaches_or_researches",
  "administrator_with_rank",
  "took_lump_sum",
  "different_person",
]);
const wholes: ReadonlySet<string> = new Set(["orig_row", "hours_a_year"]);
const premiums: ReadonlySet<string> = new Set(["ltd_contrib", "basic_life", "optional_life"]);

function fieldsOf(letter: RecordLetter): JsonField[] {
  return layout[letter].slice(1).map((column, at) => ({
    name: camel(column),
    column: at + 1,
    kind: truths.has(column) ? "truth" : wholes.has(column) ? "whole" : "text",
    ...(premiums.has(column) ? { absent: "0.00" } : {}),
  }));
}

const totalNames = [
  ["rowsMoney", "whole"],
  ["rowsEvents", "whole"],
  ["rowsLeaves", "whole"],
  ["rowsCorrections", "whole"],
  ["pensionable", "text"],
  ["memberContrib", "text"],
  ["employerContrib", "text"],
  ["life", "text"],
  ["ltd", "text"],
  ["hashSsn", "whole"],
] as const;

/** The fields of each object by the letter of the line it stands for. */
export const jsonFields: Readonly<Record<RecordLetter, readonly JsonField[]>> = {
  H: fieldsOf("H").slice(1),
  M: fieldsOf("M"),
  E: fieldsOf("E"),
  L: fieldsOf("L"),
  X: fieldsOf("X"),
  T: totalNames.map(([name, kind], at) => ({
    name,
    column: at + 1,
    kind,
    absent: kind === "whole" ? "0" : "0.00",
  })),
};

/** The arrays of a report by name. */
export const jsonLists = { money: "M", events: "E", leaves: "L", corrections: "X" } as const;
