/** Facts that come from outside as JSON, read for one plan: any fact, list or provision of it may be stated. */
import type { FieldDeclaration } from "@emeritus/engine/declarations.ts";
import { isWithin, valueOfKind, type Given, type Known, type Row } from "@emeritus/engine/facts.ts";
import type { Json } from "@emeritus/engine/canonical.ts";
import type { KindName, Value } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { readCell, readValue, show } from "../cases.ts";
import { nearest } from "./nearest.ts";
import type { Problem } from "./problem.ts";

/** An object of JSON. */
export type JsonObject = { readonly [key: string]: Json };
export const isObject = (json: Json | undefined): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);

/** What was read, and every mistake that was met; with a mistake, the fact that has it is left out. */
export interface Stated {
  readonly known: Known;
  readonly problems: readonly Problem[];
}

/** The facts, lists and provisions of a plan that may be stated. */
export const namesToState = (plan: Plan): readonly string[] => [
  ...plan.facts.keys(),
  ...plan.lists.keys(),
  ...plan.rules.keys(),
];

/** What a fact, a list or a provision can hold; nothing when the plan has no such name. */
export function declarationOf(
  plan: Plan,
  name: string,
): (FieldDeclaration & { readonly list?: never }) | "list" | undefined {
  if (plan.lists.has(name)) return "list";
  return plan.facts.get(name) ?? plan.rules.get(name);
}

/**
 * Reads an object of facts. Texts are written as cells of case tables are: `3,000.00`, `25y 6m`, `1.7 %`, `2024-06-30`, a choice by its
 * name; a list is text in that form or an array of rows by field. Yes and no are true and false, a number stands for counts, days and
 * hours only, and null is known to be absent.
 */
export function readStated(plan: Plan, json: JsonObject): Stated {
  const known: Record<string, Given | readonly Row[]> = {};
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(json)) {
    const declaration = declarationOf(plan, name);
    const read =
      declaration === undefined
        ? [unknownName(name, namesToState(plan))]
        : declaration === "list"
          ? readList(plan, name, value)
          : readOne(declaration, name, value);
    if (isProblems(read)) problems.push(...read);
    else known[name] = read.value;
  }
  return { known, problems };
}

/** A problem of a name that is not there, with the name that may be meant. */
export function unknownName(
  name: string,
  names: Iterable<string>,
): Extract<Problem, { readonly code: "unknownName" }> {
  const near = nearest(name, names);
  return { code: "unknownName", name, ...(near === undefined ? {} : { nearest: near }) };
}

/** The problem that a name is no provision of the plan: it is only stated, only read, or not there at all. */
export function noProvision(plan: Plan, name: string): Problem {
  if (plan.facts.has(name) || plan.lists.has(name)) return { code: "onlyStated", name };
  return plan.tables.has(name) ? { code: "onlyRead", name } : unknownName(name, plan.rules.keys());
}

type Read<T> = { readonly value: T } | readonly Problem[];
const isProblems = (read: Read<unknown>): read is readonly Problem[] => Array.isArray(read);

/** A single value, of its kind, among its choices and within its range. */
export function readOne(declaration: FieldDeclaration, name: string, json: Json): Read<Given> {
  const text = typeof json === "string" ? json : JSON.stringify(json);
  const given = valueFrom(declaration.kind, json);
  if (given === undefined) return [{ code: "wrongUnit", name, text, kind: declaration.kind }];
  const problem = problemOfGiven(declaration, name, given, text);
  return problem ? [problem] : { value: given };
}

/** What is wrong with a value of the right form: absent where it must be known, none of the choices, or beyond the range. */
function problemOfGiven(
  declaration: FieldDeclaration,
  name: string,
  given: Given,
  text: string,
): Problem | undefined {
  const { kind, maybe, choices } = declaration;
  if (given === null) return maybe ? undefined : { code: "wrongUnit", name, text, kind };
  if (choices && !choices.includes(given as string)) return { code: "unknownChoice", name, text, choices };
  if (declaration.least === undefined || isWithin(declaration, valueOfKind(kind, given, name)))
    return undefined;
  const [least, most] = [declaration.least, declaration.most!].map((edge) => show(kind, edge));
  return { code: "outsideRange", name, text, least: least!, most: most! };
}

/** What is wrong with values that were read from cells of a table, of single facts and of the rows of lists. */
export function problemsOfKnown(plan: Plan, known: Known): readonly Problem[] {
  const problemOf = (declaration: FieldDeclaration, name: string, given: Given): readonly Problem[] => {
    const text = show(declaration.kind, valueOfKind(declaration.kind, given, name) as Value);
    const problem = problemOfGiven(declaration, name, given, text);
    return problem ? [problem] : [];
  };
  return Object.entries(known).flatMap(([name, given]) => {
    const declaration = declarationOf(plan, name);
    if (declaration === undefined) return [];
    if (declaration !== "list") return problemOf(declaration, name, given as Given);
    return problemsOfRows(plan, name, given as readonly Row[], problemOf);
  });
}

function problemsOfRows(
  plan: Plan,
  name: string,
  rows: readonly Row[],
  problemOf: (declaration: FieldDeclaration, name: string, given: Given) => readonly Problem[],
): readonly Problem[] {
  const { fields, most } = plan.lists.get(name)!;
  if (rows.length > most) return [{ code: "tooManyRows", name, rows: rows.length, most }];
  return rows.flatMap((row, i) =>
    Object.entries(fields).flatMap(([field, declaration]) =>
      problemOf(declaration, `${name}[${i}].${field}`, row[field]!),
    ),
  );
}

const COUNTED: ReadonlySet<KindName> = new Set(["count", "days", "hours"]);

function valueFrom(kind: KindName, json: Json): Given | undefined {
  if (json === null) return null;
  if (typeof json === "boolean") return kind === "yesNo" ? json : undefined;
  if (typeof json === "number") return COUNTED.has(kind) ? textValue(kind, String(json)) : undefined;
  return typeof json === "string" ? textValue(kind, json) : undefined;
}

function textValue(kind: KindName, text: string): Given | undefined {
  try {
    return readValue(kind, text);
  } catch {
    return undefined;
  }
}

function readList(plan: Plan, name: string, json: Json): Read<readonly Row[]> {
  const wrong: Problem = { code: "wrongUnit", name, text: JSON.stringify(json), kind: "list" };
  if (typeof json === "string") {
    try {
      const rows = readCell(plan, name, json, name) as readonly Row[];
      const problems = problemsOfKnown(plan, { [name]: rows });
      return problems.length > 0 ? problems : { value: rows };
    } catch {
      return [wrong];
    }
  }
  if (!Array.isArray(json)) return [wrong];
  const { fields, most } = plan.lists.get(name)!;
  if (json.length > most) return [{ code: "tooManyRows", name, rows: json.length, most }];
  const rows: Row[] = [];
  const problems: Problem[] = [];
  for (const [i, row] of (json as readonly Json[]).entries()) {
    if (isObject(row)) rows.push(readRow(fields, `${name}[${i}]`, row, problems));
    else problems.push(wrong);
  }
  return problems.length > 0 ? problems : { value: rows };
}

function readRow(
  fields: Readonly<Record<string, FieldDeclaration>>,
  at: string,
  json: JsonObject,
  problems: Problem[],
): Row {
  const row: Record<string, Given> = {};
  for (const name of Object.keys(json))
    if (!(name in fields))
      problems.push({ ...unknownName(name, Object.keys(fields)), name: `${at}.${name}` } as Problem);
  for (const [name, declaration] of Object.entries(fields)) {
    const read = readOne(declaration, `${at}.${name}`, json[name] ?? null);
    if (isProblems(read)) problems.push(...read);
    else row[name] = read.value;
  }
  return row;
}

/** A value that was stated, as cells write it; a list by the number of its rows. */
export function shownStated(plan: Plan, name: string, given: Given | readonly Row[]): string {
  if (Array.isArray(given)) return String(given.length);
  const { kind } = declarationOf(plan, name) as FieldDeclaration;
  return show(kind, valueOfKind(kind, given as Given, name) as Value);
}
