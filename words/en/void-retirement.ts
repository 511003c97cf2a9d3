/** Words of a retirement that is void because employment had not really ended: the office's decision, and the letter. */
export const voidRetirement = {
  heading: "Is the retirement void?",
  says: "A retirement is void when the retiree never left, returned within 30 days, or had agreed to return (Board Rules 9-2, 4-9, 4-10). Everything that was paid is then owed back with interest.",
  agreed: "The return was agreed before the retiree left",
  propose: "Propose that it is void",
  because: "Why",
  proposed: "Proposed. A second person decides. Payments stay held.",
  wouldHeading: "What it would do today",
  stands: "By the record the retirement stands. It cannot be declared void.",
  ends: (parts: { amount: string; start: string }) =>
    `The annuity of ${parts.amount} ends with the day it began, ${parts.start}.`,
  left: "Last day of work before retirement",
  total: "To be repaid with interest",
  paid: "Paid so far",
  interest: "Interest",
  nothingPaid: "Nothing was paid yet, so nothing is owed back.",
  columns: { month: "Month", paid: "Paid", interest: "Interest", together: "Together" },
  how: "How it is worked out",
  declare: "Declare the retirement void",
  keep: "The retirement stands",
  declared: "The retirement is void. What was paid is charged, and the letter is written.",
  kept: "The retirement stands. Decide about the work.",
  terminal: {
    summary:
      "A retirement without a true end of employment: proposed as void by one person, decided by another",
    usage:
      "void show CASE --as ID --code CODE\nvoid propose CASE --because TEXT [--agreed yes] --as ID --code CODE\nvoid declare CASE --because TEXT --as ID --code CODE\nvoid keep CASE --because TEXT --as ID --code CODE",
    noCase: "There is no such case of work after retirement",
    state: (parts: { name: string; state: string }) => `${parts.name}: ${parts.state}`,
    payment: (parts: { month: string; paid: string; interest: string; together: string }) =>
      `${parts.month}  paid ${parts.paid}  interest ${parts.interest}  together ${parts.together}`,
  },
  letter: {
    title: "Your retirement is void",
    opening: (parts: { start: string; work: string }) =>
      `Your retirement began on ${parts.start}. You work for a covered employer again since ${parts.work}.`,
    because: (parts: { left: string; work: string }) =>
      `You left on ${parts.left}. The law asks for a true end of employment: no covered work on any basis within 30 days after leaving. So the retirement is void, as if it had never begun. (Board Rules 9-2, 4-9(2), 4-10(2))`,
    agreed:
      "Your return was agreed before you left. The law asks for a true end of employment. So the retirement is void, as if it had never begun. (Board Rules 9-2, 4-9(2), 4-10(2))",
    nothingPaid: "Nothing was paid to you, so you owe nothing.",
    owed: "What you owe back",
    owedSays: "All that was paid on this retirement, with interest to the date of this letter.",
    columns: ["Month", "Paid to you", "Interest", "Together"] as const,
    nextHeading: "What happens now",
    next: [
      "Your annuity is not paid any more.",
      "Your service counts on, as if you had not retired. You may retire again when you really leave.",
      "Pay what you owe back, or call us to agree on payments. Ask us what changes for your insurance and taxes.",
    ],
  },
};
