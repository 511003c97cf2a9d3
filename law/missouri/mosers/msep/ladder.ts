/**
 * The eligibility ladder of the closed plan: the first date of each door. A member who still works is assumed to work to the day before;
 * for a former member the last day of service stands, and only the annuity starting date moves.
 */
import {
  all,
  any,
  cases,
  dateAtAge,
  dayAfter,
  dayBefore,
  firstMonthWhen,
  ifAny,
  no,
  none,
  not,
  onOrBefore,
  otherwise,
  some,
  supposing,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { CalendarDate, Expr, Perhaps, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, rsmo } from "../../../sources.ts";
import { annuityStartingDate, birthDate, leftService, stillEmployed } from "../facts.ts";
import { earlyAgeReached, workedUntilEligible } from "./early-retirement.ts";
import { knownLawBegins } from "./membership.ts";
import { normalAgeReached, ruleOf80 } from "./normal-retirement.ts";

/** The age at which a search for a first date ends. */
export const searchEndsAtAge = fixed("searchEndsAtAge", { cites: rsmo("104.010"), is: years(100) });

const endOfSearch = (): Expr<CalendarDate> => dateAtAge(birthDate, searchEndsAtAge);
const nothing = none as Expr<Perhaps<CalendarDate>>;

/** The first month in which a condition holds for a member who works until then. */
const whileWorking = (condition: Expr<YesNo>): Expr<Perhaps<CalendarDate>> =>
  firstMonthWhen({
    from: knownLawBegins,
    until: endOfSearch(),
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

/** The first month in which a condition holds for a member who has left. */
const afterLeaving = (from: Expr<CalendarDate>, condition: Expr<YesNo>): Expr<Perhaps<CalendarDate>> =>
  firstMonthWhen({
    from,
    until: endOfSearch(),
    steady: true,
    holds: (month) => supposing([[annuityStartingDate, month]], condition),
  });

/** First month of a door that is open to who worked until a benefit could start. */
const direct = (condition: Expr<YesNo>): Expr<Perhaps<CalendarDate>> =>
  cases(
    when(stillEmployed, whileWorking(condition)),
    otherwise(afterLeaving(dayAfter(leftService), all(condition, workedUntilEligible))),
  );

/** First month of a door of who left before a benefit could start. */
const deferred = (condition: Expr<YesNo>): Expr<Perhaps<CalendarDate>> =>
  cases(
    when(stillEmployed, nothing),
    otherwise(afterLeaving(leftService, all(condition, not(workedUntilEligible)))),
  );

/** A first date, unless another door is open by then. */
const unlessBy = (
  first: Expr<Perhaps<CalendarDate>>,
  other: Expr<Perhaps<CalendarDate>>,
): Expr<Perhaps<CalendarDate>> =>
  ifAny(
    first,
    (found) =>
      cases<Perhaps<CalendarDate>>(
        when(
          ifAny(other, (better) => onOrBefore(better, found), no),
          none,
        ),
        otherwise(some(found)),
      ),
    nothing,
  );

/** First date of unreduced retirement by age. */
export const firstNormalAge = provision.perhaps.date("firstNormalAge", {
  cites: rsmo("104.010"),
  means: () => direct(normalAgeReached),
});

/** First date under the Rule of 80, if it comes before retirement by age. */
export const firstRuleOf80 = provision.perhaps.date("firstRuleOf80", {
  cites: rsmo("104.010"),
  register: "MSEP-Q14",
  means: () => unlessBy(direct(ruleOf80), firstNormalAge),
});

/** First date of early retirement, unless an unreduced benefit is open by then. */
export const firstEarly = provision.perhaps.date("firstEarly", {
  cites: rsmo("104.400.2"),
  means: () => unlessBy(direct(earlyAgeReached), firstUnreduced),
});

/** First date of an unreduced deferred annuity: by age, or by ageing into the Rule of 80. */
export const firstDeferredUnreduced = provision.perhaps.date("firstDeferredUnreduced", {
  cites: rsmo("104.335"),
  means: () => deferred(any(normalAgeReached, ruleOf80)),
});

/** First date of a reduced deferred annuity, if it comes before the unreduced one. */
export const firstDeferredReduced = provision.perhaps.date("firstDeferredReduced", {
  cites: and(rsmo("104.335"), rsmo("104.400.2")),
  means: () => unlessBy(deferred(earlyAgeReached), firstUnreduced),
});

/** First date on which the member could start an unreduced benefit. */
export const firstUnreduced = provision.perhaps.date("firstUnreduced", {
  cites: and(rsmo("104.010"), rsmo("104.335")),
  means: () => ifAny(firstRuleOf80, some, ifAny(firstNormalAge, some, firstDeferredUnreduced)),
});
