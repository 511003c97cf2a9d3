/** What the law on bought and moved service asks besides what every plan asks. */
import { choices } from "@emeritus/engine/expr.ts";
import { fact, field, listOf } from "@emeritus/engine/fact.ts";
import { memberClasses } from "../facts.ts";

/** The plans whose members buy and move service: the general ones, those of judges, that of administrative law judges and legal advisors. */
export const plansThatCredit = choices(
  "inClosedPlan",
  "inYear2000Plan",
  "inTierOf2011",
  "inJudicialPlan",
  "inJudicialPlanOf2011",
  "inLawJudgesPlan",
);
/** The plan that holds the member. */
export const planHeld = fact.choice("planHeld", plansThatCredit.names);
/** The member has a right to a benefit. */
export const vestedNow = fact.condition("vestedNow");
/** The day on which the member applied for retirement, or known to be absent. */
export const appliedForRetirement = fact.perhaps.date("appliedForRetirement", {
  least: "1990-01-01",
  most: "2120-12-31",
});
/** The kinds of service: being earned now, if any; earned last; and of the first position held. */
export const kindBeingEarned = fact.perhaps.choice("kindBeingEarned", memberClasses.names);
export const kindEarnedLast = fact.choice("kindEarnedLast", memberClasses.names);
export const kindOfFirstPosition = fact.choice("kindOfFirstPosition", memberClasses.names);

// ---- purchases ----

/** What may be bought. */
export const purchaseKinds = choices("militaryDuty", "publicEmployment", "publicEmploymentAtFullCost");
/** What the member asks to buy. */
export const purchaseKind = fact.choice("purchaseKind", purchaseKinds.names);
/** The service to be bought, span by span with the hours a year of the position; military duty has none. */
export const priorService = listOf(
  "priorService",
  { from: field.date(), to: field.date(), hoursAYear: field.hours({ most: "9000" }) },
  { most: 50 },
);
/** The day on which the application to buy is dated. */
export const purchaseApplied = fact.date("purchaseApplied", { least: "1990-01-01", most: "2120-12-31" });
/** The day on which the member elects to buy. */
export const purchaseElected = fact.date("purchaseElected", { least: "1990-01-01", most: "2120-12-31" });
/** Yearly rate of pay on first becoming covered. */
export const startingPay = fact.amount("startingPay", { most: "500000.00" });
/** The employer contribution rate of that day, as the fund's records certify it, or known to be absent. */
export const certifiedEmployerRate = fact.perhaps.rate("certifiedEmployerRate", { most: "1" });
/** The full cost that the actuary has certified, or known to be absent. */
export const certifiedFullCost = fact.perhaps.amount("certifiedFullCost");
/** The discharge was honorable. */
export const honorableDischarge = fact.condition("honorableDischarge");
/** A DD 214, an NGB 23 or a comparable form is on file. */
export const militaryProof = fact.condition("militaryProof");
/** The earlier employer, or its retirement system, was created under state law. */
export const governmentalEmployer = fact.condition("governmentalEmployer");
/** The work was for a department that the fund covers, and did not count there. */
export const ownDepartmentService = fact.condition("ownDepartmentService");
/** The member has a right to a benefit in the other system and does not withdraw from it. */
export const vestedElsewhere = fact.condition("vestedElsewhere");
/** The two systems have an agreement on transfers. */
export const agreementExists = fact.condition("agreementExists");
/** The service is left over after a transfer. */
export const leftAfterTransfer = fact.condition("leftAfterTransfer");
/** Payments towards a purchase. */
export const purchasePayments = listOf(
  "purchasePayments",
  { paidOn: field.date({ least: "1990-01-01" }), paid: field.amount({ most: "200000.00" }) },
  { most: 60 },
);
/** The day on which what is still owed is looked at. */
export const payoffOn = fact.date("payoffOn", { least: "1990-01-01", most: "2120-12-31" });
/** How much the bought service adds to the monthly benefit. */
export const addedMonthly = fact.amount("addedMonthly", { most: "100000.00" });

// ---- transfers ----

/** The ways of moving service. */
export const transferRoutes = choices(
  "oneTimeTransfer",
  "afterTenYears",
  "portability",
  "betweenTheTwoSystems",
  "betweenKinds",
);
/** The way that the member asks for. */
export const transferRoute = fact.choice("transferRoute", transferRoutes.names);
/** The day on which the written election or application was filed. */
export const transferFiled = fact.date("transferFiled", { least: "1990-01-01", most: "2120-12-31" });
/** The member has used the one-time transfer before. */
export const transferUsed = fact.condition("transferUsed");
/** Service in the other plan or system. */
export const serviceInOtherPlan = fact.service("serviceInOtherPlan", { most: "720" });
/** Service in covered positions here. */
export const coveredService = fact.service("coveredService", { most: "960" });
/** Service into which the receiving plan has converted what was transferred, or known to be absent. */
export const convertedService = fact.perhaps.service("convertedService", { most: "720" });
/** Whole assemblies in which a legislator has served. */
export const wholeAssembliesServed = fact.count("wholeAssembliesServed", { most: "40" });
/** First day in this system. */
export const joinedSystemOn = fact.date("joinedSystemOn", { least: "1957-01-01", most: "2120-12-31" });

// ---- military leave, back pay, a day ----

/** First day of military duty or training. */
export const dutyFrom = fact.date("dutyFrom", { least: "1950-01-01", most: "2120-12-31" });
/** Last day of it. */
export const dutyTo = fact.date("dutyTo", { least: "1950-01-01", most: "2120-12-31" });
/** First workday that begins at least eight hours after the return home. */
export const firstShiftAfterReturn = fact.date("firstShiftAfterReturn", {
  least: "1950-01-01",
  most: "2120-12-31",
});
/** The day of reporting to work, or of applying for reemployment. */
export const reportedForWork = fact.date("reportedForWork", { least: "1950-01-01", most: "2120-12-31" });
/** Employed by the State immediately before the duty. */
export const employedBeforeDuty = fact.condition("employedBeforeDuty");
/** In hospital or convalescing from an injury or illness of the service. */
export const convalescing = fact.condition("convalescing");
/** Pay is paid for the time between dismissal and return. */
export const backPayPaid = fact.condition("backPayPaid");
/** Contributions are paid on that pay. */
export const contributionsOnBackPay = fact.condition("contributionsOnBackPay");
/** A court or tribunal with jurisdiction has approved it, with the effect of an order. */
export const backPayApproved = fact.condition("backPayApproved");
/** A day of which the member asks whether it counts. */
export const dayAsked = fact.date("dayAsked", { least: "1950-01-01", most: "2120-12-31" });

// ---- the ledger of service ----

/** How service that no employment here gives came into the ledger. */
export const waysToGain = choices("bought", "moved");
/** The days for which bought or moved service stands, both ends included. */
export const boughtOrMoved = listOf(
  "boughtOrMoved",
  { from: field.date(), to: field.date(), how: field.choice(waysToGain.names) },
  { most: 50 },
);
/** How service is given up. */
export const waysToLose = choices("transferredOut", "refunded", "boughtOut");
/** The days whose service was given up and has not come back, both ends included. */
export const givenUp = listOf(
  "givenUp",
  { from: field.date(), to: field.date(), by: field.choice(waysToLose.names) },
  { most: 50 },
);
