/** Federal sources that the law of this system cites: the Internal Revenue Code, its regulations and the publications of the IRS, named once. */

/** Sections of the Internal Revenue Code that a provision cites, with what each governs. */
const sections = {
  "72": "taxation of annuities, additional tax on early payments",
  "401(a)(9)": "required distributions",
  "401(a)(17)": "pay that a qualified plan may count",
  "402(c)": "eligible rollover distributions",
  "402(f)": "notice before a rollover distribution",
  "414(h)": "contributions picked up by the employer",
  "415": "limits on benefits and contributions, excess benefit arrangements",
  "1441": "withholding from nonresident aliens",
  "3405": "withholding from pensions and annuities",
} as const;

type Below<Listed extends string> = Listed | `${Listed}(${string}`;

/** Cites a section of the Internal Revenue Code. */
export const irc = (section: Below<keyof typeof sections & string>): string => `IRC ${section}`;

/** Cites Publication 15-T of a calendar year, with its table or worksheet. */
export const publication15T = (year: number, part: string): string =>
  `IRS Publication 15-T (${year}), ${part}`;

/** Cites a form of the IRS and its instructions. */
export const irsForm = (form: "W-4P" | "W-4R" | "1099-R"): string => `IRS Form ${form}`;

/** Cites a regulation of the Treasury. */
export const regulation = (section: "1.415(d)-1" | "1.415(b)-1"): string => `26 CFR ${section}`;
