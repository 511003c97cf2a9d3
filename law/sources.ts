/**
 * Every statute, board rule, handbook page and table that the law of this system cites, named once.
 * A citation is a short text such as `RSMo 104.1024.2-3`; the builders below refuse, at type check, a section that is not listed here.
 */

/** Sections of the Revised Statutes of Missouri that a provision cites, with what each governs. */
export const statutes = {
  "9.010": "public holidays",
  "104.010": "definitions of the closed plan",
  "104.330": "membership of the closed plan",
  "104.335": "vesting and deferred annuities in the closed plan",
  "104.343": "purchase of military service in the closed plan",
  "104.344": "purchase of public employment",
  "104.350": "withdrawal from and return to the closed plan",
  "104.352": "part-time legislative employees",
  "104.354": "part-time legislative employees: funding",
  "104.370": "legislators in the closed plan",
  "104.371": "elective state officers in the closed plan",
  "104.372": "survivors of legislators and elective state officers in the closed plan",
  "104.374": "normal annuity of the closed plan",
  "104.380": "reemployment of retired members of the closed plan",
  "104.395": "payment options of the closed plan",
  "104.400": "early retirement in the closed plan",
  "104.401": "retirement procedure of the closed plan",
  "104.410": "disability in the closed plan",
  "104.415": "yearly increase in the closed plan",
  "104.420": "death before retirement in the closed plan",
  "104.436": "certification and payment of the employer contribution",
  "104.517": "life insurance",
  "104.518": "disability income insurance",
  "104.601": "unused sick leave",
  "104.602": "service not credited elsewhere",
  "104.603": "reciprocal transfer between the two systems of the chapter",
  "104.606": "purchases are finished before the annuity is received",
  "104.612": "special consultants and their increases",
  "104.615": "minimum monthly benefits of the closed plan",
  "104.625": "deferred retirement option (BackDROP)",
  "104.800": "one-time transfer of service between systems",
  "104.805": "employees moved to or from the department of transportation",
  "104.810": "water patrol after its merger into the highway patrol",
  "104.1003": "definitions of the year 2000 plan",
  "104.1009": "membership of the year 2000 plan",
  "104.1012": "each board manages the year 2000 plan for its own members",
  "104.1015": "election into the year 2000 plan",
  "104.1018": "vesting and reemployment",
  "104.1021": "credited service",
  "104.1024": "application, payment and formula",
  "104.1027": "payment options, spouse, divorce",
  "104.1030": "death before the annuity starting date",
  "104.1033": "early retirement",
  "104.1036": "deferred annuity of a vested former member",
  "104.1039": "reemployment after retirement",
  "104.1045": "cost-of-living adjustment",
  "104.1066": "valuations and the employer contribution rate",
  "104.1072": "life insurance in the year 2000 plan",
  "104.1075": "disability income insurance in the year 2000 plan",
  "104.1084": "legislators and statewide elected officials in the year 2000 plan",
  "104.1087": "credited service under several plans",
  "104.1089": "judicial buyout",
  "104.1090": "additional credited service",
  "104.1091": "members first employed on or after 1 January 2011",
  "104.1200": "colleges and universities: definitions",
  "104.1205": "colleges and universities: contributions",
  "104.1210": "colleges and universities: no credited service",
  "104.1215": "colleges and universities: election into the system",
  "105.691": "transfer and purchase between public systems",
  "287.812": "administrative law judges: definitions",
  "287.813": "administrative law judges: closed to new members",
  "287.815": "administrative law judges: eligibility",
  "287.820": "administrative law judges: amount and adjustments",
  "287.825": "administrative law judges: survivors",
  "287.830": "administrative law judges: less service",
  "287.835": "administrative law judges: removal and reappointment",
  "287.845": "administrative law judges: administration",
  "287.856": "administrative law judges: military service",
  "476.480": "judges who lose the plan's benefits",
  "476.515": "judges: definitions",
  "476.517": "judges: election of a plan",
  "476.520": "judges: eligibility",
  "476.521": "judges who first serve on or after 1 January 2011",
  "476.524": "judges: military service",
  "476.529": "judges from 2011: payment options",
  "476.530": "judges: amount",
  "476.535": "judges: survivors",
  "476.537": "judges: dependents",
  "476.539": "judges: special consultants",
  "476.545": "judges: less service",
  "476.575": "judges: courts covered",
  "476.580": "judges: administration and funding",
  "476.585": "judges: contributions before 1976",
  "476.601": "judges: cost-of-living adjustment",
  "476.682": "senior judges and commissioners",
  "476.683": "judges: stipulated age",
  "476.690": "judges: transfer of service",
} as const;

/** Board Rules of the Missouri State Employees' Retirement System, edition effective 17 February 2023. */
export const boardRules = {
  "2-1": "military service in the closed plan",
  "2-2": "notification of unpaid leave in the closed plan",
  "2-3": "notification of termination and unused sick leave in the closed plan",
  "2-4": "computation of credit in the closed plan",
  "2-6": "cost-of-living allowance in the closed plan",
  "2-7": "break in service in the closed plan",
  "2-8": "employees of the closed plan working in more than one position",
  "2-9": "options under RSMo 104.395",
  "2-11": "employees of the closed plan on layoff status",
  "2-12": "creditable prior service of members of the general assembly",
  "2-14": "benefit eligibility in the closed plan",
  "2-20": "judicial buyout",
  "2-21": "contribution alternative: prepayment",
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
  "3-19": "judicial buyout",
  "4-1": "military service of judges",
  "4-2": "notification of unpaid leave of judges",
  "4-3": "notification that a judge left",
  "4-4": "verification of service of judges",
  "4-5": "cost-of-living allowance of judges",
  "4-6": "electronic funds transfer to judges",
  "4-7": "interest charged to judges",
  "4-8": "administration of the judges' tier of 2011",
  "4-9": "reemployment of retired administrative law judges",
  "4-10": "reemployment of retired judges",
  "4-11": "contribution alternative for judges",
  "4-12": "vesting of judges, stipulated age",
  "4-13": "application of chapter 104 to judges",
  "5-1": "life insurance by contract",
  "5-2": "monitoring of the life insurer",
  "6-1": "disability insurance by contract",
  "6-2": "monitoring of the disability insurer",
  "7-1": "colleges and universities: who is covered",
  "7-2": "colleges and universities: transfer",
  "8-4": "eligible compensation",
} as const;

/** Published pages and tables, each with what it is. */
export const publications = {
  handbook: "Legislators' and Statewide Elected Officials' Handbook, July 2014",
  fiveYearVesting: "MOSERS news item of 19 July 2017, The change from 10 to 5-year vesting",
  ruleOf80Answer: "MOSERS Rumor Central answer of 24 February 2021 on the Rule of 80",
  closedPlanPage: "MOSERS page on the closed plan (MSEP)",
  bill543: "Summary of House Bill 543 of 1997",
  temporaryBenefitPage: "MOSERS page Understanding the Temporary Benefit",
  colaPage: "MOSERS page on cost-of-living adjustments",
  employerRatesPage: "MOSERS page of employer contribution rates, 2025",
  consumerPrices:
    "Consumer Price Index CPI-U, U.S. city average, all items, not seasonally adjusted (BLS CUUR0000SA0)",
  compensationCommission:
    "Missouri Citizens' Commission on Compensation for Elected Officials, as reported in the press",
  irsLimits: "IRS table of dollar limitations, IRC 401(a)(17)",
  judgesHandbook: "MOSERS Judges' Retirement Handbook, December 2017, table of contents",
  judicialPay:
    "pay of Missouri judges, press reports of 2014 and the rules of the Citizens' Commission on Compensation",
  russell: "Russell v. MOSERS, 4 S.W.3d 554 (Mo. App. W.D. 1999)",
  curpGuide: "MOSERS guide to the Colleges and Universities Retirement Plan, January 2020",
  curpNotice: "MOSERS notice to universities of 18 December 2020",
  lifePage: "MOSERS pages on life insurance",
  ltdPage: "MOSERS pages on long-term disability",
  stateTechPage: "State Technical College of Missouri, page on benefits",
  proceduresManual: "MOSERS Procedures Manual on insurance",
  optionalRates: "MOSERS answer of September 2017 on optional life rates",
  pubG2010: "Pub-2010 General mortality rates, Society of Actuaries, 2019",
  mp2021: "Mortality improvement scale MP-2021, Society of Actuaries, 2021",
  valuations: "MOSERS actuarial valuations",
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
