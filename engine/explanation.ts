/** What a reader of the law gets: a value, an estimate or a refusal, and how it came to be. */
import type { DatedRow } from "./declarations.ts";
import type { Exact, Rounding } from "./exact.ts";
import type { PlainDate } from "./dates.ts";
import type { Origin, Row } from "./facts.ts";
import type { KindName, Value } from "./kinds.ts";
import type { Comparison, Op } from "./node.ts";

/** The refusals that are the engine's own; a provision has others by `refusing`. */
export type EngineRefusal =
  | "dateNotCovered"
  | "valueNotKnown"
  | "keyNotCovered"
  | "nothingToAverage"
  | "outsideExpected"
  | "dividedByZero"
  | "noSuchPower";

/** An ordinary answer that the law gives no value: a date before a table, a key outside it, nothing to average. */
export interface Refusal {
  /** One of the engine's own codes, or one that a provision refuses by. */
  readonly code: EngineRefusal | (string & {});
  /** The provision in which it arose; for a table, the table's own name is in `table`. */
  readonly provision?: string;
  readonly table?: string;
  readonly list?: string;
  readonly date?: PlainDate;
  readonly key?: number;
  /** The second key of a table of two keys. */
  readonly secondKey?: number;
  readonly value?: Value;
  /** The facts that a provision's own refusal names; one that could not be computed is left out. */
  readonly facts?: Readonly<Record<string, Value>>;
  /** The register entry of a figure that is not known. */
  readonly register?: string;
  readonly cites: readonly string[];
}

/** What a part of an explanation stands for. */
export type Role = "provision" | "setting" | "fact" | "field" | "table" | "named" | "constant" | "operation";

/** The table row that was used and the date that governs it. */
export interface RowUsed {
  readonly table: string;
  /** The name of the governing date, such as leftService. */
  readonly governedBy: string;
  readonly date: PlainDate;
  readonly row: DatedRow;
  /** The day before the next row, when there is one. */
  readonly until?: PlainDate;
}

/** The entries that an average was taken of. */
export interface WindowUsed {
  readonly list: string;
  readonly first: Row;
  readonly last: Row;
  /** How many entries were averaged, how many the law asks for, and how many there were to choose among. */
  readonly entries: number;
  readonly asked: number;
  readonly among: number;
  readonly total: Exact;
}

/** One step of an amount taken from date to date. */
export interface Step {
  readonly on: PlainDate;
  readonly before: Value;
  readonly after: Value;
  readonly because: Part;
}

/** Several values taken together from step to step: each row is the values after the step on its date. */
export interface CourseShown {
  readonly names: readonly string[];
  readonly starts: readonly Value[];
  readonly rows: readonly { readonly on: PlainDate; readonly values: readonly Value[] }[];
}

/** The two evaluations by which a search explains itself: the month found, and the month before it. */
export interface SearchShown {
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly found?: { readonly month: PlainDate; readonly because: Part };
  readonly before?: { readonly month: PlainDate; readonly because: Part };
}

/**
 * One part of an explanation. Parts are shared: a provision used twice is one object, so that it is printed once and then "(above)".
 * `value` is absent when it cannot be computed, and null when it is known not to exist.
 */
export interface Part {
  readonly role: Role;
  readonly op: Op;
  readonly kind: KindName;
  /** The name of the provision, fact, table or named part: an identifier whose words are in the catalogue. */
  readonly name?: string;
  readonly value?: Value;
  readonly cites?: readonly string[];
  readonly register?: string;
  readonly origin?: Origin | "missing";
  /** What it was computed from, in the order of the formula; for a choice among values, only what decided it. */
  readonly parts: readonly Part[];
  /** What was considered and lost: arms that did not hold, lesser amounts. */
  readonly lost?: readonly Part[];
  readonly rounding?: { readonly before: Exact; readonly after: Exact; readonly by: Rounding };
  readonly row?: RowUsed;
  readonly key?: number;
  readonly secondKey?: number;
  readonly how?: Comparison;
  readonly choices?: readonly string[];
  readonly size?: number;
  readonly window?: WindowUsed;
  readonly steps?: readonly Step[];
  readonly course?: CourseShown;
  readonly search?: SearchShown;
  /** The facts that were supposed otherwise, with what they were supposed to be. */
  readonly supposed?: Readonly<Record<string, Value>>;
  readonly refusal?: Refusal;
}

/**
 * A result. With a value and nothing missing it is a calculation; with a value and something missing, an estimate under the
 * assumptions named; without a value it cannot be computed, because facts are missing or because the law refuses.
 */
export interface Result<V> {
  readonly value?: V | undefined;
  /** The facts that are assumed or not known and on which the value depends. */
  readonly missing: readonly string[];
  readonly refusal?: Refusal | undefined;
  readonly explanation: Part;
}
