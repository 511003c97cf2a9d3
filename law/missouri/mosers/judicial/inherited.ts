/** Rules of chapter 104 that reach judges, administrative law judges and legal advisors by Board Rule 4-13. */
import type { Change } from "@emeritus/engine/amend.ts";
import type { Cites } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook, rsmo } from "../../../sources.ts";
import { illnessLeaveLimit, monthReading, timeEmployed } from "../msep-2000/credited-service.ts";
import { startingDateIsLegal } from "../msep-2000/door.ts";
import {
  applicationDue,
  daysToComplete,
  earliestApplication,
  earliestStartingDate,
  electionDue,
  latestStartingDate,
  leastMonthsAfterFiling,
  mostMonthsAfterFiling,
  startingDateInWindow,
  voidOn,
} from "../msep-2000/due-dates.ts";
import { ageAtStart } from "../msep-2000/normal-retirement.ts";
import { under } from "../shared/sections.ts";

const application = boardRule("4-13");

/** Service in months and days, and the dates of an application; the age asks for a section of the plan's own. */
export const inheritedByJudges = (ages: Cites): readonly Change[] => [
  ...under(and(application, boardRule("2-4"), boardRule("2-8")), timeEmployed),
  ...under(and(application, boardRule("2-4")), monthReading, illnessLeaveLimit),
  ...under(ages, ageAtStart),
  ...under(
    and(application, rsmo("104.401")),
    startingDateIsLegal,
    startingDateInWindow,
    earliestStartingDate,
    latestStartingDate,
    leastMonthsAfterFiling,
    mostMonthsAfterFiling,
    earliestApplication,
  ),
  ...under(and(application, handbook(28)), applicationDue, electionDue, voidOn, daysToComplete),
];
