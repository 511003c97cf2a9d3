/** The plans by whose law a benefit can be in payment, in the order of their codes in packed columns. */
export const plansInPayment = ["msep2000", "msep2011", "msep", "judicial", "judicial2011", "alj"] as const;
/** A plan by whose law a benefit is in payment. */
export type PlanInPayment = (typeof plansInPayment)[number];

/**
 * How a benefit rises, in the order of the codes in packed columns: as the plan has it for everybody; by at least four percent until
 * the cap, for who was employed before 28 August 1997 (RSMo 104.415, 476.601, 287.820); not before the second anniversary, for who left
 * MSEP 2011 before being eligible (RSMo 104.1091).
 */
export const increaseKinds = ["usual", "leastFourPercent", "fromSecondYear"] as const;
/** How a benefit rises. */
export type Increases = (typeof increaseKinds)[number];

/** What tells a benefit's law: those that follow from a benefit have the same. */
export interface LawOfBenefit {
  readonly plan: PlanInPayment;
  readonly increases: Increases;
}
