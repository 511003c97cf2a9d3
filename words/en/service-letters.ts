/** Words of the letters about service: offers, refusals, ends, missed payments, service credited or given up, answers to questions. */
export const serviceLetters = {
  titles: {
    serviceOffered: "Our offer for your service",
    serviceRefused: "Our answer to your request for service",
    serviceOfferEnded: "Our offer for your service has ended",
    serviceInstalmentMissed: "A payment for your service did not come",
    serviceNotPaid: "Your service was not paid in time",
    serviceMoneyBack: "What you paid for service comes back to you",
    serviceCredited: "Your service is credited",
    serviceGivenUp: "Your service is given up",
    recordCorrected: "Our answer: your record is corrected",
    recordNotChanged: "Our answer to your question",
    retirementVoid: "Your retirement is void",
  },
  asked: (parts: { what: string; on: string }) => `On ${parts.on} you asked: ${parts.what}.`,
  said: (parts: { line: string; says: string }) => `You told us about "${parts.line}": "${parts.says}"`,

  offered: "What it costs",
  offeredSays: (parts: { months: string; expires: string }) =>
    `It gives you ${parts.months} of service. The offer ends on ${parts.expires}.`,
  acceptHeading: "What you can do",
  accept: [
    "Accept it on your pages, under Service, or write to us. The day on which you accept fixes the cost.",
    "Pay at once, by a rollover from another plan, or in monthly payments. You have two years.",
    "Interest runs on what is unpaid. Nothing counts before the last cent is in.",
    "If you do nothing, the offer ends by itself. You owe nothing.",
  ],

  refused: "We cannot do what you asked. The reason:",
  notChanged: "We have looked at your record and do not change it. The reason:",
  cites: (parts: { cites: string }) => `It rests on: ${parts.cites}.`,

  offerEnded: (parts: { expires: string }) =>
    `Our offer ended on ${parts.expires}, because we had no answer. Nothing has changed in your record. You owe nothing.`,
  askAgain: "You may ask again at any time before you retire. The cost is then worked out anew.",

  missed: "Still to be paid",
  missedSays: (parts: { due: string; last: string }) =>
    `A payment was due on ${parts.due}. All must be paid by ${parts.last}.`,
  missedHeading: "What happens now",
  missedHow: [
    "Pay as soon as you can. Interest runs on what is unpaid.",
    "None of this service counts before the last cent is in.",
    "What is not paid by the last day cannot be paid later. What you have paid then comes back to you.",
    "If you have paid already, tell us the day and how.",
  ],

  notPaid: (parts: { last: string }) =>
    `The last day to pay was ${parts.last}. All was not paid by then, so none of this service counts.`,
  paidBack: (parts: { amount: string }) =>
    `You paid ${parts.amount}. It comes back to you once a second person has approved it.`,
  paidNothing: "You paid nothing, and you owe nothing.",
  moneyBack: "What comes back to you",
  moneyBackSays: "It is yours, and we pay it to you.",

  credited: "Service that now counts",
  creditedPaid: (parts: { amount: string }) => `You have paid all of it: ${parts.amount}.`,
  creditedFree: "It costs you nothing.",
  creditedFrom: (parts: { from: string }) => `It counts from ${parts.from}.`,
  leave: (parts: { from: string; to: string }) =>
    `The days from ${parts.from} to ${parts.to} stand in your record as military leave.`,
  days: (parts: { from: string; to: string }) => `It stands for the days from ${parts.from} to ${parts.to}.`,

  givenUp: {
    transferredOut: (parts: { from: string; to: string; effective: string }) =>
      `Your service from ${parts.from} to ${parts.to} is moved to another system as of ${parts.effective}. With it you give up every right to a benefit from this fund for those days.`,
    refunded: (parts: { from: string; to: string; effective: string }) =>
      `Your contributions were paid back to you as of ${parts.effective}. With it you gave up your service from ${parts.from} to ${parts.to} and every right on it.`,
    boughtOut: (parts: { from: string; to: string; effective: string }) =>
      `You took a lump sum as of ${parts.effective}. With it you gave up your service from ${parts.from} to ${parts.to} and every right on it.`,
  },
  comesBack:
    "After twelve months of work in a covered job you may bring it back: return what was paid to you, with interest (Board Rule 3-16).",

  corrected: "What you told us was right, or right in part. Your record is corrected. What we say to it:",
  seeRecord: "You can read the record as it is now, and as it was before, on your pages.",

  workedOut: "How we worked it out",
  check: (parts: { law: string }) =>
    `It was worked out under the law version ${parts.law}. Anybody can work it out again with the same rules.`,
  appealHow: [
    "Write to the Executive Director or to the Board of Trustees.",
    "Say which decision you want reviewed. Name this letter by its date and its case number.",
    "Say what you want us to do.",
    "Send it to PO Box 209, Jefferson City, MO 65102-0209.",
  ],

  heading: "Letters",
  open: (parts: { title: string; on: string }) => `${parts.title}, ${parts.on} (PDF)`,
  waits: "This letter waits for an address.",
};
