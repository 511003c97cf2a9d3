/** What the rules of the group policies ask of an insured person. */
import { choices } from "@emeritus/engine/expr.ts";
import { fact } from "@emeritus/engine/fact.ts";

/** Yearly salary at work. */
export const annualSalary = fact.amount("annualSalary");
/** First of the month for which coverage or a premium is asked. */
export const coverageMonth = fact.date("coverageMonth", { least: "2000-01-01", most: "2120-12-01" });
/** Optional life insurance elected, or carried at retirement. */
export const optionalLife = fact.amount("optionalLife");
/** How the person retires: by the Rule of 80 or 90 in the year 2000 plan, or in any other way. */
export const routesIntoRetirement = choices("byTheRule", "otherRoute");
/** The route into retirement. */
export const retirementRoute = fact.choice("retirementRoute", routesIntoRetirement.names);
/** The election to keep optional life insurance was filed in time. */
export const keepsOptionalLife = fact.condition("keepsOptionalLife");
/** First day of disability. */
export const disabledFrom = fact.date("disabledFrom", { least: "1990-01-01", most: "2120-12-31" });
/** Last day of sick leave. */
export const sickLeaveUsedUp = fact.date("sickLeaveUsedUp", { least: "1990-01-01", most: "2120-12-31" });
/** Monthly earnings before the disability. */
export const earningsBefore = fact.amount("earningsBefore", { most: "100000.00" });
/** Monthly income that the policy deducts, such as Social Security. */
export const deductibleIncome = fact.amount("deductibleIncome", { most: "100000.00" });
/** Monthly pay in effect on the day of the layoff. */
export const payAtLayoff = fact.amount("payAtLayoff", { most: "100000.00" });
/** Life insurance in effect on the day of the layoff, basic or optional. */
export const lifeAtLayoff = fact.amount("lifeAtLayoff");
/** Life insurance that a person on layoff asks for. */
export const lifeAskedInLayoff = fact.amount("lifeAskedInLayoff");
/** First day of a layoff. */
export const laidOffOn = fact.date("laidOffOn", { least: "1990-01-01", most: "2120-12-31" });
