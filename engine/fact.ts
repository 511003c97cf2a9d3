/** Facts about a person: what formulas may ask. A fact is a name and a kind; values come only when a reader is run. */
import { ENDLESS, parseDate } from "./dates.ts";
import type { FactDeclaration, FieldDeclaration, ListDeclaration } from "./declarations.ts";
import { exact, parseExact } from "./exact.ts";
import { parseDollars } from "./money.ts";
import type {
  Age,
  CalendarDate,
  Count,
  Days,
  Expr,
  Hours,
  KindName,
  Money,
  OneOf,
  Perhaps,
  Rate,
  Service,
  Span,
  Value,
  YesNo,
} from "./kinds.ts";
import { declared, exprOf, type Node } from "./node.ts";

/**
 * The least and most that compiled runs are proven for: dates as "1900-01-01", money as "10000.00" dollars,
 * rates and hours as "0.05", spans in months, counts and days as whole numbers written as text.
 */
export interface Bounds {
  readonly least?: string;
  readonly most?: string;
}

const USUAL: Partial<Record<KindName, readonly [string, string]>> = {
  date: ["1850-01-01", "2199-12-31"],
  money: ["0.00", "1000000.00"],
  rate: ["0", "10"],
  hours: ["0", "20000"],
  count: ["0", "10000"],
  days: ["0", "40000"],
  span: ["0", "1200"],
  service: ["0", "1200"],
  age: ["0", "1440"],
};

function boundOf(kind: KindName, text: string): Value {
  if (kind === "date") return text === "endless" ? ENDLESS : parseDate(text);
  if (kind === "money") return exact(parseDollars(text));
  return kind === "rate" || kind === "hours" ? parseExact(text) : Number(text);
}

function fieldDeclaration(
  kind: KindName,
  maybe: boolean,
  bounds: Bounds = {},
  choices?: readonly string[],
): FieldDeclaration {
  const usual = USUAL[kind];
  if (!usual) return choices ? { kind, maybe, choices } : { kind, maybe };
  return {
    kind,
    maybe,
    least: boundOf(kind, bounds.least ?? usual[0]),
    most: boundOf(kind, bounds.most ?? usual[1]),
  };
}

function factOf<K>(name: string, declaration: FieldDeclaration): Expr<K> {
  const stated: FactDeclaration = { name, ...declaration };
  const node = {
    op: "fact",
    name,
    kind: declaration.kind,
    maybe: declaration.maybe,
    args: [],
    [declared]: stated,
  };
  return exprOf(node as unknown as Node);
}

/** Facts that every person has, known or not. The name is the exported constant's. */
export const fact = {
  date: (name: string, bounds?: Bounds): Expr<CalendarDate> =>
    factOf(name, fieldDeclaration("date", false, bounds)),
  amount: (name: string, bounds?: Bounds): Expr<Money> =>
    factOf(name, fieldDeclaration("money", false, bounds)),
  rate: (name: string, bounds?: Bounds): Expr<Rate> => factOf(name, fieldDeclaration("rate", false, bounds)),
  hours: (name: string, bounds?: Bounds): Expr<Hours> =>
    factOf(name, fieldDeclaration("hours", false, bounds)),
  count: (name: string, bounds?: Bounds): Expr<Count> =>
    factOf(name, fieldDeclaration("count", false, bounds)),
  days: (name: string, bounds?: Bounds): Expr<Days> => factOf(name, fieldDeclaration("days", false, bounds)),
  span: (name: string, bounds?: Bounds): Expr<Span> => factOf(name, fieldDeclaration("span", false, bounds)),
  service: (name: string, bounds?: Bounds): Expr<Service> =>
    factOf(name, fieldDeclaration("service", false, bounds)),
  age: (name: string, bounds?: Bounds): Expr<Age> => factOf(name, fieldDeclaration("age", false, bounds)),
  condition: (name: string): Expr<YesNo> => factOf(name, fieldDeclaration("yesNo", false)),
  choice: <const Name extends string>(name: string, names: readonly Name[]): Expr<OneOf<Name>> =>
    factOf(name, fieldDeclaration("choice", false, {}, names)),
  /** Facts that may be known to be absent, such as a spouse's birth date; they open only with `ifAny` or `orElse`. */
  perhaps: {
    date: (name: string, bounds?: Bounds): Expr<Perhaps<CalendarDate>> =>
      factOf(name, fieldDeclaration("date", true, bounds)),
    amount: (name: string, bounds?: Bounds): Expr<Perhaps<Money>> =>
      factOf(name, fieldDeclaration("money", true, bounds)),
    count: (name: string, bounds?: Bounds): Expr<Perhaps<Count>> =>
      factOf(name, fieldDeclaration("count", true, bounds)),
    service: (name: string, bounds?: Bounds): Expr<Perhaps<Service>> =>
      factOf(name, fieldDeclaration("service", true, bounds)),
    rate: (name: string, bounds?: Bounds): Expr<Perhaps<Rate>> =>
      factOf(name, fieldDeclaration("rate", true, bounds)),
    age: (name: string, bounds?: Bounds): Expr<Perhaps<Age>> =>
      factOf(name, fieldDeclaration("age", true, bounds)),
    choice: <const Name extends string>(name: string, names: readonly Name[]): Expr<Perhaps<OneOf<Name>>> =>
      factOf(name, fieldDeclaration("choice", true, {}, names)),
  },
};

declare const fieldKind: unique symbol;
/** A field of a list's rows. */
export interface Field<out K> {
  readonly [fieldKind]: K;
}
const fieldOf = <K>(declaration: FieldDeclaration): Field<K> => declaration as unknown as Field<K>;

/** Fields of list rows. */
export const field = {
  date: (bounds: Bounds = {}): Field<CalendarDate> =>
    fieldOf(fieldDeclaration("date", false, { most: "endless", ...bounds })),
  amount: (bounds?: Bounds): Field<Money> => fieldOf(fieldDeclaration("money", false, bounds)),
  rate: (bounds?: Bounds): Field<Rate> => fieldOf(fieldDeclaration("rate", false, bounds)),
  hours: (bounds?: Bounds): Field<Hours> => fieldOf(fieldDeclaration("hours", false, bounds)),
  count: (bounds?: Bounds): Field<Count> => fieldOf(fieldDeclaration("count", false, bounds)),
  days: (bounds?: Bounds): Field<Days> => fieldOf(fieldDeclaration("days", false, bounds)),
  service: (bounds?: Bounds): Field<Service> => fieldOf(fieldDeclaration("service", false, bounds)),
  condition: (): Field<YesNo> => fieldOf(fieldDeclaration("yesNo", false)),
  age: (bounds?: Bounds): Field<Age> => fieldOf(fieldDeclaration("age", false, bounds)),
  choice: <const Name extends string>(names: readonly Name[]): Field<OneOf<Name>> =>
    fieldOf(fieldDeclaration("choice", false, {}, names)),
  /** Fields that may be known to be absent in a row, such as the day on which a child died. */
  perhaps: {
    date: (bounds: Bounds = {}): Field<Perhaps<CalendarDate>> =>
      fieldOf(fieldDeclaration("date", true, { most: "endless", ...bounds })),
    amount: (bounds?: Bounds): Field<Perhaps<Money>> => fieldOf(fieldDeclaration("money", true, bounds)),
  },
};

/** A list fact; formulas reach its rows through `sumOver`, `unionOver`, `highestMean` and their kin. */
export interface List<out Row> {
  readonly name: string;
  readonly declaration: ListDeclaration;
  /** The row as symbols, at a depth of nesting; for the engine's own builders. */
  row(level: number): Row;
}
/** The row of a list as expressions. */
export type RowOf<Fields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends Field<infer K> ? Expr<K> : never;
};

/** Declares a list fact, with the most rows that compiled runs are proven for. */
export function listOf<Fields extends Record<string, Field<unknown>>>(
  name: string,
  fields: Fields,
  { most }: { most: number },
): List<RowOf<Fields>> {
  const declaration: ListDeclaration = {
    name,
    fields: fields as unknown as Record<string, FieldDeclaration>,
    most,
  };
  const row = (level: number): RowOf<Fields> => {
    const symbols = Object.entries(declaration.fields).map(([field, { kind, maybe }]) => [
      field,
      exprOf({
        op: "field",
        list: name,
        name: field,
        level,
        kind,
        maybe,
        args: [],
        [declared]: declaration,
      } as unknown as Node),
    ]);
    return Object.fromEntries(symbols) as RowOf<Fields>;
  };
  return { name, declaration, row };
}
