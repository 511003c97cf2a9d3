import { parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { parseDollars } from "@emeritus/engine/money.ts";
import { isRoutingNumber } from "@emeritus/records/bank-account.ts";
import { isSsn } from "../recording-deaths/enter-beneficiary.ts";
import { paymentOptions, benefitKinds } from "../benefit-payroll/amounts-due.ts";

/** How a field must be written; each has its sentence and its remedy in the words. */
export type FieldRule =
  | "text"
  | "code"
  | "date"
  | "dollars"
  | "count"
  | "hundredths"
  | "year"
  | "ssn"
  | "routing"
  | "account"
  | "yesNo"
  | "choice";

/** One column of a file: how it is read, whether it must be filled, and whether its value is closed and never repeated. */
export interface Column<T = unknown> {
  readonly rule: FieldRule;
  readonly required: boolean;
  readonly closed: boolean;
  /** What may be written, for a choice. */
  readonly choices?: readonly string[];
  /** The value of a text that is not empty; nothing where the text is none. */
  read(text: string): T | undefined;
}
interface Must<T> extends Column<T> {
  readonly required: true;
}

/** The columns of a file by name, in their order. */
export type Layout = Readonly<Record<string, Column>>;

/** A row of a file as read: the line it begins on, and each field. */
export type RowOf<L extends Layout> = { readonly line: number } & {
  readonly [C in keyof L]: L[C] extends Must<infer T>
    ? T
    : L[C] extends Column<infer T>
      ? T | undefined
      : never;
};

const must = <T>(rule: FieldRule, read: (text: string) => T | undefined, closed = false): Must<T> => ({
  rule,
  required: true,
  closed,
  read,
});
const may = <T>(column: Must<T>): Column<T> => ({ ...column, required: false });

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined);
const text = must("text", matching(/^[^\p{Cc}]{1,100}$/u));
const code = must("code", matching(/^[\p{L}\p{N}._/-]{1,40}$/u));
const date = must("date", (written): PlainDate | undefined => {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(written)) return undefined;
  try {
    return parseDate(written);
  } catch {
    return undefined;
  }
});
const dollars = must("dollars", (written) =>
  /^\d{1,7}\.\d\d$/.test(written) ? parseDollars(written) : undefined,
);
const anySum = must("dollars", (written) =>
  /^-?\d{1,15}\.\d\d$/.test(written) ? parseDollars(written) : undefined,
);
const whole = (most: number) => (written: string) =>
  /^\d{1,9}$/.test(written) && Number(written) <= most ? Number(written) : undefined;
const count = must("count", whole(999_999_999));
const hundredths = must("hundredths", (written) =>
  /^\d{1,6}\.\d\d$/.test(written) ? Number(parseDollars(written)) : undefined,
);
const year = must("year", (written) => (/^(19|20)\d\d$/.test(written) ? Number(written) : undefined));
const yesNo = must("yesNo", (written) => ({ yes: true, no: false })[written]);
const oneOf = <const T extends string>(...choices: readonly T[]): Must<T> => ({
  ...must("choice", (written) => choices.find((each) => each === written)),
  choices,
});
const ssn = must("ssn", (written) => (isSsn(written, true) ? written : undefined), true);
const routing = must("routing", (written) => (isRoutingNumber(written) ? written : undefined));
const account = must("account", matching(/^\d{4,17}$/), true);

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] as const;
const pay = may(dollars);

/** The files of a conversion and the columns of each. */
export const layouts = {
  employers: {
    employer: code,
    name: text,
    pay_cycle: oneOf("monthly", "semimonthly", "biweekly"),
    since: date,
  },
  people: {
    person: code,
    ssn,
    first: text,
    middle: may(text),
    last: text,
    suffix: may(text),
    born: date,
    died: may(date),
    street: may(text),
    street2: may(text),
    city: may(text),
    state: may(code),
    postal_code: may(code),
  },
  marriages: {
    person: code,
    spouse: code,
    married: date,
    ended: may(date),
    ended_by: may(oneOf("death", "divorce", "annulment")),
  },
  employment: {
    person: code,
    employer: code,
    position: code,
    title: may(text),
    plan: oneOf("msep", "msep2000", "msep2011"),
    class: oneOf("general"),
    from: date,
    to: may(date),
    ended_by: may(oneOf("left", "transfer", "retired", "death", "layoff", "eligibilityChange")),
  },
  pay: {
    person: code,
    employer: code,
    position: code,
    year,
    jan: pay,
    feb: pay,
    mar: pay,
    apr: pay,
    may: pay,
    jun: pay,
    jul: pay,
    aug: pay,
    sep: pay,
    oct: pay,
    nov: pay,
    dec: pay,
  },
  service: {
    person: code,
    kind: oneOf("purchased", "transferred", "unusedSickLeave"),
    months: may(must("count", whole(1200))),
    days: may(must("count", whole(29))),
    hours: may(hundredths),
    effective: date,
  },
  payees: {
    benefit: code,
    payee: code,
    member: code,
    kind: oneOf(...benefitKinds),
    option: oneOf(...paymentOptions),
    base: dollars,
    temporary: may(dollars),
    temporary_ends: may(date),
    annuity_starting_date: date,
    filed: may(date),
    begins: may(date),
    ends: may(date),
    amended: may(yesNo),
    final_average_pay: may(dollars),
    service_months: may(must("count", whole(1200))),
    routing: may(routing),
    account_kind: may(oneOf("checking", "savings")),
    account: may(account),
  },
  totals: {
    file: oneOf("employers", "people", "marriages", "employment", "pay", "service", "payees", "register"),
    year: may(year),
    rows: count,
    amount: may(anySum),
  },
  register: { benefit: code, gross: dollars },
  causes: { difference: code, of: code, amount: may(anySum), cause: text },
} as const satisfies Record<string, Layout>;

/** A file of a conversion. */
export type FileName = keyof typeof layouts;
/** The names of the files in the order in which they are read. */
export const fileNames = Object.keys(layouts) as readonly FileName[];
/** The files that must be there. */
export const requiredFiles: readonly FileName[] = [
  "employers",
  "people",
  "employment",
  "pay",
  "payees",
  "totals",
];

/** A row of one of the files. */
export type Row<F extends FileName> = RowOf<(typeof layouts)[F]>;
/** The rows of every file; none where the file is not there. */
export type Rows = { readonly [F in FileName]: readonly Row<F>[] };

/** The twelve amounts of a row of pay in whole cents, null where nothing was paid. Pure. */
export const monthsOfPay = (row: Row<"pay">): (number | null)[] =>
  months.map((month) => (row[month] === undefined ? null : Number(row[month])));
