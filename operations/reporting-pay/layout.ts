/** Columns of the header: who reports, which period, when it was or will be paid. */
export const headerColumns = [
  "rec",
  "schema_version",
  "file_id",
  "employer_id",
  "reporting_group_id",
  "period_begin",
  "period_end",
  "pay_date",
  "report_type",
  "created_at",
  "software",
] as const;

/** Columns of the trailer: what the file claims to hold, so that a cut file is noticed. */
export const trailerColumns = [
  "rec",
  "rows_M",
  "rows_E",
  "rows_L",
  "rows_X",
  "pensionable_total",
  "member_contrib_total",
  "employer_contrib_total",
  "life_total",
  "ltd_total",
  "hash_ssn",
] as const;

/** Columns of a money row: one member, one position, one pay period, one kind of pay. */
export const moneyColumns = [
  "rec",
  "member_id",
  "ssn",
  "last_name",
  "first_name",
  "birth_date",
  "position_id",
  "org",
  "section",
  "plan",
  "fte_pct",
  "eligible",
  "earn_begin",
  "earn_end",
  "event_code",
  "pay_rate",
  "rate_unit",
  "hours_paid",
  "gross",
  "pensionable",
  "member_contrib",
  "employer_contrib",
  "ltd_contrib",
  "basic_life",
  "optional_life",
  "reason",
] as const;

/** Columns of an event row: a hire, a termination, a transfer, a new name. */
export const eventColumns = [
  "rec",
  "member_id",
  "ssn",
  "last_name",
  "first_name",
  "birth_date",
  "event",
  "event_date",
  "last_paid_period_end",
  "reason",
  "new_employer",
  "new_position",
  "sick_leave_hours",
  "comments",
  "member_class",
  "hours_a_year",
  "fte_pct",
  "told_employee",
  "teaches_or_researches",
  "administrator_with_rank",
  "took_lump_sum",
  "different_person",
  "middle_name",
  "suffix",
  "street",
  "street2",
  "city",
  "state",
  "postal_code",
  "country",
] as const;

/** How many columns a line may end after: an event line may end with its comments, as every one did before the columns behind them. */
export const shortestLine = { E: 14 } as const;

/** Columns of a leave row. */
export const leaveColumns = [
  "rec",
  "member_id",
  "leave_begin",
  "leave_end",
  "leave_type",
  "paid",
  "salary_that_would_have_been_paid",
  "approved_by",
] as const;

/** Columns of a correction: the posted row it corrects, then the columns of a money row. */
export const correctionColumns = ["rec", "orig_file_id", "orig_row", ...moneyColumns.slice(1)] as const;

/** Every kind of line by the letter it begins with. */
export const layout = {
  H: headerColumns,
  M: moneyColumns,
  E: eventColumns,
  L: leaveColumns,
  X: correctionColumns,
  T: trailerColumns,
} as const;

/** The letter a line begins with. */
export type RecordLetter = keyof typeof layout;

/** Kinds of report. Regular reports follow each other in order; the others go back to a period already posted. */
export const reportTypes = ["REGULAR", "ADJUSTMENT", "SUPPLEMENTAL"] as const;
export type ReportType = (typeof reportTypes)[number];

/** Plans as files name them. */
export const plans = ["MSEP", "MSEP2000", "MSEP2011", "JUD", "JUD2011", "ALJ", "CURP"] as const;
export type PlanCode = (typeof plans)[number];

/** Kinds of pay. Those in `notPensionable` never count; those in `payoffs` may be paid after service ends. */
export const payCodes = [
  "REG",
  "OT",
  "SHIFT",
  "FCPO",
  "HCPO",
  "SCPO",
  "FCPP",
  "HCPP",
  "SCPP",
  "WC",
  "ILL",
  "BACKPAY",
  "OTHER_NP",
] as const;
export type PayCode = (typeof payCodes)[number];

/** Pay codes that no plan counts (handbook, "Pay"). */
export const notPensionable: ReadonlySet<PayCode> = new Set<PayCode>(["OTHER_NP"]);

/** Compensatory time paid off when service ends: it belongs to the last active period. */
export const payoffs: ReadonlySet<PayCode> = new Set<PayCode>(["FCPO", "HCPO", "SCPO"]);

/** Events a file may tell. */
export const eventNames = [
  "HIRE",
  "REHIRE",
  "TRANSFER_IN",
  "TRANSFER_OUT",
  "TERM",
  "DEATH",
  "RETIRE",
  "LAYOFF",
  "RECALL",
  "ELIG_CHANGE",
  "NAME",
  "ADDRESS",
  "SICK_LEAVE_FINAL",
] as const;
export type EventName = (typeof eventNames)[number];

/** Events that open a stretch of employment with the reporting employer. */
export const beginningEvents: ReadonlySet<EventName> = new Set<EventName>(["HIRE", "REHIRE", "TRANSFER_IN"]);

/** Events that end it. */
export const endingEvents: ReadonlySet<EventName> = new Set<EventName>([
  "TERM",
  "DEATH",
  "RETIRE",
  "TRANSFER_OUT",
]);

/** Classes of members as files name them. */
export const memberClasses = [
  "GENERAL",
  "LEGISLATOR",
  "OFFICIAL",
  "JUDGE",
  "ALJ",
  "EDUCATOR",
  "WATER_PATROL",
  "PART_TIME_LEGISLATIVE",
] as const;
export type ClassCode = (typeof memberClasses)[number];

/** Kinds of leave. */
export const leaveTypes = [
  "OWN_ILLNESS",
  "PREGNANCY",
  "FMLA",
  "MILITARY",
  "WORK_COMP",
  "LAYOFF",
  "OTHER_APPROVED",
  "UNAPPROVED",
] as const;
export type LeaveType = (typeof leaveTypes)[number];

/** What a pay rate is paid for: an hour, a month, half a month, a year. */
export const rateUnits = ["H", "M", "S", "Y"] as const;
