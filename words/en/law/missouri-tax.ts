/** Words for the law of Missouri income tax on benefits. */
export const missouriTax = {
  stateAmountElected: "flat amount of Missouri tax asked for",
  otherDeductions: "everything else taken from the payment",
  leastStateAmount: "least amount of Missouri tax from a payment",
  stateAmountTooSmall: "the amount of Missouri tax is below the least",
  leftForState: "left of the payment",
  stateWithholding: "Missouri tax from the payment",
  taxYearEnd: "end of the tax year",
  publicPension: "taxable public pension of the year",
  socialSecurityExemption: "Social Security exemption taken",
  missouriIncome: "Missouri income of the year",
  mostExempt: "most of a public pension that is exempt",
  incomeLimitEnds: "first day without a limit on income",
  incomeLimitOfOthers: "limit on income, single and others",
  incomeLimitOfMarried: "limit on income, combined return",
  incomeAboveLimit: "income above the limit",
  exemptPension: "public pension that Missouri does not tax",
} satisfies Readonly<Record<string, string>>;
