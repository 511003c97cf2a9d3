/** What the forms of an employer are called and say. */
export const enrolmentForms = {
  leave: {
    link: "Leave begins",
    title: "Tell us of a leave",
    intro: "Tell us at once when an unpaid illness leave begins. Tell us again when the employee is back.",
    done: "The leave is recorded.",
  },
  return: {
    link: "Back from leave",
    title: "Tell us of a return",
    intro: "The first day back at work ends the leave.",
    done: "The return is recorded.",
  },
  layoff: {
    link: "Layoff",
    title: "Tell us of a layoff",
    intro:
      "A layoff has a reason outside the employee’s control. After twelve months without a recall, employment ends by itself.",
    done: "The layoff is recorded.",
  },
  recall: {
    link: "Recall from layoff",
    title: "Tell us of a recall",
    intro: "Service goes on from the first day back.",
    done: "The recall is recorded.",
  },
  leaving: {
    link: "Employee leaves",
    title: "Tell us that somebody leaves",
    intro: "We need the last day, the last payroll period you pay, and the unused sick leave in hours.",
    done: "The end of employment is recorded.",
  },
  "sick-leave": {
    link: "Unused sick leave",
    title: "Unused sick leave",
    intro: "The last employer reports the hours. 168 hours are one month of service.",
    done: "The hours are recorded.",
  },
  hours: {
    link: "Hours change",
    title: "Hours of the position change",
    intro: "The hours a year decide whether the position gives membership.",
    done: "The hours are recorded.",
  },
  name: {
    link: "New name",
    title: "A new name",
    intro:
      "Enter the whole name as it is from that day. Of somebody who does not work with you any more, our office asks first.",
    done: "The name is recorded.",
    waits: "You told us the name. Our office asks the member before it is recorded.",
  },
  address: {
    link: "New address",
    title: "A new address",
    intro:
      "We write to this address from that day. Of somebody who does not work with you any more, our office asks first.",
    done: "The address is recorded.",
    waits: "You told us the address. Our office asks the member before it is recorded.",
  },
  death: {
    link: "Employee died",
    title: "Tell us of a death",
    intro: "Employment ends on that day. Our office looks for survivors and writes to them.",
    done: "We are sorry. Our office takes it from here.",
  },
  backdate: {
    link: "Membership found late",
    title: "Membership found late",
    intro:
      "Use this when a position gave membership all along. Give the pay of each month. Service counts when the contributions are paid.",
    done: "The application is filed. We will send you the contributions due.",
  },
};

/** The fields of those forms. */
export const enrolmentFields = {
  leaveType: "Kind of leave",
  payWhileAway: "Pay during the leave",
  approvedBy: "Approved by",
  from: "First day",
  lastDayAway: "Last day away, if you know it",
  backOn: "First day back",
  layoffFrom: "First day of the layoff",
  reason: "Reason",
  lastDay: "Last day of employment",
  lastPaid: "Last day of the last payroll period you pay",
  sickLeave: "Unused sick leave in hours",
  sickLeaveHint: "Such as 336.00. Only hours the employee could have used for illness.",
  hoursAYear: "Hours a year the position needs",
  share: "Percent of full time",
  toldEmployee: "I told the employee that this position gives no membership, and I keep the papers",
  validFrom: "From which day",
  street: "Street",
  city: "City",
  state: "State",
  postalCode: "ZIP code",
  died: "Date of death",
  toldBy: "Who at your office knows",
  through: "Last day of that time",
  months: "Pay of each month",
  monthsHint: "One line a month, such as 2026-03 2750.50",
  send: "Send",
};
