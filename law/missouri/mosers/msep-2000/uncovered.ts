/** Dates that a table does not cover, and the register entry that says why; asked for there, an amount is refused. */
export const uncoveredDates: readonly {
  readonly table: string;
  /** First uncovered day, an ISO date; without it, from the beginning. */
  readonly from?: string;
  /** Last uncovered day, an ISO date; without it, to the end. */
  readonly to?: string;
  readonly register: string;
}[] = [
  { table: "legislatorPay", to: "2008-06-30", register: "MSEP2000-Q19" },
  { table: "colaRate", from: "2027-01-01", register: "MSEP2000-Q28" },
];
