/** The Rule of 80: age and credited service together are 80 years on the last day of service (RSMo 104.1024.4, 104.1084.1). */
import { ageOn, all, atLeast, cases, is, otherwise, together, when, years } from "@emeritus/engine/expr.ts";
import type { Age } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { birthDate, leftService, memberClass } from "../facts.ts";
import { retiresDirectly } from "./normal-retirement.ts";
import { eligibilityService, vested } from "./vesting.ts";

/** What age and credited service must reach together. */
export const ruleOf80Sum = fixed("ruleOf80Sum", { cites: rsmo("104.1024.4"), is: years(80) });

/** Least age of a general employee under the rule. */
export const leastAgeOfEmployees = fixed("leastAgeOfEmployees", { cites: rsmo("104.1024.4"), is: years(48) });

/** Least age of a legislator under the rule. */
export const leastAgeOfLegislators = fixed("leastAgeOfLegislators", {
  cites: rsmo("104.1084.1"),
  is: years(50),
});

/** Least age of a statewide elected official under the rule. */
export const leastAgeOfOfficials = fixed("leastAgeOfOfficials", {
  cites: and(rsmo("104.1084.4"), handbook(24)),
  is: years(50),
});

/** Least age under the rule. */
export const leastAgeForRuleOf80 = provision.age("leastAgeForRuleOf80", {
  cites: and(rsmo("104.1024.4"), rsmo("104.1084.1"), rsmo("104.1084.4")),
  means: () =>
    cases<Age>(
      when(is(memberClass, "legislator"), leastAgeOfLegislators),
      when(is(memberClass, "official"), leastAgeOfOfficials),
      otherwise(leastAgeOfEmployees),
    ),
});

/** Age on the last day of service, in completed months; odd days do not add. */
export const ageAtLeaving = provision.age("ageAtLeaving", {
  cites: rsmo("104.1024.4"),
  register: "MSEP2000-Q14",
  means: () => ageOn(birthDate, leftService),
});

/** Completed months of age and months of service of every kind, together, on the last day of service. */
export const ageAndService = provision.span("ageAndService", {
  cites: rsmo("104.1024.4"),
  register: "MSEP2000-Q14",
  means: () => together(ageAtLeaving, eligibilityService),
});

/** Whether a vested member met the rule on the last day of service and retires directly from active employment. */
export const ruleOf80 = provision.condition("ruleOf80", {
  cites: and(rsmo("104.1024.4"), rsmo("104.1084.1"), handbook(27)),
  register: "MSEP2000-Q13",
  means: () =>
    all(
      vested,
      atLeast(ageAtLeaving, leastAgeForRuleOf80),
      atLeast(ageAndService, ruleOf80Sum),
      retiresDirectly,
    ),
});
