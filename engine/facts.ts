/** What is known about one person when a reader is run: values by name, with where each comes from. */
import { parseDate, type PlainDate } from "./dates.ts";
import type { FieldDeclaration } from "./declarations.ts";
import { compareExact, Exact, exact } from "./exact.ts";
import { isRatioKind, type KindName, type Value } from "./kinds.ts";
import type { Tenure } from "./service.ts";

/**
 * A value as the caller writes it: money in whole cents (bigint, number) or an {@link Exact} number of cents, rates and hours as Exact
 * or whole numbers, dates as PlainDate or "2024-07-01", spans in months, choices by name; null is "known to be absent".
 */
export type Given = Exact | bigint | number | boolean | string | Tenure | null;
/** A row of a list, by field. */
export type Row = Readonly<Record<string, Given>>;
/** Values by the name of the fact; a name that is not there is not known. */
export type Known = Readonly<Record<string, Given | readonly Row[]>>;

/** Where a value comes from; the first of these that has it counts. */
export type Origin = "stated" | "recorded" | "assumed";

/**
 * The facts about one person. Stated values come first, and may also state a provision's result in place of deriving it;
 * then what the record holds; then assumptions, which make the result an estimate that names them.
 */
export interface Facts {
  readonly stated?: Known;
  readonly recorded?: Known;
  readonly assumed?: Known;
}

/** A known value and where it comes from. */
export interface Found {
  readonly value: Given | readonly Row[];
  readonly origin: Origin;
}

/** The value of a name in its order: stated, recorded, assumed; nothing when it is missing. */
export function findFact(facts: Facts, name: string): Found | undefined {
  const stated = facts.stated?.[name];
  if (stated !== undefined) return { value: stated, origin: "stated" };
  const recorded = facts.recorded?.[name];
  if (recorded !== undefined) return { value: recorded, origin: "recorded" };
  const assumed = facts.assumed?.[name];
  return assumed === undefined ? undefined : { value: assumed, origin: "assumed" };
}

/** A caller's value as the engine holds it; a value of another kind is a defect of the caller and throws. */
export function valueOfKind(kind: KindName, given: Given, name: string): Value {
  if (given === null) return null;
  if (isRatioKind(kind)) {
    if (given instanceof Exact) return given;
    if (typeof given === "bigint" || (typeof given === "number" && Number.isSafeInteger(given)))
      return exact(given);
  } else if (kind === "date") {
    if (typeof given === "string") return parseDate(given);
    if (typeof given === "number" && Number.isInteger(given)) return given satisfies PlainDate;
  } else if (kind === "yesNo") {
    if (typeof given === "boolean") return given;
  } else if (kind === "choice") {
    if (typeof given === "string") return given;
  } else if (kind === "tenure") {
    if (typeof given === "object" && "months" in given) return given;
  } else if (typeof given === "number" && Number.isSafeInteger(given)) return given;
  else if (typeof given === "bigint") return Number(given);
  throw new TypeError(`${name}: ${String(given)} is not a value of kind ${kind}`);
}

/** The value of a field in a row; a row without it throws. */
export function fieldValue(declaration: FieldDeclaration, row: Row, list: string, name: string): Value {
  const given = row[name];
  if (given === undefined || (given === null && !declaration.maybe))
    throw new TypeError(`${list}: a row has no ${name}`);
  const { kind } = declaration;
  if (kind === "date" ? Number.isInteger(given) : kind === "choice" && typeof given === "string")
    return given as Value;
  if (given instanceof Exact && isRatioKind(kind)) return given;
  return valueOfKind(kind, given, `${list}.${name}`);
}

/** Whether a value lies within what a declaration is proven for. */
export function isWithin(declaration: FieldDeclaration, value: Value): boolean {
  if (value === null) return declaration.maybe;
  if (declaration.choices) return typeof value === "string" && declaration.choices.includes(value);
  const number = numeric(value);
  if (number === undefined) return true;
  const [least, most] = [numeric(declaration.least ?? null), numeric(declaration.most ?? null)];
  return (least === undefined || notMore(least, number)) && (most === undefined || notMore(number, most));
}

const numeric = (value: Value): Exact | undefined =>
  value instanceof Exact ? value : typeof value === "number" ? exact(value) : undefined;
const notMore = (a: Exact, b: Exact): boolean => compareExact(a, b) <= 0;
