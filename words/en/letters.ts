/** Words of the letters we send; dates, amounts and names come in as they are printed. */
export const letters = {
  pageOf: "Page {page} of {pages}",
  memberId: "Member ID",
  caseNumber: "Case",
  footer: (parts: { memberId: string; title: string }) => `${parts.title} · Member ID ${parts.memberId}`,
  dear: (parts: { name: string }) => `Dear ${parts.name}:`,
  sender: {
    lines: [
      "PO Box 209, Jefferson City, MO 65102-0209",
      "(573) 632-6100 or (800) 827-1063",
      "Relay MO 711 (voice) or (800) 735-2966 (TTY)",
    ],
    demonstration: "This letter is part of a demonstration. It is not an act of any government.",
  },
  worksheetColumns: ["Line", "What it is and where it comes from", "Law", "Amount"] as const,
  closing: ["Sincerely,", "Benefit Services"],

  retirementApproved: {
    title: "Your retirement benefit is approved",
    opening: (parts: { start: string; option: string }) =>
      `Your retirement is approved. It starts on ${parts.start}. You chose "${parts.option}".`,
    eachMonth: "What you are paid each month, before taxes",
    forLife: (parts: { start: string }) => `From ${parts.start}, for your life.`,
    untilTemporaryEnds: (parts: { until: string; later: string }) =>
      `Through the payment for ${parts.until}. After that ${parts.later}, because the temporary benefit ends at age 62.`,
    amountsHeading: "Your benefit in figures",
    amountColumns: ["Amount", "A month"] as const,
    baseBenefit: "Base benefit",
    reducedForEarly: "After the reduction for retiring early",
    optionAmount: (parts: { option: string }) => `With your choice, "${parts.option}"`,
    temporaryBenefit: "Temporary benefit, until age 62",
    firstTotal: "What you are paid each month at first",
    survivor: (parts: { spouse: string }) => `To ${parts.spouse} each month after your death`,
    guaranteed: (parts: { payments: number; names: string }) =>
      `If you die before ${parts.payments} payments are made, the rest go to ${parts.names}.`,
    popUp: (parts: { spouse: string; amount: string }) =>
      `If ${parts.spouse} dies before you, your benefit goes up to ${parts.amount}, with the increases since you retired, from the first of the next month. Send us the death certificate.`,
    paymentHeading: "When you are paid",
    payment: (parts: { month: string }) =>
      `You are paid on the last working day of each month. Your first payment is for ${parts.month}.`,
    paymentWithArrears: (parts: { month: string; from: string }) =>
      `You are paid on the last working day of each month. Your choice came after its due date. So your first payment is in ${parts.month}. It includes the months from ${parts.from}.`,
    firstCola: (parts: { month: string }) => `Your first cost-of-living increase is in ${parts.month}.`,
    changesFromEstimate: (parts: { estimate: string; amount: string }) =>
      `Your estimate said ${parts.estimate} a month. The amount is now ${parts.amount}, because your record was completed after the estimate.`,
    finalHeading: "Your choice becomes final",
    final:
      "You can withdraw your application until your first payment is sent. After that your choice cannot be changed, not even by a divorce.",
    worksheetHeading: "How we worked out your benefit",
    worksheetIntro:
      "Each line says what it is, where it comes from, and the law behind it. Lines refer to other lines by number.",
    checkHeading: "Check it yourself",
    check: (parts: { determination: number; law: string }) =>
      `This is determination ${parts.determination}, made under the law version ${parts.law}. Anybody can work it out again with the same rules.`,
    appealHeading: "If you do not agree",
    appeal: (parts: { lastDay: string }) =>
      `You have the right to ask the board for a review. Your request must be made within 60 days after this letter was mailed or otherwise given to you. Counted from the date of this letter, the last day is ${parts.lastDay}. (Board Rule 1-2)`,
    appealHow: [
      "Write to the Executive Director or to the Board of Trustees.",
      "Say which decision you want reviewed. You may name this letter by its date and its determination number.",
      "Say what you want us to do.",
      "Send it to PO Box 209, Jefferson City, MO 65102-0209.",
    ],
    appealPayment: "Asking for a review does not stop your payments.",
    summaryNotice: "This letter is a summary. The law and the rules of the board decide.",
  },
};
