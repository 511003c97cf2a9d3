/**
 * Worked cases: reads the Markdown tables beside a rule, and runs them against a plan. Test support; nothing here computes law.
 *
 * A table's columns are names in words (`final average pay` is finalAveragePay); a column that begins with `→` is expected, `case`,
 * `worked` and `from` are for readers, and every other column is stated. `Given:` before a table states values for all its rows;
 * a heading ends it. Cells: `3,000.00`, `about 3,166.67` (the exact value shown to the cent), `25y 6m`, `1.7 %`, `2024-06-30`, `yes`,
 * `no`, a choice, `none` (an empty list), `-` or, but for a choice, `never` (known to be absent), `refused` (optionally with the code),
 * empty (not stated).
 * A list's entries stand between semicolons, each with its fields in order: `2001-01-01..2005-12-31 employed; 2006-01-01..2006-03-31 layoff`;
 * a list by month takes a range of months for equal rows: `2022-01..2022-12 3,000.00`.
 */
import { addMonths, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { Exact, exact, parseExact, roundExact, toTheCent } from "@emeritus/engine/exact.ts";
import { explainer, type Explainer } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Facts, Given, Known, Row } from "@emeritus/engine/facts.ts";
import { fact } from "@emeritus/engine/fact.ts";
import type { Expr, KindName, Value } from "@emeritus/engine/kinds.ts";
import { formatCents, parseDollars } from "@emeritus/engine/money.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { usualFacts } from "./usual.ts";

/** One row of a table of cases. */
export interface WorkedCase {
  readonly file: string;
  readonly line: number;
  /** The heading that the table stands under. */
  readonly heading: string;
  readonly name: string;
  readonly stated: Known;
  /** What is stated as its cells write it, by name; of a value that the table and its `Given:` state, the table's. */
  readonly written: Readonly<Record<string, string>>;
  readonly expected: readonly Expectation[];
}
/** A result that a case expects, as its cell is written. */
export interface Expectation {
  readonly name: string;
  readonly kind: KindName;
  readonly cell: string;
}
/** A case whose result is not what it expects. */
export interface Difference {
  readonly at: string;
  readonly name: string;
  readonly result: string;
  readonly expected: string;
  readonly found: string;
}

/** The identifier of a name in words: "final average pay" is finalAveragePay. */
export const identifier = (words: string): string =>
  words
    .trim()
    .split(/\s+/)
    .map((word, i) => (i === 0 ? word[0]!.toLowerCase() : word[0]!.toUpperCase()) + word.slice(1))
    .join("");

const READERS_ONLY = new Set(["case", "worked", "from"]);

/** Reads all cases of a Markdown text; a column that names nothing in the plan, or a cell that cannot be read, throws with its line. */
export function readCases(plan: Plan, file: string, text: string): readonly WorkedCase[] {
  const cases: WorkedCase[] = [];
  let given: Written = {};
  let heading = "";
  let header: readonly string[] | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const at = `${file}:${index + 1}`;
    if (line.startsWith("#")) [given, heading] = [{}, line.replace(/^#+ /, "")];
    else if (line.startsWith("Given:")) given = readGiven(plan, line.slice(6), at);
    if (!line.startsWith("|")) header = undefined;
    else if (!header) header = cellsOf(line);
    else if (!/^\|[\s:|-]+$/.test(line))
      cases.push(readCase(plan, { file, line: index + 1, at, heading }, header, cellsOf(line), given));
  }
  return cases;
}

const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\||\|\s*$/g, "")
    .split("|")
    .map((cell) => cell.trim());

type Written = Readonly<Record<string, string>>;

function readGiven(plan: Plan, text: string, at: string): Written {
  const written: Record<string, string> = {};
  for (const entry of text.trim().replace(/\.$/, "").split(", ")) {
    const words = entry.trim().split(/\s+/);
    const name = words
      .map((_, i) => identifier(words.slice(0, i + 1).join(" ")))
      .findLast((candidate) => kindOf(plan, candidate));
    if (name === undefined) throw new SyntaxError(`${at}: "${entry}" names nothing of the plan`);
    const length = words.findIndex((_, i) => identifier(words.slice(0, i + 1).join(" ")) === name) + 1;
    written[name] = words.slice(length).join(" ");
    readCell(plan, name, written[name], at);
  }
  return written;
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly at: string;
  readonly heading: string;
}

function readCase(
  plan: Plan,
  place: Place,
  header: readonly string[],
  cells: readonly string[],
  given: Written,
): WorkedCase {
  const { file, line, at, heading } = place;
  if (cells.length !== header.length)
    throw new SyntaxError(`${at}: ${cells.length} cells under ${header.length} columns`);
  const written: Record<string, string> = { ...given };
  const expected: Expectation[] = [];
  for (const [i, column] of header.entries()) {
    const cell = cells[i]!;
    if (READERS_ONLY.has(column) || cell === "") continue;
    const name = identifier(column.replace(/^→/, ""));
    const kind = kindOf(plan, name);
    if (!kind) throw new SyntaxError(`${at}: the column "${column}" names nothing of the plan`);
    if (!column.startsWith("→")) written[name] = cell;
    else if (kind === "list") throw new SyntaxError(`${at}: a list cannot be expected`);
    else expected.push({ name, kind, cell });
  }
  const title = header.indexOf("case");
  if (expected.length === 0) throw new SyntaxError(`${at}: the case expects nothing`);
  const stated = Object.fromEntries(
    Object.entries(written).map(([name, cell]) => [name, readCell(plan, name, cell, at)]),
  );
  return { file, line, heading, name: title < 0 ? at : cells[title]!, stated, written, expected };
}

function kindOf(plan: Plan, name: string): KindName | "list" | undefined {
  return plan.lists.has(name) ? "list" : (plan.rules.get(name)?.kind ?? plan.facts.get(name)?.kind);
}

/** A value of a fact, a list or a provision as cells write it; anything else throws a SyntaxError that names it. */
export function readCell(plan: Plan, name: string, cell: string, at: string): Given | readonly Row[] {
  try {
    const kind = kindOf(plan, name)!;
    return kind === "list" ? readList(plan, name, cell) : readValue(kind, cell);
  } catch (cause) {
    throw new SyntaxError(`${at}: "${cell}" is not a value of ${name}`, { cause });
  }
}

/** A single value as cells write it. */
export function readValue(kind: KindName, cell: string): Given {
  if (cell === "-" || (cell === "never" && kind !== "choice")) return null;
  switch (kind) {
    case "money":
      return exact(parseDollars(cell));
    case "rate":
      return readRate(cell);
    case "hours":
      return parseExact(cell);
    case "service":
    case "age":
    case "span":
      return readSpan(cell);
    case "date":
      return parseDate(cell);
    case "yesNo":
      if (cell !== "yes" && cell !== "no") throw new SyntaxError(cell);
      return cell === "yes";
    case "choice":
      return identifier(cell);
    default:
      if (!/^-?\d+$/.test(cell)) throw new SyntaxError(cell);
      return Number(cell);
  }
}

function readRate(cell: string): Exact {
  const found = /^(-?[\d./]+)( ?%)?$/.exec(cell);
  if (!found) throw new SyntaxError(cell);
  const number = parseExact(found[1]!);
  return found[2] ? exact(number.n, number.d * 100n) : number;
}

function readSpan(cell: string): number {
  const found = /^(\d+)y ?(\d+)m$/.exec(cell);
  if (!found || Number(found[2]) > 11) throw new SyntaxError(cell);
  return 12 * Number(found[1]) + Number(found[2]);
}

/**
 * The entries of a list, between semicolons; each gives its fields in order, a range `A..B` two of them. More rows than the list may
 * have are refused, so that a text from outside cannot grow without bound.
 */
function readList(plan: Plan, name: string, cell: string): readonly Row[] {
  if (cell === "none") return [];
  const list = plan.lists.get(name)!;
  const fields = Object.entries(list.fields);
  const rows: Row[] = [];
  for (const entry of cell.split(";").map((each) => each.trim())) {
    const parts = entry.split(/\s+|\.\./).filter((part) => part !== "served");
    if (fields[0]![0] === "month") rows.push(...readMonths(fields, entry, list.most));
    else rows.push(readRow(fields, parts));
    if (rows.length > list.most) throw new SyntaxError(`more than ${list.most} rows`);
  }
  return rows;
}

type Fields = readonly (readonly [name: string, field: { readonly kind: KindName }])[];

function readRow(fields: Fields, parts: readonly string[]): Row {
  if (parts.length !== fields.length) throw new SyntaxError(parts.join(" "));
  return Object.fromEntries(fields.map(([name, { kind }], i) => [name, readValue(kind, parts[i]!)]));
}

/** One entry of a list by month, `2022-01..2022-12 3,000.00`: a row for each month. */
function readMonths(fields: Fields, entry: string, most: number): readonly Row[] {
  const [range = "", ...values] = entry.split(/\s+/);
  const [, first, last] = /^(\d{4}-\d{2})\.\.(\d{4}-\d{2})$/.exec(range) ?? [];
  if (!last) throw new SyntaxError(entry);
  const rows: Row[] = [];
  const until = parseDate(`${last}-01`);
  for (let month = parseDate(`${first}-01`); month <= until; month = addMonths(month, 1)) {
    if (rows.length > most) break;
    rows.push(readRow(fields, [formatDate(month), ...values]));
  }
  return rows;
}

/**
 * Runs cases against a plan and gives those whose results differ; stops at the first when only that is asked.
 */
export function runCases(
  plan: Plan,
  cases: readonly WorkedCase[],
  { firstOnly = false } = {},
): readonly Difference[] {
  const differences: Difference[] = [];
  for (const each of cases) {
    differences.push(...differencesOf(plan, each, explainer(plan, factsOfCase(plan, each)), { firstOnly }));
    if (firstOnly && differences.length > 0) return differences;
  }
  return differences;
}

/** What a case says of its person; facts of rare events that it does not state are those of a member to whom nothing unusual happened. */
export const factsOfCase = (plan: Plan, { stated }: WorkedCase): Facts => ({
  stated,
  recorded: usualFacts(plan),
});

/** The expected results of a case that an explainer gives otherwise; those that are asked for, or all. */
export function differencesOf(
  plan: Plan,
  each: WorkedCase,
  explain: Explainer,
  { firstOnly = false, expected = each.expected } = {},
): readonly Difference[] {
  const differences: Difference[] = [];
  for (const expectation of expected) {
    const difference = compare(each, expectation, resultNamed(explain, plan, expectation.name));
    if (difference) differences.push(difference);
    if (firstOnly && differences.length > 0) return differences;
  }
  return differences;
}

/** The result of a provision by its name, within one explainer, so that the results of a case share their parts. */
const resultNamed = (explain: Explainer, plan: Plan, name: string): Result<Value> =>
  explain(symbolNamed(plan, name)) as Result<Value>;

function symbolNamed(plan: Plan, name: string): Expr<unknown> {
  const rule = plan.rules.get(name);
  return rule
    ? (Object.freeze({
        op: "ref",
        name,
        kind: rule.kind,
        maybe: rule.maybe,
        args: [],
      }) as unknown as Expr<unknown>)
    : fact.date(name);
}

function compare(
  each: WorkedCase,
  { name, kind, cell }: Expectation,
  result: Result<Value>,
): Difference | undefined {
  const found = describe(kind, result, cell);
  const wanted = wantedText(kind, cell);
  if (found === wanted) return undefined;
  return { at: `${each.file}:${each.line}`, name: each.name, result: name, expected: cell, found };
}

function wantedText(kind: KindName, cell: string): string {
  if (cell.startsWith("refused")) return cell;
  if (cell.startsWith("about ")) return `about ${show(kind, readValue(kind, cell.slice(6)) as Value)}`;
  return show(kind, readValue(kind, cell) as Value);
}

function describe(kind: KindName, { value, missing, refusal }: Result<Value>, cell: string): string {
  if (value === undefined) {
    if (!refusal) return `cannot be computed without ${missing.join(", ")}`;
    return cell === "refused" ? "refused" : `refused ${refusal.code}`;
  }
  if (missing.length > 0) return `${show(kind, value)}, an estimate without ${missing.join(", ")}`;
  return cell.startsWith("about ")
    ? `about ${show(kind, roundExact(value as Exact, toTheCent("")))}`
    : show(kind, value);
}

/** A value as cells write it; a ratio that is no whole cent is written as a ratio. */
export function show(kind: KindName, value: Value): string {
  if (value === null) return "-";
  switch (kind) {
    case "money": {
      const amount = value as Exact;
      return amount.d === 1n ? formatCents(amount.n) : `${amount} cents`;
    }
    case "service":
    case "age":
    case "span":
      return `${Math.floor((value as number) / 12)}y ${(value as number) % 12}m`;
    case "date":
      return formatDate(value as number);
    case "yesNo":
      return value ? "yes" : "no";
    default:
      return String(value);
  }
}
