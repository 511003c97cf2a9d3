/** What the law of payees asks beyond the benefit itself: waivers, claims, the last payment, agents and grants. */
import { choices } from "@emeritus/engine/expr.ts";
import { fact, field, listOf } from "@emeritus/engine/fact.ts";

/** What is due in the month before any waiver. */
export const dueBeforeWaiver = fact.amount("dueBeforeWaiver", { most: "100000.00" });
/** First of the first month that the payee waives; absent where nothing is waived. */
export const waivedFrom = fact.perhaps.date("waivedFrom", { least: "1957-09-01", most: "2199-12-01" });
/** First of the last month that the payee waives; absent while the waiver stands. */
export const waivedThrough = fact.perhaps.date("waivedThrough", { least: "1957-09-01", most: "2199-12-01" });
/** The day on which an adjustment falls due. */
export const adjustmentDue = fact.date("adjustmentDue", { least: "1990-01-01", most: "2199-12-31" });
/** Rate of the adjustment that falls due. */
export const rateDue = fact.rate("rateDue", { most: "0.05" });
/** Annuity in force before the adjustment. */
export const annuityBefore = fact.amount("annuityBefore", { most: "100000.00" });
/** The day on which the payee waived the adjustment of that year; absent where it was not waived. */
export const adjustmentWaivedOn = fact.perhaps.date("adjustmentWaivedOn", {
  least: "1990-01-01",
  most: "2199-12-31",
});
/** The payee retired as a legislator or statewide elected official of the year 2000 plan or its tier of 2011. */
export const electedInYear2000Plan = fact.condition("electedInYear2000Plan");

/** What asks for a part of a payment. */
export const claims = choices(
  "federalTaxWithheld",
  "stateTaxAsked",
  "stateLifeOrMedical",
  "otherInsurer",
  "charitableCampaign",
  "childSupport",
  "maintenanceOfSpouse",
  "divisionOfBenefits",
  "federalTaxLevy",
  "otherCreditor",
  "assignmentOfBenefit",
);
/** What asks for a part of the payment. */
export const claim = fact.choice("claim", claims.names);
/** The payee authorized the deduction. */
export const payeeAuthorized = fact.condition("payeeAuthorized");
/** The order, notice or levy was served on the system. */
export const orderServed = fact.condition("orderServed");

/** The payment that is left when a payee dies. */
export const lastPayment = fact.amount("lastPayment", { most: "1000000.00" });
/** The day on which the payee died. */
export const payeeDied = fact.date("payeeDied", { least: "1957-09-01", most: "2120-12-31" });
/** The account of record is open and takes the payment. */
export const accountTakesPayment = fact.condition("accountTakesPayment");
/** Somebody whom the payee named for the last payment lives. */
export const designatedLives = fact.condition("designatedLives");
/** The payee's spouse at the time of the death lives. */
export const survivingSpouseLives = fact.condition("survivingSpouseLives");
/** Living children of the payee. */
export const childrenLiving = fact.count("childrenLiving", { most: "30" });
/** Living parents of the payee. */
export const parentsLiving = fact.count("parentsLiving", { most: "4" });
/** Living brothers and sisters of the payee. */
export const siblingsLiving = fact.count("siblingsLiving", { most: "30" });
/** Living nieces, nephews and grandchildren of the payee. */
export const youngerKinLiving = fact.count("youngerKinLiving", { most: "200" });

/** A physician's written statement that the person is disabled or incapacitated was received. */
export const physicianStatement = fact.condition("physicianStatement");
/** A court gave somebody the legal responsibility for the person's money. */
export const conservatorAppointed = fact.condition("conservatorAppointed");
/** The person designated an agent who can and will act. */
export const agentActs = fact.condition("agentActs");
/** The person designated a successor agent who can and will act. */
export const successorActs = fact.condition("successorActs");
/** The system received the affidavit of the member of the family who would act. */
export const familyAffidavit = fact.condition("familyAffidavit");
/** The payment was made in good faith to whom the system took for the agent. */
export const paidInGoodFaith = fact.condition("paidInGoodFaith");

/** Sections whose text was not read and by which the office grants an amount by hand. */
export const grantSections = choices(
  "section104332",
  "section104340",
  "section104345",
  "section104372",
  "section104378",
  "section104395",
  "section104515",
  "section104608",
  "section104610",
  "section104612",
  "section104615",
  "section476539",
);
/** Amounts granted by hand, each by a section, for the months from the first to the last. */
export const specialGrants = listOf(
  "specialGrants",
  {
    grantedBy: field.choice(grantSections.names),
    grantedMonthly: field.amount({ most: "100000.00" }),
    grantedFrom: field.date({ least: "1957-09-01", most: "2199-12-01" }),
    grantedThrough: field.date({ least: "1957-09-01", most: "2199-12-01" }),
  },
  { most: 20 },
);

// ---- money that nobody claims ----

/** The day on which the amount could first have been claimed. */
export const claimableSince = fact.date("claimableSince", { least: "1957-09-01", most: "2160-12-31" });
/** The day on which somebody entitled to it applied. */
export const claimedOn = fact.date("claimedOn", { least: "1957-09-01", most: "2199-12-31" });
