import type { EquivalentMutant } from "../../../testing/plan-checks.ts";

/** Changes of the tier's formulas that change no result, with the reason; the mutation test leaves them out of its count. */
export const equivalentMutants: readonly EquivalentMutant[] = [];
