/** What the law of employer contributions asks of a department. */
import { choices } from "@emeritus/engine/expr.ts";
import { fact, field, listOf } from "@emeritus/engine/fact.ts";

/** Whose pay a department reports. */
export const payrolls = choices("generalPayroll", "judicialPayroll");
/** Members of the general plans, or of the judicial plans. */
export const payrollOf = fact.choice("payrollOf", payrolls.names);
/** The day on which the pay was earned, by which rates change. */
export const payEarned = fact.date("payEarned", { least: "1990-01-01", most: "2120-12-31" });
/** Pay of the payroll that counts. */
export const payrollAmount = fact.amount("payrollAmount", { most: "1000000000.00" });
/** Paid through the state's own payroll system, SAM II. */
export const paidByState = fact.condition("paidByState");
/** First day of the regular session of the general assembly. */
export const sessionBegins = fact.date("sessionBegins", { least: "1990-01-01", most: "2120-12-31" });

/** First day of the fiscal year, 1 July. */
export const fiscalYearBegins = fact.date("fiscalYearBegins", { least: "2020-07-01", most: "2120-07-01" });
/** The day on which the department prepays. */
export const prepaidOn = fact.date("prepaidOn", { least: "2020-07-01", most: "2120-12-31" });
/** The day on which the department told the system so. */
export const prepaymentTold = fact.date("prepaymentTold", { least: "2020-01-01", most: "2120-12-31" });
/** A component is prepaid already for the fiscal year. */
export const prepaidBefore = fact.condition("prepaidBefore");
/** Part of the certified rate for the normal cost, with the costs of administration. */
export const normalCostRate = fact.rate("normalCostRate", { most: "1" });
/** Part of the certified rate that pays off the unfunded liability by the board's policy. */
export const unfundedRate = fact.rate("unfundedRate", { most: "1" });
/** What of the certified rate a department prepays. */
export const components = choices("bothComponents", "normalCostOnly", "unfundedOnly");
/** The component or components that are prepaid. */
export const componentsPrepaid = fact.choice("componentsPrepaid", components.names);
/** Payroll of the year that the valuation assumed when it set the rate. */
export const assumedPayroll = fact.amount("assumedPayroll", { most: "1000000000.00" });
/** Pay periods in the year. */
export const payPeriods = fact.count("payPeriods", { least: "1", most: "53" });
/** The pay days of the fiscal year. */
export const payDays = listOf("payDays", { dueOn: field.date({ most: "2120-12-31" }) }, { most: 60 });
/** Assumed return by which the payments are discounted. */
export const prepaymentReturn = fact.rate("prepaymentReturn", { most: "0.2" });
/** Pay of the periods that the prepayment covers, as it turned out. */
export const actualPayroll = fact.amount("actualPayroll", { most: "1000000000.00" });
