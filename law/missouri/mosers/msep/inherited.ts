/** Rules that the closed plan has word for word as the year 2000 plan has them, under its own sections and Board Rules. */
import type { Change } from "@emeritus/engine/amend.ts";
import { and, boardRule, handbook, rsmo } from "../../../sources.ts";
import { positionIsBenefitEligible } from "../msep-2000/benefit-eligible-position.ts";
import { colaBase, nextAnniversary } from "../msep-2000/cola.ts";
import {
  breakInServiceDays,
  illnessLeaveLimit,
  lastStretchBegins,
  layoffLimit,
  monthReading,
  serviceBroken,
  serviceSinceBreak,
  timeEmployed,
  timeSinceBreak,
} from "../msep-2000/credited-service.ts";
import {
  earliestApplication,
  earliestStartingDate,
  latestStartingDate,
  leastMonthsAfterFiling,
  mostMonthsAfterFiling,
  startingDateInWindow,
} from "../msep-2000/due-dates.ts";
import { survivorShare } from "../msep-2000/in-payment.ts";
import { isElected } from "../msep-2000/membership.ts";
import { ageAtStart } from "../msep-2000/normal-retirement.ts";
import { joint50SurvivorShare } from "../msep-2000/payment-options.ts";
import { ageAtLeaving } from "../msep-2000/rule-of-80.ts";
import { under } from "../shared/sections.ts";

/** The closed plan's own authority for each. */
export const inheritedByClosedPlan: readonly Change[] = [
  ...under(and(rsmo("104.010"), boardRule("2-14")), positionIsBenefitEligible),
  ...under(and(rsmo("104.370"), rsmo("104.371")), isElected),
  ...under(and(boardRule("2-4"), boardRule("2-8")), timeEmployed),
  ...under(boardRule("2-4"), monthReading, illnessLeaveLimit),
  ...under(boardRule("2-11"), layoffLimit),
  ...under(boardRule("2-7"), breakInServiceDays, serviceBroken),
  ...under(and(boardRule("2-7"), boardRule("2-11")), lastStretchBegins),
  ...under(and(boardRule("2-4"), boardRule("2-7")), serviceSinceBreak, timeSinceBreak),
  ...under(rsmo("104.335"), ageAtLeaving),
  ...under(rsmo("104.010"), ageAtStart),
  ...under(
    and(rsmo("104.401"), handbook(27)),
    earliestStartingDate,
    leastMonthsAfterFiling,
    latestStartingDate,
    mostMonthsAfterFiling,
    startingDateInWindow,
    earliestApplication,
  ),
  ...under(and(rsmo("104.395.1"), handbook("29-30")), joint50SurvivorShare, survivorShare),
  ...under(rsmo("104.415"), colaBase, nextAnniversary),
];
