import type { EquivalentMutant } from "../../../testing/plan-checks.ts";

/** Changes of the plan's formulas that change no result, with the reason; the mutation test leaves them out of its count. */
export const equivalentMutants: readonly EquivalentMutant[] = [
  {
    pattern: /^(barredByWork\/0|dependentsEntitled|employmentReallyEnded\/1\/0)\/0: constant true → false$/,
    because: "a count and an existence do not look at a value of the row",
  },
];
