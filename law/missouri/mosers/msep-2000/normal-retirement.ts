/** Normal retirement age, and how soon after the last day a retirement is direct (RSMo 104.1024, 104.1084.1). */
import {
  all,
  ageOn,
  atLeast,
  atMost,
  cases,
  days,
  daysFrom,
  is,
  otherwise,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { Age } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, published, rsmo } from "../../../sources.ts";
import { annuityStartingDate, birthDate, leftService, memberClass } from "../facts.ts";
import { vested } from "./vesting.ts";

/** Age of unreduced retirement of a general employee. */
export const normalAgeOfEmployees = fixed("normalAgeOfEmployees", { cites: rsmo("104.1024"), is: years(62) });

/** Age of unreduced retirement of a legislator. */
export const normalAgeOfLegislators = fixed("normalAgeOfLegislators", {
  cites: rsmo("104.1084.1"),
  is: years(55),
});

/** Age of unreduced retirement of a statewide elected official. */
export const normalAgeOfOfficials = fixed("normalAgeOfOfficials", {
  cites: rsmo("104.1084.4"),
  is: years(55),
});

/** Age from which a vested member's benefit is not reduced. */
export const normalAge = provision.age("normalAge", {
  cites: and(rsmo("104.1024"), rsmo("104.1084.1"), rsmo("104.1084.4")),
  means: () =>
    cases<Age>(
      when(is(memberClass, "legislator"), normalAgeOfLegislators),
      when(is(memberClass, "official"), normalAgeOfOfficials),
      otherwise(normalAgeOfEmployees),
    ),
});

/** Age on the annuity starting date, in completed months. */
export const ageAtStart = provision.age("ageAtStart", {
  cites: rsmo("104.1024"),
  register: "MSEP2000-Q12",
  means: () => ageOn(birthDate, annuityStartingDate),
});

/** Whether the member is vested and has reached normal age on the annuity starting date. */
export const normalAgeReached = provision.condition("normalAgeReached", {
  cites: and(rsmo("104.1024"), rsmo("104.1084.1")),
  means: () => all(vested, atLeast(ageAtStart, normalAge)),
});

/** Days after the last day of service within which a member retires directly from active employment. */
export const directRetirementDays = fixed("directRetirementDays", {
  cites: and(handbook(27), published("ruleOf80Answer")),
  is: days(60),
});

/** Whether the annuity starts within sixty days after the last day of service; day 60 is inside. */
export const retiresDirectly = provision.condition("retiresDirectly", {
  cites: and(handbook(27), published("ruleOf80Answer")),
  register: "MSEP2000-Q13",
  means: () => atMost(daysFrom(leftService, annuityStartingDate), directRetirementDays),
});
