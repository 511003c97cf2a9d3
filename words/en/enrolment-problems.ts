import { longDate, money } from "../format.ts";

/** Why something an employer tells, or the office keeps about employers, is not taken. */
export const enrolmentProblems = {
  ssnWrong: "Enter a Social Security number of nine digits",
  memberIdWrong: "A Member ID has eight digits",
  firstMissing: "Enter the first name, at most 60 letters",
  lastMissing: "Enter the last name, at most 60 letters",
  bornMissing: "Enter the birth date with month, day and year",
  dayMissing: "Enter a date with month, day and year",
  groupMissing: "Choose a reporting group",
  positionMissing: "Enter your code of the position",
  titleMissing: "Enter a title",
  hoursWrong: "Enter hours a year from 0 to 4,000",
  shareWrong: "Enter a percent from 0 to 100, such as 100 or 49.5",
  classMissing: "Choose the kind of employee",
  choiceMissing: "Choose one",
  leaveTypeMissing: "Choose the kind of leave",
  payWhileAwayMissing: "Choose whether the leave is paid",
  firstDayAwayMissing: "Enter the first day of the leave with month, day and year",
  lastDayAwayWrong: "Enter the last day away with month, day and year, or leave it empty",
  reasonMissing: "Choose the reason",
  lastDayMissing: "Enter the last day of employment with month, day and year",
  lastPaidMissing: "Enter the last day of the last payroll period with month, day and year",
  approvedMissing: "Enter who approved the leave",
  sickLeaveWrong: "Enter hours with at most two decimals, such as 336.00",
  toldByMissing: "Enter who knows",
  streetMissing: "Enter the street",
  cityMissing: "Enter the city",
  stateWrong: "Enter the two letters of the state",
  postalCodeWrong: "Enter a ZIP code, such as 65101",
  monthsWrong: "Write one line a month: the month and its pay, such as 2026-03 2750.50",
  becauseMissing: "Say why",
  codeMissing: "Enter a code",
  nameMissing: "Enter a name",
  daysWrong: "Enter a number of days from 0 to 60",
  contactMissing: "Enter a name and what the person is asked about",
  accountMissing: "Choose an account",
  emailWrong: "Enter an e-mail address, such as pat@example.gov",
  "no-such-group": "There is no such reporting group",
  "hired-in-future": (parts: { days: number }) =>
    `Enroll at most ${parts.days} days ahead. Check the first day`,
  "born-after-hire": "The birth date is not before the first day. Check both",
  "born-too-late": (parts: { years: number }) =>
    `By this birth date the person is under ${parts.years} on the first day. Check both`,
  "identity-differs": "We have this number with another birth date or Member ID. Check all three, or call us",
  "maybe-same-person": (parts: { persons: number }) =>
    `We have ${parts.persons === 1 ? "a person" : `${parts.persons} persons`} with this name and birth date and another number. Check the number. If it is right, tick the box that it is another person`,
  "person-died": (parts: { died: string }) =>
    `Our record says that this person died on ${longDate(parts.died)}. Call us`,
  excluded: "By law this person is not a member (RSMo 104.1003; handbook, page 35). Do not enroll",
  "already-employed": (parts: { since: string }) =>
    `This person has been in this position since ${longDate(parts.since)}`,
  "hours-missing": "Enter the hours a year that the position normally needs",
  "hours-differ": (parts: { onRecord: number }) =>
    `We have ${parts.onRecord} hours a year for this position. Use a form “Hours change”, or leave the hours empty`,
  "employee-not-told":
    "The position gives no membership. Tell the employee, keep the papers, and tick the box",
  "vesting-not-known": "The law needs a fact of the earlier service that we lack. Call us",
  "no-such-position": "There is no such position",
  "not-employed": "The person was not employed in this position on that day",
  "in-future": (parts: { days: number }) =>
    parts.days === 0
      ? "This day is still to come. Enter today or a day before"
      : `Enter a day at most ${parts.days} days ahead`,
  "dates-reversed": "The last day is before the first",
  "approval-missing": "Enter who approved the leave",
  "leave-overlaps": (parts: { from: string }) =>
    `Another leave is on record since ${longDate(parts.from)}. End that one first`,
  "not-on-leave": "No leave is open",
  "back-before-leave": (parts: { from: string }) =>
    `The leave began on ${longDate(parts.from)}. The return comes after`,
  "not-a-layoff": "A dismissal for the work done is no layoff. Tell us that the employee leaves",
  "not-laid-off": "The person is not laid off",
  "layoff-over": (parts: { over: string }) =>
    `The layoff reached twelve months on ${longDate(parts.over)}. Enroll the person again`,
  "last-paid-too-early": "The last payroll period ends before employment began. Check the day",
  "no-sick-leave-in-class": "This kind of employee earns no sick leave",
  "too-much-sick-leave":
    "Sick leave counts ten hours a month at most, and no life of work brings so many hours (RSMo 104.601, 104.1021.2). Check the decimal point",
  "not-last-employer": "Only the last employer reports sick leave",
  "still-employed": "The person still works. Report sick leave when they leave",
  "died-before-birth": "The date of death is before the birth date",
  "no-change": "Nothing changes. Check what you entered",
  "address-incomplete": "Enter street, city, a state of two letters and a ZIP code",
  "found-late": (parts: { from: string }) =>
    `More than 31 days have passed since ${longDate(parts.from)}. Use “Membership found late”`,
  "already-a-member": (parts: { from: string }) => `Days since ${longDate(parts.from)} count already`,
  "not-eligible": "A position of these hours gives no membership",
  "months-missing": (parts: { month: string }) =>
    `Give the pay of each month of that time, and of no other. Check ${longDate(parts.month).replace(/ \d+,/, "")}`,
  "pay-missing": "Give the pay. All months are zero",
  "rate-unknown": (parts: { month: string }) =>
    `No rate of contributions is certified for ${longDate(parts.month).replace(/ \d+,/, "")}. Call us`,
  "case-open": (parts: { caseNumber: number }) => `Case ${parts.caseNumber} is still open`,
  "no-such-case": "There is no such case",
  "not-at-this-stage": "This cannot be done now. Somebody else may have done it",
  "same-person": "You took the step before, so another person must do this",
  "contributions-open": (parts: { cents: string }) =>
    `${money(BigInt(parts.cents))} of the contributions is not paid yet`,
  "payment-under-way": (parts: { run: number }) =>
    `Payroll run ${parts.run} is approved to pay this benefit, and its payments are not posted yet. Declare the retirement void after that; it takes minutes`,
  "retirement-stands": "By the record employment had really ended, so the retirement stands",
  "retirement-void": "The retirement may be void. Ask the general counsel before anything is paid or stopped",
  "not-stopped": "This work does not stop the annuity. Release the hold",
  "work-not-ended": "The work has not ended yet",
  "no-such-employer": "There is no such employer",
  "no-such-account": "This account does not speak for this employer",
  "code-taken": "This code is taken",
  "no-period-begins": "No pay period of this group begins on that day",
};
