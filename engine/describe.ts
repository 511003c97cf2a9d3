/** The reader that describes: what a provision says in structured words, in notation, with its tables, sources and register entry. */
import type { DatedRow, LookupTable, Mark, Table } from "./declarations.ts";
import type { Exact, Rounding } from "./exact.ts";
import { addDays, type PlainDate } from "./dates.ts";
import type { KindName, Value } from "./kinds.ts";
import { walk, type Node, type NodeOf } from "./node.ts";
import { notationOf, type Token } from "./notation.ts";
import { ruleNamed, tableNamed, type Plan } from "./plan.ts";
import { sayingOf, type Saying } from "./saying.ts";

/** A row of a dated table as readers see it; `until` is the day before the next row, or the last day that is known. */
export interface DescribedRow {
  readonly from: PlainDate;
  readonly until?: PlainDate;
  /** Absent where the figure is not known: then dates in the row are refused. */
  readonly value?: Value;
  readonly mark: Mark;
  readonly cites: readonly string[];
  readonly register?: string;
}
/** A table whose rows follow each other in time. */
export interface DescribedDates {
  readonly shape: "dated";
  readonly name: string;
  readonly kind: KindName;
  readonly cites: readonly string[];
  /** The name of the date that governs it; empty where the formula says the date. */
  readonly governedBy: string;
  readonly rows: readonly DescribedRow[];
}
/** A table from whole numbers: one figure a row, or one for each column. */
export interface DescribedKeys {
  readonly shape: "lookup";
  readonly name: string;
  readonly kind: KindName;
  readonly cites: readonly string[];
  readonly keyedBy: readonly string[];
  /** The second keys, where there are two. */
  readonly columns: readonly number[];
  readonly rows: readonly { readonly key: number; readonly values: readonly (Exact | number)[] }[];
  /** What a key before the first row or after the last gives. */
  readonly below: "refused" | "nearest";
  readonly above: "refused" | "nearest";
}
export type DescribedTable = DescribedDates | DescribedKeys;

/** What a provision is, for the pages of the law, letters and handbooks. Names are identifiers; their words are in the catalogue. */
export interface Description {
  readonly name: string;
  readonly kind: KindName;
  /** Whether it may be known not to exist. */
  readonly maybe: boolean;
  readonly choices?: readonly string[];
  readonly cites: readonly string[];
  readonly register?: string;
  /** The readings, where it is a setting of the fund; the formula is the reading in force. */
  readonly readings?: readonly string[];
  /** What the formula says, without its outer rounding and bounds. */
  readonly formula: Saying;
  readonly notation: readonly Token[];
  readonly rounding?: Rounding;
  /** The least and most that the result may rightly be. */
  readonly expected?: readonly [least: Saying, most: Saying];
  /** Whether the formula is a figure of the law and nothing else. */
  readonly fixed: boolean;
  /** What the formula names, each once, in its order. */
  readonly provisions: readonly string[];
  readonly facts: readonly string[];
  readonly lists: readonly string[];
  readonly tables: readonly DescribedTable[];
}

/** Describes a provision of a plan by its name; a name that the plan does not hold throws. */
export function describe(plan: Plan, name: string): Description {
  const rule = ruleNamed(plan, name);
  const { inner, rounding, expected } = peeled(rule.means);
  const used = usedBy(rule.means);
  const readings = Array.isArray(rule.setting) ? { readings: rule.setting as readonly string[] } : {};
  return {
    name,
    kind: rule.kind,
    maybe: rule.maybe,
    ...(rule.choices ? { choices: rule.choices } : {}),
    cites: rule.cites,
    ...(rule.register === undefined ? {} : { register: rule.register }),
    ...readings,
    formula: sayingOf(plan, inner),
    notation: notationOf(sayingOf(plan, inner)),
    ...(rounding ? { rounding } : {}),
    ...(expected
      ? { expected: [sayingOf(plan, expected.args[1]!), sayingOf(plan, expected.args[2]!)] as const }
      : {}),
    fixed: inner.op === "constant",
    ...used,
    tables: used.tables.map((table) => describeTable(plan, table)),
  };
}

/** Describes a table of a plan by its name; a name that the plan does not hold throws. */
export function describeTable(plan: Plan, name: string): DescribedTable {
  const table: Table = tableNamed(plan, name);
  const { kind, cites } = table;
  if (table.shape === "lookup") return { shape: "lookup", name, kind, cites, ...keysOf(table) };
  const rows = table.rows.map((row, i) => rowOf(row, table.rows[i + 1], table.knownUntil));
  return { shape: "dated", name, kind, cites, governedBy: table.governedBy, rows };
}

function rowOf(row: DatedRow, next: DatedRow | undefined, knownUntil: PlainDate | undefined): DescribedRow {
  const until = next ? addDays(next.from, -1) : knownUntil;
  return {
    from: row.from,
    ...(until === undefined ? {} : { until }),
    ...(row.unknown ? {} : { value: row.value }),
    mark: row.mark,
    cites: row.cites,
    ...(row.register === undefined ? {} : { register: row.register }),
  };
}

function keysOf(table: LookupTable): Pick<DescribedKeys, "keyedBy" | "columns" | "rows" | "below" | "above"> {
  const { keyedBy, first, values, below, above, second } = table;
  const width = second?.count ?? 1;
  const rows = Array.from({ length: values.length / width }, (_, i) => ({
    key: first + i,
    values: values.slice(i * width, (i + 1) * width),
  }));
  const columns = second ? Array.from({ length: width }, (_, i) => second.first + i) : [];
  return { keyedBy: second ? [keyedBy, second.keyedBy] : [keyedBy], columns, rows, below, above };
}

interface Peeled {
  readonly inner: Node;
  readonly rounding?: Rounding;
  readonly expected?: NodeOf<"expected">;
}

/** A formula without its outer rounding and bounds, and those. */
function peeled(formula: Node): Peeled {
  if (formula.op === "expected") return { ...peeled(formula.args[0]!), expected: formula };
  if (formula.op === "round") return { inner: formula.args[0]!, rounding: formula.rounding };
  return { inner: formula };
}

function usedBy(formula: Node): Record<"provisions" | "facts" | "lists" | "tables", readonly string[]> {
  const used = {
    provisions: new Set<string>(),
    facts: new Set<string>(),
    lists: new Set<string>(),
    tables: new Set<string>(),
  };
  walk(formula, (node) => {
    if (node.op === "ref") used.provisions.add(node.name);
    if (node.op === "fact") used.facts.add(node.name);
    if (node.op === "dated" || node.op === "lookup") used.tables.add(node.table);
    if ("list" in node) used.lists.add(node.list);
  });
  const { provisions, facts, lists, tables } = used;
  return { provisions: [...provisions], facts: [...facts], lists: [...lists], tables: [...tables] };
}
