/**
 * Employer contribution rates of the general plans by fiscal year (1 July to 30 June), percent of pay.
 *
 * Source: MOSERS employer contribution-rate page as published in 2025, for FY16 to FY26. The closed plan, the year 2000 plan and
 * its 2011 tier share one rate (RSMo 104.1066.1). FY27 is entered by the fund and the years before FY16 are assumed, for a
 * demonstration only (register MSEP2000-Q32).
 */

/** One rate and the earned month from which it applies; rates are hundredths of a percent, so that no fraction is needed. */
export interface EmployerRateRow {
  readonly fiscalYear: string;
  /** First day in force, an ISO date. A row applies until the next one begins. */
  readonly from: string;
  /** Hundredths of one percent of pay: 1697 is 16.97 %. */
  readonly hundredthsOfPercent: number;
  readonly mark: "published" | "entered" | "assumed";
}

/** Rates in force, oldest first. */
export const employerRates: readonly EmployerRateRow[] = [
  { fiscalYear: "before FY16", from: "2000-07-01", hundredthsOfPercent: 1697, mark: "assumed" },
  { fiscalYear: "FY16", from: "2015-07-01", hundredthsOfPercent: 1697, mark: "published" },
  { fiscalYear: "FY17", from: "2016-07-01", hundredthsOfPercent: 1697, mark: "published" },
  { fiscalYear: "FY18", from: "2017-07-01", hundredthsOfPercent: 1945, mark: "published" },
  { fiscalYear: "FY19", from: "2018-07-01", hundredthsOfPercent: 2021, mark: "published" },
  { fiscalYear: "FY20", from: "2019-07-01", hundredthsOfPercent: 2177, mark: "published" },
  { fiscalYear: "FY21", from: "2020-07-01", hundredthsOfPercent: 2288, mark: "published" },
  { fiscalYear: "FY22", from: "2021-07-01", hundredthsOfPercent: 2351, mark: "published" },
  { fiscalYear: "FY23", from: "2022-07-01", hundredthsOfPercent: 2633, mark: "published" },
  { fiscalYear: "FY24", from: "2023-07-01", hundredthsOfPercent: 2726, mark: "published" },
  { fiscalYear: "FY25", from: "2024-07-01", hundredthsOfPercent: 2875, mark: "published" },
  { fiscalYear: "FY26", from: "2025-07-01", hundredthsOfPercent: 3025, mark: "published" },
  { fiscalYear: "FY27", from: "2026-07-01", hundredthsOfPercent: 3200, mark: "entered" },
];

/** First day for which no rate has been set: the board certifies the next fiscal year's rate each September. */
export const firstDayWithoutEmployerRate = "2027-07-01";

/** The rate in force on an ISO date, or nothing before the plan and after the last fiscal year that has one. */
export const employerRateOn = (date: string): EmployerRateRow | undefined =>
  date >= firstDayWithoutEmployerRate ? undefined : employerRates.findLast((row) => row.from <= date);
