/** Words for the other system, as far as it touches the fund. */
export const mpers = {
  retiredFromPlan: "plan that pays the retiree",
  closedPlanRetiree: "retired from the closed plan",
  year2000Retiree: "retired from the year 2000 plan",
  otherSystemWork: "work covered by the other system",
  coveredFrom: "first covered day",
  coveredTo: "last covered day",
  suspendedByOtherSystem: "work in the other system stops the payment",
  workForCreditElsewhere: "work after which service is earned there",
  earnsCreditElsewhere: "service is earned in the other system",
} satisfies Readonly<Record<string, string>>;
