/** Words for what the law of judges from 2011 adds. */
export const judicial2011 = {
  accruedPay: "retirement pay earned by the day of death",
  judgesChildrenShare: "share that children are paid together",
  judicialInterestRate: "interest rate on judges' contributions",
} satisfies Readonly<Record<string, string>>;
