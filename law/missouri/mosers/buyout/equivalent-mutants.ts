import type { EquivalentMutant } from "../../../testing/plan-checks.ts";

/** Changes of the formulas that change no result, with the reason; the mutation test leaves them out of its count. */
export const equivalentMutants: readonly EquivalentMutant[] = [
  {
    pattern: /^improvementApplied: row \d from a day sooner$/,
    because: "the years begin on 1 January, and no year begins a day before",
  },
];
