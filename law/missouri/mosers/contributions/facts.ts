/** What the law of member contributions asks besides what every plan asks. Amounts are dollars and cents. */
import { fact, field, listOf } from "@emeritus/engine/fact.ts";

/** Contributions as they were posted, pay period by pay period. */
export const contributions = listOf(
  "contributions",
  { postedOn: field.date({ least: "2000-01-01" }), posted: field.amount({ most: "100000.00" }) },
  { most: 2000 },
);
/** Interest rates that the fund has entered for years that no source gives: the day of crediting and the rate. */
export const interestRatesEntered = listOf(
  "interestRatesEntered",
  { creditedOn: field.date({ least: "2000-01-01" }), interestRate: field.rate({ most: "0.2" }) },
  { most: 100 },
);
/** First of the month for which pay is reported. */
export const payMonth = fact.date("payMonth", { least: "1990-01-01", most: "2120-12-01" });
/** Pay of the month that counts for retirement, all positions together. */
export const payOfMonth = fact.amount("payOfMonth", { most: "100000.00" });
/** The day on which the account is looked at. */
export const accountOn = fact.date("accountOn", { least: "2011-01-01", most: "2120-12-31" });
/** The member had a right to a benefit on leaving, or has one now. */
export const vestedOnLeaving = fact.condition("vestedOnLeaving");
/** The annuity starting date of a member who has retired, or known to be absent. */
export const retiredFrom = fact.perhaps.date("retiredFrom", { least: "2011-01-01", most: "2120-12-31" });
/** The first day on which the member could retire on an unreduced benefit, if it is known that there is one. */
export const normalEligibilityOn = fact.perhaps.date("normalEligibilityOn", {
  least: "2011-01-01",
  most: "2160-12-31",
});

/** The day on which the complete request for a refund was received. */
export const refundRequested = fact.date("refundRequested", { least: "2011-01-01", most: "2120-12-31" });
/** The member is married. */
export const married = fact.condition("married");
/** The spouse has consented before a notary. */
export const spouseConsentsToPayment = fact.condition("spouseConsentsToPayment");
/** An order divides the member's benefit with a former spouse (RSMo 104.1051). */
export const divisionOrderStands = fact.condition("divisionOrderStands");
/** The member receives long-term disability benefits. */
export const onLongTermDisability = fact.condition("onLongTermDisability");
/** The day on which a refund was mailed or transferred, or known to be absent. */
export const refundPaid = fact.perhaps.date("refundPaid", { least: "2011-01-01", most: "2120-12-31" });

/** A survivor is entitled to an annuity after the member. */
export const survivorAnnuityPayable = fact.condition("survivorAnnuityPayable");
/** A beneficiary named for the contributions is living. */
export const contributionBeneficiaryLives = fact.condition("contributionBeneficiaryLives");
/** All annuity payments made to the member and to survivors together. */
export const annuityPaid = fact.amount("annuityPaid", { most: "10000000.00" });

/** What was refunded when the member left. */
export const amountRefunded = fact.amount("amountRefunded");
/** The day on which that refund was paid. */
export const refundedOn = fact.date("refundedOn", { least: "2011-01-01", most: "2120-12-31" });
/** First day of the present continuous employment in a benefit-eligible position. */
export const backSince = fact.date("backSince", { least: "2011-01-01", most: "2120-12-31" });
/** The day on which the member elects to return the refund. */
export const restorationElected = fact.date("restorationElected", {
  least: "2011-01-01",
  most: "2120-12-31",
});
/** The day on which the refund is returned, or is supposed to be. */
export const returnedOn = fact.date("returnedOn", { least: "2011-01-01", most: "2120-12-31" });
/** What the member has returned by that day. */
export const amountReturned = fact.amount("amountReturned");

/** First day of work after retirement in a position that contributes. */
export const reemployedOn = fact.date("reemployedOn", { least: "2011-01-01", most: "2120-12-31" });
/** Last day of that work. */
export const reemploymentEnded = fact.date("reemploymentEnded", { least: "2011-01-01", most: "2120-12-31" });
/** Contributions and interest in the second account. */
export const secondAccount = fact.amount("secondAccount");

/** Monthly annuity that the member would draw after waiting. */
export const deferredMonthly = fact.amount("deferredMonthly", { most: "100000.00" });
/** The first of the month from which that annuity would be paid. */
export const deferredFrom = fact.date("deferredFrom", { least: "2011-01-01", most: "2120-12-01" });
/** What the member expects a refund to earn in a year. */
export const ownReturn = fact.rate("ownReturn", { most: "0.2" });
