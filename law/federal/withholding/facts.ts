/** What withholding asks besides the payment: the certificate on file and its entries. */
import { choices } from "@emeritus/engine/expr.ts";
import { fact } from "@emeritus/engine/fact.ts";

/** The certificates for periodic payments that may be on file. */
export const certificates = choices("noCertificate", "certificateSince2022", "certificateBefore2022");
/** Which Form W-4P is on file for the payment. */
export const certificate = fact.choice("certificate", certificates.names);
/** The recipient elects on the form that nothing be withheld. */
export const electsNoWithholding = fact.condition("electsNoWithholding");
/** The day of the first payment of this benefit. */
export const firstPaidOn = fact.date("firstPaidOn", { least: "1957-01-01", most: "2060-12-31" });
/** The day on which the certificate was received. */
export const certificateReceived = fact.date("certificateReceived", {
  least: "1990-01-01",
  most: "2060-12-31",
});
/** Payments of this benefit in a year, usually twelve. */
export const paymentsAYear = fact.count("paymentsAYear", { least: "1", most: "366" });
/** Step 2(b)(iii): yearly income from jobs and from pensions that pay more than this one. */
export const incomeFromOtherJobs = fact.amount("incomeFromOtherJobs", { most: "10000000.00" });
/** Step 3: credits claimed for the year. */
export const creditsClaimed = fact.amount("creditsClaimed");
/** Step 4(a): other income of the year. */
export const otherIncome = fact.amount("otherIncome", { most: "10000000.00" });
/** Step 4(b): deductions claimed for the year, beyond the standard one. */
export const deductionsClaimed = fact.amount("deductionsClaimed", { most: "10000000.00" });
/** Step 4(c): what is withheld from each payment besides. */
export const extraWithholding = fact.amount("extraWithholding");
/** Allowances claimed on a certificate from before 2022. */
export const allowancesClaimed = fact.count("allowancesClaimed", { most: "100" });
/** The yearly amount whose tax the schedule is asked for; worksheets suppose it. */
export const amountTaxed = fact.amount("amountTaxed", {
  least: "-1000000000.00",
  most: "1000000000.00",
});
/** The share that the recipient of another payment asks to be withheld on Form W-4R, if the form is on file. */
export const electedRate = fact.perhaps.rate("electedRate", { most: "1" });
/** What goes straight to another plan or to an individual retirement account. */
export const directRollover = fact.amount("directRollover");
/** What is paid in the year that could have been rolled over, this payment included. */
export const rolloverPaymentsOfYear = fact.amount("rolloverPaymentsOfYear");
