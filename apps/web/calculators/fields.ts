/** The fields of a calculator: what may be typed into each, and how it is read; the same on the server and in the browser. */
import { parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { compareExact, type Exact, exact, parseExact } from "@emeritus/engine/exact.ts";
import { parseDollars } from "@emeritus/engine/money.ts";
import type { Words } from "@emeritus/words/index.ts";

interface Common {
  readonly name: FieldName;
  readonly optional?: boolean;
  /** Asked behind a line, because few need it. */
  readonly rare?: boolean;
}
/** A name of a field, which has its words in the catalogue. */
export type FieldName = keyof Words["calculators"]["fields"];

/** One field. Dates are ISO dates, months `2030-07`, money dollars, percent and hours decimals, years and counts whole numbers. */
export type FieldSpec =
  | (Common & { readonly kind: "date"; readonly least: string; readonly most: string })
  | (Common & { readonly kind: "month"; readonly least: string; readonly most: string })
  | (Common & { readonly kind: "money"; readonly most: string })
  | (Common & { readonly kind: "percent"; readonly most: string })
  | (Common & { readonly kind: "hours"; readonly most: string })
  | (Common & { readonly kind: "count"; readonly least: number; readonly most: number })
  | (Common & { readonly kind: "choice"; readonly options: readonly string[] });

/** What was typed, by the field's name. */
export type TypedIn = Readonly<Record<string, string | undefined>>;

/** What was read: dates and months as the engine's dates, money in cents, percent as a rate, hours, counts, choices; left out, absent. */
export interface Values {
  date(name: FieldName): PlainDate | undefined;
  /** An exact number: money in cents, a percentage as a rate, hours. */
  number(name: FieldName): Exact | undefined;
  count(name: FieldName): number | undefined;
  choice(name: FieldName): string | undefined;
}

/** What a field's text is wrong in: a key of the catalogue's problems, with the facts of its sentence. */
export interface FieldProblem {
  readonly field: FieldName;
  readonly says:
    | "missing"
    | "dateWrong"
    | "moneyWrong"
    | "numberWrong"
    | "choiceWrong"
    | "tooLow"
    | "tooHigh"
    | "tooEarly"
    | "tooLate";
  readonly bound?: string;
}

type ReadOne = { readonly value: PlainDate | Exact | number | string } | Omit<FieldProblem, "field">;

/** Reads all fields; every problem is told, in the order of the page. */
export function readFields(
  fields: readonly FieldSpec[],
  typed: TypedIn,
): { readonly values: Values; readonly problems: readonly FieldProblem[] } {
  const values = new Map<string, PlainDate | Exact | number | string>();
  const problems: FieldProblem[] = [];
  for (const field of fields) {
    const text = (typed[field.name] ?? "").trim();
    if (text === "") {
      if (!field.optional) problems.push({ field: field.name, says: "missing" });
      continue;
    }
    const read = readOne(field, text);
    if ("value" in read) values.set(field.name, read.value);
    else problems.push({ field: field.name, ...read });
  }
  const of = <T>(name: FieldName): T | undefined => values.get(name) as T | undefined;
  return { values: { date: of, number: of, count: of, choice: of }, problems };
}

function readOne(field: FieldSpec, text: string): ReadOne {
  switch (field.kind) {
    case "date":
      return readDate(text, field.least, field.most);
    case "month":
      return readDate(
        /^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text,
        `${field.least}-01`,
        `${field.most}-01`,
      );
    case "money":
      return readMoney(text, field.most);
    case "percent":
    case "hours":
      return readDecimal(text.replace(/ ?%$/, ""), field.most, field.kind === "percent" ? 100n : 1n);
    case "count":
      return readCount(text, field.least, field.most);
    case "choice":
      return field.options.includes(text) ? { value: text } : { says: "choiceWrong" };
  }
}

function readDate(text: string, least: string, most: string): ReadOne {
  try {
    const date = parseDate(text);
    if (date < parseDate(least)) return { says: "tooEarly", bound: least };
    return date > parseDate(most) ? { says: "tooLate", bound: most } : { value: date };
  } catch {
    return { says: "dateWrong" };
  }
}

function readMoney(text: string, most: string): ReadOne {
  const plain = text.replace(/^\$ ?/, "");
  if (!/^\d{1,3}(,?\d{3})*(\.\d{1,2})?$/.test(plain)) return { says: "moneyWrong" };
  const [whole = "0", part = ""] = plain.replaceAll(",", "").split(".");
  const cents = exact(parseDollars(`${whole}.${part.padEnd(2, "0")}`));
  return compareExact(cents, exact(parseDollars(most))) > 0
    ? { says: "tooHigh", bound: `$${most}` }
    : { value: cents };
}

function readDecimal(text: string, most: string, per: bigint): ReadOne {
  if (!/^\d{1,15}(\.\d{1,4})?$/.test(text)) return { says: "numberWrong" };
  const value = parseExact(text);
  if (compareExact(value, parseExact(most)) > 0) return { says: "tooHigh", bound: most };
  return { value: exact(value.n, value.d * per) };
}

function readCount(text: string, least: number, most: number): ReadOne {
  if (!/^\d{1,15}$/.test(text)) return { says: "numberWrong" };
  const value = Number(text);
  if (value < least) return { says: "tooLow", bound: String(least) };
  return value > most ? { says: "tooHigh", bound: String(most) } : { value };
}
