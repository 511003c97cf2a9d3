/** Dates that a table of the plan does not cover, and the register entry that says why. */
import type { UncoveredDates } from "../../../testing/plan-checks.ts";
import { uncoveredDates as ofJudges } from "../judicial/uncovered.ts";

/** The tables of the plan of judges, as that plan covers them. */
export const uncoveredDates: readonly UncoveredDates[] = ofJudges;
