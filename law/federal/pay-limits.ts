/**
 * Limit on the pay that a qualified plan may count in a year (IRC 401(a)(17)), in whole dollars, by calendar year.
 *
 * Source: IRS table of dollar limitations for 2023 to 2026; a published limits table for 2003 to 2022; 2000 to 2002 recalled and
 * marked assumed. The limit is applied when pay is reported (register MSEP2000-Q15), so the law of a plan reads pay already limited.
 */

/** One calendar year's limit. */
export interface PayLimitRow {
  readonly year: number;
  readonly dollars: number;
  readonly mark: "published" | "assumed";
}

/** Limits for members who joined after 30 June 1996; the higher grandfathered limit is not applied (register MSEP2000-Q15). */
export const payLimits: readonly PayLimitRow[] = [
  { year: 2000, dollars: 170_000, mark: "assumed" },
  { year: 2001, dollars: 170_000, mark: "assumed" },
  { year: 2002, dollars: 200_000, mark: "assumed" },
  { year: 2003, dollars: 200_000, mark: "published" },
  { year: 2004, dollars: 205_000, mark: "published" },
  { year: 2005, dollars: 210_000, mark: "published" },
  { year: 2006, dollars: 220_000, mark: "published" },
  { year: 2007, dollars: 225_000, mark: "published" },
  { year: 2008, dollars: 230_000, mark: "published" },
  { year: 2009, dollars: 245_000, mark: "published" },
  { year: 2010, dollars: 245_000, mark: "published" },
  { year: 2011, dollars: 245_000, mark: "published" },
  { year: 2012, dollars: 250_000, mark: "published" },
  { year: 2013, dollars: 255_000, mark: "published" },
  { year: 2014, dollars: 260_000, mark: "published" },
  { year: 2015, dollars: 265_000, mark: "published" },
  { year: 2016, dollars: 265_000, mark: "published" },
  { year: 2017, dollars: 270_000, mark: "published" },
  { year: 2018, dollars: 275_000, mark: "published" },
  { year: 2019, dollars: 280_000, mark: "published" },
  { year: 2020, dollars: 285_000, mark: "published" },
  { year: 2021, dollars: 290_000, mark: "published" },
  { year: 2022, dollars: 305_000, mark: "published" },
  { year: 2023, dollars: 330_000, mark: "published" },
  { year: 2024, dollars: 345_000, mark: "published" },
  { year: 2025, dollars: 350_000, mark: "published" },
  { year: 2026, dollars: 360_000, mark: "published" },
];

/** Limit of a calendar year in cents, or nothing when the table has no row for that year. */
export const payLimitCents = (year: number): bigint | undefined => {
  const row = payLimits.find((candidate) => candidate.year === year);
  return row && BigInt(row.dollars) * 100n;
};
