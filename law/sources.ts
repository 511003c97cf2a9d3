/**
 * Every statute, board rule, handbook page and table that the law of this system cites, named once.
 * A citation is a short text such as `RSMo 104.1024.2-3`; the builders below refuse, at type check, a section that is not listed here.
 */

/** Sections of the Revised Statutes of Missouri that a provision cites, with what each governs. */
export const statutes = {
  "9.010": "public holidays",
  "104.601": "unused sick leave",
  "104.1003": "definitions of the year 2000 plan",
  "104.1009": "membership of the year 2000 plan",
  "104.1015": "election into the year 2000 plan",
  "104.1018": "vesting and reemployment",
  "104.1021": "credited service",
  "104.1024": "application, payment and formula",
  "104.1027": "payment options, spouse, divorce",
  "104.1030": "death before the annuity starting date",
  "104.1033": "early retirement",
  "104.1036": "deferred annuity of a vested former member",
  "104.1045": "cost-of-living adjustment",
  "104.1066": "valuations and the employer contribution rate",
  "104.1084": "legislators and statewide elected officials in the year 2000 plan",
  "104.1087": "credited service under several plans",
  "104.1090": "additional credited service",
  "104.1091": "members first employed on or after 1 January 2011",
} as const;

/** Board Rules of the Missouri State Employees' Retirement System, edition effective 17 February 2023. */
export const boardRules = {
  "3-1": "military service",
  "3-2": "notification of unpaid leave",
  "3-3": "notification of termination and unused sick leave",
  "3-4": "computation of credit",
  "3-6": "cost-of-living allowance",
  "3-7": "break in service",
  "3-8": "employees working in more than one position",
  "3-9": "options under RSMo 104.1027",
  "3-11": "employees on layoff status",
  "3-12": "benefit eligibility for full-time and temporary employees",
  "8-4": "eligible compensation",
} as const;

/** Published pages and tables, each with what it is. */
export const publications = {
  handbook: "Legislators' and Statewide Elected Officials' Handbook, July 2014",
  fiveYearVesting: "MOSERS news item of 19 July 2017, The change from 10 to 5-year vesting",
  ruleOf80Answer: "MOSERS Rumor Central answer of 24 February 2021 on the Rule of 80",
  temporaryBenefitPage: "MOSERS page Understanding the Temporary Benefit",
  colaPage: "MOSERS page on cost-of-living adjustments",
  employerRatesPage: "MOSERS page of employer contribution rates, 2025",
  consumerPrices:
    "Consumer Price Index CPI-U, U.S. city average, all items, not seasonally adjusted (BLS CUUR0000SA0)",
  compensationCommission:
    "Missouri Citizens' Commission on Compensation for Elected Officials, as reported in the press",
  irsLimits: "IRS table of dollar limitations, IRC 401(a)(17)",
} as const;

type Below<Listed extends string> =
  | Listed
  | `${Listed}.${string}`
  | `${Listed}(${string}`
  | `${Listed}, ${string}`;

/** Cites a section of the Revised Statutes of Missouri, with its subsection where that matters. */
export const rsmo = (section: Below<keyof typeof statutes & string>): string => `RSMo ${section}`;

/** Cites a Board Rule, with its paragraph where that matters. */
export const boardRule = (rule: Below<keyof typeof boardRules & string>): string => `BR ${rule}`;

/** Cites a page of the handbook by its printed number. */
export const handbook = (page: number | string): string => `Handbook p.${page}`;

/** Cites a published page or table. */
export const published = (name: keyof typeof publications): string => publications[name];

/** Cites an entry of the register of open questions, beside the plan that it belongs to. */
export const register = (entry: `${Uppercase<string>}-Q${number}`): string => `Register ${entry}`;

/** Joins several citations of one rule. */
export const and = (...citations: readonly string[]): string => citations.join("; ");
