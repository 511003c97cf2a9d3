/**
 * Yearly pay of members of the general assembly and of statewide elected officials, in whole dollars; a row is in force until the next one.
 *
 * Source: handbook of July 2014 ($2,992.92 a month) and press reports on the Missouri Citizens' Commission on Compensation for
 * Elected Officials. No source gives the pay before 1 July 2008; a figure marked derived follows a published rule and is not itself
 * published (register MSEP2000-Q19); one marked recalled agrees with rounded press figures and was not read (register MSEP2000-Q45).
 */

/** One rate of pay. */
export interface OfficePayRow {
  /** First day in force, an ISO date. */
  readonly from: string;
  readonly dollars: number;
  readonly mark: "published" | "derived" | "recalled";
  readonly source: string;
}

/** Pay of a senator or representative, oldest first. */
export const legislatorSalaries: readonly OfficePayRow[] = [
  { from: "2008-07-01", dollars: 35_915, mark: "published", source: "Handbook p.21" },
  {
    from: "2021-07-01",
    dollars: 36_813,
    mark: "derived",
    source: "2.5 % on 35,915, Missouri Times, November 2020",
  },
  { from: "2022-07-01", dollars: 37_711, mark: "published", source: "Missouri Times, November 2020" },
  {
    from: "2023-07-01",
    dollars: 39_264,
    mark: "derived",
    source: "percentage rise of circuit judges, Missouri Independent, 21 February 2023",
  },
  { from: "2024-07-01", dollars: 41_070, mark: "derived", source: "percentage rise of circuit judges" },
  {
    from: "2025-07-01",
    dollars: 41_762,
    mark: "derived",
    source: "percentage rise of circuit judges, not confirmed",
  },
];

/** Pay of the governor, oldest first. */
export const governorSalaries: readonly OfficePayRow[] = [
  {
    from: "2008-07-01",
    dollars: 133_821,
    mark: "recalled",
    source: "rounded figures of the News Tribune, 10 November 2014",
  },
  { from: "2021-07-01", dollars: 137_167, mark: "derived", source: "2.5 %, Missouri Times, November 2020" },
  { from: "2022-07-01", dollars: 140_596, mark: "published", source: "Missouri Times, November 2020" },
];

/** Pay of the attorney general, oldest first. */
export const attorneyGeneralSalaries: readonly OfficePayRow[] = [
  {
    from: "2008-07-01",
    dollars: 116_437,
    mark: "recalled",
    source: "rounded figures of the News Tribune, 10 November 2014",
  },
  { from: "2021-07-01", dollars: 119_348, mark: "derived", source: "2.5 %, Missouri Times, November 2020" },
  {
    from: "2022-07-01",
    dollars: 122_332,
    mark: "derived",
    source: "2.5 % again, Missouri Times, November 2020",
  },
];

/** Pay of the secretary of state, of the state treasurer and of the state auditor, which is one amount, oldest first. */
export const otherOfficialSalaries: readonly OfficePayRow[] = [
  {
    from: "2008-07-01",
    dollars: 107_746,
    mark: "recalled",
    source: "rounded figures of the News Tribune, 10 November 2014",
  },
  { from: "2021-07-01", dollars: 110_440, mark: "derived", source: "2.5 %, Missouri Times, November 2020" },
  {
    from: "2022-07-01",
    dollars: 113_201,
    mark: "derived",
    source: "2.5 % again, Missouri Times, November 2020",
  },
];

/** Pay of the lieutenant governor, oldest first. */
export const lieutenantGovernorSalaries: readonly OfficePayRow[] = [
  {
    from: "2008-07-01",
    dollars: 86_484,
    mark: "recalled",
    source: "rounded figures of the News Tribune, 10 November 2014",
  },
  { from: "2021-07-01", dollars: 88_646, mark: "derived", source: "2.5 %, Missouri Times, November 2020" },
  {
    from: "2022-07-01",
    dollars: 90_862,
    mark: "derived",
    source: "2.5 % again, Missouri Times, November 2020",
  },
];
