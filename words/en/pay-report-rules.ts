import { money, shortDate } from "../format.ts";

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
export const rules = {
  emptyFile: rule(
    "A file has at least one line.",
    "It is empty. Export the report again and send that file.",
  ),
  fileTooLarge: rule(
    "A file is no larger than we take.",
    (facts) => `Send at most ${facts["megabytes"]} megabytes.`,
  ),
  utf16: rule("The text is UTF-8, not UTF-16.", "Save it as “CSV UTF-8”, without a byte order mark."),
  byteOrderMark: rule(
    "No byte order mark stands before the text.",
    "Save it as UTF-8 without a byte order mark. The first character must be the H of the header line.",
  ),
  nulByte: rule(
    "The file is plain text.",
    "It holds a byte that no text has (NUL). A workbook, or a file saved as UTF-16 (“Unicode text”), is not plain text: save it as CSV UTF-8.",
  ),
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
    "Text has no control characters, no spaces at its ends, and does not begin with = + - or @.",
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
  periodNotNext: rule("Reports come in order, one a pay period.", (facts) =>
    facts["past"] === 1
      ? `This period is reported already: correct it with an adjustment, or add to it with a supplement. The next period is ${date(facts["begin"])} to ${date(facts["end"])}.`
      : `The next period is ${date(facts["begin"])} to ${date(facts["end"])}. Send that one first.`,
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
    "The member’s contribution is pay × rate (RSMo 104.1091, 104.1205, 476.521).",
    (facts) => `${dollars(facts["pay"])} at ${facts["rate"]} % is ${dollars(facts["due"])}.`,
  ),
  employerContribution: rule(
    "The employer’s contribution is pay × the rate in force on the pay date (RSMo 104.436, 104.1066, 104.1205).",
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
    "A hire is reported within 31 days (BR 2-14, 3-12).",
    (facts) =>
      `It came after more than ${facts["days"]} days, so membership counts from ${date(facts["memberFrom"])}. Ask for the time before on the person’s page (BR 2-14(6), 3-12(6)).`,
  ),
  planDiffers: rule("The plan is the one on record.", (facts) =>
    facts["because"]
      ? `The law gives ${facts["plan"]} (${facts["because"]}). Correct the row, or call us if you disagree.`
      : `Our record says ${facts["plan"]}. Correct the row, or call us if you disagree.`,
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
  nothingChanges: rule(
    "An event changes something.",
    "The record says so already. Take the row out, or correct it.",
  ),
  employeeNotTold: rule(
    "Who gets no membership is told so (BR 2-14(5), 3-12(5)).",
    "The position needs fewer hours than membership asks for. Tell the employee, keep the papers and answer told_employee with Y; or correct the hours.",
  ),
  foundLate: rule(
    "Membership that begins is told within 31 days.",
    (facts) =>
      `It would begin ${date(facts["from"])}. Ask for membership found late on the person’s page (BR 2-14(6), 3-12(6)).`,
  ),
  vestingUnknown: rule(
    "The law says which plan takes a person back.",
    "Our record does not show whether the person was vested in the closed plan. Call us before you report the return.",
  ),
  hoursDiffer: rule(
    "A position has one number of hours a year.",
    (facts) =>
      `Your list of positions says ${facts["onRecord"]} hours. Correct the row, or send ELIG_CHANGE for the position.`,
  ),
  maybeSamePerson: rule(
    "A person is made known once.",
    "Somebody with this name and birth date is known under another Social Security number. Correct the number; if it is another person, answer different_person with Y.",
  ),
  personDied: rule("A person hired is alive.", "Our record says that this person died. Check who is meant."),
  dutiesMissing: rule(
    "An educator’s row says what they do.",
    "Answer teaches_or_researches and administrator_with_rank: the law gives the plan by them (RSMo 104.1200).",
  ),
  lastPaidTooEarly: rule(
    "The last payroll period paid is one of this employment (BR 2-3(1), 3-3(1), 4-3).",
    (facts) => `The employment began ${date(facts["from"])}. Correct the end of the period.`,
  ),
  noSickLeaveInClass: rule(
    "Legislators, officials and judges earn no sick leave.",
    "Leave the hours empty, or correct who is meant.",
  ),
  notLastEmployer: rule(
    "The last employer certifies unused sick leave (RSMo 104.601).",
    "The person worked for another employer after you. Leave the row to that employer.",
  ),
  notEligibleOnRecord: rule(
    "Eligible pay is of a position that gives membership.",
    "Our record says that the position does not. If its hours changed, send ELIG_CHANGE; else answer eligible with N.",
  ),
  addressIncomplete: rule(
    "An address can be written to.",
    "Give street, city, a state of two capital letters and a ZIP code; outside the United States the country’s two letters.",
  ),
  tooMuchSickLeave: rule(
    "Sick leave counts ten hours a month at most (RSMo 104.601, 104.1021.2).",
    "No life of work brings so many hours. Check the decimal point.",
  ),
  approvalMissing: rule(
    "A leave says who approved it.",
    "Fill in approved_by, or report the leave as UNAPPROVED.",
  ),
  planGiven: rule(
    "The law gives plan and class.",
    (facts) => `Plan ${facts["plan"]}, class ${facts["memberClass"]}: ${facts["because"]}.`,
  ),
  detailTakesEffect: rule(
    "A name or address that you tell takes effect.",
    (facts) => `It holds from ${date(facts["from"])}.`,
  ),
  detailWaits: rule("A name or address that you tell may wait for our office.", (facts) =>
    facts["waits"] === "fund"
      ? "Our office confirms it with the member first."
      : "The member gave us another one for that day or later. Our office asks the member first.",
  ),
  hoursChange: rule("Other hours may begin or end membership (BR 2-14, 3-12).", (facts) =>
    facts["eligible"] === 1
      ? `From ${date(facts["from"])} the position gives membership: plan ${facts["plan"]}, class ${facts["memberClass"]}.`
      : `From ${date(facts["from"])} the position gives no membership.`,
  ),
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
  notJson: rule(
    "The file is JSON.",
    "A bracket, comma or quotation mark is missing or too many near this line. Let a program write the file.",
  ),
  unknownName: rule(
    "Every name is one of the schema.",
    "Correct the name, or take it out. The published schema has them all.",
  ),
  nameTwice: rule("A name stands once in an object.", "Take the second one out."),
  rowNumberTwice: rule(
    "Every row has a number of its own.",
    "Number the rows of the whole file 1, 2, 3, …: a correction names a row by it.",
  ),
  wrongKind: rule(
    "A value is of the kind that the schema says.",
    "Write amounts and dates as text in quotation marks, eligible and paid as true or false.",
  ),
  tooManyHeld: rule(
    "Only a few rows may wait while the others are posted.",
    (facts) => `At most ${facts["most"]} rows of a file are held. Correct the file and send it again.`,
  ),
  disabilityPremiumNotDue: rule(
    "Disability premiums end when normal retirement is open.",
    "This member is eligible already. Stop the premium; we will refund what was paid too much.",
  ),
  optionalLifeWithoutBasic: rule(
    "Optional life insurance goes with basic life insurance.",
    "Compare the premium with the member’s cover.",
  ),
  overOneDay: rule(
    "A calendar day gives one day of service, whatever the positions (BR 2-8, 3-8).",
    (facts) => `The positions come to ${facts["sum"]} % of full time. Pay of both counts; check the shares.`,
  ),
  correctionTwice: rule(
    "A file corrects a row once.",
    (facts) => `Line ${facts["line"]} corrects the same row. Add the two differences together.`,
  ),
  correctsACorrection: rule(
    "A correction names the row that was first reported.",
    (facts) =>
      `That line of ${facts["fileId"]} is itself a correction. Name the first row, with the difference to what it is now.`,
  ),
  negativePay: rule(
    "Pay is taken back by a correction that names its row.",
    "Use an X line with the file id and line of the row, or check the sign.",
  ),
  pensionableOverGross: rule(
    "Pensionable pay is a part of gross pay.",
    (facts) => `Gross pay is ${dollars(facts["gross"])}. Correct one of the two.`,
  ),
  tooManyHours: rule(
    "No more hours are paid than the days have.",
    (facts) => `There are ${facts["days"]} days in the row. Correct the hours.`,
  ),
  paidBeforePeriod: rule(
    "Pay is not paid before its period begins.",
    (facts) => `The period begins ${date(facts["periodBegin"])}. Check the pay date: it decides the rate.`,
  ),
  periodAhead: rule(
    "A period is reported when it has begun, or shortly before.",
    (facts) => `It begins in more than ${facts["days"]} days. Send the report then.`,
  ),
  bornTooLate: rule(
    "A person employed has an age to be.",
    (facts) => `By this birth date the person is under ${facts["years"]}. Correct it.`,
  ),
  wrongSign: rule(
    "A report’s sums are above zero.",
    "Check the signs of your export. If the sum is right, say why; a second person confirms it.",
  ),
  tenfoldChange: rule(
    "Total pay ten times as much or as little needs a comment and a second person.",
    (facts) =>
      `It was ${dollars(facts["before"])} in the period before. Check for amounts in cents, or a year’s pay.`,
  ),
  halfThePeople: rule(
    "Half or twice the people need a comment and a second person.",
    (facts) =>
      `${facts["before"]} people were paid in the period before. A part of the file may be missing or twice there.`,
  ),
  nothingPaid: rule(
    "A report without any pay needs a comment and a second person.",
    (facts) => `It was ${dollars(facts["before"])} in the period before.`,
  ),
  manyHires: rule("Many hires in one period need a comment.", "Say what happened."),
  correctionAgain: rule(
    "The same correction a second time needs a comment.",
    "This row was corrected by the same amount before. Make sure that it is not sent twice.",
  ),
  largeCorrections: rule(
    "Ten corrections or more that come to over 5 % of a period’s pay need a comment.",
    (facts) => `The period before came to ${dollars(facts["before"])}.`,
  ),
  rateDiffers: rule(
    "Hourly rate times hours is gross pay.",
    (facts) => `They come to ${dollars(facts["due"])}. Check the rate, the hours and the pay.`,
  ),
  lastPaidMissing: rule(
    "An end of service tells the last payroll period paid (BR 2-3, 3-3).",
    "Fill in the end of that period.",
  ),
  paidLate: rule(
    "Pay is seldom paid months after its period.",
    (facts) => `The period ended ${date(facts["periodEnd"])}. Check the pay date: it decides the rate.`,
  ),
} satisfies Record<string, RuleWords>;
