/** Typed columns of facts for compiled runs: one entry a person, lists as offsets and flat fields. */
import { compareExact, Exact, exact, whole } from "./exact.ts";
import type { FieldDeclaration } from "./declarations.ts";
import { findFact, isWithin, valueOfKind, type Facts, type Given, type Row } from "./facts.ts";
import type { KindName, Value } from "./kinds.ts";
import type { Plan } from "./plan.ts";
import { NONE, type Numbers } from "./runtime.ts";

/** The columns of one list: the rows of person i are offsets[i] to offsets[i + 1] of each field. */
export interface ListColumns {
  readonly offsets: Int32Array;
  readonly fields: Readonly<Record<string, Numbers>>;
}

/** The facts of many people. Whoever is marked outside is left to the interpreter. */
export interface Columns {
  readonly count: number;
  readonly facts: Readonly<Record<string, Numbers>>;
  readonly lists: Readonly<Record<string, ListColumns>>;
  readonly outside: Uint8Array;
  /** The facts of one person, for the interpreter; without it they are read back from the columns. */
  readonly factsOf?: (person: number) => Facts;
}

/** Steps in which a column counts: cents, hundredths of an hour, millionths of a rate; whole kinds count ones. */
export function stepsOf(kind: KindName): bigint {
  return kind === "hours" ? 100n : kind === "rate" ? 1_000_000n : 1n;
}

/** How choices are written in columns: by their place among all choices of a plan, in alphabetical order. */
export function choiceCodes(plan: Plan): readonly string[] {
  const names = new Set<string>();
  const addAll = (more: readonly string[] | undefined): void => more?.forEach((name) => names.add(name));
  for (const fact of plan.facts.values()) addAll(fact.choices);
  for (const list of plan.lists.values())
    for (const field of Object.values(list.fields)) addAll(field.choices);
  for (const rule of plan.rules.values()) addAll(rule.choices);
  for (const table of plan.tables.values()) if (table.shape === "dated") addAll(table.choices);
  return [...names].toSorted();
}

/** The whole number that stands for a value in a column, or nothing when it does not fit. */
export function encode(kind: KindName, value: Value, choices: readonly string[]): number | undefined {
  if (value === null) return NONE;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") {
    const at = choices.indexOf(value);
    return at < 0 ? undefined : at;
  }
  if (!(value instanceof Exact)) return typeof value === "number" ? value : undefined;
  const steps = exact(value.n * stepsOf(kind), value.d);
  return steps.d === 1n ? Number(steps.n) : undefined;
}

/** The value that a number in a column stands for. */
export function decode(kind: KindName, code: number, choices: readonly string[]): Value {
  if (code === NONE) return null;
  if (kind === "yesNo") return code === 1;
  if (kind === "choice") return choices[code]!;
  return kind === "money" || kind === "rate" || kind === "hours" ? exact(code, stepsOf(kind)) : code;
}

/** The least and most whole number of a declaration's column. */
export function columnBounds(
  declaration: FieldDeclaration,
  choices: readonly string[],
): readonly [bigint, bigint] {
  if (declaration.kind === "yesNo") return [0n, 1n];
  if (declaration.kind === "choice") return [0n, BigInt(Math.max(0, choices.length - 1))];
  const edge = (value: Value | undefined): bigint => {
    if (value === undefined || value === null) throw new TypeError("a measured fact without bounds");
    const steps = value instanceof Exact ? value : exact(value as number);
    return whole(exact(steps.n * stepsOf(declaration.kind), steps.d));
  };
  return [edge(declaration.least), edge(declaration.most)];
}

/** An empty column for a declaration. */
export function newColumn(
  declaration: FieldDeclaration,
  choices: readonly string[],
  length: number,
): Numbers {
  if (declaration.maybe) return new Float64Array(length);
  if (declaration.kind === "yesNo") return new Int8Array(length);
  if (declaration.kind === "choice")
    return choices.length < 128 ? new Int8Array(length) : new Int16Array(length);
  const [lo, hi] = columnBounds(declaration, choices);
  return lo > -(2n ** 31n) + 1n && hi < 2n ** 31n ? new Int32Array(length) : new Float64Array(length);
}

/** The facts and lists that a program reads. */
export interface Reads {
  readonly plan: Plan;
  readonly choices: readonly string[];
  readonly facts: readonly string[];
  readonly lists: readonly string[];
}

/** Empty columns for so many people, with the number of rows that each list has in all; the caller fills them. */
export function emptyColumns(
  reads: Reads,
  count: number,
  rows: Readonly<Record<string, number>> = {},
): Columns {
  const { plan, choices } = reads;
  const facts = reads.facts.map((name) => [name, newColumn(plan.facts.get(name)!, choices, count)] as const);
  const lists = reads.lists.map((name) => {
    const fields = Object.entries(plan.lists.get(name)!.fields).map(([field, declaration]) => {
      return [field, newColumn(declaration, choices, rows[name] ?? 0)] as const;
    });
    return [name, { offsets: new Int32Array(count + 1), fields: Object.fromEntries(fields) }] as const;
  });
  return {
    count,
    facts: Object.fromEntries(facts),
    lists: Object.fromEntries(lists),
    outside: new Uint8Array(count),
  };
}

/** The columns of the people from one place to another, over the same memory. */
export function portionOf(columns: Columns, from: number, to: number): Columns {
  const { facts, lists, outside, factsOf } = columns;
  const each = <T, U>(of: Readonly<Record<string, T>>, cut: (one: T) => U): Readonly<Record<string, U>> =>
    Object.fromEntries(Object.entries(of).map(([name, one]) => [name, cut(one)]));
  return {
    count: to - from,
    facts: each(facts, (one) => one.subarray(from, to)),
    lists: each(lists, ({ offsets, fields }) => ({ offsets: offsets.subarray(from, to + 1), fields })),
    outside: outside.subarray(from, to),
    ...(factsOf ? { factsOf: (person) => factsOf(from + person) } : {}),
  };
}

/** Columns of people whose facts are held one by one; who does not fit what was proven is marked outside. */
export function columnsOf(reads: Reads, people: readonly Facts[]): Columns {
  const rowsOf = (person: Facts, list: string): readonly Row[] =>
    (findFact(person, list)?.value as readonly Row[] | undefined) ?? [];
  const rows = reads.lists.map(
    (list) => [list, people.reduce((n, person) => n + rowsOf(person, list).length, 0)] as const,
  );
  const columns = emptyColumns(reads, people.length, Object.fromEntries(rows));
  for (const [i, person] of people.entries()) {
    let fits = !statesResults(reads.plan, person);
    for (const name of reads.facts) fits = putFact(reads, columns, i, name, person) && fits;
    for (const name of reads.lists)
      fits =
        putList(reads, columns, i, name, findFact(person, name) ? rowsOf(person, name) : undefined) && fits;
    if (!fits) columns.outside[i] = 1;
  }
  return { ...columns, factsOf: (person) => people[person]! };
}

const statesResults = (plan: Plan, person: Facts): boolean =>
  Object.keys(person.stated ?? {}).some((name) => plan.rules.has(name));

function fitting(
  reads: Reads,
  declaration: FieldDeclaration,
  given: Given,
  name: string,
): number | undefined {
  const value = valueOfKind(declaration.kind, given, name);
  return isWithin(declaration, value) ? encode(declaration.kind, value, reads.choices) : undefined;
}

function putFact(reads: Reads, columns: Columns, i: number, name: string, person: Facts): boolean {
  const found = findFact(person, name);
  if (!found) return false;
  const code = fitting(reads, reads.plan.facts.get(name)!, found.value as Given, name);
  if (code === undefined) return false;
  columns.facts[name]![i] = code;
  return true;
}

function putList(
  reads: Reads,
  columns: Columns,
  i: number,
  name: string,
  rows: readonly Row[] | undefined,
): boolean {
  const { fields, most } = reads.plan.lists.get(name)!;
  const { offsets, fields: into } = columns.lists[name]!;
  let at = offsets[i]!;
  let fits = rows !== undefined && rows.length <= most;
  for (const row of rows ?? []) {
    for (const [field, declaration] of Object.entries(fields)) {
      const code = fitting(reads, declaration, row[field] ?? null, `${name}.${field}`);
      if (code === undefined) fits = false;
      else into[field]![at] = code;
    }
    at++;
  }
  offsets[i + 1] = at;
  return fits;
}

/** Marks outside whoever has a fact, a row or a number of rows beyond what was proven; done once, when columns are loaded. */
export function checkColumns(reads: Reads, columns: Columns): void {
  for (const name of reads.facts) {
    const declaration = reads.plan.facts.get(name)!;
    const inside = within(declaration, reads.choices);
    const column = columns.facts[name]!;
    for (let i = 0; i < columns.count; i++) if (!inside(column[i]!)) columns.outside[i] = 1;
  }
  for (const name of reads.lists) checkList(reads, columns, name);
}

function within(declaration: FieldDeclaration, choices: readonly string[]): (code: number) => boolean {
  const [lo, hi] = columnBounds(declaration, choices).map(Number) as [number, number];
  return (code) =>
    (code >= lo && code <= hi && Number.isInteger(code)) || (declaration.maybe && code === NONE);
}

function checkList(reads: Reads, columns: Columns, name: string): void {
  const declaration = reads.plan.lists.get(name)!;
  const { offsets, fields } = columns.lists[name]!;
  for (let i = 0; i < columns.count; i++)
    if (offsets[i + 1]! - offsets[i]! > declaration.most) columns.outside[i] = 1;
  for (const [field, column] of Object.entries(fields)) {
    const inside = within(declaration.fields[field]!, reads.choices);
    for (let i = 0, at = 0; i < columns.count; i++) {
      for (; at < offsets[i + 1]!; at++) if (!inside(column[at]!)) columns.outside[i] = 1;
    }
  }
}

/** The facts of one person read back from columns. */
export function factsFromColumns(reads: Reads, columns: Columns, i: number): Facts {
  const facts = reads.facts.map((name) => {
    return [name, decode(reads.plan.facts.get(name)!.kind, columns.facts[name]![i]!, reads.choices)] as const;
  });
  const lists = reads.lists.map((name) => [name, rowsFromColumns(reads, columns, name, i)] as const);
  return { recorded: { ...Object.fromEntries(facts), ...Object.fromEntries(lists) } };
}

function rowsFromColumns(reads: Reads, columns: Columns, name: string, i: number): readonly Row[] {
  const { offsets, fields } = columns.lists[name]!;
  const declarations = Object.entries(reads.plan.lists.get(name)!.fields);
  return Array.from({ length: offsets[i + 1]! - offsets[i]! }, (_, k) => {
    const at = offsets[i]! + k;
    return Object.fromEntries(
      declarations.map(([field, { kind }]) => [field, decode(kind, fields[field]![at]!, reads.choices)]),
    );
  });
}

/** Whether two values are the same. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a instanceof Exact && b instanceof Exact) return compareExact(a, b) === 0;
  if (typeof a === "object" && a && typeof b === "object" && b && "months" in a && "months" in b)
    return a.months === b.months && a.days === b.days;
  return a === b;
}
