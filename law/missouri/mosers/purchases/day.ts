/** Why a day counts as service, or does not (BR 3-4, 3-7, 3-8, 3-11). */
import {
  all,
  anyOver,
  cases,
  choices,
  ifAny,
  is,
  isAfter,
  isBefore,
  no,
  not,
  onOrAfter,
  onOrBefore,
  otherwise,
  refusing,
  when,
} from "@emeritus/engine/expr.ts";
import type { Expr, YesNo } from "@emeritus/engine/kinds.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, rsmo } from "../../../sources.ts";
import { leftService, memberClass, periodKinds, periods } from "../facts.ts";
import {
  creditedTo,
  earlierServiceCounts,
  isCredited,
  lastStretchBegins,
  type Period,
} from "../msep-2000/credited-service.ts";
import { dayAsked } from "./facts.ts";

/** What a day is to the law of service. */
export const dayReasons = choices(
  "dayOfWork",
  "dayOfMilitaryLeave",
  "dayOfFamilyLeave",
  "dayOfWorkersCompensation",
  "dayOfIllness",
  "dayOfIllnessPastAYear",
  "dayOfLayoff",
  "dayOfOtherLeave",
  "dayLostInBreak",
  "dayAfterLeaving",
  "dayNotEmployed",
);

const covers = (period: Period): Expr<YesNo> =>
  all(onOrBefore(period.from, dayAsked), onOrAfter(period.to, dayAsked));
const within = (kind: (typeof periodKinds.names)[number]): Expr<YesNo> =>
  anyOver(periods, (period) => all(is(period.kind, kind), covers(period)));

/** Whether some span makes the day count, before it is asked whether a break took it away. */
export const dayInCreditedSpan = provision.condition("dayInCreditedSpan", {
  cites: and(boardRule("2-4"), boardRule("3-4")),
  means: () =>
    anyOver(periods, (period) =>
      all(isCredited(period), onOrBefore(period.from, dayAsked), onOrAfter(creditedTo(period), dayAsked)),
    ),
});

/** Whether the day lies before a break that took earlier service away. */
const beforeLosingBreak = (): Expr<YesNo> =>
  all(
    not(earlierServiceCounts),
    ifAny(lastStretchBegins, (begins) => isBefore(dayAsked, begins), no),
  );

/** Why the day counts or does not; work comes before leave, and leave that counts before leave that does not. */
export const dayReason = provision.choice("dayReason", dayReasons, {
  cites: and(
    boardRule("2-4"),
    boardRule("3-4"),
    boardRule("3-7"),
    boardRule("3-8"),
    boardRule("3-11"),
    rsmo("104.1018"),
  ),
  register: "PURCHASES-Q12",
  means: () =>
    cases(
      when(
        is(memberClass, "legislator"),
        refusing("legislatorsServeByAssemblies", rsmo("104.1084.1"), { memberClass }),
      ),
      when(isAfter(dayAsked, leftService), dayReasons.of("dayAfterLeaving")),
      when(all(dayInCreditedSpan, beforeLosingBreak()), dayReasons.of("dayLostInBreak")),
      when(within("employed"), dayReasons.of("dayOfWork")),
      when(within("militaryLeave"), dayReasons.of("dayOfMilitaryLeave")),
      when(within("familyLeave"), dayReasons.of("dayOfFamilyLeave")),
      when(within("workersCompensationLeave"), dayReasons.of("dayOfWorkersCompensation")),
      when(dayInCreditedSpan, dayReasons.of("dayOfIllness")),
      when(within("ownIllnessLeave"), dayReasons.of("dayOfIllnessPastAYear")),
      when(within("layoff"), dayReasons.of("dayOfLayoff")),
      when(within("otherLeave"), dayReasons.of("dayOfOtherLeave")),
      otherwise(dayReasons.of("dayNotEmployed")),
    ),
});

/** Whether the day counts as service. */
export const dayIsCredited = provision.condition("dayIsCredited", {
  cites: and(boardRule("2-4"), boardRule("3-4"), boardRule("3-8")),
  means: () =>
    is(
      dayReason,
      "dayOfWork",
      "dayOfMilitaryLeave",
      "dayOfFamilyLeave",
      "dayOfWorkersCompensation",
      "dayOfIllness",
    ),
});
