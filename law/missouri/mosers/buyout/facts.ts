/** What the law of the judicial buyout asks of a judge. */
import { choices } from "@emeritus/engine/expr.ts";
import { fact } from "@emeritus/engine/fact.ts";

/** The day on which the written estimate is dated. */
export const estimateDated = fact.date("estimateDated", { least: "2000-01-01", most: "2059-12-31" });
/** The day on which the complete application was received. */
export const buyoutApplied = fact.date("buyoutApplied", { least: "2000-01-01", most: "2060-12-31" });
/** Active as a judge in a position under chapter 476 when the application arrives, and still when the payment is issued. */
export const activeJudge = fact.condition("activeJudge");
/** Entitled to a deferred normal annuity under chapter 104 on service as a general employee, legislator or official. */
export const hasDeferredAnnuity = fact.condition("hasDeferredAnnuity");
/** Has received an annuity payment on that service. */
export const annuityWasPaid = fact.condition("annuityWasPaid");
/** Died, and the system learned it before the payment was issued. */
export const deathKnown = fact.condition("deathKnown");
/** Withdrew the application in writing before the payment was issued. */
export const buyoutRescinded = fact.condition("buyoutRescinded");

/** The plans whose deferred annuity may be bought out. */
export const valuedPlans = choices("closedPlan", "year2000Plan");
/** The plan under which the annuity is valued. */
export const valuedPlan = fact.choice("valuedPlan", valuedPlans.names);
/** Monthly annuity under the year 2000 plan for a member of the closed plan who may elect it; known to be absent otherwise. */
export const year2000Monthly = fact.perhaps.amount("year2000Monthly", { most: "100000.00" });
/** First of the month from which that annuity would be paid. */
export const year2000From = fact.date("year2000From", { least: "2000-01-01", most: "2160-12-01" });

/** An age in full years at which a rate of death is asked for, and the birthday on which it was reached. */
export const ageReached = fact.count("ageReached", { most: "130" });
/** The birthday on which that age was reached. */
export const birthdayReached = fact.date("birthdayReached", { least: "1900-01-01", most: "2199-12-31" });

/** Assumed return that the board adopted for the fiscal year of the estimate, where the table does not know it. */
export const adoptedReturn = fact.perhaps.rate("adoptedReturn", { most: "0.2" });
/** Assumed cost-of-living adjustment that the board adopted for the fiscal year of the estimate, where the table does not know it. */
export const adoptedCola = fact.perhaps.rate("adoptedCola", { most: "0.05" });
