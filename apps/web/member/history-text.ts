import type { ChangedThing } from "@emeritus/operations/service/read-history.ts";
import { addDays, addMonths, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { count, fromHundredths, longDate, longMonth, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";

/** How a value of the record is said; "left out" are numbers by which only the system tells rows apart. */
export type How =
  | "date"
  | "last day"
  | "last month"
  | "money"
  | "share"
  | "hundredths of a percent"
  | "hundredths"
  | "months"
  | "person"
  | "employer"
  | "yes or no"
  | "number"
  | "text"
  | "word"
  | "left out";

const spans = { valid_from: "date", valid_to: "last day" } as const;

/** Every table and column that the page of changes can meet, and how its values are said; a test finds one that is missing. */
export const saidAs: Readonly<Record<string, Readonly<Record<string, How>>>> = {
  address: {
    kind: "word",
    street: "text",
    street2: "text",
    city: "text",
    state: "text",
    postal_code: "text",
    country: "text",
    ...spans,
  },
  agent: {
    agent: "person",
    rank: "word",
    may_name_beneficiaries: "yes or no",
    declined: "yes or no",
    ...spans,
  },
  assembly_service: { assembly: "number", chamber: "word", begins: "date", ends: "last day", ...spans },
  bank_account: {
    account: "left out",
    kind: "word",
    routing: "text",
    last4: "text",
    status: "word",
    reason: "text",
    entered_by: "text",
    confirmed_by: "text",
    ...spans,
  },
  beneficiary: {
    purpose: "word",
    beneficiary: "person",
    rank: "word",
    parts: "share",
    body_kind: "word",
    body_name: "text",
    ...spans,
  },
  benefit: {
    benefit: "left out",
    kind: "word",
    member: "person",
    payment_option: "word",
    plan: "word",
    increases: "word",
    base_cents: "money",
    temporary_cents: "money",
    temporary_ends: "last month",
    payable_from: "date",
    status: "word",
    because: "left out",
    determination: "left out",
    ...spans,
  },
  body: { kind: "word", acts_for_it: "person", estate_of: "person" },
  child: {
    child: "person",
    relation: "word",
    proof: "word",
    disabled: "yes or no",
    disability_proof: "word",
    ...spans,
  },
  closed_field: { field: "word", slot: "left out", key_no: "left out", lookup_no: "left out" },
  contact: { kind: "word", contact: "text", ...spans },
  division_order: {
    case_number: "number",
    amends: "number",
    alternate_payee: "person",
    court: "text",
    cause_number: "text",
    received: "date",
    married: "date",
    dissolved: "date",
    divided_to: "date",
    share_hundredths: "hundredths of a percent",
    amount_cents: "money",
    certified: "yes or no",
    identifies: "yes or no",
    asks: "word",
    ...spans,
  },
  document: {
    document: "left out",
    kind: "word",
    status: "word",
    case_number: "number",
    file: "left out",
    because: "left out",
    actor: "left out",
  },
  duplicate: {
    other: "person",
    verdict: "word",
    because: "text",
    asked_by: "left out",
    decided_by: "left out",
  },
  employment: {
    position: "left out",
    employer: "employer",
    reporting_group: "left out",
    plan: "word",
    member_class: "word",
    eligible: "yes or no",
    fte_hundredths: "hundredths of a percent",
    ended_by: "word",
    ...spans,
  },
  incapacity: { proof: "word", ...spans },
  leave: { position: "left out", kind: "word", paid: "yes or no", approved_by: "word", ...spans },
  marriage: { spouse: "person", proof: "word", ended_by: "word", ...spans },
  payee_hold: {
    hold: "left out",
    reason: "word",
    benefit: "left out",
    status: "word",
    because: "text",
    actor: "left out",
  },
  person_birth: { born: "date", proof: "word" },
  person_death: { died: "date", proof: "word" },
  person_name: { first_name: "text", middle_name: "text", last_name: "text", suffix: "text", ...spans },
  service_credit: {
    credit: "left out",
    kind: "word",
    months: "months",
    days: "number",
    hours_hundredths: "hundredths",
    because: "word",
    certified_by: "word",
    effective: "date",
    case_number: "number",
  },
  service_given_up: {
    how: "word",
    effective: "date",
    cents: "money",
    restored_on: "date",
    case_number: "number",
    ...spans,
  },
  service_proof: {
    position: "left out",
    kind: "word",
    certified_by: "text",
    certified_on: "date",
    hours_a_year: "number",
    ...spans,
  },
  service_span: { credit: "left out", ...spans },
};

/** Tables that the page leaves out: what is to be done stands in the cases. */
export const tablesLeftOut: ReadonlySet<string> = new Set(["obligation"]);

/** The names that numbers in the record stand for. */
export interface Names {
  readonly persons: ReadonlyMap<number, string>;
  readonly employers: ReadonlyMap<number, string>;
}

/** One thing that changed, as a person reads it. */
export interface ChangeLine {
  readonly what: string;
  readonly is: "new" | "changed" | "withdrawn";
  readonly before: readonly string[];
  readonly after: readonly string[];
}

type Values = NonNullable<ChangedThing["after"]>;

/** What one change did, in words: only what differs, and of what is new or withdrawn only what says something. */
export function changeLines(
  things: readonly ChangedThing[],
  names: Names,
  { history: words }: Words,
): ChangeLine[] {
  return things.flatMap(({ table, before, after, columns }): ChangeLine[] => {
    if (tablesLeftOut.has(table)) return [];
    const what = (words.tables as Readonly<Record<string, string>>)[table] ?? plain(table);
    const said = (values: Values, of: readonly string[], whole: boolean) =>
      of.flatMap((column) => lineOf(table, column, values[column], { names, words, whole }));
    const order = (of: readonly string[]) => {
      const known = Object.keys(saidAs[table] ?? {});
      return of.toSorted((a, b) => known.indexOf(a) - known.indexOf(b));
    };
    if (before === undefined || after === undefined) {
      const values = (after ?? before)!;
      const lines = said(values, order(Object.keys(values)), true);
      return after === undefined
        ? [{ what, is: "withdrawn", before: lines, after: [] }]
        : [{ what, is: "new", before: [], after: lines }];
    }
    const [was, is] = [said(before, order(columns), false), said(after, order(columns), false)];
    if (was.length === 0) return [];
    const name = nameIn(table, before, names);
    return [
      {
        what: name === undefined ? what : words.about({ what, name }),
        is: "changed",
        before: was,
        after: is,
      },
    ];
  });
}

/** Whom or where a row is about, so that a change of one of several can be told from the others. */
function nameIn(table: string, values: Values, { persons, employers }: Names): string | undefined {
  for (const [column, how] of Object.entries(saidAs[table] ?? {})) {
    const number = Number(values[column]);
    const name =
      how === "person" ? persons.get(number) : how === "employer" ? employers.get(number) : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}

interface Saying {
  readonly names: Names;
  readonly words: Words["history"];
  /** The whole thing is said: what is empty, "no" or without an end says nothing. */
  readonly whole: boolean;
}

function lineOf(table: string, column: string, value: unknown, saying: Saying): string[] {
  const { words, whole } = saying;
  const how = saidAs[table]?.[column] ?? "text";
  if (how === "left out") return [];
  const none = Array.isArray(value) && value.length === 0;
  const empty = none || value === null || value === undefined || value === "" || value === "infinity";
  if (whole && (empty || value === false || value === 0)) return [];
  const field = (words.fields as Readonly<Record<string, string>>)[column] ?? plain(column);
  return [words.line({ field, value: textOf(how, value, { ...saying, table, column }) })];
}

function textOf(how: How, value: unknown, at: Saying & { table: string; column: string }): string {
  const { words, names } = at;
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0))
    return words.nothing;
  if (value === "infinity") return words.untilFurtherNotice;
  switch (how) {
    case "date":
      return longDate(String(value));
    case "last day":
      return longDate(formatDate(addDays(parseDate(String(value)), -1)));
    case "last month":
      return longMonth(formatDate(addMonths(parseDate(String(value)), -1)));
    case "money":
      return money(BigInt(String(value)));
    case "share":
      return value === 1 ? words.equalShare : `${fromHundredths(Number(value))}%`;
    case "hundredths of a percent":
      return `${fromHundredths(Number(value))}%`;
    case "hundredths":
      return (Number(value) / 100).toFixed(2);
    case "months":
      return words.monthsOf({ months: count(Number(value)) });
    case "person":
      return names.persons.get(Number(value)) ?? words.somebody;
    case "employer":
      return names.employers.get(Number(value)) ?? words.someEmployer;
    case "yes or no":
      return value === true ? words.yes : words.no;
    case "word":
      return [value]
        .flat()
        .map((one) => wordOf(words, at.table, at.column, String(one)))
        .join("; ");
    default:
      return String(value);
  }
}

type Catalogue = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** The word of a value of a column: a value that the catalogue does not know is text that somebody wrote. */
function wordOf(words: Words["history"], table: string, column: string, value: string): string {
  return (words.values as Catalogue)[table]?.[column]?.[value] ?? plain(value);
}

/** A tag of the record that the catalogue has no phrase for, as it can be read. */
export function plain(tag: string): string {
  if (/[^\w:-]/.test(tag.replaceAll(": ", ":"))) return tag;
  return tag
    .replaceAll(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
    .replaceAll(/[_-]/g, " ");
}
