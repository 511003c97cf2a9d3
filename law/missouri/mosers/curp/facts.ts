/** What the law of the Colleges and Universities Retirement Plan asks of an education employee. */
import { choices } from "@emeritus/engine/expr.ts";
import { fact } from "@emeritus/engine/fact.ts";

/** First day as an education employee (RSMo 104.1200). */
export const firstTaught = fact.date("firstTaught", { least: "1950-01-01", most: "2099-12-31" });
/** Kinds of school. */
export const schools = choices("coveredUniversity", "technicalSchool", "otherSchool");
/** One of the nine institutions, a technical or vocational school, or another. */
export const school = fact.choice("school", schools.names);
/** The primary duty is teaching or research (BR 7-1). */
export const teachesOrResearches = fact.condition("teachesOrResearches");
/** An academic administrator who holds faculty rank. */
export const administratorWithRank = fact.condition("administratorWithRank");
/** Ever employed before in a position covered by the system. */
export const coveredBefore = fact.condition("coveredBefore");
/** Time in this plan. */
export const timeInUniversityPlan = fact.service("timeInUniversityPlan", { most: "720" });
/** Actively employed in a position that the system would cover but for this plan. */
export const teachesNow = fact.condition("teachesNow");
/** The day on which the institution received the election to join the system. */
export const transferElected = fact.date("transferElected", { least: "2002-07-01", most: "2120-12-31" });
