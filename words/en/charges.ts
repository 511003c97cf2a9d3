import { longDate } from "../format.ts";

type Of<Names extends string> = Readonly<Record<Names, string>>;

/** Charges of having killed the member whose benefit is paid on. */
export const charges = {
  title: ({ name }: Of<"name">) => `Charges: ${name}`,
  link: "Charges of killing",
  intro:
    "Whoever is charged with having killed the member is not paid while the charge is open. After a conviction nothing is due; without one, what was held is paid. One person enters it, another decides.",
  none: "No charge is on record.",
  notPaid: "This person is paid on nobody's service, so that no charge changes a payment.",
  caption: "Charges and their outcome",
  columns: {
    member: "Member",
    state: "What",
    happened: "On",
    because: "Court and case",
    entered: "Entered by",
    decision: "Decided",
  },
  states: { charged: "Charged", convicted: "Convicted", notConvicted: "Not convicted" },
  decisions: { confirmed: "Confirmed", refused: "Refused" },
  decided: ({ decision, by }: Of<"decision" | "by">) => `${decision} by ${by}`,
  waits: "Waits for the second person",
  paidSince: {
    heading: "Paid since the charge",
    says: "These payments went out before the charge was entered here, so that nothing holds them. Ask the bank to give them back, and record what comes back as a returned payment: it is held with the rest. What stays with the payee becomes owed back with the next payroll after a conviction.",
    caption: "Payments since the charge that did not come back",
    month: "For",
    on: "Paid on",
    amount: "Amount",
    run: "Payroll run",
    entry: "Entry of the bank file",
    returns: "Returned payments",
    receivables: "What is owed back",
  },
  enterHeading: "Enter a charge or its outcome",
  enterSays: "With a charge the payments are held at once.",
  member: "Member who died",
  state: "What happened",
  happened: "On which day",
  because: "Court and number of the case",
  enter: "Enter it",
  entered: "It is entered and waits for the second person.",
  decideHeading: ({ member, state }: Of<"member" | "state">) => `Decide: ${member}, ${state}`,
  decision: "Decision",
  decideWhy: "What you have seen",
  decide: "Decide",
  decidedNow: {
    held: "The payments stay held. The payee is told by letter.",
    forfeited: "Nothing is due any more. The payee is told by letter.",
    owed: "What was held is paid with the next payroll. The payee is told by letter.",
    none: "It is refused. The payments stand as they did before it was entered.",
  },
  own: "You entered this, so another person must decide.",
  letter: {
    title: ({ member }: Of<"member">) => `Your payments on the service of ${member}`,
    says: {
      held: ({ member, on }: Of<"member" | "on">) =>
        `We know that on ${on} you were charged with having caused the death of ${member}. While the charge is open we hold your payments. If it ends without a conviction, we pay what we held.`,
      forfeited: ({ member, on }: Of<"member" | "on">) =>
        `On ${on} you were convicted of having caused the death of ${member}. By law no benefit on that service is due to you, for any month.`,
      owed: ({ member, on }: Of<"member" | "on">) =>
        `On ${on} the charge of having caused the death of ${member} ended without a conviction. Your payments go on, and with the next payroll we pay what we held.`,
    },
    law: ({ cites }: Of<"cites">) => `This is the law: ${cites}.`,
    appealHeading: "If you do not agree",
    appeal: ({ until }: Of<"until">) =>
      `You can appeal to the Board of Trustees, in writing, until ${until}.`,
  },
  problems: {
    "not-paid-on": "This person is not paid as a survivor or beneficiary of that member",
    "in-future": "The day cannot be after today",
    "waits-already": "Another step waits for the second person",
    "charged-already": "The charge is on record already",
    "not-charged": "No confirmed charge is open. Enter the charge first",
    "before-the-death": ({ died }: Of<"died">) =>
      `The member died on ${longDate(died)}. Enter a day from then on`,
    "before-the-charge": ({ before }: Of<"before">) =>
      `The step before it was on ${longDate(before)}. Enter a day from then on`,
    "nothing-waits": "Nothing waits for a decision",
    "changed-since": "Another step waits than the one that you saw. Look at it again",
    "entered-by-you": "You entered this, so another person must decide",
    memberMissing: "Choose the member",
    stateMissing: "Choose what happened",
    dayMissing: "Enter a month, a day and a year",
    becauseMissing: "Enter the court and the number of the case",
    decisionMissing: "Choose a decision",
    whyMissing: "Enter what you have seen",
  },
};
