type Of<Names extends string> = Readonly<Record<Names, string>>;

/** Going live with payees that were taken over from another system. */
export const cutover = {
  title: "Going live",
  intro:
    "From which month this payroll pays the people who were taken over. One person prepares it by a parallel payroll, another releases it, once. Only what both systems pay alike, or what differs and was accepted with a reason, is paid.",
  back: "Takeover",
  link: "Going live: put those taken over in payment",
  states: {
    released: "In payment",
    prepared: "Waits for the second person",
    open: "Not prepared",
  },
  state: "State",
  firstMonth: "First month paid here",
  parallel: "Compared with",
  parallelSays: ({ parallel, month }: Of<"parallel" | "month">) => `parallel payroll ${parallel}, ${month}`,
  preparedBy: "Prepared",
  releasedBy: "Released",
  by: ({ account, at }: Of<"account" | "at">) => `by ${account}, ${at}`,
  sums: {
    title: "What becomes of them",
    proposed: ({ month }: Of<"month">) =>
      `By the newest parallel payroll, if ${month} is the first month paid here:`,
    what: "Benefits",
    count: "How many",
    amount: "Old register, a month",
    none: "No benefit was taken over.",
  },
  outcomes: { paid: "Paid", held: "Held", notDue: "Not due" },
  reasons: {
    nothingDue: "Nothing is due: the benefit has ended",
    benefitDivided:
      "Divided with a former spouse: waits for the court's order, to be recorded from the member's page",
    planNotPaid:
      "Of another plan than MSEP 2000, with a class, option or fact by which this payroll cannot pay yet",
    notOnRoll: "Of a class or option that this payroll does not pay yet",
    byOrderSince: "Was held for the court's order, and is in payment by it since",
    inPaymentAlready: "The person is paid such a benefit already",
    registerDiffers: "The two systems pay otherwise, and nobody accepted the difference",
  },
  elsewhere:
    "The old system, or a payment by hand, must go on paying those who are held because this payroll does not pay them. They are on the list below and in each parallel payroll.",
  prepare: {
    title: "Prepare",
    says: "Nothing is paid or held by preparing. Who prepares does not release. Preparing again replaces what was prepared before.",
    month: "First month paid here",
    monthHint: "For example 2026-12",
    parallel: "Parallel payroll",
    parallelHint: "Of the first month, or of the month before it",
    option: ({ parallel, month, differences }: Of<"parallel" | "month" | "differences">) =>
      `${parallel}: ${month}, ${differences} payees paid otherwise`,
    button: "Prepare going live",
    done: "Going live is prepared. Another person releases it.",
    none: "No parallel payroll was kept yet. Whoever runs the server compares a month first: emeritus convert parallel FOLDER --month YYYY-MM.",
  },
  release: {
    title: "Release",
    says: ({ paid, amount, held, month }: Of<"paid" | "amount" | "held" | "month">) =>
      `You release ${paid} benefits of ${amount} a month from ${month} on; ${held} are held. This is done once and cannot be taken back.`,
    button: "Put them in payment",
    done: ({ paid, held }: Of<"paid" | "held">) => `In payment: ${paid}. Held: ${held}.`,
    own: "You prepared this, so another person must release it.",
  },
  list: {
    title: "Everyone who was taken over",
    caption: ({ shown, all }: Of<"shown" | "all">) => `${shown} of ${all} benefits`,
    filter: "Show benefits",
    any: "All",
    outcome: "Outcome",
    who: "Person",
    benefit: "Old number",
    base: "Base amount",
    baseByLaw: "By the law",
    theirs: "Old register",
    ours: "Due here",
    why: "Why",
    none: "No benefit is like that.",
  },
  explained: ({ old }: Of<"old">) => `Taken over from the old register as ${old}.`,
  explainedBase: ({
    base,
    byLaw,
    difference,
    by,
    because,
  }: Of<"base" | "byLaw" | "difference" | "by" | "because">) =>
    `The base amount is ${base}; the law makes it ${byLaw}. Difference ${difference} was accepted by ${by}: “${because}”.`,
  explainedSame: "The base amount is also what the law makes it.",
  explainedAgain:
    "Since then two people determined it again after a correction of the record; what is paid now follows from that determination.",
  explainedOpening: ({
    opening,
    month,
    ours,
    by,
    because,
  }: Of<"opening" | "month" | "ours" | "by" | "because">) =>
    `From ${month} on ${opening} is paid, as the old register did, with the increases that fall due after it; the law makes it ${ours}. Accepted by ${by}: “${because}”.`,
  takenOverTitle: "How it was taken over",
  nothing: "nothing",
  notSaid: "not known",
  heldBecause: ({ theirs, ours, why }: Of<"theirs" | "ours" | "why">) =>
    `Going live: the old register pays ${theirs}, due here is ${ours}. ${why}.`,
  prepared: ({ cutover, month }: Of<"cutover" | "month">) =>
    `Prepared as cutover ${cutover}: this payroll pays from ${month} on. Another person releases it: emeritus convert release.`,
  released: ({ holds }: Of<"holds">) => `Released. Payees held until a second person decides: ${holds}.`,
  sumLine: ({ what, benefits, amount }: Of<"what" | "benefits" | "amount">) =>
    `${what}: ${benefits === "1" ? "1 benefit" : `${benefits} benefits`}, ${amount}`,
  usage: "Say which: --month YYYY-MM --parallel NUMBER.",
  problems: {
    monthMissing: "Write the month as 2026-12",
    noConversion: "This fund was not taken over from another system",
    notSigned: "The takeover is not signed off yet",
    sealBroken:
      "What stands in the record is not what both people signed for. Nothing was changed. Look at the takeover and the audit",
    cutOverBefore: "This fund was put in payment before. It is done once",
    payrollBegan: "This fund's payroll was begun already",
    noParallel: "There is no such parallel payroll",
    parallelOfOtherMonth: ({ month }: Of<"month">) =>
      `That parallel payroll is of ${month}. Choose one of the first month or of the month before it`,
    nothingPrepared: "Nothing was prepared",
    ownCutover: "You prepared this, so another person must release it",
    changedSince: "The record became otherwise since this was prepared. Prepare it again",
  },
};
