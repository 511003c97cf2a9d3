import type { Cents, DateText, Fixed, FixedOrDefault, FixedOrNone, OfPerson, Recorded } from "./schema.ts";

export interface PayReportTable extends Recorded {
  fund: Fixed<number>;
  report: Fixed<number>;
  reporting_group: Fixed<number>;
  employer: Fixed<number>;
  file_id: Fixed<string>;
  report_type: Fixed<"REGULAR" | "ADJUSTMENT" | "SUPPLEMENTAL">;
  period_begin: Fixed<DateText>;
  period_end: Fixed<DateText>;
  pay_date: Fixed<DateText>;
  sha256: Fixed<Buffer>;
  rows_money: Fixed<number>;
  rows_event: Fixed<number>;
  rows_leave: Fixed<number>;
  rows_correction: Fixed<number>;
  pensionable_cents: Fixed<Cents>;
  member_cents: Fixed<Cents>;
  employer_cents: Fixed<Cents>;
  life_cents: Fixed<Cents>;
  ltd_cents: Fixed<Cents>;
  /** Canonical JSON of variances and warnings. */
  findings: FixedOrDefault<string>;
  /** Canonical JSON of sums by plan and pay date, with their rates. */
  sums: FixedOrDefault<string>;
  sent_by: Fixed<string>;
  rows_held: FixedOrDefault<number>;
  held_pensionable_cents: FixedOrDefault<Cents>;
  /** Lines of the file that wait. */
  held_lines: FixedOrDefault<readonly number[]>;
  people_paid: FixedOrNone<number>;
}

export interface PayReportHeldTable extends Recorded {
  fund: Fixed<number>;
  report: Fixed<number>;
  item: Fixed<number>;
  line: FixedOrNone<number>;
  letter: Fixed<"M" | "E" | "L" | "X">;
  member_id: FixedOrNone<string>;
  key_no: Fixed<number>;
  sealed: Fixed<Buffer>;
  /** Canonical JSON, never a closed value. */
  findings: Fixed<string>;
}

export interface PayReportHeldStepTable extends Recorded {
  fund: Fixed<number>;
  report: Fixed<number>;
  item: Fixed<number>;
  step: Fixed<"mended" | "givenUp">;
  by_report: FixedOrNone<number>;
  because: FixedOrNone<string>;
  actor: Fixed<string>;
}

export interface PayReportSubmissionTable extends Recorded {
  fund: Fixed<number>;
  report: Fixed<number>;
  actor: Fixed<string>;
  comments: FixedOrDefault<string>;
}

export interface PayReportDraftTable extends Recorded {
  fund: Fixed<number>;
  reporting_group: Fixed<number>;
  period_begin: Fixed<DateText>;
  draft: Fixed<string>;
  key_no: Fixed<number>;
  sealed: Fixed<Buffer>;
  actor: Fixed<string>;
}

export interface PayReportFileTable extends Recorded {
  fund: Fixed<number>;
  report: Fixed<number>;
  key_no: Fixed<number>;
  sealed: Fixed<Buffer>;
}

export interface PayReportStepTable extends Recorded {
  fund: Fixed<number>;
  report: Fixed<number>;
  step: Fixed<"posted" | "withdrawn">;
  actor: Fixed<string>;
  comments: FixedOrDefault<string>;
  entry: FixedOrNone<bigint>;
}

export interface PayReportRowTable extends OfPerson, Recorded {
  position: Fixed<number>;
  report: Fixed<number>;
  report_row: Fixed<number>;
  plan: Fixed<string>;
  code: Fixed<string>;
  earn_begin: Fixed<DateText>;
  earn_end: Fixed<DateText>;
  gross_cents: Fixed<Cents>;
  pensionable_cents: Fixed<Cents>;
  member_cents: Fixed<Cents>;
  employer_cents: Fixed<Cents>;
  ltd_cents: Fixed<Cents>;
  life_cents: Fixed<Cents>;
  corrects_report: FixedOrNone<number>;
  corrects_row: FixedOrNone<number>;
}

export interface PayReportRefusalTable extends Recorded {
  fund: Fixed<number>;
  refusal: Fixed<string>;
  reporting_group: FixedOrNone<number>;
  employer: Fixed<number>;
  file_id: FixedOrNone<string>;
  sha256: Fixed<Buffer>;
  errors: Fixed<number>;
  findings: Fixed<string>;
  sent_by: Fixed<string>;
}

export interface PayReportRefusedRowsTable extends Recorded {
  fund: Fixed<number>;
  refusal: Fixed<string>;
  key_no: Fixed<number>;
  sealed: Fixed<Buffer>;
}

export interface PayReportFromRefusalTable extends Recorded {
  fund: Fixed<number>;
  report: Fixed<number>;
  refusal: Fixed<string>;
}

declare module "./schema.ts" {
  interface Database {
    "records.pay_report": PayReportTable;
    "records.pay_report_file": PayReportFileTable;
    "records.pay_report_step": PayReportStepTable;
    "records.pay_report_row": PayReportRowTable;
    "records.pay_report_refusal": PayReportRefusalTable;
    "records.pay_report_held": PayReportHeldTable;
    "records.pay_report_held_step": PayReportHeldStepTable;
    "records.pay_report_submission": PayReportSubmissionTable;
    "records.pay_report_draft": PayReportDraftTable;
    "records.pay_report_refused_rows": PayReportRefusedRowsTable;
    "records.pay_report_from_refusal": PayReportFromRefusalTable;
  }
}
