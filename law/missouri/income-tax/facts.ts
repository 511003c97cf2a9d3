/** What Missouri's withholding and its exemption of public pensions ask besides what every tax asks. */
import { fact } from "@emeritus/engine/fact.ts";

/** The flat amount of Form MO W-4P to be withheld from each payment; known to be absent where no form is on file, or it says none. */
export const stateAmountElected = fact.perhaps.amount("stateAmountElected");
/** What else is taken from the payment: federal tax, insurance and the like. */
export const otherDeductions = fact.amount("otherDeductions");

/** The last day of the tax year. */
export const taxYearEnd = fact.date("taxYearEnd", { least: "1990-12-31", most: "2060-12-31" });
/** The public pension that is taxable on the federal return of the year. */
export const publicPension = fact.amount("publicPension", { most: "10000000.00" });
/** The exemption of Social Security benefits that is taken in the year. */
export const socialSecurityExemption = fact.amount("socialSecurityExemption", { most: "10000000.00" });
/** Missouri adjusted gross income of the year, of both spouses on a combined return. */
export const missouriIncome = fact.amount("missouriIncome", { most: "100000000.00" });
