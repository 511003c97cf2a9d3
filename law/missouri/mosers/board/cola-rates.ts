/**
 * Annual cost-of-living rates, one row a calendar year, for every plan whose adjustment follows consumer prices.
 *
 * Source: announced rates from MOSERS news items of 2020, 2021, 2023, 2024 and 2025; index averages from the Bureau of Labor
 * Statistics (CPI-U, U.S. city average, all items, not seasonally adjusted), one decimal to 2006 and three from 2007.
 * Adopted by the board each January (RSMo 104.1045.2, BR 3-6); in force for the anniversaries of that calendar year.
 */

/** One calendar year's rate. Averages are index points, increases and rates are percent, all as printed. */
export interface ColaRateRow {
  readonly year: number;
  /** Mean index of the last calendar year. */
  readonly average: string;
  /** Mean index of the calendar year before that. */
  readonly averageBefore: string;
  /** Percentage increase from one mean to the other, to the nearest 0.001 %. */
  readonly increase: string;
  /** 80 % of the increase, to the nearest 0.001 %, at least 0 and at most 5 %. */
  readonly rate: string;
  /** announced by the board; computed here by the sequence of the register; entered by the fund. */
  readonly mark: "announced" | "computed" | "entered";
}

/** Rates from the first year of the year 2000 plan. 2026 is entered: the October 2025 index was never published. */
export const colaRates: readonly ColaRateRow[] = [
  {
    year: 2000,
    average: "166.6",
    averageBefore: "163.0",
    increase: "2.209",
    rate: "1.767",
    mark: "computed",
  },
  {
    year: 2001,
    average: "172.2",
    averageBefore: "166.6",
    increase: "3.361",
    rate: "2.689",
    mark: "computed",
  },
  {
    year: 2002,
    average: "177.1",
    averageBefore: "172.2",
    increase: "2.846",
    rate: "2.277",
    mark: "computed",
  },
  {
    year: 2003,
    average: "179.9",
    averageBefore: "177.1",
    increase: "1.581",
    rate: "1.265",
    mark: "computed",
  },
  {
    year: 2004,
    average: "184.0",
    averageBefore: "179.9",
    increase: "2.279",
    rate: "1.823",
    mark: "computed",
  },
  {
    year: 2005,
    average: "188.9",
    averageBefore: "184.0",
    increase: "2.663",
    rate: "2.130",
    mark: "computed",
  },
  {
    year: 2006,
    average: "195.3",
    averageBefore: "188.9",
    increase: "3.388",
    rate: "2.710",
    mark: "computed",
  },
  {
    year: 2007,
    average: "201.6",
    averageBefore: "195.3",
    increase: "3.226",
    rate: "2.581",
    mark: "computed",
  },
  {
    year: 2008,
    average: "207.342",
    averageBefore: "201.6",
    increase: "2.848",
    rate: "2.278",
    mark: "computed",
  },
  {
    year: 2009,
    average: "215.303",
    averageBefore: "207.342",
    increase: "3.840",
    rate: "3.072",
    mark: "computed",
  },
  {
    year: 2010,
    average: "214.537",
    averageBefore: "215.303",
    increase: "-0.356",
    rate: "0.000",
    mark: "computed",
  },
  {
    year: 2011,
    average: "218.056",
    averageBefore: "214.537",
    increase: "1.640",
    rate: "1.312",
    mark: "computed",
  },
  {
    year: 2012,
    average: "224.939",
    averageBefore: "218.056",
    increase: "3.157",
    rate: "2.526",
    mark: "computed",
  },
  {
    year: 2013,
    average: "229.594",
    averageBefore: "224.939",
    increase: "2.069",
    rate: "1.655",
    mark: "computed",
  },
  {
    year: 2014,
    average: "232.957",
    averageBefore: "229.594",
    increase: "1.465",
    rate: "1.172",
    mark: "computed",
  },
  {
    year: 2015,
    average: "236.736",
    averageBefore: "232.957",
    increase: "1.622",
    rate: "1.298",
    mark: "computed",
  },
  {
    year: 2016,
    average: "237.017",
    averageBefore: "236.736",
    increase: "0.119",
    rate: "0.095",
    mark: "computed",
  },
  {
    year: 2017,
    average: "240.007",
    averageBefore: "237.017",
    increase: "1.262",
    rate: "1.010",
    mark: "computed",
  },
  {
    year: 2018,
    average: "245.120",
    averageBefore: "240.007",
    increase: "2.130",
    rate: "1.704",
    mark: "computed",
  },
  {
    year: 2019,
    average: "251.107",
    averageBefore: "245.120",
    increase: "2.442",
    rate: "1.954",
    mark: "computed",
  },
  {
    year: 2020,
    average: "255.657",
    averageBefore: "251.107",
    increase: "1.812",
    rate: "1.450",
    mark: "announced",
  },
  {
    year: 2021,
    average: "258.811",
    averageBefore: "255.657",
    increase: "1.234",
    rate: "0.987",
    mark: "announced",
  },
  {
    year: 2022,
    average: "270.970",
    averageBefore: "258.811",
    increase: "4.698",
    rate: "3.758",
    mark: "computed",
  },
  {
    year: 2023,
    average: "292.655",
    averageBefore: "270.970",
    increase: "8.003",
    rate: "5.000",
    mark: "announced",
  },
  {
    year: 2024,
    average: "304.702",
    averageBefore: "292.655",
    increase: "4.116",
    rate: "3.293",
    mark: "announced",
  },
  {
    year: 2025,
    average: "313.689",
    averageBefore: "304.702",
    increase: "2.949",
    rate: "2.359",
    mark: "announced",
  },
  {
    year: 2026,
    average: "321.943",
    averageBefore: "313.689",
    increase: "2.631",
    rate: "2.105",
    mark: "entered",
  },
];

/** First calendar year for which no rate has been set yet. */
export const firstYearWithoutColaRate = 2027;
