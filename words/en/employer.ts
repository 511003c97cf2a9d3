import { count, shortDate } from "../format.ts";
import { rules, type FindingFacts } from "./pay-report-rules.ts";

/** What a field of the file is called on pages. */
const fields: Readonly<Record<string, string>> = {
  rec: "Kind of line",
  file_id: "File id",
  reporting_group_id: "Reporting group",
  employer_id: "Employer",
  period_begin: "Period begins",
  period_end: "Period ends",
  pay_date: "Pay date",
  schema_version: "Version of the layout",
  created_at: "Made at",
  software: "Software",
  rows_M: "Number of pay rows",
  rows_E: "Number of events",
  rows_L: "Number of leaves",
  rows_X: "Number of corrections",
  life_total: "Total of life premiums",
  ltd_total: "Total of disability premiums",
  org: "Organization",
  section: "Section",
  pay_rate: "Rate of pay",
  rate_unit: "Unit of the rate",
  hours_paid: "Hours paid",
  last_paid_period_end: "Last period paid",
  new_employer: "New employer",
  sick_leave_hours: "Unused sick leave, in hours",
  comments: "Comments",
  paid: "Paid leave",
  salary_that_would_have_been_paid: "Pay it would have been",
  approved_by: "Approved by",
  report_type: "Type of report",
  member_id: "Member ID",
  ssn: "Social Security number",
  last_name: "Last name",
  first_name: "First name",
  birth_date: "Birth date",
  position_id: "Position",
  plan: "Plan",
  fte_pct: "Share of full time",
  eligible: "Benefit-eligible",
  earn_begin: "Earned from",
  earn_end: "Earned to",
  event_code: "Kind of pay",
  gross: "Gross pay",
  pensionable: "Pensionable pay",
  member_contrib: "Member’s contribution",
  employer_contrib: "Employer’s contribution",
  ltd_contrib: "Disability premium",
  basic_life: "Basic life premium",
  optional_life: "Optional life premium",
  reason: "Reason",
  event: "Event",
  event_date: "Event date",
  new_position: "New position",
  member_class: "Class of the member",
  hours_a_year: "Hours a year",
  told_employee: "Told the employee about no membership",
  teaches_or_researches: "Teaches or researches",
  administrator_with_rank: "Administrator with faculty rank",
  took_lump_sum: "Took the lump sum before",
  different_person: "Another person of that name",
  middle_name: "Middle name",
  suffix: "Suffix",
  street: "Street",
  street2: "Second line",
  city: "City",
  state: "State",
  postal_code: "ZIP code",
  country: "Country",
  leave_begin: "Leave begins",
  leave_end: "Leave ends",
  leave_type: "Kind of leave",
  orig_file_id: "File corrected",
  orig_row: "Line corrected",
  pensionable_total: "Total pensionable pay",
  member_contrib_total: "Total of members’ contributions",
  employer_contrib_total: "Total of employer’s contributions",
  hash_ssn: "Sum of Social Security numbers, as a check",
};

/** Words of the employer's pages, of the API and of the command line about pay reports. */
export const employer = {
  rules,
  fields,
  menu: "Pay reports",
  date: (parts: { date: string }) => shortDate(parts.date),
  list: {
    title: "Pay reports",
    intro: "Send one pay report for each pay period. We check it before anything is posted.",
    next: "What to send next",
    group: "Reporting group",
    period: "Period",
    periodOf: (parts: { begin: string; end: string }) =>
      `${shortDate(parts.begin)} to ${shortDate(parts.end)}`,
    state: "State",
    due: "Not sent yet",
    waiting: "Waits for you to submit it",
    reports: "Reports sent",
    none: "No report was sent yet. Send the first one with the button above.",
    fileId: "File id",
    type: "Type",
    payDate: "Pay date",
    rows: "Pay rows",
    takenOver: "Taken over, sums only",
    pensionable: "Pensionable pay",
    sent: "Sent",
    refusals: "Files refused lately",
    noRefusals: "No file was refused.",
    errors: "Errors",
    notOurs: "Not read, or not of your groups",
    upload: "Send a pay report",
    noGroups: "Your sign-in belongs to no reporting group. Ask us to add one.",
    startingFile: "Starting file",
    startingFileOf: (parts: { group: string }) =>
      `Download a file for ${parts.group} with everybody employed and their last pay`,
    showing: (parts: { shown: number }) =>
      parts.shown === 1 ? "1 report" : `${count(parts.shown)} reports, newest first`,
  },
  types: { REGULAR: "Regular", ADJUSTMENT: "Adjustment", SUPPLEMENTAL: "Supplement" },
  status: { ready: "Ready to submit", posted: "Posted", withdrawn: "Withdrawn" },
  upload: {
    title: "Send a pay report",
    intro:
      "We check the whole file first and tell you every line that is wrong. A file with an error is refused and nothing of it counts, unless the fund lets its good rows go first.",
    file: "Pay report file",
    hint: "CSV or JSON, UTF-8, one file for one reporting group and period, at most 64 megabytes.",
    button: "Check this file",
    layout: "How the file is built",
    layoutSays:
      "One H line first: who reports, which period, when it is paid. Then an M line for each member, position and kind of pay; E lines for hires and other events; L lines for leaves; X lines for corrections. One T line last, with the totals.",
    twice: "Sending the same file twice does no harm: the second one changes nothing.",
  },
  problems: {
    fileMissing: "Choose the file of your pay report.",
    fileEmpty: "The file is empty. Choose another one.",
  },
  refused: {
    title: "This file was refused",
    summary: (parts: { errors: number }) =>
      parts.errors === 1 ? "We found 1 error." : `We found ${count(parts.errors)} errors.`,
    nothing: (parts: { sameId: boolean }) =>
      `Nothing from the file counts: not its pay, not its events. Correct it and send it again${parts.sameId ? ", with the same file id if you like" : " with a new file id"}.`,
    here: {
      button: "Correct it here",
      says: "Its rows can be corrected on a page and sent from there as a new report. Nothing is sent until you say so.",
      made: (parts: { fileId: string; withdrawn: boolean }) =>
        `Report ${parts.fileId} was made from this file${parts.withdrawn ? " and withdrawn" : ""}.`,
      why: {
        unreadable:
          "This file cannot be corrected here: its rows, columns, header or end could not be read. Mend the file and send it again.",
        notKept: (parts: { most: number }) =>
          `This file cannot be corrected here: the page takes regular reports of 1 to ${count(parts.most)} rows. Mend the file and send it again.`,
        otherPeriod:
          "This file cannot be corrected here: its period is not the one to be reported next. Mend the file and send it again.",
        corrected: "A report was made from this file already.",
        draftThere:
          "A draft is kept for this group. Send it, or begin it anew, before you correct this file here.",
      },
    },
    byRule: "By rule",
    byRow: "By line",
    code: "Code",
    field: "Field",
    rule: "Rule",
    remedy: "What to do",
    times: "Times",
    line: "Line",
    lineOf: (parts: { line: number }) => `Line ${parts.line}`,
    value: "In the file",
    wholeFile: "Whole file",
    hidden: "not shown",
    shownOf: (parts: { shown: number; all: number }) =>
      `${count(parts.shown)} of ${count(parts.all)} findings. The list to download has up to 500 of each kind.`,
    all: (parts: { all: number }) => (parts.all === 1 ? "1 finding" : `${count(parts.all)} findings`),
    download: "Download the list (CSV)",
    again: "Send the corrected file",
    fileName: (parts: { id: string }) => `findings-${parts.id}.csv`,
    private: "Social Security numbers and birth dates are never shown here.",
  },
  report: {
    title: (parts: { id: string }) => `Pay report ${parts.id}`,
    back: "All pay reports",
    steps: ["Checked", "Review and submit", "Posted"],
    again: "This file was here before. Nothing was done a second time.",
    passed: (parts: { held: number; comments: boolean }) =>
      [
        parts.held === 0
          ? "No error was found in the file."
          : `${parts.held === 1 ? "1 row waits" : `${count(parts.held)} rows wait`}; no error was found in the others.`,
        parts.comments ? "What is unusual needs a comment of yours." : "",
        "Nothing is posted until you submit it.",
      ]
        .filter((sentence) => sentence !== "")
        .join(" "),
    madeFrom: "Made from",
    refusedFile: "The refused file, corrected on the page",
    posted: (parts: { on: string; by: string }) => `Posted ${parts.on} by ${parts.by}.`,
    withdrawn: (parts: { on: string; by: string }) =>
      `Withdrawn ${parts.on} by ${parts.by}. Nothing was posted.`,
    facts: "The report",
    group: "Reporting group",
    period: "Period",
    payDate: "Pay date",
    type: "Type",
    sentBy: "Sent by",
    lines: "Lines",
    linesOf: (parts: { pay: number; events: number; leaves: number; corrections: number }) =>
      `${count(parts.pay)} pay, ${count(parts.events)} events, ${count(parts.leaves)} leaves, ${count(parts.corrections)} corrections`,
    totals: "Totals",
    total: "Total",
    pensionable: "Pensionable pay",
    employer: "Employer’s contributions",
    member: "Members’ contributions",
    life: "Life insurance premiums",
    ltd: "Disability premiums",
    how: "How each total comes about",
    howSays:
      "Each row’s contribution is its pay times the rate, rounded to the cent. The rate follows the plan and the pay date.",
    plan: "Plan",
    planNames: {
      MSEP: "MSEP",
      MSEP2000: "MSEP 2000",
      MSEP2011: "MSEP 2011",
      JUD: "Judicial",
      JUD2011: "Judicial 2011",
      ALJ: "ALJ",
      CURP: "CURP",
    },
    rowCount: "Rows",
    pay: "Pay",
    employerRate: "Employer’s rate",
    rateOf: (parts: { percent: string; from: string; mark: string }) =>
      `${parts.percent} %, in force since ${shortDate(parts.from)}${parts.mark === "published" ? "" : ` (${parts.mark} by the fund)`}`,
    due: "Pay × rate",
    reported: "Reported",
    memberRate: "Member’s rate",
    percent: (parts: { percent: string }) => `${parts.percent} %`,
    difference: (parts: { cents: string }) =>
      `The reported sum differs by ${parts.cents}: at most a cent a row.`,
    findings: "Changes to explain and warnings",
    noFindings: "Nothing unusual was found.",
    submit: "Submit this report",
    submitSays: "Type the total of pensionable pay from your own books. It must be the same as ours.",
    typedTotal: "Total pensionable pay",
    typedHint: "Dollars and cents, like 4750.50",
    comment: (parts: { code: string; says: string }) => `Comment on ${parts.code}: ${parts.says}`,
    submitButton: "Submit and post",
    withdrawSays: "If the file is wrong, withdraw it and send another one with a new file id.",
    withdrawButton: "Withdraw this report",
    receivable: "What you owe for this report",
    less: (parts: { owed: string }) => `${parts.owed} less`,
    receivableSays: (parts: {
      owed: string;
      entry: string | undefined;
      takenOver: boolean;
      universities: boolean;
    }) =>
      parts.takenOver
        ? `${parts.owed}: both contributions and both premiums. It was posted and charged in the system before this one.`
        : `${parts.owed}: both contributions and both premiums. Contributions belong to the pension trust${parts.entry === undefined ? "" : ` (entry ${parts.entry} of the ledger)`}${parts.universities ? ", those of CURP to the universities’ plan (RSMo 104.1205)" : ""}, premiums to the insurance trust.`,
    service: "Service posted",
    noService: "No one was hired and no one left in this report.",
    person: "Person",
    memberId: "Member ID",
    position: "Position",
    from: "From",
    to: "Last day",
    open: "still employed",
    ended: {
      left: "left",
      transfer: "transferred",
      retired: "retired",
      death: "died",
      layoff: "laid off",
      eligibilityChange: "no longer eligible",
    },
  },
  refusals: {
    payReportRefused: "The file was refused. The list tells every error.",
    totalNotTheSame: "The total you typed is not the total of the file. Compare both before you submit.",
    badTotal: "Type dollars and cents, like 4750.50.",
    commentMissing: (facts: FindingFacts) => `Write a comment on ${facts["code"]}.`,
    alreadySubmitted: "This report is submitted already and waits for a second person.",
    notSubmitted: "Nobody has submitted this report yet.",
    sameHand: "You submitted this report yourself. A second person must confirm it.",
    reportNotPosted: "Submit the report first. Its held rows can be mended when the others are posted.",
    alreadyDecided: "This row was decided already. Nothing was done again.",
    becauseMissing: "Say why the row is given up.",
    alreadyPosted: "This report is posted already. Nothing was done again.",
    withdrawn: "This report was withdrawn. Send another file.",
    changedSince: (facts: FindingFacts) =>
      `Our record changed since the file was checked: it has ${facts["errors"] === 1 ? "1 error" : `${facts["errors"]} errors`} now. Withdraw the report and send the file again with a new file id to see them.`,
    notInOrder: "Another report was posted in the meantime. Withdraw this one and send the next period.",
  },
  cli: {
    summary: "Check an employer's pay report, submit it, or mend rows that wait",
    usage:
      "report check FILE [--as ACCOUNT]\nreport submit FILE --as ACCOUNT [--total DOLLARS]\nreport held list --as ACCOUNT\nreport held show|post REPORT ROW --as ACCOUNT\nreport held effects REPORT ROW [COLUMN=VALUE...] --as ACCOUNT\nreport held mend REPORT ROW COLUMN=VALUE... --as ACCOUNT\nreport held drop REPORT ROW --because TEXT --as ACCOUNT",
    heldRow: (parts: { report: number; item: number; file: string }) =>
      `Report ${parts.report} (${parts.file}), row ${parts.item}`,
    noHeldRows: "No row waits.",
    noHeldRow: (parts: { report: number; item: number }) =>
      `Report ${parts.report} has no held row ${parts.item}.`,
    heldStays: (parts: { report: number; item: number }) =>
      `Row ${parts.item} of report ${parts.report} is not right yet. Nothing was kept.`,
    heldGone: (parts: { report: number; item: number }) =>
      `Row ${parts.item} of report ${parts.report} is given up.`,
    sound: (parts: { id: string; rows: number; total: string }) =>
      `${parts.id}: ${count(parts.rows)} pay rows, ${parts.total} pensionable, no fault in the file itself.`,
    finding: (parts: {
      where: string;
      code: string;
      field: string;
      value: string;
      rule: string;
      remedy: string;
    }) =>
      `${parts.where} ${parts.code} ${parts.field}${parts.value === "" ? "" : ` “${parts.value}”`}: ${parts.rule} ${parts.remedy}`.replaceAll(
        "  ",
        " ",
      ),
    line: (parts: { line: number }) => (parts.line === 0 ? "file" : `line ${parts.line}`),
    refused: (parts: { errors: number }) => `Refused: ${count(parts.errors)} errors. Nothing was kept.`,
    ready: (parts: { report: number }) =>
      `Report ${parts.report} passed every check and waits to be submitted.`,
    posted: (parts: { report: number }) => `Report ${parts.report} is posted.`,
    noFile: (parts: { file: string }) => `There is no file ${parts.file}.`,
    noAccount: (parts: { account: string }) => `No employer's account is called ${parts.account}.`,
    badTotal: (parts: { total: string }) => `${parts.total} is not an amount like 4750.50.`,
  },
};
