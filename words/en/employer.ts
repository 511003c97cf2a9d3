import { count, money, shortDate } from "../format.ts";

/** Facts that a finding gives to its words: dates as YYYY-MM-DD, amounts as decimal dollars. */
export type FindingFacts = Readonly<Record<string, string | number>>;

/** A rule of pay reports: what it asks for, and what to do about one finding. */
export interface RuleWords {
  readonly rule: string;
  readonly remedy: (facts: FindingFacts) => string;
}

const date = (fact: string | number | undefined): string => shortDate(String(fact));
const dollars = (fact: string | number | undefined): string => money(BigInt(String(fact).replace(".", "")));
const rule = (says: string, remedy: string | ((facts: FindingFacts) => string)): RuleWords => ({
  rule: says,
  remedy: typeof remedy === "string" ? () => remedy : remedy,
});

/** Every rule of a pay report in words, by its identifier. */
const rules = {
  emptyFile: rule("The file is empty.", "Export the report again and send that file."),
  fileTooLarge: rule("The file is too large.", (facts) => `Send at most ${facts["megabytes"]} megabytes.`),
  utf16: rule("The file is UTF-16 text.", "Save it as “CSV UTF-8”, without a byte order mark."),
  byteOrderMark: rule(
    "The file begins with a byte order mark.",
    "Save it as UTF-8 without a byte order mark. The first character must be the H of the header line.",
  ),
  nulByte: rule("The file holds a NUL byte.", "Export the file again; it may be damaged or not plain text."),
  notUtf8: rule(
    "The text is not UTF-8.",
    "Save the file as UTF-8. Names with accents show whether it worked.",
  ),
  unknownRecord: rule(
    "A line begins with H, M, E, L, X or T.",
    "Begin the line with its kind, or take the line out.",
  ),
  columnCount: rule(
    "Each kind of line has a fixed number of columns.",
    (facts) =>
      `This ${facts["letter"]} line has ${facts["found"]} columns and needs ${facts["expected"]}. Look for a missing or extra comma.`,
  ),
  openQuote: rule("A quotation mark is closed again.", "Close the quotation mark on this line."),
  strayQuote: rule(
    "A quotation mark stands around a whole field.",
    "Put quotation marks around the whole field and double those inside it.",
  ),
  bareCarriageReturn: rule("Lines end with LF or CRLF.", "Save the file with one of these line ends."),
  lineTooLong: rule(
    "A line is at most 8,192 bytes long.",
    "Look for a missing line end or a quotation mark left open.",
  ),
  blankLine: rule("There are no empty lines.", "Take the empty line out."),
  missingValue: rule("This field is needed.", "Fill the field in."),
  badDate: rule("A date is written 2026-05-31 and is a real day.", "Correct the date."),
  badInstant: rule(
    "A moment is written 2026-05-18T09:00:00-05:00.",
    "Write date, time and difference from universal time.",
  ),
  badAmount: rule(
    "An amount has a point and two decimals: 2750.50.",
    "Write it without commas, currency signs or needless zeros. A minus stands in front.",
  ),
  badNumber: rule("A number has the form the layout gives, such as 100.00.", "Correct the number."),
  badText: rule(
    "Text has no control characters and no spaces at its ends.",
    (facts) => `Use at most ${facts["most"]} bytes of plain text.`,
  ),
  badSsn: rule("A Social Security number has nine digits without dashes.", "Correct the number."),
  badMemberId: rule(
    "A Member ID has eight digits, the last of which checks the others.",
    "Compare it with the member’s letter; a digit is wrong or two are swapped.",
  ),
  badChoice: rule("This field takes one word of a list.", (facts) => `Use one of: ${facts["choices"]}.`),
  noIdentity: rule(
    "A person is named by Member ID or by Social Security number.",
    "Give at least one of the two.",
  ),
  datesReversed: rule("The last day is not before the first.", "Correct the two dates."),
  headerMissing: rule("The first line is the header, H.", "Put the header line first."),
  headerRepeated: rule("There is one header.", "Take the second H line out. Send two reports as two files."),
  trailerMissing: rule("The last line is the trailer, T.", "The file may be cut off. Export it again."),
  trailerRepeated: rule("There is one trailer.", "Take the second T line out."),
  rowAfterTrailer: rule("Nothing follows the trailer.", "Move the T line to the end."),
  groupUnknown: rule(
    "Employer and reporting group are yours.",
    (facts) => `You cannot report for employer ${facts["employer"]} with this group. Check both codes.`,
  ),
  periodNotNext: rule(
    "Reports come in order, one a pay period.",
    (facts) => `The next period is ${date(facts["begin"])} to ${date(facts["end"])}. Send that one first.`,
  ),
  periodNotPosted: rule(
    "An adjustment or supplement goes back to a period already posted.",
    "Send the regular report of that period first.",
  ),
  earlierReportWaits: rule(
    "One report is decided before the next is sent.",
    (facts) => `Report ${facts["waiting"]} still waits. Submit it or withdraw it.`,
  ),
  fileIdUsed: rule("A file id is used once.", "Another file came with this id. Give this one a new id."),
  totalDiffers: rule(
    "The trailer’s totals are the sums of the rows.",
    (facts) => `The rows come to ${dollars(facts["computed"])}. A row may be missing, or the total is wrong.`,
  ),
  rowCountDiffers: rule(
    "The trailer counts the lines of each kind.",
    (facts) => `The file has ${facts["computed"]}. A line may be missing.`,
  ),
  hashDiffers: rule(
    "The trailer’s hash is the sum of the Social Security numbers of the M rows.",
    "A row may be missing or a number may be wrong.",
  ),
  personUnknown: rule(
    "Everybody in the file is known to us.",
    "Add a HIRE event for a new employee, or correct the number.",
  ),
  payAfterService: rule("Pay is for days of service.", (facts) =>
    facts["payoff"] === 1
      ? `The last day was ${date(facts["lastDay"])}. Move this payoff to the last active period and give a reason.`
      : `The last day was ${date(facts["lastDay"])}. Mark the row not eligible, or report the return with REHIRE.`,
  ),
  activeWithoutPay: rule(
    "Everybody employed has pay, a leave or an end of service.",
    (facts) =>
      `Position ${facts["position"]}, since ${date(facts["from"])}: add a pay row, a leave or an event.`,
  ),
  eligibleByHours: rule(
    "A position of half time or more is benefit-eligible (BR 2-14, 3-12).",
    (facts) =>
      `The position is ${facts["share"]} % of full time. Report it as eligible, or give the reason why not.`,
  ),
  hoursTooFew: rule(
    "A benefit-eligible position normally needs 1,040 hours a year (BR 2-14, 3-12).",
    "Check the share of full time. Nothing else is needed if it is right.",
  ),
  memberContribution: rule(
    "The member’s contribution is pay × rate.",
    (facts) => `${dollars(facts["pay"])} at ${facts["rate"]} % is ${dollars(facts["due"])}.`,
  ),
  employerContribution: rule(
    "The employer’s contribution is pay × the rate in force on the pay date.",
    (facts) =>
      `${dollars(facts["pay"])} at ${facts["rate"]} %, the rate of ${date(facts["payDate"])}, is ${dollars(facts["due"])}.`,
  ),
  noRateInForce: rule(
    "A certified rate or limit covers the date.",
    (facts) => `None is on file for ${facts["payDate"]}. Ask us before you send this report.`,
  ),
  payNotPensionable: rule(
    "Only pay that the plan counts is pensionable.",
    (facts) => `Pay of kind ${facts["code"]} in this row does not count. Report 0.00 as pensionable.`,
  ),
  overYearlyLimit: rule(
    "Pay above the yearly limit is not counted (IRC 401(a)(17)).",
    (facts) =>
      `The limit of ${facts["year"]} is ${dollars(facts["limit"])}. Report at most ${dollars(facts["left"])} as pensionable.`,
  ),
  rowRepeated: rule(
    "A member has one row a position, period and kind of pay.",
    (facts) => `Line ${facts["line"]} is for the same. Add the two together or correct one.`,
  ),
  drawsBenefit: rule(
    "A retiree who comes back is reported to us first.",
    "This person draws a benefit. Call us before you report pay.",
  ),
  datesOverTermination: rule(
    "Pay ends with service.",
    (facts) => `The last day was ${date(facts["lastDay"])}. End the row on that day.`,
  ),
  illnessOverTwelveMonths: rule(
    "Leave for own illness counts for up to 12 months (BR 2-4, 3-4).",
    "Tell us whether the member is coming back (BR 2-2, 3-2).",
  ),
  layoffOverTwelveMonths: rule(
    "A layoff lasts at most 12 months (BR 2-11, 3-11).",
    "Report the recall, or end the employment.",
  ),
  enrolledLate: rule(
    "A hire is reported within 31 days.",
    (facts) =>
      `This is more than ${facts["days"]} days before the period that begins ${date(facts["periodBegin"])}. Give that day as the first, and send us a membership form for the time before (BR 2-14(6)).`,
  ),
  planDiffers: rule(
    "The plan is the one on record.",
    (facts) => `Our record says ${facts["plan"]}. Correct the row, or call us if you disagree.`,
  ),
  positionUnknown: rule(
    "The person holds the position with you.",
    "Correct the position, or add a HIRE, REHIRE or TRANSFER_IN event.",
  ),
  identityDiffers: rule(
    "Member ID and Social Security number belong to one person.",
    "Compare both with the member’s papers; one of them is somebody else’s.",
  ),
  reasonMissing: rule("Moved, negative and correcting rows give a reason.", "Fill in the reason."),
  nothingToCorrect: rule(
    "A correction names a posted row.",
    (facts) =>
      `File ${facts["fileId"]} of this group has no such pay row. Give the file id and the line of the row.`,
  ),
  correctionDiffers: rule(
    "A correction repeats the row it corrects, but for the amounts.",
    "Repeat person, position, dates, kind of pay and plan. To move pay, take it back and report it again.",
  ),
  correctionTooLarge: rule(
    "No more is taken back than was posted.",
    (facts) => `At most ${dollars(facts["left"])} is left of that row.`,
  ),
  earnDatesOutside: rule(
    "Pay is earned in one pay period, not in the future, and while employed.",
    (facts) =>
      `Give days of one period that are within ${date(facts["periodBegin"])} to ${date(facts["periodEnd"])}, or before it with a reason.`,
  ),
  alreadyEmployed: rule(
    "A position is opened once.",
    (facts) => `The employment since ${date(facts["from"])} is still open.`,
  ),
  notEmployed: rule(
    "The event fits the person’s service.",
    "The record shows no employment with you that this event could change.",
  ),
  alreadyKnown: rule(
    "HIRE is for people who never had a covered position.",
    "This person worked in one before. Use REHIRE after a break, else TRANSFER_IN.",
  ),
  eventTwice: rule("An event is told once.", "Take the second line out."),
  eventOutsidePeriod: rule(
    "An event is dated within service and not after the period.",
    (facts) => `Check the date against ${date(facts["periodEnd"])}.`,
  ),
  leaveOutsideService: rule(
    "A leave lies within employment on record.",
    "Check its days. A leave in the first report of a new employee goes into the next report.",
  ),
  leaveOverlaps: rule(
    "Leaves do not overlap.",
    (facts) => `A leave since ${date(facts["from"])} is on record. Give its end first.`,
  ),
  eventByForm: rule("This event is not taken in a file yet.", "Send us the form for it."),
  payChanged: rule(
    "Pay that changed by more than 20 % needs a comment.",
    (facts) => `It was ${dollars(facts["before"])} in the period before.`,
  ),
  totalChanged: rule(
    "Total pay that changed by more than 5 % needs a comment.",
    (facts) => `It was ${dollars(facts["before"])} in the period before.`,
  ),
  manyTerminations: rule("Ten or more terminations need a comment.", "Say what happened."),
  nameDiffers: rule(
    "The name is the one on record.",
    (facts) => `Our record says ${facts["onRecord"]}. Send a name change if it changed.`,
  ),
  birthDateDiffers: rule(
    "The birth date is the one on record.",
    "Check the birth date; ask the member to send us proof if ours is wrong.",
  ),
} satisfies Record<string, RuleWords>;

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
  leave_begin: "Leave begins",
  leave_end: "Leave ends",
  leave_type: "Kind of leave",
  orig_file_id: "File corrected",
  orig_row: "Line corrected",
  pensionable_total: "Total pensionable pay",
  member_contrib_total: "Total of members’ contributions",
  employer_contrib_total: "Total of employer’s contributions",
  hash_ssn: "Hash of Social Security numbers",
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
    pensionable: "Pensionable pay",
    sent: "Sent",
    refusals: "Files refused lately",
    noRefusals: "No file was refused.",
    errors: "Errors",
    notOurs: "Not one of your groups",
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
    intro: "We check the whole file first. If anything is wrong, nothing is kept and we tell you every line.",
    file: "Pay report file",
    hint: "CSV, UTF-8, one file for one reporting group and period, at most 64 megabytes.",
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
    nothing:
      "Nothing from the file was kept: not its pay, not its events. Correct it and send it again, with the same file id if you like.",
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
    passed: "The file passed every check. Nothing is posted until you submit it.",
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
    receivableSays: (parts: { owed: string; entry: string }) =>
      `${parts.owed}: both contributions and both premiums. It is in the ledger as entry ${parts.entry}; contributions belong to the pension trust, premiums to the insurance trust.`,
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
    comments: "Your comments",
  },
  refusals: {
    payReportRefused: "The file was refused. The list tells every error.",
    totalNotTheSame: "The total you typed is not the total of the file. Compare both before you submit.",
    badTotal: "Type dollars and cents, like 4750.50.",
    commentMissing: (facts: FindingFacts) => `Write a comment on ${facts["code"]}.`,
    alreadyPosted: "This report is posted already. Nothing was done again.",
    withdrawn: "This report was withdrawn. Send another file.",
    changedSince: (facts: FindingFacts) =>
      `Our record changed since the file was checked, and ${facts["errors"]} rows no longer fit. Withdraw the report and send the file again with a new file id to see them.`,
    notInOrder: "Another report was posted in the meantime. Withdraw this one and send the next period.",
  },
  cli: {
    summary: "Check an employer's pay report, or submit it",
    usage: "report check FILE\nreport submit FILE --as ACCOUNT [--total DOLLARS]",
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
