import { count, longDate, longMonth, money } from "../format.ts";

/** What was seen, by name: dates as YYYY-MM-DD, amounts in cents. */
type Seen = Readonly<Record<string, string | number>>;

const day = (seen: Seen, name: string): string => longDate(String(seen[name]));
const month = (seen: Seen, name: string): string => longMonth(String(seen[name]));
const cents = (seen: Seen, name: string): string => money(Number(seen[name]));
const number = (seen: Seen, name: string): string => count(Number(seen[name]));
const hours = (seen: Seen, name: string): string => count(Number(seen[name]) / 100);
const months = (seen: Seen): string =>
  Number(seen["months"]) === 1
    ? month(seen, "from")
    : `${number(seen, "months")} months, ${month(seen, "from")} to ${month(seen, "to")}`;
const leaves: Readonly<Record<string, string>> = {
  ownIllness: "own illness",
  family: "family",
  military: "military service",
  workersCompensation: "workers’ compensation",
  other: "another reason",
  unapproved: "no approval",
  layoff: "layoff",
};
const leave = (seen: Seen): string => leaves[String(seen["kind"])] ?? String(seen["kind"]);
const plans: Readonly<Record<string, string>> = {
  msep: "MSEP",
  msep2000: "MSEP 2000",
  msep2011: "MSEP 2011",
};
const plan = (seen: Seen, name: string): string => plans[String(seen[name])] ?? String(seen[name]);
const other = (seen: Seen): string => String(seen["otherName"] ?? "somebody else");
const whats: Readonly<Record<string, string>> = {
  birth: "birth date",
  employment: "employment",
  pay: "pay",
  serviceCredit: "service credit",
};

/** How the money at risk of a pattern is reckoned. */
const atRisk = {
  posted: "The pay that was posted.",
  yearOfBenefit: "Twelve monthly benefits.",
  lastYear: "The pay of the latest year on record: at most what a year of a benefit could come to.",
  none: "Not reckoned: it depends on what is found.",
} as const;

/** The words of one pattern. */
export interface PatternWords {
  readonly name: string;
  /** What goes wrong in money. */
  readonly why: string;
  readonly remedy: string;
  readonly atRisk: string;
  readonly says: (seen: Seen) => string;
}

/** Words of every known-bad pattern, by its code. */
export const patterns = {
  "pay-negative": {
    name: "Pay below zero for a month",
    why: "A sign was read the wrong way, or a correction took back more than was paid. The month lowers final average pay and the contributions charged.",
    remedy: "Compare with the payroll register and send an adjustment that names the row it corrects.",
    atRisk: "Twice the amount: what the month says and what it should say.",
    says: (seen) => `${month(seen, "month")} comes to ${cents(seen, "cents")}.`,
  },
  "pay-far-above-usual": {
    name: "A month of pay far above the others",
    why: "One month too high can raise final average pay, and with it every payment for life.",
    remedy:
      "Ask whether the month holds back pay or a payout that does not count as pay; move or correct it.",
    atRisk: "What the month exceeds the mean of the other months by.",
    says: (seen) =>
      `${month(seen, "month")} is ${cents(seen, "cents")}; the other months of ${String(seen["year"])} are ${cents(seen, "usual")} on average.`,
  },
  "pay-without-position": {
    name: "Pay without a job",
    why: "Pay that no employment stands behind brings no service, and its contributions belong to nobody.",
    remedy: "Find the employment that is missing, or move the pay to the position where it was earned.",
    atRisk: atRisk.posted,
    says: (seen) => `${cents(seen, "cents")} was posted for ${months(seen)}, and no employment is on record.`,
  },
  "pay-after-leaving": {
    name: "Pay after the last day",
    why: "Either the last day is wrong, and service and the benefit with it, or contributions were taken on what is not pay.",
    remedy: "Tell the right last day, or move the pay into the last period and mark what does not count.",
    atRisk: atRisk.posted,
    says: (seen) =>
      `${cents(seen, "cents")} was posted for ${months(seen)}, after the last day in the position.`,
  },
  "pay-before-hire": {
    name: "Pay before the first day",
    why: "Membership may have begun earlier than on record: service and contributions are missing.",
    remedy: "Tell the right first day, or file membership found late.",
    atRisk: atRisk.posted,
    says: (seen) =>
      `${cents(seen, "cents")} was posted for ${months(seen)}, before the first day in the position.`,
  },
  "pay-in-break": {
    name: "Pay in a break between two stretches of work",
    why: "If the person worked, service is missing and there was no break; if not, contributions were taken wrongly.",
    remedy: "Tell whether the person worked in those months, and correct the days or the pay.",
    atRisk: atRisk.posted,
    says: (seen) => `${cents(seen, "cents")} was posted for ${months(seen)}, between two stretches of work.`,
  },
  "pay-after-death": {
    name: "Pay after death",
    why: "Service would grow after death and the survivor’s benefit with it, or the death belongs to somebody else.",
    remedy: "Check the death certificate against the last payroll; take back what was not earned.",
    atRisk: atRisk.posted,
    says: (seen) =>
      `${cents(seen, "cents")} was posted from ${month(seen, "from")} on; the death was on ${day(seen, "died")}.`,
  },
  "pay-gap": {
    name: "Months without pay inside a job",
    why: "Service counts and pay does not: final average pay falls, and contributions were never charged.",
    remedy: "Send the missing pay as a supplemental report, or tell the leave.",
    atRisk: "The person’s usual monthly pay for each month.",
    says: (seen) => `No pay for ${months(seen)}, and no leave.`,
  },
  "no-pay-lately": {
    name: "At work, and no pay for three months",
    why: "The last day was probably never told: service keeps growing without pay.",
    remedy: "Tell the last day or the leave, or send the missing pay.",
    atRisk: "The person’s usual monthly pay for each month without pay.",
    says: (seen) => `No pay since ${month(seen, "from")}; neither a leave nor a last day is on record.`,
  },
  "service-without-pay": {
    name: "Service without any pay",
    why: "Years that nobody paid contributions for raise the benefit, or pay is missing and lowers it.",
    remedy: "Ask for the payroll records of those days, or take the employment back.",
    atRisk: atRisk.none,
    says: (seen) => `Employed from ${day(seen, "from")} for ${number(seen, "days")} days, without any pay.`,
  },
  "pay-in-unpaid-leave": {
    name: "Pay in an unpaid leave",
    why: "The leave takes service away while pay was earned, or pay was reported that was not earned.",
    remedy: "Tell the right days of the leave, or correct the pay.",
    atRisk: atRisk.posted,
    says: (seen) =>
      `${cents(seen, "cents")} was posted in the unpaid leave that began on ${day(seen, "from")} (${leave(seen)}).`,
  },
  "contributions-not-4-percent": {
    name: "Contributions are not 4 percent of pay",
    why: "The member paid too much or too little; a refund or a death benefit will be wrong by it, with interest.",
    remedy: "Send an adjustment for the year, and settle the difference with the member.",
    atRisk: "The difference.",
    says: (seen) =>
      `In ${String(seen["year"])} ${cents(seen, "cents")} was contributed where ${cents(seen, "due")} was due.`,
  },
  "account-negative": {
    name: "A member account below zero",
    why: "More was taken out than was put in, or a correction was posted twice.",
    remedy: "Go through the account line by line and reverse what is wrong.",
    atRisk: "The amount below zero.",
    says: (seen) => `Account ${number(seen, "account")} stands at ${cents(seen, "cents")}.`,
  },
  "account-dormant": {
    name: "Contributions that nobody asked for",
    why: "After four years unclaimed money goes back to the fund; the person may not know of it.",
    remedy: "Write to the last address and search for a new one.",
    atRisk: "The balance.",
    says: (seen) => `${cents(seen, "cents")} stands in the account; the person left on ${day(seen, "left")}.`,
  },
  "jobs-over-full-time": {
    name: "Two jobs at once that come to more than one",
    why: "One of them is often a copy of the other: pay counts twice and raises final average pay.",
    remedy: "Ask both employers which days were worked in which position.",
    atRisk: atRisk.none,
    says: (seen) =>
      `From ${day(seen, "from")}, for ${number(seen, "days")} days, two positions come to ${number(seen, "percent")} percent of full time.`,
  },
  "leave-never-ended": {
    name: "A leave that never ended",
    why: "Service stands still for somebody who may be back at work, or grows for somebody who left.",
    remedy: "Tell the day of return or the last day.",
    atRisk: atRisk.none,
    says: (seen) => `On leave since ${day(seen, "from")} (${leave(seen)}).`,
  },
  "layoff-past-limit": {
    name: "A layoff past twelve months",
    why: "After twelve months employment ends and service breaks; insurance may still be paid for.",
    remedy: "Tell the recall if there was one; otherwise the nightly job ends the employment.",
    atRisk: atRisk.none,
    says: (seen) => `Laid off since ${day(seen, "from")}.`,
  },
  "leave-outside-job": {
    name: "A leave outside the job",
    why: "Days of a leave that lie outside the employment can take away service of another job.",
    remedy: "Correct the days of the leave or of the employment.",
    atRisk: atRisk.none,
    says: (seen) =>
      `The leave that begins on ${day(seen, "from")} (${leave(seen)}) is not inside the employment.`,
  },
  "sick-leave-while-employed": {
    name: "Unused sick leave of somebody who works",
    why: "Sick leave counts only at retirement; certified early it is used up and counted as well.",
    remedy: "Tell the last day, or take the certificate back until then.",
    atRisk: atRisk.none,
    says: (seen) =>
      `${hours(seen, "hoursHundredths")} hours are certified as of ${day(seen, "effective")}, and the job goes on.`,
  },
  "sick-leave-too-much": {
    name: "More sick leave than could be earned",
    why: "Each 168 hours add a month to the benefit for life.",
    remedy: "Ask for the leave record; more than ten hours a month cannot be earned.",
    atRisk: atRisk.none,
    says: (seen) =>
      `${hours(seen, "hoursHundredths")} hours are certified; ten hours a month come to ${hours(seen, "mostHundredths")} at most.`,
  },
  "hire-far-ahead": {
    name: "A first day far ahead",
    why: "A year was probably mistyped; plan and class may be wrong with it.",
    remedy: "Confirm the first day.",
    atRisk: atRisk.none,
    says: (seen) => `The first day on record is ${day(seen, "from")}.`,
  },
  "position-hours-too-few": {
    name: "A member in a position with too few hours",
    why: "Service and contributions accrue that the law does not give.",
    remedy: "Confirm the hours that the position normally requires, or end the membership.",
    atRisk: atRisk.none,
    says: (seen) =>
      `The position requires ${number(seen, "hours")} hours a year; ${number(seen, "needed")} are needed.`,
  },
  "position-hours-enough": {
    name: "Not a member, in a position with enough hours",
    why: "Membership will be found late: service, pay by month and contributions must then be brought in at once.",
    remedy: "Confirm the hours, and file membership found late.",
    atRisk: atRisk.none,
    says: (seen) =>
      `The position requires ${number(seen, "hours")} hours a year; ${number(seen, "needed")} make it benefit-eligible.`,
  },
  "retired-without-determination": {
    name: "Retired, and nothing was determined",
    why: "Somebody who left to retire is not being paid, or left for another reason.",
    remedy: "Ask the member; open the case, or correct the reason for leaving.",
    atRisk: atRisk.lastYear,
    says: (seen) => `Left to retire on ${day(seen, "left")}; there is neither a case nor a determination.`,
  },
  "vested-past-required-age": {
    name: "Vested, past 75, and not paid",
    why: "Distributions are required by then: the fund’s tax standing and the member’s excise tax depend on it.",
    remedy: "Find the person, and open the case; look for a death if nobody answers.",
    atRisk: atRisk.lastYear,
    says: (seen) => `Born ${day(seen, "born")}, left on ${day(seen, "left")} with five years or more.`,
  },
  "very-old-at-work": {
    name: "At work past ninety",
    why: "The birth date is wrong, or the last day was never told.",
    remedy: "Check the birth date, and ask for the last day.",
    atRisk: atRisk.none,
    says: (seen) => `Born ${day(seen, "born")}, and at work.`,
  },
  "near-vesting-unproven": {
    name: "Service near vesting that nothing proves",
    why: "A few months decide whether there is a benefit at all.",
    remedy: "Ask the department for a certificate of those days before anybody counts on them.",
    atRisk: atRisk.lastYear,
    says: (seen) =>
      `${number(seen, "months")} months of employment, and pay for ${number(seen, "paid")} of them.`,
  },
  "plan-not-by-law": {
    name: "A plan that the law does not give",
    why: "Every amount is worked out by the wrong formula, and contributions with it.",
    remedy: "Check the first day in a covered position and the elections; correct the plan.",
    atRisk: atRisk.none,
    says: (seen) =>
      `On record in ${plan(seen, "plan")}; first hired on ${day(seen, "hired")}, the law gives ${plan(seen, "law")}.`,
  },
  "birth-missing": {
    name: "No birth date",
    why: "No age, no eligibility: nothing can be estimated or paid.",
    remedy: "Ask the employer or the member.",
    atRisk: atRisk.none,
    says: () => "No birth date is on record.",
  },
  "ssn-missing": {
    name: "No Social Security number",
    why: "Payments cannot be reported to the IRS, and deaths are not found.",
    remedy: "Ask the employer or the member.",
    atRisk: atRisk.none,
    says: () => "No Social Security number is on record.",
  },
  "name-missing": {
    name: "No name in use",
    why: "No letter or payment can be addressed.",
    remedy: "Enter the name from the membership form.",
    atRisk: atRisk.none,
    says: () => "No name is in use on record.",
  },
  "birth-impossible": {
    name: "A birth date that cannot be",
    why: "Eligibility, reductions and option factors all rest on age.",
    remedy: "Compare with the birth certificate.",
    atRisk: atRisk.none,
    says: (seen) =>
      seen["died"] === ""
        ? `Born ${day(seen, "born")}.`
        : `Born ${day(seen, "born")}, died ${day(seen, "died")}.`,
  },
  "too-young-when-hired": {
    name: "Younger than 14 when hired",
    why: "The birth date or the first day is wrong: age or service is too high.",
    remedy: "Compare both with the membership form.",
    atRisk: atRisk.none,
    says: (seen) => `Born ${day(seen, "born")}, hired ${day(seen, "hired")}.`,
  },
  "payee-very-old": {
    name: "A payee past 110 without proof of life",
    why: "Most such payments go to the dead.",
    remedy: "Ask for proof of life; hold the payments if none comes.",
    atRisk: atRisk.yearOfBenefit,
    says: (seen) => `Born ${day(seen, "born")}; no proof of life of the last year is on file.`,
  },
  "birth-not-proven": {
    name: "Paid without proof of age",
    why: "A wrong age changes the reduction and the option factor for life.",
    remedy: "Ask for the birth certificate.",
    atRisk: atRisk.yearOfBenefit,
    says: (seen) => `The birth date ${day(seen, "born")} has not been proven.`,
  },
  "ssn-placeholder": {
    name: "A Social Security number that nobody has",
    why: "It was typed to get past a form: the person cannot be found, reported or matched with deaths.",
    remedy: "Ask the employer for the right number.",
    atRisk: atRisk.none,
    says: () => "The number on record is one that is never issued.",
  },
  "ssn-of-two": {
    name: "One Social Security number, two people",
    why: "Pay, deaths and taxes of one are booked to the other.",
    remedy: "Compare both records with their papers; join them if they are one person.",
    atRisk: atRisk.none,
    says: (seen) => `The number was on record for ${other(seen)} before.`,
  },
  "bank-account-shared": {
    name: "One bank account for people who are not related",
    why: "Payments may be taken by somebody who is not due them.",
    remedy: "Call both on the numbers on record; hold the newer account.",
    atRisk: atRisk.yearOfBenefit,
    says: (seen) => `The account ending in ${String(seen["last4"])} is also used by ${other(seen)}.`,
  },
  "email-shared": {
    name: "One e-mail address for three people or more",
    why: "Codes and notices reach the wrong person; an account can be taken over.",
    remedy: "Ask each for an address of their own.",
    atRisk: atRisk.none,
    says: (seen) => `${number(seen, "people")} people have this e-mail address.`,
  },
  "married-to-two": {
    name: "Married to two at once",
    why: "Two people may claim the survivor’s benefit.",
    remedy: "Ask for the decree or the death certificate that ended the first marriage.",
    atRisk: atRisk.none,
    says: (seen) => `Two marriages overlap from ${day(seen, "from")} on.`,
  },
  "marriage-outlives-spouse": {
    name: "A marriage that outlives a spouse",
    why: "A dead spouse stands as survivor; a pop-up or a new option is missed.",
    remedy: "End the marriage with the day after the death.",
    atRisk: atRisk.none,
    says: (seen) => `The marriage is open; one of the two died on ${day(seen, "died")}.`,
  },
  "child-too-old": {
    name: "A child too old for its parent",
    why: "A benefit for children could be paid to somebody who is none.",
    remedy: "Compare both birth dates with the certificates.",
    atRisk: atRisk.none,
    says: (seen) => `The child was born ${day(seen, "childBorn")}, the parent ${day(seen, "born")}.`,
  },
  "payee-without-address": {
    name: "A payee without an address",
    why: "Tax forms and notices reach nobody, and a death stays unknown.",
    remedy: "Ask the payee; search by the last known address.",
    atRisk: atRisk.yearOfBenefit,
    says: () => "No address is in force today.",
  },
  "vested-without-address": {
    name: "Vested, and no address",
    why: "The member will not hear of the benefit and may never claim it.",
    remedy: "Search by the last employer and address.",
    atRisk: atRisk.none,
    says: () => "Five years or more of employment, and no address in force today.",
  },
  "address-bad": {
    name: "An address that mail will not reach",
    why: "Checks and tax forms come back.",
    remedy: "Ask for the state and the ZIP code.",
    atRisk: atRisk.none,
    says: (seen) => `State “${String(seen["state"])}”, ZIP code “${String(seen["postalCode"])}”.`,
  },
  "two-records": {
    name: "Two records that may be one person",
    why: "Service is split: neither record vests, or one person is paid twice.",
    remedy: "Compare the two, and join them or say that they are two people.",
    atRisk: atRisk.none,
    says: (seen) => `Looks like ${other(seen)}: ${number(seen, "score")} of 100.`,
  },
  "benefit-without-determination": {
    name: "A benefit without its determination",
    why: "Nobody can say why this amount is paid.",
    remedy: "Determine the benefit from the record.",
    atRisk: atRisk.yearOfBenefit,
    says: (seen) => `Paid since ${day(seen, "from")}; its determination is not on record.`,
  },
  "facts-changed-since": {
    name: "Paid by facts that have changed",
    why: "The record was corrected after the benefit was determined: every payment since may be wrong.",
    remedy: "Compute the benefit again from the record, and adjust what was paid.",
    atRisk: atRisk.yearOfBenefit,
    says: (seen) =>
      `Changed since the determination: ${String(seen["what"])
        .split(" ")
        .map((what) => whats[what] ?? what)
        .join(", ")} (${day(seen, "since")}).`,
  },
  "benefit-outlives-payee": {
    name: "A benefit that outlives its payee",
    why: "Money goes out to nobody, or to somebody who takes it.",
    remedy: "Confirm the death case: it ends the benefit and charges what was paid too much.",
    atRisk: "A monthly benefit for each month since the death.",
    says: (seen) => `Died on ${day(seen, "died")}; the benefit is still due.`,
  },
  "temporary-past-62": {
    name: "A temporary benefit past 62",
    why: "It ends with the month of the 62nd birthday.",
    remedy: "End it, and charge what was paid too much.",
    atRisk: "Twelve monthly temporary benefits.",
    says: (seen) => `Born ${day(seen, "born")}; the temporary benefit ends only on ${day(seen, "ends")}.`,
  },
  "joint-without-spouse": {
    name: "A joint option without a spouse",
    why: "The benefit is reduced for somebody who is not on record, and nobody could be paid after the member.",
    remedy: "Ask for the marriage certificate.",
    atRisk: atRisk.yearOfBenefit,
    says: (seen) => `A joint option since ${day(seen, "from")}, and no marriage before it on record.`,
  },
  "survivor-without-tie": {
    name: "A survivor who was neither spouse nor child",
    why: "Survivors’ benefits are due to spouses and children alone.",
    remedy: "Ask for the marriage or birth certificate; hold the payments if none comes.",
    atRisk: atRisk.yearOfBenefit,
    says: () => "Neither a marriage with the member nor a parent’s record names this payee.",
  },
  "shares-not-whole": {
    name: "Beneficiaries’ shares that are not 100 percent",
    why: "A part of the guaranteed payments would belong to nobody, or to two.",
    remedy: "Ask the member to sign the shares again.",
    atRisk: atRisk.yearOfBenefit,
    says: (seen) => `The shares come to ${number(seen, "percent")} percent.`,
  },
  "beneficiaries-have-died": {
    name: "Every beneficiary has died",
    why: "What is left would follow the order of the law and not the member’s wish.",
    remedy: "Ask the member to name somebody.",
    atRisk: atRisk.none,
    says: (seen) => `${number(seen, "named")} named, none living.`,
  },
  "payee-without-account": {
    name: "A payee without a bank account",
    why: "The benefit is held each month until there is one.",
    remedy: "Ask the payee for an account.",
    atRisk: atRisk.yearOfBenefit,
    says: () => "No bank account is in force today.",
  },
  "account-change-unconfirmed": {
    name: "A changed bank account that nobody confirmed",
    why: "Payments go on to the old account, or somebody tried to turn them away.",
    remedy: "Call the payee on the number on record; confirm the account or stop it.",
    atRisk: atRisk.yearOfBenefit,
    says: (seen) => `The account ending in ${String(seen["last4"])} waits since ${day(seen, "from")}.`,
  },
  "returned-payment-waits": {
    name: "A returned payment that waits",
    why: "The payee is owed it, or has died.",
    remedy: "Find out why the bank sent it back; pay it again or charge it.",
    atRisk: "The payment.",
    says: (seen) =>
      `The payment for ${month(seen, "month")} came back on ${day(seen, "returned")} (${String(seen["code"])}).`,
  },
  "works-while-paid": {
    name: "A retiree at work in a benefit-eligible position",
    why: "The annuity stops for those months; each one paid is paid too much.",
    remedy: "Open the case of reemployment.",
    atRisk: "A monthly benefit for each month of work.",
    says: (seen) => `At work since ${day(seen, "from")} while a benefit is paid.`,
  },
  "duty-overdue": {
    name: "A duty ninety days late",
    why: "A deadline of the law has passed: a right may be lost, or a payment is late.",
    remedy: "Do it, or void it with the reason.",
    atRisk: atRisk.none,
    says: (seen) => `“${String(seen["duty"]).replaceAll("-", " ")}” was due on ${day(seen, "due")}.`,
  },
  "employer-silent": {
    name: "No pay report for three months",
    why: "Pay, service and contributions of a whole group are missing.",
    remedy: "Send the reports that are due.",
    atRisk: "The pay of the last report for each month since.",
    says: (seen) =>
      seen["through"] === ""
        ? `${number(seen, "people")} people at work, and no report ever.`
        : `${number(seen, "people")} people at work; the last report ends ${day(seen, "through")}.`,
  },
  "held-row-waits": {
    name: "A held row of a pay report, sixty days old",
    why: "Somebody’s pay and service wait behind one row.",
    remedy: "Mend the row, or give it up with a reason.",
    atRisk: atRisk.none,
    says: (seen) =>
      `Line ${number(seen, "line")} of report ${String(seen["report"])} waits since ${day(seen, "since")}.`,
  },
  "conversion-not-signed": {
    name: "A conversion that nobody signed off",
    why: "Differences to the old system were accepted by one person alone.",
    remedy: "A second person goes through the differences and signs, or refuses.",
    atRisk: atRisk.none,
    says: (seen) => `Loaded by ${String(seen["by"])} on ${day(seen, "since")}.`,
  },
} as const satisfies Readonly<Record<string, PatternWords>>;
