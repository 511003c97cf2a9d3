/** Whom a person names for what is paid after a death. */
export const beneficiaries = {
  title: "Beneficiaries",
  titleOf: (parts: { name: string }) => `Beneficiaries of ${parts.name}`,
  intro:
    "You may name other people for each purpose. A list counts from the day we receive it, while you live.",
  menuLink: "See and name beneficiaries",
  purposes: {
    contributions: "Contributions",
    finalPayment: "The last payment",
    lifeInsurance: "Life insurance",
    guaranteedPayments: "Guaranteed payments",
  },
  purposesSay: {
    contributions: "Who gets what is left of the contributions, if nobody is paid a survivor benefit.",
    finalPayment: "Who gets the payment for the month of death, if the account is closed.",
    lifeInsurance: "Who gets the life insurance.",
    guaranteedPayments: "Who gets the payments that are left, if 120 or 180 guaranteed payments were chosen.",
  },
  nobody:
    "Nobody is named. The law says who is paid: spouse, children, parents, brothers and sisters, in this order.",
  who: "Who",
  share: "Share",
  rank: "When",
  ranks: { primary: "First", contingent: "If nobody of the first lives" },
  equal: "equal parts",
  percent: (parts: { percent: string }) => `${parts.percent}%`,
  fraction: (parts: { parts: number; of: number }) => `${parts.parts} of ${parts.of} equal parts`,
  actsFor: (parts: { name: string; body: string }) => `${parts.body}, for which ${parts.name} acts`,
  died: (parts: { day: string }) => `died ${parts.day}`,
  change: (parts: { purpose: string }) => `Name beneficiaries: ${parts.purpose}`,
  changeLink: "Change",
  changeSays:
    "This list takes the place of the one before. Leave all shares empty for equal parts. Shares you enter must come to 100 percent in each group.",
  line: (parts: { number: number }) => `Beneficiary ${parts.number}`,
  shareHint: "Such as 50 or 33.33.",
  body: "Trust, charity or estate",
  bodyHint: "Its name, if the person above acts for one.",
  bodyKind: "What it is",
  bodies: { trust: "Trust", charity: "Charity", estate: "Estate" },
  bodyNone: "A person",
  received: "Day the form came in",
  save: "Name these people",
  saved: (parts: { named: number }) =>
    parts.named === 0
      ? "Saved. Nobody is named now; the law's order applies."
      : parts.named === 1
        ? "Saved. 1 beneficiary is named."
        : `Saved. ${parts.named} beneficiaries are named.`,
};

/** Who acts for a person who cannot (RSMo 104.1093). */
export const agents = {
  title: "Agent",
  titleOf: (parts: { name: string }) => `Agent of ${parts.name}`,
  intro:
    "An agent may decide about a payee’s benefits when the payee cannot. It counts only once a physician says in writing that the payee is disabled or incapacitated.",
  duties: "What an agent may do",
  dutyList: [
    "Decide about the benefits with us and nothing else. This is less than a power of attorney.",
    "Name beneficiaries only if the designation allows it.",
    "We listen to the agent first, and to the successor only if the agent cannot or will not act.",
  ],
  goodFaith: "We are not liable for a payment made in good faith to an agent.",
  without: "Without a designation",
  withoutSays: "One of the family may act, with a physician's statement and an affidavit, in this order:",
  order: {
    spouse: "Spouse",
    child: "Child",
    parent: "Parent",
    sibling: "Brother or sister",
    nieceNephewGrandchild: "Niece, nephew or grandchild",
  },
  status: {
    none: "Nobody is designated.",
    onFile: "On file, without effect until a physician's statement comes in.",
    active: "In effect.",
    nobodyLeft: "A statement is on file, but nobody designated can or will act.",
  },
  ranks: { agent: "Agent", successor: "Successor" },
  acts: "acts now",
  declined: "cannot or will not act",
  died: "died",
  may: "May name beneficiaries",
  mayNot: "May not name beneficiaries",
  change: "Designate an agent",
  changeSays: "This takes the place of the designation before. With nobody it is revoked.",
  allowNaming: "The agent may also name beneficiaries",
  save: "Designate",
  saved: (parts: { agents: number }) =>
    parts.agents === 0 ? "Saved. The designation is revoked." : "Saved.",
  statement: "Record a statement",
  statementSays:
    "A written statement that the person is disabled or incapacitated, or that they can decide again.",
  statementKind: "What it says",
  statements: {
    physicianStatement: "A physician: disabled or incapacitated",
    courtFinding: "A court: disabled or incapacitated",
    able: "Can decide again",
  },
  received: "Day it came in",
  since: (parts: { day: string }) => `A statement is on file since ${parts.day}.`,
  declines: (parts: { name: string }) => `${parts.name} cannot or will not act`,
  actsAgain: (parts: { name: string }) => `${parts.name} will act after all`,
};
