/** What federal and state tax law ask of a payment and of its recipient. Amounts are of one payment unless the name says a year. */
import { choices } from "@emeritus/engine/expr.ts";
import { fact } from "@emeritus/engine/fact.ts";

/** The day on which a payment is made; its calendar year governs the tax. */
export const paymentDate = fact.date("paymentDate", { least: "1990-01-01", most: "2060-12-31" });
/** The taxable part of one payment, before anything is withheld. */
export const taxablePayment = fact.amount("taxablePayment");

/** The statuses that withholding tells apart; a married person who files apart is single. */
export const filingStatuses = choices("single", "marriedFilingJointly", "headOfHousehold");
/** The filing status that the recipient claims. */
export const filingStatus = fact.choice("filingStatus", filingStatuses.names);

/** The recipient's taxpayer number is missing or the IRS says it is wrong. */
export const taxNumberMissing = fact.condition("taxNumberMissing");
/** The payment is delivered outside the United States and its possessions. */
export const paidAbroad = fact.condition("paidAbroad");
/** The recipient is a nonresident alien. */
export const nonresidentAlien = fact.condition("nonresidentAlien");
