/** Membership and eligibility of administrative law judges and legal advisors (RSMo 287.812-287.815, 287.830). */
import { replacing, type Change } from "@emeritus/engine/amend.ts";
import {
  all,
  anyOver,
  atLeast,
  cases,
  count,
  date,
  is,
  lastOfMonth,
  lessThan,
  months,
  monthsOfService,
  no,
  not,
  onOrAfter,
  onOrBefore,
  otherwise,
  plusDays,
  refusing,
  sum,
  times,
  when,
} from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, rsmo } from "../../../sources.ts";
import { leftService, paymentMonth } from "../facts.ts";
import { agreedToReturn, laterEmployment, leavingReason } from "../judicial/facts.ts";
import { barredByWork } from "../judicial/in-payment.ts";
import { benefitsLost, judicialTierBegins, leftInQualifyingWay } from "../judicial/membership.ts";
import { fullyVested, leastService, middleService } from "../judicial/retirement.ts";
import { accrualEnds, judicialService } from "../judicial/service.ts";
import { daysOfSeverance, employmentReallyEnded } from "../judicial/severance.ts";
import { assembliesWaived, onCommission } from "./facts.ts";

/** First day of the law under which office must have been left. */
export const lawOf1984 = fixed("lawOf1984", { cites: rsmo("287.815.1"), is: date("1984-08-13") });

/** Service for each assembly that a member of a commission may have counted. */
export const monthsForAssembly = fixed("monthsForAssembly", { cites: rsmo("287.815.1"), is: count(24) });

/** Service for assemblies of a member of a commission. */
export const assemblyCredit = provision.service("assemblyCredit", {
  cites: rsmo("287.815.1"),
  register: "ALJ-Q03",
  means: () =>
    cases(
      when(onCommission, monthsOfService(times(assembliesWaived, monthsForAssembly))),
      otherwise(months(0)),
    ),
});

/** Who is a member, how office is left, which service counts, and what work after retirement does. */
export const eligibilityChanges: readonly Change[] = [
  replacing(judicialTierBegins, {
    cites: rsmo("287.813"),
    register: "ALJ-Q01",
    means: () => date("2005-04-26"),
  }),
  replacing(leftInQualifyingWay, {
    cites: rsmo("287.815.1"),
    means: () =>
      all(
        not(benefitsLost),
        onOrAfter(leftService, lawOf1984),
        is(leavingReason, "termEnded", "resigned", "retiredForDisability", "removedOtherwise"),
      ),
  }),
  replacing(accrualEnds, { cites: rsmo("287.815.1"), register: "ALJ-Q05", means: () => leftService }),
  replacing(judicialService, {
    cites: and(rsmo("287.815.1"), boardRule("2-4"), boardRule("4-13")),
    register: "ALJ-Q03",
    means: (before) =>
      sum(before, cases(when(lessThan(before, middleService), assemblyCredit), otherwise(months(0)))),
  }),
  replacing(fullyVested, {
    cites: rsmo("287.815.2"),
    register: "ALJ-Q02",
    means: () => atLeast(judicialService, leastService),
  }),
  replacing(barredByWork, {
    cites: rsmo("287.835"),
    register: "ALJ-Q06",
    means: () =>
      cases(
        when(
          anyOver(laterEmployment, (later) =>
            all(
              is(later.work, "sameOffice"),
              onOrBefore(later.workFrom, lastOfMonth(paymentMonth)),
              onOrAfter(later.workTo, paymentMonth),
            ),
          ),
          refusing("reappointmentNotEncoded", rsmo("287.835")),
        ),
        otherwise(no),
      ),
  }),
  replacing(employmentReallyEnded, {
    cites: boardRule("4-9(1)-(4)"),
    means: () =>
      all(
        not(agreedToReturn),
        not(
          anyOver(laterEmployment, (later) =>
            onOrBefore(later.workFrom, plusDays(leftService, daysOfSeverance)),
          ),
        ),
      ),
  }),
];
