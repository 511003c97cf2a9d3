/**
 * The eligibility ladder: the first date of each door. A member who still works is assumed to work to the day before;
 * for a former member the last day of service stands, and only the annuity starting date moves.
 */
import {
  all,
  cases,
  dateAtAge,
  dayAfter,
  dayBefore,
  earlierOf,
  firstMonthWhen,
  ifAny,
  no,
  none,
  onOrBefore,
  otherwise,
  plusDays,
  some,
  supposing,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { CalendarDate, Expr, Perhaps, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, rsmo } from "../../../sources.ts";
import { earlyAgeReached, mayStartEarlyAfterLeaving } from "./door.ts";
import { annuityStartingDate, birthDate, leftService, stillEmployed } from "../facts.ts";
import { planBegins } from "./membership.ts";
import { directRetirementDays, normalAge, normalAgeReached } from "./normal-retirement.ts";
import { ruleOf80 } from "./rule-of-80.ts";

/** The age at which a search for a first date ends. */
export const searchEndsAtAge = fixed("searchEndsAtAge", { cites: rsmo("104.1024"), is: years(100) });

/** The first month until a day in which a member who still works could retire by a condition. */
const whileWorking = (until: Expr<CalendarDate>, condition: Expr<YesNo>): Expr<Perhaps<CalendarDate>> =>
  firstMonthWhen({
    from: planBegins,
    until,
    steady: true,
    holds: (month) =>
      supposing(
        [
          [annuityStartingDate, month],
          [leftService, dayBefore(month)],
        ],
        condition,
      ),
  });

/** The first month between two days after the last day of service in which a former member could retire by a condition. */
const afterLeaving = (
  from: Expr<CalendarDate>,
  until: Expr<CalendarDate>,
  condition: Expr<YesNo>,
): Expr<Perhaps<CalendarDate>> =>
  firstMonthWhen({
    from,
    until,
    steady: true,
    holds: (month) => supposing([[annuityStartingDate, month]], condition),
  });

const lastDirectDay = (): Expr<CalendarDate> => plusDays(leftService, directRetirementDays);
const endOfSearch = (): Expr<CalendarDate> => dateAtAge(birthDate, searchEndsAtAge);
const dayBeforeNormalAge = (): Expr<CalendarDate> => dayBefore(dateAtAge(birthDate, normalAge));

/** First date of a door that needs a direct retirement. */
const direct = (until: Expr<CalendarDate>, condition: Expr<YesNo>): Expr<Perhaps<CalendarDate>> =>
  cases(
    when(stillEmployed, whileWorking(until, condition)),
    otherwise(afterLeaving(dayAfter(leftService), earlierOf(lastDirectDay(), until), condition)),
  );

/** First date of a door that is open to former members who do not retire directly. */
const deferred = (until: Expr<CalendarDate>, condition: Expr<YesNo>): Expr<Perhaps<CalendarDate>> =>
  cases(
    when(stillEmployed, none as Expr<Perhaps<CalendarDate>>),
    otherwise(afterLeaving(dayAfter(lastDirectDay()), until, condition)),
  );

/** First date of normal retirement, straight from work. */
export const firstNormalAge = provision.perhaps.date("firstNormalAge", {
  cites: and(rsmo("104.1024"), rsmo("104.1084.1")),
  means: () => direct(endOfSearch(), normalAgeReached),
});

/** First date under the Rule of 80, if it comes before normal age. */
export const firstRuleOf80 = provision.perhaps.date("firstRuleOf80", {
  cites: and(rsmo("104.1024.4"), rsmo("104.1084.1")),
  register: "MSEP2000-Q13",
  means: () => direct(dayBeforeNormalAge(), ruleOf80),
});

/** First date of early retirement straight from work, unless the Rule of 80 is open by then. */
export const firstEarly = provision.perhaps.date("firstEarly", {
  cites: rsmo("104.1033.1"),
  means: () =>
    ifAny(
      direct(dayBeforeNormalAge(), earlyAgeReached),
      (early) =>
        cases<Perhaps<CalendarDate>>(
          when(
            ifAny(firstRuleOf80, (rule) => onOrBefore(rule, early), no),
            none,
          ),
          otherwise(some(early)),
        ),
      none as Expr<Perhaps<CalendarDate>>,
    ),
});

/** First date of a reduced deferred annuity of a former member. */
export const firstDeferredReduced = provision.perhaps.date("firstDeferredReduced", {
  cites: rsmo("104.1036.2"),
  means: () => deferred(dayBeforeNormalAge(), all(earlyAgeReached, mayStartEarlyAfterLeaving)),
});

/** First date of an unreduced deferred annuity of a former member. */
export const firstDeferredUnreduced = provision.perhaps.date("firstDeferredUnreduced", {
  cites: and(rsmo("104.1036.3"), rsmo("104.1084.3")),
  means: () => deferred(endOfSearch(), normalAgeReached),
});

const earliest = (...dates: readonly Expr<Perhaps<CalendarDate>>[]): Expr<Perhaps<CalendarDate>> =>
  dates.reduce((a, b) =>
    ifAny(a, (first) => ifAny(b, (second) => some(earlierOf(first, second)), some(first)), b),
  );

/** First date on which the member could start an unreduced benefit. */
export const firstUnreduced = provision.perhaps.date("firstUnreduced", {
  cites: and(rsmo("104.1024"), rsmo("104.1036.3"), rsmo("104.1084")),
  means: () => earliest(firstNormalAge, firstRuleOf80, firstDeferredUnreduced),
});
