/** Joining the system after six years (RSMo 104.1210, 104.1215, BR 7-2). */
import {
  all,
  atLeast,
  cases,
  choices,
  date,
  isBefore,
  months,
  onOrBefore,
  otherwise,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, published, rsmo } from "../../../sources.ts";
import { tier2011Begins } from "../msep-2000/membership.ts";
import { firstTaught, teachesNow, timeInUniversityPlan, transferElected } from "./facts.ts";
import { isOutsideEmployee } from "./membership.ts";

/** Time in the plan before the system may be joined. */
export const timeBeforeTransfer = fixed("timeBeforeTransfer", { cites: rsmo("104.1215(1)"), is: years(6) });

/** Whether the employee may elect to join the system. */
export const mayJoinSystem = provision.condition("mayJoinSystem", {
  cites: rsmo("104.1215(1)"),
  means: () => all(isOutsideEmployee, teachesNow, atLeast(timeInUniversityPlan, timeBeforeTransfer)),
});

/** The plans of the system that an election leads into. */
export const joinedPlans = choices("noPlan", "msep2000", "msep2011");
/** The last day on which an election under the older rule was received. */
export const olderRuleUntil = fixed("olderRuleUntil", {
  cites: and(boardRule("7-2"), published("curpNotice")),
  is: date("2020-12-31"),
});

/** Into which plan an election leads. */
export const planJoined = provision.choice("planJoined", joinedPlans, {
  cites: and(rsmo("104.1215(2)"), boardRule("7-2"), published("curpNotice")),
  register: "CURP-Q04",
  means: () =>
    cases(
      when(
        all(
          mayJoinSystem,
          onOrBefore(transferElected, olderRuleUntil),
          isBefore(firstTaught, tier2011Begins),
        ),
        joinedPlans.of("msep2000"),
      ),
      when(mayJoinSystem, joinedPlans.of("msep2011")),
      otherwise(joinedPlans.of("noPlan")),
    ),
});

/** Whether who joins has met the service requirement at once. */
export const vestedOnJoining = provision.condition("vestedOnJoining", {
  cites: rsmo("104.1215(3)"),
  means: () => mayJoinSystem,
});

/** Credited service that the years in this plan bring: none, by this or by any other section. */
export const serviceBrought = fixed("serviceBrought", {
  cites: and(rsmo("104.1210"), rsmo("104.1215(4)"), rsmo("104.1215(6)")),
  is: months(0),
});
