/** What a member gives up who leaves before retirement eligibility under the five-year rule (RSMo 104.1091; news item of 19 July 2017). */
import { replacing, type Change } from "@emeritus/engine/amend.ts";
import {
  ageOn,
  all,
  any,
  atLeast,
  cases,
  dateAtAge,
  firstOfMonth,
  firstOfMonthOnOrAfter,
  is,
  laterOf,
  lessThan,
  months,
  not,
  onOrAfter,
  otherwise,
  plusDays,
  plusMonths,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { Service } from "@emeritus/engine/kinds.ts";
import { provision, setting } from "@emeritus/engine/provision.ts";
import { and, published, rsmo } from "../../../sources.ts";
import { annuityStartingDate, birthDate, firstHired, leftService } from "../facts.ts";
import { firstColaOn } from "../msep-2000/cola.ts";
import { survivorsPaidFrom } from "../shared/survivors.ts";
import { diedInService } from "../msep-2000/death.ts";
import { earlyAge } from "../msep-2000/door.ts";
import { isElected } from "../msep-2000/membership.ts";
import { directRetirementDays, normalAge } from "../msep-2000/normal-retirement.ts";
import { ageAndService, ageAtLeaving, leastAgeForRuleOf80, ruleOf80Sum } from "../msep-2000/rule-of-80.ts";
import { sickLeaveService } from "../msep-2000/sick-leave.ts";
import { fiveYearVestingBegins } from "./retirement.ts";

const tier = rsmo("104.1091");
const news = published("fiveYearVesting");

/** The last annuity starting date on which the member would still retire directly. */
export const lastDirectStart = provision.date("lastDirectStart", {
  cites: and(tier, news),
  register: "MSEP2011-Q03",
  means: () => firstOfMonth(plusDays(leftService, directRetirementDays)),
});

/**
 * Whether an employee left on or after 1 January 2018 without being able to retire directly, early or in full: neither old enough on the
 * last direct starting date, nor within the Rule of 90 on the last day of service.
 */
export const leftBeforeEligible = provision.condition("leftBeforeEligible", {
  cites: and(tier, news),
  register: "MSEP2011-Q03",
  means: () =>
    all(
      not(isElected),
      not(diedInService),
      onOrAfter(leftService, fiveYearVestingBegins),
      lessThan(ageOn(birthDate, lastDirectStart), earlyAge),
      not(all(atLeast(ageAtLeaving, leastAgeForRuleOf80), atLeast(ageAndService, ruleOf80Sum))),
    ),
});

/** Whose first adjustment waits for the second anniversary: who left under the five-year rule, or who was also hired under it. */
export const secondAnniversaryFor = setting("secondAnniversaryFor", {
  register: "MSEP2011-Q04",
  readings: ["leftFrom2018", "hiredFrom2018"],
  inForce: "leftFrom2018",
  cites: and(tier, news, published("colaAnswer")),
});

/** What the five-year rule takes from those who leave before they may retire. */
export const offsetsFrom2018: readonly Change[] = [
  replacing(sickLeaveService, {
    cites: and(rsmo("104.1021.2"), tier, news, published("sickLeaveAnswer")),
    register: "MSEP2011-Q05",
    means: (before) => cases<Service>(when(leftBeforeEligible, months(0)), otherwise(before)),
  }),
  replacing(survivorsPaidFrom, {
    cites: and(rsmo("104.1030"), tier, news),
    register: "MSEP2011-Q09",
    means: (before) =>
      cases(
        when(leftBeforeEligible, laterOf(before, firstOfMonthOnOrAfter(dateAtAge(birthDate, normalAge)))),
        otherwise(before),
      ),
  }),
  replacing(firstColaOn, {
    cites: and(rsmo("104.1045.1"), tier, news),
    register: "MSEP2011-Q04",
    means: (before) =>
      cases(
        when(
          all(
            leftBeforeEligible,
            any(is(secondAnniversaryFor, "leftFrom2018"), onOrAfter(firstHired, fiveYearVestingBegins)),
          ),
          plusMonths(annuityStartingDate, years(2)),
        ),
        otherwise(before),
      ),
  }),
];
