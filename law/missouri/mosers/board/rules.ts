/** The register of the Board Rules, edition effective 17 February 2023: each rule with its history, as the rules themselves print it. */
import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { nextReviewDue } from "./rulemaking.ts";

/** A Board Rule. */
export interface BoardRuleEntry {
  /** Chapter and number, such as `2-4`. */
  readonly rule: string;
  readonly title: string;
  /** The day on which the rule first took effect, an ISO date; absent where only its title was available. */
  readonly effective?: string;
  /** The days on which amendments took effect, ISO dates. */
  readonly amended: readonly string[];
  /** The day on which it was rescinded, an ISO date; its number is not used again. */
  readonly rescinded?: string;
}

const inForce = (
  rule: string,
  title: string,
  effective: string,
  ...amended: readonly string[]
): BoardRuleEntry => ({ rule, title, effective, amended });
const titleOnly = (rule: string, title: string): BoardRuleEntry => ({ rule, title, amended: [] });
const rescinded = (rule: string, title: string, on: string): BoardRuleEntry => ({
  rule,
  title,
  amended: [],
  rescinded: on,
});

/** Every rule of the contents, in its order within a kind: in force with text, in force by title only, rescinded. */
export const boardRuleRegister: readonly BoardRuleEntry[] = [
  inForce("1-1", "Rulemaking", "1999-12-31", "2020-12-21", "2023-02-17"),
  inForce("1-2", "Appeals to the Board of Trustees", "1999-12-31", "2020-12-21"),
  inForce(
    "1-3",
    "Confidentiality of Records",
    "1999-12-31",
    "2002-10-27",
    "2007-09-20",
    "2009-08-05",
    "2013-12-23",
    "2020-12-21",
  ),
  inForce("1-5", "Board Election Procedures", "2005-11-17", "2009-11-19", "2013-07-23", "2020-12-21"),
  inForce("1-6", "Board Member Designees", "2007-07-27", "2018-02-21", "2018-03-29", "2020-12-21"),
  inForce("2-1", "Military Service", "1999-12-31", "2000-11-15", "2020-12-21"),
  inForce("2-2", "Notification of Unpaid Leave", "1999-12-31", "2020-12-21"),
  inForce(
    "2-3",
    "Notification of Termination of Active Employment and Unused Sick Leave",
    "1999-12-31",
    "2002-03-30",
    "2020-12-21",
  ),
  inForce("2-4", "Computation of Credit", "1999-12-31", "2020-12-21"),
  inForce(
    "2-5",
    "Verification of Service",
    "1999-12-31",
    "2002-07-20",
    "2003-07-20",
    "2008-07-12",
    "2020-12-21",
  ),
  inForce("2-6", "Cost of Living Allowance", "1999-12-31", "2020-12-21"),
  inForce("2-7", "Break in Service", "1999-12-31", "2020-12-21"),
  inForce("2-8", "Employees Working in More Than One Position", "1999-12-31", "2010-12-12", "2020-12-21"),
  inForce("2-9", "Options Under Section 104.395, RSMo", "1999-12-31", "2020-12-21"),
  inForce("2-10", "Service Adjustments for Wrongful Termination", "1999-12-31", "2020-12-21"),
  inForce("2-11", "Employees on Layoff Status", "1999-12-31", "2020-07-18"),
  inForce("2-12", "Creditable Prior Service for Members of the General Assembly", "1999-12-31", "2020-12-21"),
  inForce(
    "2-14",
    "Benefit Eligibility For Full-time and Temporary Employees",
    "1999-12-31",
    "2010-12-18",
    "2020-12-21",
  ),
  inForce("2-15", "Electronic Funds Transfer", "2000-07-01", "2006-11-16", "2020-12-21"),
  inForce("2-17", "Interest Charged Members (MSEP)", "2010-12-18", "2020-12-21"),
  inForce("2-20", "Judicial Buyout", "2020-09-05"),
  inForce("2-21", "Contribution Alternative", "2020-07-18"),
  inForce("3-1", "Military Service", "1999-12-31", "2001-11-15", "2020-12-21"),
  inForce("3-2", "Notification of Unpaid Leave", "1999-12-31", "2020-12-21"),
  inForce(
    "3-3",
    "Notification of Termination of Active Employment and Unused Sick Leave",
    "1999-12-31",
    "2002-03-30",
    "2020-12-21",
  ),
  inForce("3-4", "Computation of Credit", "1999-12-31", "2020-12-21"),
  inForce(
    "3-5",
    "Verification of Service",
    "1999-12-31",
    "2002-07-20",
    "2003-07-20",
    "2008-07-12",
    "2020-12-21",
  ),
  inForce("3-6", "Cost of Living Allowance", "1999-12-31", "2020-12-21"),
  inForce("3-7", "Break in Service", "1999-12-31", "2020-12-21"),
  inForce("3-8", "Employees Working in More Than One Position", "1999-12-31", "2020-12-21"),
  inForce("3-9", "Options Under Section 104.1027, RSMo", "1999-12-31", "2020-12-21"),
  inForce("3-10", "Service Adjustments for Wrongful Termination", "1999-12-31", "2020-12-21"),
  inForce("3-11", "Employees on Layoff Status", "1999-12-31", "2020-07-18"),
  inForce(
    "3-12",
    "Benefit Eligibility for Full-time and Temporary Employees",
    "1999-12-31",
    "2010-12-18",
    "2020-12-21",
  ),
  inForce("3-13", "Electronic Funds Transfer", "2000-07-01", "2006-11-16", "2020-12-21"),
  inForce("3-15", "Interest Charged Members (MSEP 2000)", "2010-12-18", "2020-12-21"),
  inForce("3-16", "Administration of MSEP 2011", "2010-12-18", "2020-12-21"),
  inForce("3-19", "Judicial Buyout", "2020-09-05"),
  inForce("4-1", "Military Service", "1999-12-31", "2020-12-21"),
  inForce("4-2", "Notification of Unpaid Leave", "1999-12-31", "2020-12-21"),
  inForce("4-3", "Notification of Termination of Active Employment", "1999-12-31", "2020-12-21"),
  inForce("4-4", "Verification of Service", "1999-12-31", "2020-12-21"),
  inForce("4-5", "Cost of Living Allowance", "1999-12-31", "2020-12-21"),
  inForce("4-6", "Electronic Funds Transfer", "2000-07-01", "2020-12-21"),
  inForce("4-7", "Interest Charged to Judges", "2020-12-21"),
  inForce("4-8", "Administration of Judicial 2011 Tier", "2020-12-21"),
  inForce("4-9", "Termination of Employment and Reemployment of ALJ Plan Retiree", "2020-12-21"),
  inForce(
    "4-10",
    "Termination of Employment and Reemployment of Judicial Plan Retiree or Judicial Plan 2011 Retiree",
    "2020-12-21",
  ),
  inForce("4-11", "Contribution Alternative", "2020-07-18"),
  inForce("4-12", "Vesting", "2023-02-17"),
  inForce("4-13", "Application of Chapter 104", "2023-02-17"),
  inForce("5-1", "Procurement by Contract", "1999-12-31", "2020-12-21"),
  inForce("5-2", "Procurement Procedures", "2002-11-21", "2020-12-21"),
  inForce("6-1", "Procurement by Contract", "1999-12-31", "2020-12-21"),
  inForce("6-2", "Procurement Procedures", "2002-11-21", "2020-12-21"),
  titleOnly("7-1", "General Provisions"),
  titleOnly("7-2", "Transfer of CURP Membership"),
  titleOnly("8-1", "Excess Benefit Arrangement"),
  titleOnly("8-2", "Compliance with Internal Revenue Code and Regulations"),
  titleOnly("8-3", "Master Trust Declaration for the Missouri State Employees Retirement System"),
  titleOnly("8-4", "Eligible Compensation Under Internal Revenue Code 401 (a)(17)"),
  titleOnly("9-1", "Payment of Unused Compensatory Leave Time"),
  titleOnly("9-2", "Termination of Employment and Reemployment of MSEP/MSEP2000/MSEP 2011 Plan Retiree"),
  rescinded("1-4", "Charges for Documents", "2020-12-21"),
  rescinded("2-13", "Disability Retirement", "2020-12-21"),
  rescinded("2-16", "Selection of Actuary", "2013-06-30"),
  rescinded("2-18", "Terminated Vested Member Buyout Program", "2018-11-15"),
  rescinded("2-19", "Terminated Vested Member Second Chance Buyout Program", "2018-11-15"),
  rescinded("3-14", "Selection of Actuary", "2013-06-20"),
  rescinded("3-17", "Terminated Vested Member Buyout Program", "2018-11-15"),
  rescinded("3-18", "Terminated Vested Member Second Chance Buyout Program", "2018-11-15"),
];

/** The day by which a rule in force must be reviewed again: five years after it was last made or amended, an ISO date. */
export function reviewDue({ effective, amended }: BoardRuleEntry): string | undefined {
  const last = amended.at(-1) ?? effective;
  return last === undefined ? undefined : formatDate(nextReviewDue(parseDate(last)));
}
