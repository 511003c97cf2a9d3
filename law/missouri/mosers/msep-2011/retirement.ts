/** Vesting, ages and the Rule of 90 of the tier of 2011 (RSMo 104.1091). */
import { replacing, type Change } from "@emeritus/engine/amend.ts";
import {
  atLeast,
  cases,
  date,
  dateAtAge,
  dollars,
  ifAny,
  is,
  isBefore,
  latestOver,
  no,
  none,
  minusDays,
  otherwise,
  supposing,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { Age, CalendarDate, Expr, Money, Perhaps, Span } from "@emeritus/engine/kinds.ts";
import { fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, handbook, published, rsmo } from "../../../sources.ts";
import { birthDate, leftService, periods } from "../facts.ts";
import { planHasBackDrop } from "../msep-2000/backdrop.ts";
import { lastStretchBegins } from "../msep-2000/credited-service.ts";
import { earlyAge, mayStartEarlyAfterLeaving } from "../msep-2000/door.ts";
import { deferredNoticeDays, earliestDeferredApplication } from "../msep-2000/due-dates.ts";
import {
  ageAtStart,
  normalAge,
  normalAgeOfEmployees,
  normalAgeOfLegislators,
  normalAgeOfOfficials,
} from "../msep-2000/normal-retirement.ts";
import {
  leastAgeOfEmployees,
  leastAgeOfLegislators,
  leastAgeOfOfficials,
  ruleOf80Sum,
} from "../msep-2000/rule-of-80.ts";
import { temporaryBenefit, temporaryBenefitAge } from "../msep-2000/temporary-benefit.ts";
import { vestingService, vestingServiceAtBreak } from "../msep-2000/vesting.ts";

const tier = rsmo("104.1091");
const news = published("fiveYearVesting");

/** The day from which five years vest, for members employed on it or later. */
export const fiveYearVestingBegins = fixed("fiveYearVestingBegins", {
  cites: and(tier, news),
  is: date("2018-01-01"),
});

/** Last day of the employment before the last break in service, if there was one. */
export const leftBeforeBreak = provision.perhaps.date("leftBeforeBreak", {
  cites: and(rsmo("104.1018"), tier),
  means: () =>
    ifAny(
      lastStretchBegins,
      (begins) =>
        latestOver(
          periods,
          (period) => period.to,
          (period) => isBefore(period.from, begins),
        ),
      none as Expr<Perhaps<CalendarDate>>,
    ),
});

/** Who may start a reduced annuity without retiring directly: those who left before five years vested, nobody, or everybody. */
export const earlyAfterLeaving = setting("earlyAfterLeaving", {
  register: "MSEP2011-Q02",
  readings: ["leftBefore2018", "never", "always"],
  inForce: "leftBefore2018",
  cites: and(tier, published("retirementPersonnelPage")),
});

/** What the tier changes in the doors into retirement. */
export const retirementFrom2011: readonly Change[] = [
  replacing(vestingService, {
    cites: and(tier, news),
    register: "MSEP2011-Q01",
    means: () =>
      cases<Span>(when(isBefore(leftService, fiveYearVestingBegins), years(10)), otherwise(years(5))),
  }),
  replacing(vestingServiceAtBreak, {
    cites: and(tier, news),
    register: "MSEP2011-Q01",
    means: (before) =>
      ifAny(leftBeforeBreak, (left) => supposing([[leftService, left]], vestingService), before),
  }),
  replacing(normalAgeOfEmployees, { cites: and(tier, published("tierComparison")), means: () => years(67) }),
  replacing(normalAgeOfLegislators, { cites: and(tier, handbook(18)), means: () => years(62) }),
  replacing(normalAgeOfOfficials, { cites: and(tier, handbook(22)), means: () => years(62) }),
  replacing(ruleOf80Sum, { cites: and(tier, news), means: () => years(90) }),
  replacing(leastAgeOfEmployees, { cites: and(tier, news), means: () => years(55) }),
  replacing(leastAgeOfLegislators, { cites: and(tier, handbook(18)), means: () => years(55) }),
  replacing(leastAgeOfOfficials, { cites: and(tier, handbook(22)), means: () => years(55) }),
  replacing(earlyAge, { cites: and(tier, published("tierComparison")), means: () => years(62) }),
  replacing(mayStartEarlyAfterLeaving, {
    cites: and(tier, published("retirementPersonnelPage"), news),
    register: "MSEP2011-Q02",
    means: () =>
      cases(
        when(is(earlyAfterLeaving, "leftBefore2018"), isBefore(leftService, fiveYearVestingBegins)),
        otherwise(is(earlyAfterLeaving, "always")),
      ),
  }),
  replacing(earliestDeferredApplication, {
    cites: and(rsmo("104.1036.2"), tier),
    register: "MSEP2011-Q02",
    means: () =>
      minusDays(
        dateAtAge(birthDate, cases<Age>(when(mayStartEarlyAfterLeaving, earlyAge), otherwise(normalAge))),
        deferredNoticeDays,
      ),
  }),
  replacing(planHasBackDrop, { cites: and(tier, published("tierComparison")), means: () => no }),
  replacing(temporaryBenefit, {
    cites: and(rsmo("104.1024.4"), tier, published("temporaryBenefitPage")),
    means: (before) =>
      cases<Money>(when(atLeast(ageAtStart, temporaryBenefitAge), dollars("0.00")), otherwise(before)),
  }),
];
