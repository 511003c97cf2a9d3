/** Facts of what may happen to a benefit in its life: work after retirement, division, forfeiture, disability, marriage. */
import { choices } from "@emeritus/engine/expr.ts";
import { fact, field, listOf } from "@emeritus/engine/fact.ts";
import { paymentOptions } from "../facts.ts";

/** Why service is forfeited: removal from office, a felony in office, a felony in connection with the duties, or one that RSMo 105.669 lists. */
export const forfeitureGrounds = choices(
  "removedFromOffice",
  "felonyInOffice",
  "felonyOnDuties",
  "listedFelony",
);
/** The ground on which staff recorded a forfeiture; known to be absent without one. */
export const forfeitureGround = fact.perhaps.choice("forfeitureGround", forfeitureGrounds.names);

/** What is known of a payee who is suspected of killing the person whose benefit is paid on. */
export const killingCharges = choices("charged", "convicted", "notConvicted");
/** The state of the charge against the survivor or beneficiary; known to be absent without one. */
export const killingCharge = fact.perhaps.choice("killingCharge", killingCharges.names);

/** Share of the annuity accrued in the marriage that a division of benefits order gives; known to be absent without an order. */
export const dividedShare = fact.perhaps.rate("dividedShare", { most: "1" });
/** First day of the marriage that was dissolved; known to be absent without an order. */
export const dissolvedMarriageBegan = fact.perhaps.date("dissolvedMarriageBegan");
/** Day of the dissolution, or the earlier day to which the order divides; known to be absent without an order. */
export const dividedTo = fact.perhaps.date("dividedTo");
/** Day on which the order was issued; known to be absent without one. */
export const orderIssued = fact.perhaps.date("orderIssued");
/** Whether the former spouse is named in a joint option that was elected before the dissolution. */
export const formerSpouseIsJoint = fact.condition("formerSpouseIsJoint");
/** The day on which the former spouse died, or known to be absent. */
export const formerSpouseDied = fact.perhaps.date("formerSpouseDied");
/** What orders that go before this one take from the annuity for the month; known to be absent without one. */
export const takenByOtherOrders = fact.perhaps.amount("takenByOtherOrders", { most: "100000.00" });

/** Whether the spouse consented in writing to another option than a joint one. */
export const spouseConsents = fact.condition("spouseConsents");
/** Day of a marriage after retirement; known to be absent without one. */
export const marriedAfterRetirement = fact.perhaps.date("marriedAfterRetirement", {
  least: "1990-01-01",
  most: "2199-12-31",
});
/** Day on which the election of a joint option with a spouse married after retirement was received; known to be absent without one. */
export const reelectionReceived = fact.perhaps.date("reelectionReceived", {
  least: "1990-01-01",
  most: "2199-12-31",
});
/** The joint option that was elected then; known to be absent without such an election. */
export const reelectedOption = fact.perhaps.choice("reelectedOption", paymentOptions.names);
/** Day of birth of the spouse married after retirement; known to be absent without one. */
export const newSpouseBirthDate = fact.perhaps.date("newSpouseBirthDate", {
  least: "1900-01-01",
  most: "2120-12-31",
});
/** The day on which the spouse married after retirement died, or known to be absent. */
export const newSpouseDied = fact.perhaps.date("newSpouseDied", { least: "1990-01-01", most: "2199-12-31" });
/** Day on which a certified decree of divorce was received that cancels the joint option in the words the law asks for; known to be absent without one. */
export const cancellingDecreeReceived = fact.perhaps.date("cancellingDecreeReceived", {
  least: "1990-01-01",
  most: "2199-12-31",
});

/** First day of a disability for which long-term disability benefits are paid; known to be absent without one. */
export const disabledOn = fact.perhaps.date("disabledOn");
/** Regular monthly pay on that day. */
export const payAtDisablement = fact.amount("payAtDisablement", { most: "100000.00" });
/** Last day for which disability benefits are paid. */
export const disabilityEnded = fact.date("disabilityEnded");

/** What was paid to a member whose retirement turned out to be void: on which day, and how much. */
export const benefitsReceived = listOf(
  "benefitsReceived",
  {
    paidOn: field.date({ least: "2000-01-01", most: "2199-12-31" }),
    amountPaid: field.amount({ most: "100000.00" }),
  },
  { most: 400 },
);
/** Day of the repayment. */
export const repaidOn = fact.date("repaidOn", { least: "2000-01-01", most: "2199-12-31" });
