/** Words of what is kept twice, and proven equal. */
export const proofs = {
  title: "Kept twice, and equal",
  says: "What is kept line by line equals the account of the ledger that controls it.",
  names: {
    employer: "Open charges of employer contributions",
    member: "Open charges of member contributions",
    life: "Open charges of life insurance premiums",
    disability: "Open charges of disability insurance premiums",
    universityEmployer: "Open charges of employer contributions to the universities’ plan",
    universityMember: "Open charges of members’ contributions to the universities’ plan",
    notMatched: "Receipts not matched",
    inAdvance: "What is left of employers’ prepayments",
    contributions: "Contributions in members’ accounts, from pay reports",
    interest: "Interest credited to members’ accounts",
    clearing: "Payroll files and returned payments that the bank has not settled",
  },
  what: "What",
  kept: "Line by line",
  ledger: "In the ledger",
  equal: "Equal",
  unequal: "Not equal",
  state: "Proof",
};

/** Words of money in at the terminal. */
export const moneyTerminal = {
  moneySummary: "Takes files of deposits, lists what waits and who owes, and writes an employer’s statement",
  moneyUsage:
    "money import <file.csv> --as <online id> --code <code>\nmoney waiting --as <online id> --code <code>\nmoney aged [--on <date>] --as <online id> --code <code>\nmoney statement --employer <code> --from <date> --to <date> --as <online id> --code <code>\nmoney proof --as <online id> --code <code>",
  interestSummary: "Prepares, shows, approves and withdraws the interest of a year on members’ contributions",
  interestUsage:
    "interest rate --year <year> --percent <rate> --because <source> --as <online id> --code <code>\ninterest run --year <year> --as <online id> --code <code>\ninterest status --year <year> --as <online id> --code <code>\ninterest approve --year <year> --count <count> --cents <cents> --sha256 <sha256> --as <online id> --code <code>\ninterest withdraw --year <year> --because <reason> --as <online id> --code <code>",
  waitingLine: (parts: {
    receipt: number;
    received: string;
    days: number;
    reference: string;
    payer: string;
    amount: string;
  }) =>
    `${parts.receipt}  ${parts.received}  ${parts.days} days  ${parts.reference}  ${parts.payer}  ${parts.amount}`,
  agedLine: (parts: {
    employer: string;
    notDue: string;
    to30: string;
    to60: string;
    to90: string;
    over90: string;
    open: string;
  }) =>
    `${parts.employer}: not due ${parts.notDue}, 1-30 ${parts.to30}, 31-60 ${parts.to60}, 61-90 ${parts.to90}, over 90 ${parts.over90}, open ${parts.open}`,
  proofLine: (parts: { name: string; account: number; ledger: string; kept: string; state: string }) =>
    `${parts.account}  ${parts.name}: ledger ${parts.ledger}, kept ${parts.kept}: ${parts.state}`,
  noEmployer: "There is no employer of this code.",
  noRun: (parts: { year: number }) => `No interest of ${parts.year} was prepared.`,
  toApprove: "To approve exactly this:",
  nothing: "Nothing waits.",
  step: (parts: { step: string; accounts: string; amount: string }) =>
    `${parts.step}: ${parts.accounts} accounts, ${parts.amount}`,
  total: (parts: { what: string; accounts: string; amount: string }) =>
    `  ${parts.what}: ${parts.accounts} accounts, ${parts.amount}`,
  lineProblem: (parts: { line: number; says: string }) => `line ${parts.line}: ${parts.says}`,
};
