import { parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { isRoutingNumber } from "@emeritus/records/bank-account.ts";
import { isSsn } from "../recording-deaths/enter-beneficiary.ts";

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
  | "choice"
  | "contact"
  | "sha256"
  | "percent";

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

/** A column that may be empty. */
export const may = <T>(column: Must<T>): Column<T> => ({ ...column, required: false });

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined);
/** Dollars with two decimals, as their pattern has shown, in whole cents. */
const centsOf = (written: string): bigint => BigInt(written.replace(".", ""));
const whole = (most: number) => (written: string) =>
  /^\d{1,9}$/.test(written) && Number(written) <= most ? Number(written) : undefined;

/** Up to 100 characters of any script. */
export const text = must("text", matching(/^[^\p{Cc}]{1,100}$/u));
/** An identifier of the other system. */
export const code = must("code", matching(/^[\p{L}\p{N}._/-]{1,40}$/u));
/** A day of the calendar from 1900 to 2199. */
export const date = must("date", (written): PlainDate | undefined => {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(written)) return undefined;
  try {
    return parseDate(written);
  } catch {
    return undefined;
  }
});
/** Dollars without a sign, in cents. */
export const dollars = must("dollars", (written) =>
  /^\d{1,7}\.\d\d$/.test(written) ? centsOf(written) : undefined,
);
/** Dollars of a whole fund without a sign, in cents. */
export const largeDollars = must("dollars", (written) =>
  /^\d{1,13}\.\d\d$/.test(written) ? centsOf(written) : undefined,
);
/** Dollars of a whole fund with or without a minus, in cents. */
export const anySum = must("dollars", (written) =>
  /^-?\d{1,15}\.\d\d$/.test(written) ? centsOf(written) : undefined,
);
/** A whole number up to one that is named. */
export const upTo = (most: number): Must<number> => must("count", whole(most));
/** A number of rows. */
export const count = upTo(999_999_999);
/** A number with two decimals, in hundredths. */
export const hundredths = must("hundredths", (written) =>
  /^\d{1,10}\.\d\d$/.test(written) ? Number(centsOf(written)) : undefined,
);
/** A calendar year. */
export const year = must("year", (written) => (/^(19|20)\d\d$/.test(written) ? Number(written) : undefined));
/** Yes or no. */
export const yesNo = must("yesNo", (written) => ({ yes: true, no: false })[written]);
/** One of the texts that are named. */
export const oneOf = <const T extends string>(...choices: readonly T[]): Must<T> => ({
  ...must("choice", (written) => choices.find((each) => each === written)),
  choices,
});
/** A Social Security number. */
export const ssn = must("ssn", (written) => (isSsn(written, true) ? written : undefined), true);
/** A bank's routing number. */
export const routing = must("routing", (written) => (isRoutingNumber(written) ? written : undefined));
/** A bank account's number. */
export const account = must("account", matching(/^\d{4,17}$/), true);
/** An e-mail address or a telephone number. */
export const contact = must(
  "contact",
  matching(/^(?:[^\s@\p{Cc}]{1,64}@[^\s@\p{Cc}]{1,120}|[+()\d][\d ().+-]{6,24})$/u),
);
/** A SHA-256 in hexadecimal. */
export const digest = must("sha256", matching(/^[0-9a-f]{64}$/));
/** A share in percent with up to four decimals, as written. */
export const percent = must("percent", matching(/^(?:100(?:\.0{1,4})?|\d{1,2}(?:\.\d{1,4})?)$/));
