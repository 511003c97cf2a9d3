/** Creditable service of the closed plan: days and months (BR 2-4, BR 2-7, BR 2-8, as in BR 3-4 to 3-8), and what a return restores. */
import {
  any,
  atLeast,
  cases,
  dateAtAge,
  dayAfter,
  dayBefore,
  earlierOf,
  ifAny,
  is,
  isBefore,
  latestOver,
  months,
  no,
  none,
  not,
  onOrBefore,
  orElse,
  otherwise,
  sum,
  supposing,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { CalendarDate, Expr, Perhaps } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook, register, rsmo } from "../../../sources.ts";
import { leftService, memberClass, periods, purchasedService, transferredService } from "../facts.ts";
import {
  lastStretchBegins,
  serviceBroken,
  serviceIn,
  serviceSinceBreak,
  timeEmployed,
} from "../msep-2000/credited-service.ts";
import { serviceByAssemblies } from "./assemblies.ts";
import { vestingService } from "./vesting.ts";

/** How long a member who left before vesting must be back before earlier service counts again. */
export const reinstatementTime = fixed("reinstatementTime", {
  cites: and(rsmo("104.350"), register("MSEP-Q09")),
  is: months(12),
  register: "MSEP-Q09",
});

/** Service earned in the days of covered employment. */
export const earnedService = provision.service("earnedService", {
  cites: and(rsmo("104.010"), boardRule("2-4"), boardRule("2-8")),
  means: () => serviceIn(timeEmployed),
  expected: [months(0), years(80)],
});

/** The last day of employment before the last break in service, if there was one. */
export const serviceBrokeOn = provision.perhaps.date("serviceBrokeOn", {
  cites: boardRule("2-7"),
  means: () =>
    ifAny(
      lastStretchBegins,
      (begins) =>
        latestOver(
          periods,
          (period) => earlierOf(period.to, dayBefore(begins)),
          (period) => isBefore(period.from, begins),
        ),
      none as Expr<Perhaps<CalendarDate>>,
    ),
});

/**
 * Whether service before a break counts: the member was vested when it broke, by the law of that day, or has been back for a year.
 * Only the last break is asked: one restored earlier stays restored.
 */
export const earlierServiceCounts = provision.condition("earlierServiceCounts", {
  cites: and(rsmo("104.350"), handbook(17)),
  register: "MSEP-Q09",
  means: () =>
    any(
      not(serviceBroken),
      ifAny(
        lastStretchBegins,
        (begins) =>
          any(
            supposing(
              [[leftService, orElse(serviceBrokeOn, begins)]],
              atLeast(earnedService, vestingService),
            ),
            onOrBefore(dateAtAge(begins, reinstatementTime), dayAfter(leftService)),
          ),
        no,
      ),
    ),
});

/** Service that counts for eligibility: earned, bought and transferred, or a legislator's assemblies; never unused sick leave. */
export const creditedService = provision.service("creditedService", {
  cites: and(rsmo("104.010"), rsmo("104.344"), rsmo("104.370"), rsmo("104.800")),
  means: () =>
    cases(
      when(is(memberClass, "legislator"), serviceByAssemblies),
      otherwise(
        sum(
          cases(when(earlierServiceCounts, earnedService), otherwise(serviceSinceBreak)),
          purchasedService,
          transferredService,
        ),
      ),
    ),
  expected: [months(0), years(150)],
});
