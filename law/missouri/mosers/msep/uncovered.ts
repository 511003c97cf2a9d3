/** Dates that a table of the closed plan does not cover, and the register entry that says why. */
import type { UncoveredDates } from "../../../testing/plan-checks.ts";

/** Asked for on these dates, an amount is refused. */
export const uncoveredDates: readonly UncoveredDates[] = [
  { table: "legislatorPay", to: "2008-06-30", register: "MSEP-Q32" },
  { table: "governorPay", to: "2008-06-30", register: "MSEP-Q32" },
  { table: "attorneyGeneralPay", to: "2008-06-30", register: "MSEP-Q32" },
  { table: "lieutenantGovernorPay", to: "2008-06-30", register: "MSEP-Q32" },
  { table: "otherOfficialPay", to: "2008-06-30", register: "MSEP-Q32" },
  { table: "assumedReturn", to: "1989-12-31", register: "MSEP-Q47" },
  { table: "colaRate", from: "2027-01-01", register: "MSEP-Q23" },
];
