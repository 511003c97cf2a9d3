import type { EquivalentMutant } from "../../../testing/plan-checks.ts";

/** Changes of the plan's formulas that change no result, with the reason; the mutation test leaves them out of its count. */
export const equivalentMutants: readonly EquivalentMutant[] = [
  {
    pattern: /^(barredByWork\/0|dependentsEntitled|employmentReallyEnded\/1\/0)\/0: constant true → false$/,
    because: "a count and an existence do not look at a value of the row",
  },
  {
    pattern: /^deathBenefit\/0: arms 0 and 1 exchanged$/,
    because: "with the least service nothing is taken for the mandatory age",
  },
  {
    pattern: /^(dueToDependents\/0\/0\/2|survivorIsPaid\/1\/2|survivorAmountAtDeath\/0\/0\/2): constant /,
    because: "what holds without a death is decided before it is asked",
  },
  {
    pattern: /^survivorAmountAtDeath: rounding up$/,
    because: "half of whole cents ends in a half cent or none",
  },
];
