/** What a plan declares by name: facts and their fields, lists, tables and rules. All of it is plain data. */
import type { Exact } from "./exact.ts";
import type { PlainDate } from "./dates.ts";
import type { KindName, Value } from "./kinds.ts";
import type { Node } from "./node.ts";

/** What a single fact or a field of a list can hold. */
export interface FieldDeclaration {
  readonly kind: KindName;
  readonly maybe: boolean;
  readonly choices?: readonly string[];
  /** The least and most that compiled runs are proven for; a person outside is computed by the interpreter. */
  readonly least?: Value;
  readonly most?: Value;
}

/** A fact about a person. */
export interface FactDeclaration extends FieldDeclaration {
  readonly name: string;
}

/** A list of rows about a person, such as pay by month. */
export interface ListDeclaration {
  readonly name: string;
  readonly fields: Readonly<Record<string, FieldDeclaration>>;
  /** The most rows that compiled runs are proven for. */
  readonly most: number;
}

/** Where a figure comes from: read in a source, entered by the fund, or assumed. */
export type Mark = "read" | "entered" | "assumed";

/** One row of a dated table: in force from a date until the next row. */
export interface DatedRow {
  readonly from: PlainDate;
  readonly value: Exact | number | boolean | string;
  readonly cites: readonly string[];
  readonly mark: Mark;
  /** The entry of the register of open questions that a figure which is not read must name. */
  readonly register?: string;
  /** The figure is not known: a date in this row is refused, and the value stands for nothing. */
  readonly unknown?: true;
}

/** A table whose rows follow each other in time. */
export interface DatedTable {
  readonly shape: "dated";
  readonly name: string;
  readonly kind: KindName;
  readonly choices?: readonly string[];
  readonly cites: readonly string[];
  /** The name of the date that governs it, such as leftService. */
  readonly governedBy: string;
  readonly rows: readonly DatedRow[];
  /** The last day that the table is known for; without it the last row has no end. */
  readonly knownUntil?: PlainDate;
}

/** The second key of a table of two keys: the values stand row by row, `count` to a row. */
export interface SecondKey {
  readonly keyedBy: string;
  readonly first: number;
  readonly count: number;
  readonly below: "refused" | "nearest";
  readonly above: "refused" | "nearest";
}

/** A table from whole numbers to values, without gaps; with a second key, a table of rows and columns. */
export interface LookupTable {
  readonly shape: "lookup";
  readonly name: string;
  readonly kind: KindName;
  readonly cites: readonly string[];
  readonly keyedBy: string;
  readonly first: number;
  readonly values: readonly (Exact | number)[];
  /** What a key outside the table gives: a refusal, or the nearest row. */
  readonly below: "refused" | "nearest";
  readonly above: "refused" | "nearest";
  readonly second?: SecondKey;
}

export type Table = DatedTable | LookupTable;

/** A rule of the law: a name, a citation and a formula. */
export interface Rule {
  readonly name: string;
  readonly kind: KindName;
  readonly maybe: boolean;
  readonly choices?: readonly string[];
  readonly cites: readonly string[];
  /** The register entry where the law leaves the rule open. */
  readonly register?: string;
  /** The readings that a setting may take. */
  readonly setting?: readonly string[] | "yesNo" | "value";
  readonly means: Node;
}

/** Where in the law's source a declaration stands, for messages to programmers. */
export function sourcePosition(): string {
  const inside = /\/engine\/(?!.*\.test\.ts)[^/]*\.ts/;
  const frame = (new Error("position").stack ?? "")
    .split("\n")
    .slice(1)
    .find((line) => !inside.test(line));
  return (
    /\(?((?:file:\/\/)?\/[^()]*:\d+):\d+\)?$/.exec(frame ?? "")?.[1]?.replace("file://", "") ??
    "unknown place"
  );
}
