import type { EquivalentMutant } from "../../../testing/plan-checks.ts";

/** Changes of the plan's formulas that change no result, with the reason; the mutation test leaves them out of its count. */
export const equivalentMutants: readonly EquivalentMutant[] = [
  {
    pattern: /^accountInterest\/3\/1\/0\/1\/0: the other end of the list$/,
    because: "one rate is entered for one day",
  },
  {
    pattern: /^judicialInterestRate: row 1 from a day sooner$/,
    because: "interest is credited on 30 June alone",
  },
  {
    pattern: /^dependentsEntitled\/0: constant true → false$/,
    because: "a count does not look at a value of the row",
  },
  { pattern: /^optionAnchorAge: constant 804 → 805$/, because: "the factors look at full years of age" },
  { pattern: /^survivorShare: arms 0 and 1 exchanged$/, because: "the options exclude each other" },
];
