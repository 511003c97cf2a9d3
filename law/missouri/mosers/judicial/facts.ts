/** What the law of judges asks of a person beside the facts that every plan shares. */
import { choices } from "@emeritus/engine/expr.ts";
import { fact, field, listOf } from "@emeritus/engine/fact.ts";

/** First day as a judge of a covered court, or as an administrative law judge or legal advisor (RSMo 476.521.1, 287.813). */
export const firstBecameJudge = fact.date("firstBecameJudge", { least: "1940-01-01", most: "2099-12-31" });

/** How office was left (RSMo 476.520, 287.815.1). */
export const leavingReasons = choices(
  "termEnded",
  "resigned",
  "retiredForDisability",
  "removedOtherwise",
  "removedForCause",
);
/** How the judge left office. */
export const leavingReason = fact.choice("leavingReason", leavingReasons.names);
/** Convicted or impeached, so that the benefits of the plan are lost (RSMo 476.480). */
export const convictedOrImpeached = fact.condition("convictedOrImpeached");

/** Courts whose pay is known by date; another position needs a certified compensation. */
export const judicialOffices = choices(
  "associateCircuitCourt",
  "circuitCourt",
  "courtOfAppeals",
  "supremeCourt",
  "chiefJustice",
  "otherPosition",
);
/** Judicial positions held, each with its first day, and whether it was held full-time (RSMo 476.530). */
export const judicialPositions = listOf(
  "judicialPositions",
  { office: field.choice(judicialOffices.names), fullTime: field.condition(), heldFrom: field.date() },
  { most: 20 },
);
/** Yearly compensation of the highest position when office was left, as certified; known to be absent where the tables answer. */
export const certifiedCompensation = fact.perhaps.amount("certifiedCompensation");

/** Day of the marriage to the spouse who may survive; known to be absent for who is not married. */
export const marriedOn = fact.perhaps.date("marriedOn", { least: "1900-01-01", most: "2199-12-31" });
/** Children, and dependents who cannot support themselves because of disability (RSMo 287.812(2), 476.515, 476.537). */
export const dependents = listOf(
  "dependents",
  {
    dependentBorn: field.date(),
    cannotSupportSelf: field.condition(),
    dependentDied: field.perhaps.date(),
  },
  { most: 20 },
);

/** An employment after retirement (RSMo 476.521.8, BR 4-9, 4-10). */
export const laterEmploymentKinds = choices(
  "generalPosition",
  "sameOffice",
  "seniorService",
  "electedOffice",
  "otherWork",
);
/**
 * Employment by any covered employer after office was left, both days included: in a position eligible for the general plans, in an
 * office of the plan again, as a senior judge or commissioner, or other work on any basis.
 */
export const laterEmployment = listOf(
  "laterEmployment",
  { workFrom: field.date(), workTo: field.date(), work: field.choice(laterEmploymentKinds.names) },
  { most: 20 },
);
/** Agreed before retirement with a covered employer on later employment of any kind (BR 4-9(3), 4-10(3)). */
export const agreedToReturn = fact.condition("agreedToReturn");

/** Present yearly compensation of the office from which a senior judge retired (RSMo 476.682.1). */
export const presentCompensation = fact.amount("presentCompensation");
/** Days served as senior judge or commissioner in the year (RSMo 476.682.1). */
export const seniorDays = fact.count("seniorDays", { most: "366" });
