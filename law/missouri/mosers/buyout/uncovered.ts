/** Dates that a table does not cover, and the register entry that says why. */
import type { UncoveredDates } from "../../../testing/plan-checks.ts";

/** Asked for on these dates, an amount is refused. */
export const uncoveredDates: readonly UncoveredDates[] = [
  { table: "assumedCola", to: "2012-06-30", register: "BUYOUT-Q04" },
  { table: "improvementApplied", to: "2010-12-31", register: "BUYOUT-Q05" },
];
