/** Dates that a table does not cover, and the register entry that says why. */
import type { UncoveredDates } from "../../../testing/plan-checks.ts";

/** Asked for on these dates, an amount is refused. */
export const uncoveredDates: readonly UncoveredDates[] = [
  { table: "generalRate", from: "2027-07-01", register: "EMPLOYER-Q04" },
  { table: "judicialRate", from: "2026-07-01", register: "EMPLOYER-Q04" },
  { table: "basicLifeRate", to: "2016-12-31", register: "EMPLOYER-Q04" },
];
