/** Provisions, dated tables, look-up tables and settings of the fund: what a law folder exports. */
import { parseDate } from "./dates.ts";
import {
  sourcePosition,
  type DatedRow,
  type DatedTable,
  type LookupTable,
  type Mark,
  type Rule,
  type Table,
} from "./declarations.ts";
import type { Rounding } from "./exact.ts";
import { constantValue } from "./expr.ts";
import type {
  Age,
  CalendarDate,
  Count,
  CountedTime,
  Days,
  Expr,
  Hours,
  KindName,
  Money,
  OneOf,
  Ordered,
  Perhaps,
  Rate,
  Service,
  Span,
  YesNo,
} from "./kinds.ts";
import { declared, exprOf, nodeOf, type Node } from "./node.ts";

/** One citation, or several. */
export type Cites = string | readonly string[];
export const citesOf = (cites: Cites | undefined): readonly string[] =>
  cites === undefined ? [] : typeof cites === "string" ? [cites] : [...cites];

/** A declaration that waits for the plan to be loaded. */
export interface Definition {
  readonly name: string;
  readonly at: string;
  readonly table?: Table;
  /** Builds the rule; called once for each plan that is loaded. */
  readonly rule?: () => Rule;
}

/** A provision of the law. Naming it in a formula refers to it; it can be explained, compiled, amended and stated. */
export interface Provision<out K> extends Expr<K> {
  readonly name: string;
}

/** What a provision says. */
export interface Says<K> {
  readonly cites: Cites;
  /** The formula, lazily, so that import cycles do no harm. */
  readonly means: () => Expr<K>;
  /** The register entry, where the law leaves the rule open and this is our choice. */
  readonly register?: string;
}
/** What a provision with a measured result may say besides. */
export interface SaysMeasured<K> extends Says<K> {
  readonly rounding?: Rounding;
  /** The least and most it can rightly be; both or neither. Outside, explain refuses and compiled runs hand the person over. */
  readonly expected?: readonly [least: Expr<K>, most: Expr<K>];
}

const IDENTIFIER = /^[a-z][A-Za-z0-9]*$/;
function checkedName(name: string): string {
  if (!IDENTIFIER.test(name))
    throw new SyntaxError(`"${name}" is not a camelCase identifier (${sourcePosition()})`);
  return name;
}

interface Shape {
  readonly kind: KindName;
  readonly maybe?: boolean;
  readonly choices?: readonly string[];
}

/** The symbol that refers to a declaration by name. */
export function reference<K>(shape: Shape, definition: Definition, on?: Dated<K>["on"]): Provision<K> {
  const { kind, maybe = false } = shape;
  const node = { op: "ref", name: definition.name, kind, maybe, args: [], [declared]: definition };
  if (on) Object.defineProperty(node, "on", { value: on });
  return exprOf(node as unknown as Node) as Provision<K>;
}

const part = (op: "round" | "expected", of: Node, args: readonly Node[], extra: object): Node =>
  nodeOf(exprOf({ op, kind: of.kind, maybe: of.maybe, args, ...extra } as unknown as Node));

/** The formula with its declared bounds and rounding around it. */
export function formulaOf<K>(says: SaysMeasured<K>): Node {
  let means = nodeOf(says.means());
  if (says.rounding) means = part("round", means, [means], { rounding: says.rounding });
  if (says.expected) means = part("expected", means, [means, ...says.expected.map(nodeOf)], {});
  return means;
}

function provide<K>(shape: Shape, name: string, says: SaysMeasured<K>): Provision<K> {
  const rule = (): Rule => ({
    name,
    kind: shape.kind,
    maybe: shape.maybe ?? false,
    ...(shape.choices ? { choices: shape.choices } : {}),
    cites: citesOf(says.cites),
    ...(says.register === undefined ? {} : { register: says.register }),
    means: formulaOf(says),
  });
  return reference(shape, { name: checkedName(name), at: sourcePosition(), rule });
}

/** Declares provisions by the kind of their result. The name is the exported constant's. */
export const provision = {
  amount: (name: string, says: SaysMeasured<Money>): Provision<Money> =>
    provide({ kind: "money" }, name, says),
  rate: (name: string, says: SaysMeasured<Rate>): Provision<Rate> => provide({ kind: "rate" }, name, says),
  count: (name: string, says: SaysMeasured<Count>): Provision<Count> =>
    provide({ kind: "count" }, name, says),
  days: (name: string, says: SaysMeasured<Days>): Provision<Days> => provide({ kind: "days" }, name, says),
  hours: (name: string, says: SaysMeasured<Hours>): Provision<Hours> =>
    provide({ kind: "hours" }, name, says),
  span: (name: string, says: SaysMeasured<Span>): Provision<Span> => provide({ kind: "span" }, name, says),
  service: (name: string, says: SaysMeasured<Service>): Provision<Service> =>
    provide({ kind: "service" }, name, says),
  age: (name: string, says: SaysMeasured<Age>): Provision<Age> => provide({ kind: "age" }, name, says),
  countedTime: (name: string, says: Says<CountedTime>): Provision<CountedTime> =>
    provide({ kind: "tenure" }, name, says),
  date: (name: string, says: SaysMeasured<CalendarDate>): Provision<CalendarDate> =>
    provide({ kind: "date" }, name, says),
  condition: (name: string, says: Says<YesNo>): Provision<YesNo> => provide({ kind: "yesNo" }, name, says),
  choice: <Name extends string>(
    name: string,
    among: { readonly names: readonly Name[] },
    says: Says<OneOf<Name>>,
  ): Provision<OneOf<Name>> => provide({ kind: "choice", choices: among.names }, name, says),
  /** Results that may not exist, such as the first date of a door that never opens. */
  perhaps: {
    amount: (name: string, says: Says<Perhaps<Money>>): Provision<Perhaps<Money>> =>
      provide({ kind: "money", maybe: true }, name, says),
    date: (name: string, says: Says<Perhaps<CalendarDate>>): Provision<Perhaps<CalendarDate>> =>
      provide({ kind: "date", maybe: true }, name, says),
    count: (name: string, says: Says<Perhaps<Count>>): Provision<Perhaps<Count>> =>
      provide({ kind: "count", maybe: true }, name, says),
    age: (name: string, says: Says<Perhaps<Age>>): Provision<Perhaps<Age>> =>
      provide({ kind: "age", maybe: true }, name, says),
    rate: (name: string, says: Says<Perhaps<Rate>>): Provision<Perhaps<Rate>> =>
      provide({ kind: "rate", maybe: true }, name, says),
    service: (name: string, says: Says<Perhaps<Service>>): Provision<Perhaps<Service>> =>
      provide({ kind: "service", maybe: true }, name, says),
    choice: <Name extends string>(
      name: string,
      among: { readonly names: readonly Name[] },
      says: Says<Perhaps<OneOf<Name>>>,
    ): Provision<Perhaps<OneOf<Name>>> =>
      provide({ kind: "choice", maybe: true, choices: among.names }, name, says),
  },
};

/** Declares a figure of the law that has a name and no history, such as the normal age. */
export function fixed<K>(
  name: string,
  says: { readonly cites: Cites; readonly is: Expr<K>; readonly register?: string },
): Provision<K> {
  constantValue(says.is);
  return provide({ kind: nodeOf(says.is).kind }, name, { ...says, means: () => says.is });
}

// ---- settings ----

/** Declares a question that the register leaves open, with the reading in force; run the other by `reading(plan, {...})`. */
export function setting<const Name extends string>(
  name: string,
  says: {
    readonly register: string;
    readonly readings: readonly Name[];
    readonly inForce: NoInfer<Name>;
    readonly cites?: Cites;
  },
): Provision<OneOf<Name>> {
  if (!says.readings.includes(says.inForce))
    throw new RangeError(`"${says.inForce}" is not a reading of ${name}`);
  const shape: Shape = { kind: "choice", choices: says.readings };
  const rule = (): Rule => ({
    name,
    kind: "choice",
    maybe: false,
    choices: says.readings,
    cites: citesOf(says.cites),
    register: says.register,
    setting: says.readings,
    means: nodeOf(exprOf({ op: "constant", kind: "choice", maybe: false, args: [], value: says.inForce })),
  });
  return reference(shape, { name: checkedName(name), at: sourcePosition(), rule });
}

// ---- tables ----

/** A row whose figure is not known: a date in it is refused, under its register entry. */
export interface UnknownRow {
  readonly from: string;
  readonly unknown: true;
  readonly register: string;
  readonly cites?: Cites;
}

/** A row as the law writes it: a figure and the date from which it is in force. */
export interface RowSays<K> {
  readonly from: string;
  readonly value: Expr<K>;
  readonly unknown?: never;
  readonly cites?: Cites;
  /** "read" in a source unless it says otherwise; "entered" and "assumed" must name their register entry. */
  readonly mark?: Mark;
  readonly register?: string;
}

/** A table whose rows follow each other in time. */
export interface Dated<out K> {
  readonly name: string;
  /** The figure in force on a date. */
  on(date: Expr<CalendarDate>): Expr<K>;
}

/** What an unknown row holds where others hold a figure; nothing reads it. */
const NOT_KNOWN = "notKnown";

export function datedRow<K>(table: string, row: RowSays<K> | UnknownRow): DatedRow {
  const { from, register } = row;
  if (row.unknown)
    return {
      from: parseDate(from),
      value: NOT_KNOWN,
      unknown: true,
      cites: citesOf(row.cites),
      mark: "assumed",
      ...(register === undefined ? {} : { register }),
    };
  const mark = row.mark ?? "read";
  if (mark !== "read" && row.register === undefined) {
    throw new TypeError(`${table}: the row of ${row.from} is ${mark} and must name its register entry`);
  }
  const value = constantValue(row.value);
  return {
    from: parseDate(row.from),
    value,
    cites: citesOf(row.cites),
    mark,
    ...(row.register === undefined ? {} : { register: row.register }),
  };
}

/** Rows in time order; the same date twice or a date out of order is refused, so that rows neither overlap nor leave a gap. */
export function checkRows(table: string, rows: readonly DatedRow[]): readonly DatedRow[] {
  if (rows.length === 0) throw new RangeError(`${table} has no row`);
  for (const [i, row] of rows.entries()) {
    if (i > 0 && row.from <= rows[i - 1]!.from)
      throw new RangeError(`${table}: row ${i + 1} does not follow the row before it`);
  }
  return rows;
}

interface DatedSays<K> {
  readonly cites?: Cites;
  readonly values: readonly (RowSays<K> | UnknownRow)[];
  /** The last day that the table is known for; without it the last row has no end. */
  readonly knownUntil?: string;
  /** The choices, where the figures are choices. */
  readonly among?: { readonly names: readonly string[] };
}

function figureKind<K>(table: string, rows: DatedSays<K>["values"]): KindName {
  for (const row of rows) if (!row.unknown) return nodeOf(row.value).kind;
  throw new RangeError(`${table} has no figure`);
}

function datedTable<K>(name: string, says: DatedSays<K>, governedBy: string): DatedTable {
  const rows = checkRows(
    name,
    says.values.map((row) => datedRow(name, row)),
  );
  return {
    shape: "dated",
    name: checkedName(name),
    kind: figureKind(name, says.values),
    cites: citesOf(says.cites),
    governedBy,
    rows,
    ...(says.among ? { choices: says.among.names } : {}),
    ...(says.knownUntil === undefined ? {} : { knownUntil: parseDate(says.knownUntil) }),
  };
}

const inForceOn = (table: DatedTable, definition: Definition, date: Node): Node =>
  nodeOf(
    exprOf({
      op: "dated",
      table: table.name,
      kind: table.kind,
      maybe: false,
      args: [date],
      [declared]: definition,
    } as unknown as Node),
  );

/** A dated table that is governed by one date, and stands in a formula by its name. */
export interface Effective<out K> extends Provision<K>, Dated<K> {}

/**
 * Declares a figure that changes in time and the date that governs it, such as `leftService`.
 * Old rows stay for ever; a date that no row covers is a refusal, never zero.
 */
export function effective<K>(
  name: string,
  says: DatedSays<K> & { readonly governedBy: Expr<CalendarDate> | (() => Expr<CalendarDate>) },
): Effective<K> {
  const governing = (): Node =>
    nodeOf(typeof says.governedBy === "function" ? says.governedBy() : says.governedBy);
  const governor =
    typeof says.governedBy === "function" ? "" : (nodeOf(says.governedBy) as { name?: string }).name;
  const table = datedTable(name, says, governor ?? "");
  const definition: Definition = {
    name,
    at: sourcePosition(),
    table,
    rule: () => ({
      name,
      kind: table.kind,
      maybe: false,
      ...(table.choices ? { choices: table.choices } : {}),
      cites: table.cites,
      means: inForceOn(table, definition, governing()),
    }),
  };
  const on = (date: Expr<CalendarDate>): Expr<K> => exprOf(inForceOn(table, definition, nodeOf(date)));
  return reference<K>({ kind: table.kind }, definition, on) as Effective<K>;
}

/** Declares a figure that changes in time and is asked for by date with `.on(date)`, such as each year's COLA rate. */
export function schedule<K>(name: string, says: DatedSays<K> & { readonly governedBy: string }): Dated<K> {
  const table = datedTable(name, says, says.governedBy);
  const definition: Definition = { name, at: sourcePosition(), table };
  return { name, on: (date) => exprOf(inForceOn(table, definition, nodeOf(date))) };
}

/** A table from whole numbers to figures. */
export interface Lookup<out K> {
  readonly name: string;
  /** The figure for a whole number. */
  at(key: Expr<Count>): Expr<K>;
}

/** Declares a table from consecutive whole numbers, such as factors by age; a key outside it is a refusal unless it says "nearest". */
export function lookup<K extends Ordered>(
  name: string,
  says: {
    readonly cites: Cites;
    readonly keyedBy: string;
    readonly rows: readonly (readonly [key: number, value: Expr<K>])[];
    readonly below?: "refused" | "nearest";
    readonly above?: "refused" | "nearest";
  },
): Lookup<K> {
  checkKeys(
    name,
    says.rows.map(([key]) => key),
  );
  const table: LookupTable = {
    shape: "lookup",
    name: checkedName(name),
    kind: nodeOf(says.rows[0]![1]).kind,
    cites: citesOf(says.cites),
    keyedBy: says.keyedBy,
    first: says.rows[0]![0],
    values: says.rows.map(([, value]) => constantValue(value) as never),
    below: says.below ?? "refused",
    above: says.above ?? "refused",
  };
  const definition: Definition = { name, at: sourcePosition(), table };
  return { name, at: (key) => lookedUpAt(table, definition, key) };
}

function checkKeys(table: string, [first, ...others]: readonly number[]): void {
  if (first === undefined) throw new RangeError(`${table} has no row`);
  for (const [i, key] of others.entries())
    if (key !== first + i + 1)
      throw new RangeError(`${table}: the key ${first + i + 1} is missing or out of order`);
}

const lookedUpAt = <K>(
  { name, kind }: LookupTable,
  definition: Definition,
  ...keys: readonly Expr<Count>[]
): Expr<K> =>
  exprOf({
    op: "lookup",
    table: name,
    kind,
    maybe: false,
    args: keys.map(nodeOf),
    [declared]: definition,
  } as unknown as Node);

type AtTheEdge = "refused" | "nearest";

/** A table from two whole numbers to figures. */
export interface Grid<out K> {
  readonly name: string;
  /** The figure in the row of the first whole number and the column of the second. */
  at(row: Expr<Count>, column: Expr<Count>): Expr<K>;
}

/**
 * Declares a table from two consecutive whole numbers, such as factors by the ages of member and beneficiary. Every row has one figure
 * for each column, the first of which is `columnsFrom`; a key outside it is a refusal unless its side says "nearest".
 */
export function grid<K extends Ordered>(
  name: string,
  says: {
    readonly cites: Cites;
    readonly keyedBy: readonly [row: string, column: string];
    readonly columnsFrom: number;
    readonly rows: readonly (readonly [key: number, figures: readonly Expr<K>[]])[];
    readonly below?: AtTheEdge;
    readonly above?: AtTheEdge;
    readonly left?: AtTheEdge;
    readonly right?: AtTheEdge;
  },
): Grid<K> {
  checkKeys(
    name,
    says.rows.map(([key]) => key),
  );
  const [firstKey, firstRow] = says.rows[0]!;
  const count = firstRow.length;
  for (const [key, row] of says.rows)
    if (row.length !== count || count === 0)
      throw new RangeError(`${name}: the row ${key} has ${row.length} figures, not ${count}`);
  const table: LookupTable = {
    shape: "lookup",
    name: checkedName(name),
    kind: nodeOf(firstRow[0]!).kind,
    cites: citesOf(says.cites),
    keyedBy: says.keyedBy[0],
    first: firstKey,
    values: says.rows.flatMap(([, row]) => row.map((value) => constantValue(value) as never)),
    below: says.below ?? "refused",
    above: says.above ?? "refused",
    second: {
      keyedBy: says.keyedBy[1],
      first: says.columnsFrom,
      count,
      below: says.left ?? "refused",
      above: says.right ?? "refused",
    },
  };
  const definition: Definition = { name, at: sourcePosition(), table };
  return { name, at: (row, column) => lookedUpAt(table, definition, row, column) };
}
