/** Dates that a table of the plan does not cover, and the register entry that says why. */
import type { UncoveredDates } from "../../../testing/plan-checks.ts";

/** Asked for on these dates, an amount is refused. */
export const uncoveredDates: readonly UncoveredDates[] = [
  { table: "accrualStopsAtStipulatedAge", to: "1988-08-12", register: "JUDICIAL-Q04" },
  { table: "associateCircuitPay", to: "2008-06-30", register: "JUDICIAL-Q07" },
  { table: "circuitPay", to: "2008-06-30", register: "JUDICIAL-Q07" },
  { table: "appealsPay", to: "2008-06-30", register: "JUDICIAL-Q07" },
  { table: "supremePay", to: "2008-06-30", register: "JUDICIAL-Q07" },
  { table: "chiefJusticePay", to: "2008-06-30", register: "JUDICIAL-Q07" },
  { table: "colaRate", to: "1999-12-31", register: "JUDICIAL-Q11" },
  { table: "colaRate", from: "2027-01-01", register: "JUDICIAL-Q11" },
];
