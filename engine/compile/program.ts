/** A compiled plan as functions: the generated code with what it calls, and the columns it runs over. */
import { columnsOf, type Columns, type Reads } from "../columns.ts";
import {
  addDays,
  addMonths,
  completing,
  dayNumber,
  daysInMonth,
  fromDayNumber,
  lastOfMonthOf,
} from "../dates.ts";
import type { Plan } from "../plan.ts";
import {
  bestBegins,
  bestSum,
  bestSumInt,
  bigRound,
  calendarSpan,
  dateSpan,
  holdsDays,
  holdsToMonthEnd,
  joinSpans,
  monthsHeld,
  rowOf,
  spanAt,
  unionSpans,
} from "../runtime.ts";
import { factColumn, offsetsOf, fieldColumn } from "./formulas.ts";
import { type Kept } from "./kept.ts";

/** A compiled plan. */
export interface Program {
  /** The provisions whose values are kept, each after what it uses. */
  readonly kept: readonly string[];
  /** The provisions that have no compiled form and are left to the interpreter, with the reason. */
  readonly interpreted: ReadonlyMap<string, string>;
  /** The facts and lists that are read. */
  readonly reads: Reads;
  /** The generated code, for reading. */
  readonly source: string;
  /** Empty columns to fill, given the rows that each list has in all. */
  columns(count: number, rows: Readonly<Record<string, number>>): Columns;
  /** Columns of people whose facts are held one by one. */
  columnsOf(people: Parameters<typeof columnsOf>[1]): Columns;
  /** Marks who is outside what was proven, in columns that the caller filled. */
  check(columns: Columns): void;
  run(columns: Columns, into?: Kept): Kept;
}

/**
 * Computes some rules for the people of a chunk; one that traces is given the trace too, says how far it wrote, and marks whom something
 * failed in a way that the trace does not tell.
 */
type GroupFunction = (
  facts: readonly unknown[],
  kept: readonly unknown[],
  outside: Uint8Array,
  from: number,
  to: number,
  ...trace:
    | readonly [fixed: Float64Array, varying: Float64Array, at: number, untold: Uint8Array]
    | readonly []
) => number;

/** The functions of generated code: those that compute, and the one that says who is left to the interpreter. */
export interface Functions {
  readonly run: readonly GroupFunction[];
  readonly handOver: (kept: readonly unknown[], outside: Uint8Array, count: number) => readonly number[];
}

const HELPERS = {
  addDays,
  addMonths,
  bestBegins,
  bestSum,
  bestSumInt,
  bigRound,
  calendarSpan,
  completing,
  dateSpan,
  dayNumber,
  daysInMonth,
  fromDayNumber,
  holdsDays,
  holdsToMonthEnd,
  joinSpans,
  lastOfMonthOf,
  monthsHeld,
  rowOf,
  spanAt,
  unionSpans,
} as const;

/** Makes the functions of generated code. */
export function buildFunctions(plan: Plan, source: string, constants: readonly unknown[]): Functions {
  const url = `//# sourceURL=emeritus-${plan.name.replaceAll(/[^A-Za-z0-9-]/g, "-")}.js`;
  // The identifiers in the source are checked when a plan is declared; everything else is generated here.
  const make = new Function("T", ...Object.keys(HELPERS), `${source}\n${url}`) as (
    ...values: unknown[]
  ) => Functions;
  return make(constants, ...Object.values(HELPERS));
}

/** The names that generated code has for the columns of facts and lists, in the order in which it is given them. */
export const boundNames = ({ plan, facts, lists }: Reads): readonly string[] => [
  ...facts.map(factColumn),
  ...lists.flatMap((list) => [
    offsetsOf(list),
    ...Object.keys(plan.lists.get(list)!.fields).map((field) => fieldColumn(list, field)),
  ]),
];

/** What finds the columns of facts and lists in the order of their names. */
export function binderOf({ plan, facts, lists }: Reads): (columns: Columns) => readonly unknown[] {
  const fieldsOf = lists.map((list) => [list, Object.keys(plan.lists.get(list)!.fields)] as const);
  return (columns) => {
    const bound: unknown[] = facts.map((name) => columns.facts[name]);
    for (const [list, fields] of fieldsOf) {
      const from = columns.lists[list]!;
      bound.push(from.offsets);
      for (const field of fields) bound.push(from.fields[field]);
    }
    return bound;
  };
}
