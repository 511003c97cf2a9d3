/** Credited service: which days count, how days become months, and what a break costs (BR 3-4, BR 3-7, RSMo 104.1021). */
import {
  all,
  any,
  anyOver,
  atLeast,
  blocks,
  cases,
  dateAtAge,
  dayAfter,
  dayBefore,
  days,
  daysFrom,
  earlierOf,
  ifAny,
  is,
  isBefore,
  laterOf,
  latestOver,
  lessThan,
  looseDays,
  monthCount,
  months,
  monthsOfService,
  no,
  not,
  onOrBefore,
  otherwise,
  sum,
  supposing,
  unionOver,
  when,
  wholeMonths,
  years,
} from "@emeritus/engine/expr.ts";
import type { Age, CalendarDate, CountedTime, Expr, Service, Span, YesNo } from "@emeritus/engine/kinds.ts";
import type { MonthReading } from "@emeritus/engine/service.ts";
import { fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook, register, rsmo } from "../../../sources.ts";
import { serviceByAssemblies } from "./assemblies.ts";
import { leftService, memberClass, periods, purchasedService, transferredService } from "../facts.ts";
import { vestingServiceAtBreak } from "./vesting.ts";

/** A span of employment or leave as symbols. */
export type Period = ReturnType<typeof periods.row>;

/** How a calendar month is read: whole calendar months with all loose days pooled, or months from date to date. */
export const monthReading = setting("monthReading", {
  register: "MSEP2000-Q04",
  readings: ["calendar", "dateToDate"],
  inForce: "calendar",
  cites: boardRule("3-4"),
});

/** The longest unpaid leave for own illness or injury that is credited, pregnancy included. */
export const illnessLeaveLimit = fixed("illnessLeaveLimit", { cites: boardRule("3-4"), is: months(12) });

/** The longest layoff that is no break in service. */
export const layoffLimit = fixed("layoffLimit", { cites: boardRule("3-11(4)"), is: months(12) });

/** Calendar days off payroll, without approved leave, that break service. */
export const breakInServiceDays = fixed("breakInServiceDays", { cites: boardRule("3-7"), is: days(30) });

/** How long a member who left before vesting must be back before earlier service counts again. */
export const reinstatementTime = fixed("reinstatementTime", {
  cites: and(rsmo("104.1018"), register("MSEP2000-Q06")),
  is: months(12),
  register: "MSEP2000-Q06",
});

/** Whether the days of a span count as service: work, own illness, family, military and workers' compensation leave do. */
export const isCredited = (period: Period): Expr<YesNo> => not(is(period.kind, "otherLeave", "layoff"));

/** The last day of a span that may last for at most a stated time. */
const within = (limit: Expr<Age>, period: Period): Expr<CalendarDate> =>
  earlierOf(period.to, dayBefore(dateAtAge(period.from, limit)));

/** The last credited day of a span: own-illness leave counts for a year, and nothing counts after the last day of service. */
export const creditedTo = (period: Period): Expr<CalendarDate> =>
  earlierOf(
    leftService,
    cases(when(is(period.kind, "ownIllnessLeave"), within(illnessLeaveLimit, period)), otherwise(period.to)),
  );

/** Months of service in counted time: each 30 loose days are a month, and 27 or more left over are one more (BR 3-4). */
export const serviceIn = (time: Expr<CountedTime>): Expr<Service> =>
  monthsOfService(sum(monthCount(wholeMonths(time)), blocks(looseDays(time), { size: 30, lastCounts: 27 })));

/** Time in credited days from where each span is looked at, a day counted once (BR 3-8), in the reading in force. */
const timeCredited = (from: (period: Period) => Expr<CalendarDate>): Expr<CountedTime> => {
  const read = (reading: MonthReading): Expr<CountedTime> =>
    unionOver(periods, { from, to: creditedTo, where: isCredited, reading });
  return cases(when(is(monthReading, "calendar"), read("calendar")), otherwise(read("dateToDate")));
};

/** Months and loose days of credited employment, whatever breaks there were. */
export const timeEmployed = provision.countedTime("timeEmployed", {
  cites: and(boardRule("3-4"), boardRule("3-8")),
  register: "MSEP2000-Q05",
  means: () => timeCredited((period) => period.from),
});

/** Service earned in the plan: by days for general employees, by assemblies for legislators. */
export const earnedService = provision.service("earnedService", {
  cites: and(boardRule("3-4"), boardRule("3-8"), rsmo("104.1021"), rsmo("104.1084.1")),
  means: () =>
    cases(when(is(memberClass, "legislator"), serviceByAssemblies), otherwise(serviceIn(timeEmployed))),
  expected: [months(0), years(80)],
});

/** The last day on which a span keeps employment whole: approved leave does, a layoff for a year. */
const unbrokenTo = (period: Period): Expr<CalendarDate> =>
  cases(when(is(period.kind, "layoff"), within(layoffLimit, period)), otherwise(period.to));

/** Whether another span reaches to within less than a break of the day on which this one begins. */
const follows = (earlier: Period, period: Period): Expr<YesNo> =>
  all(
    isBefore(earlier.from, period.from),
    lessThan(daysFrom(dayAfter(unbrokenTo(earlier)), period.from), breakInServiceDays),
  );

/** First day of the last stretch of employment without a break in service, if there was any employment. */
export const lastStretchBegins = provision.perhaps.date("lastStretchBegins", {
  cites: and(boardRule("3-7"), boardRule("3-11(4)")),
  means: () =>
    latestOver(
      periods,
      (period) => period.from,
      (period) =>
        all(
          onOrBefore(period.from, leftService),
          not(anyOver(periods, (earlier) => follows(earlier, period))),
        ),
    ),
});

/** Whether there was a break in service before the last stretch of employment. */
export const serviceBroken = provision.condition("serviceBroken", {
  cites: boardRule("3-7"),
  means: () =>
    ifAny(lastStretchBegins, (begins) => anyOver(periods, (period) => isBefore(period.from, begins)), no),
});

/** Service before the last break. */
export const serviceBeforeBreak = provision.service("serviceBeforeBreak", {
  cites: and(boardRule("3-4"), boardRule("3-7")),
  means: () =>
    ifAny(
      lastStretchBegins,
      (begins) => supposing([[leftService, dayBefore(begins)]], earnedService),
      months(0),
    ),
});

/** Months and loose days of credited employment since the last break. */
export const timeSinceBreak = provision.countedTime("timeSinceBreak", {
  cites: and(boardRule("3-4"), boardRule("3-7")),
  register: "MSEP2000-Q05",
  means: () =>
    ifAny(
      lastStretchBegins,
      (begins) => timeCredited((period) => laterOf(period.from, begins)),
      timeEmployed,
    ),
});

/** Service since the last break, in the days since then alone: loose days before a break complete no month after it. */
export const serviceSinceBreak = provision.service("serviceSinceBreak", {
  cites: and(boardRule("3-4"), boardRule("3-7")),
  means: () => serviceIn(timeSinceBreak),
});

/**
 * Whether service before a break counts: the member was vested when it broke, or has been back for twelve months.
 * Only the last break is asked: one restored earlier stays restored for whoever is vested with it.
 */
export const earlierServiceCounts = provision.condition("earlierServiceCounts", {
  cites: and(rsmo("104.1018"), handbook(17)),
  register: "MSEP2000-Q06",
  means: () =>
    any(
      is(memberClass, "legislator"),
      not(serviceBroken),
      atLeast<Span>(serviceBeforeBreak, vestingServiceAtBreak),
      ifAny(
        lastStretchBegins,
        (begins) => onOrBefore(dateAtAge(begins, reinstatementTime), dayAfter(leftService)),
        no,
      ),
    ),
});

/** Service that counts for eligibility: earned, bought and transferred; never unused sick leave. */
export const creditedService = provision.service("creditedService", {
  cites: and(rsmo("104.1003.1(9)"), rsmo("104.1021"), rsmo("104.1090")),
  register: "MSEP2000-Q39",
  means: () =>
    sum(
      cases(when(earlierServiceCounts, earnedService), otherwise(serviceSinceBreak)),
      purchasedService,
      transferredService,
    ),
  expected: [months(0), years(100)],
});
