import {
  eventNames,
  layout,
  leaveTypes,
  memberClasses,
  payCodes,
  plans,
  rateUnits,
  reportTypes,
  type RecordLetter,
} from "./layout.ts";

/** Columns of a row that are never shown again: left empty, what the file had stays. */
export const closedColumns: ReadonlySet<string> = new Set(["ssn", "birth_date"]);

/** How a column is written. */
export type ColumnForm =
  | "letter"
  | "text"
  | "id"
  | "date"
  | "instant"
  | "amount"
  | "total"
  | "hundredths"
  | "count"
  | "truth"
  | "memberId"
  | "ssn"
  | "comment"
  | readonly string[];

/** What a column of a line takes, and whether it must be filled in. */
export interface ColumnRule {
  readonly column: string;
  readonly form: ColumnForm;
  readonly needed: boolean;
}

const forms: Readonly<Record<string, ColumnForm>> = {
  rec: "letter",
  schema_version: ["1"],
  file_id: "id",
  orig_file_id: "id",
  orig_row: "count",
  period_begin: "date",
  period_end: "date",
  pay_date: "date",
  report_type: reportTypes,
  created_at: "instant",
  rows_M: "count",
  rows_E: "count",
  rows_L: "count",
  rows_X: "count",
  pensionable_total: "total",
  member_contrib_total: "total",
  employer_contrib_total: "total",
  life_total: "total",
  ltd_total: "total",
  hash_ssn: "count",
  member_id: "memberId",
  ssn: "ssn",
  birth_date: "date",
  plan: plans,
  fte_pct: "hundredths",
  eligible: "truth",
  earn_begin: "date",
  earn_end: "date",
  event_code: payCodes,
  pay_rate: "amount",
  rate_unit: rateUnits,
  hours_paid: "hundredths",
  gross: "amount",
  pensionable: "amount",
  member_contrib: "amount",
  employer_contrib: "amount",
  ltd_contrib: "amount",
  basic_life: "amount",
  optional_life: "amount",
  event: eventNames,
  event_date: "date",
  last_paid_period_end: "date",
  sick_leave_hours: "hundredths",
  comments: "comment",
  member_class: memberClasses,
  hours_a_year: "count",
  told_employee: "truth",
  teaches_or_researches: "truth",
  administrator_with_rank: "truth",
  took_lump_sum: "truth",
  different_person: "truth",
  leave_begin: "date",
  leave_end: "date",
  leave_type: leaveTypes,
  paid: "truth",
  salary_that_would_have_been_paid: "amount",
};

const always: Readonly<Record<RecordLetter, ReadonlySet<string>>> = {
  H: new Set(layout.H.filter((column) => column !== "software")),
  M: new Set([
    "rec",
    "position_id",
    "plan",
    "fte_pct",
    "eligible",
    "earn_begin",
    "earn_end",
    "event_code",
    "gross",
    "pensionable",
    "member_contrib",
    "employer_contrib",
    "ltd_contrib",
    "basic_life",
    "optional_life",
  ]),
  E: new Set(["rec", "event", "event_date"]),
  L: new Set(["rec", "member_id", "leave_begin", "leave_type", "paid"]),
  X: new Set(["rec", "orig_file_id", "orig_row"]),
  T: new Set(layout.T),
};

/** The columns of a kind of line in order, each with its form and whether it is needed. */
export const columnRules = (letter: RecordLetter): ColumnRule[] =>
  layout[letter].map((column) => ({
    column,
    form: forms[column] ?? "text",
    needed: always[letter].has(column) || (letter === "X" && always.M.has(column)),
  }));
