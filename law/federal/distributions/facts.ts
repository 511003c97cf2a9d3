/** What federal law on distributions asks besides what every tax and every plan asks. */
import { choices } from "@emeritus/engine/expr.ts";
import { fact } from "@emeritus/engine/fact.ts";

/** What a payment is, as far as the tax law tells payments apart. */
export const paymentKinds = choices(
  "monthlyAnnuity",
  "guaranteedPayments",
  "lumpSum",
  "contributionRefund",
  "deathLumpSum",
  "requiredDistribution",
  "correctiveDistribution",
);
/** The kind of the payment: a lump sum is a BackDROP or a buyout. */
export const paymentKind = fact.choice("paymentKind", paymentKinds.names);
/** Who may receive a payment. */
export const recipients = choices(
  "member",
  "survivingSpouse",
  "formerSpouse",
  "otherIndividual",
  "estateOrCharity",
);
/** Who receives the payment; a trust whose beneficiaries are known counts as an individual. */
export const recipient = fact.choice("recipient", recipients.names);
/** Payments that the guarantee holds in all. */
export const guaranteedMonths = fact.count("guaranteedMonths", { most: "1200" });
/** The whole payment goes straight to another plan or account. */
export const rolledOver = fact.condition("rolledOver");
/** The recipient is totally disabled, and the annuity is paid before normal age for that reason. */
export const paidForDisability = fact.condition("paidForDisability");
/** The member ended all employment in good faith before the payment. */
export const bonaFideTermination = fact.condition("bonaFideTermination");
/** The member served in public safety. */
export const publicSafety = fact.condition("publicSafety");
/** Service in public safety under the plan. */
export const publicSafetyService = fact.service("publicSafetyService", { most: "720" });

/** The day on which the notice of rollover rights was given. */
export const noticeGiven = fact.date("noticeGiven", { least: "1990-01-01", most: "2060-12-31" });
/** The recipient waives the rest of the thirty days. */
export const noticeWaived = fact.condition("noticeWaived");

/** The yearly benefit as a life annuity, without the survivor's part and without what after-tax money buys. */
export const annualBenefit = fact.amount("annualBenefit", { most: "10000000.00" });
/** Time of participation in the plan. */
export const participation = fact.service("participation", { most: "960" });
/** The benefit is paid for disability or to a survivor. */
export const disabilityOrSurvivor = fact.condition("disabilityOrSurvivor");
/** The member was ever in a defined contribution plan of the employer. */
export const inContributionPlan = fact.condition("inContributionPlan");
/** The actuary's factor by which the limit is adjusted for the age at the start, where one is certified. */
export const certifiedAgeFactor = fact.perhaps.rate("certifiedAgeFactor", { most: "10" });

/** The first day of the twelve months whose pay is counted. */
export const payYearBegins = fact.date("payYearBegins", { least: "1990-01-01", most: "2060-12-31" });
/** The pay of those twelve months. */
export const payOfYear = fact.amount("payOfYear", { most: "10000000.00" });

/** What the member paid after tax and has not been refunded. */
export const afterTaxBasis = fact.amount("afterTaxBasis");
/** How much of it earlier payments have returned free of tax. */
export const basisRecovered = fact.amount("basisRecovered");
/** Day of birth of the person who is paid after the member, or known to be absent. */
export const jointAnnuitantBirthDate = fact.perhaps.date("jointAnnuitantBirthDate", {
  least: "1880-01-01",
  most: "2060-12-31",
});
/** The payment before the tax-free part is taken off. */
export const grossPayment = fact.amount("grossPayment");
