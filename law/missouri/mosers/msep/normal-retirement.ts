/** Normal retirement in the closed plan: the ages of each class, and the Rule of 80, which may be met after leaving (RSMo 104.010). */
import {
  ageOn,
  all,
  any,
  atLeast,
  cases,
  dayAfter,
  is,
  no,
  otherwise,
  refusing,
  together,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { Age, Expr, YesNo } from "@emeritus/engine/kinds.ts";
import { effective, fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, handbook, published, register, rsmo } from "../../../sources.ts";
import { birthDate, leftService, memberClass } from "../facts.ts";
import { ageAtStart } from "../msep-2000/normal-retirement.ts";
import { eligibilityService, vested } from "./vesting.ts";

/** The law that the sources describe: they say nothing of ages and of the Rule of 80 for those who left before. */
const notKnownBefore1997 = { from: "1957-09-01", unknown: true, register: "MSEP-Q05" } as const;

/** Age of unreduced retirement of an employee or a statewide elected official with a few years of service. */
export const normalAgeOfEmployees = effective("normalAgeOfEmployees", {
  governedBy: leftService,
  values: [
    notKnownBefore1997,
    { from: "1997-08-28", value: years(65), cites: and(rsmo("104.010"), published("bill543")) },
  ],
});

/** Age of unreduced retirement of an employee or a statewide elected official with fifteen years. */
export const normalAgeAfter15Years = effective("normalAgeAfter15Years", {
  governedBy: leftService,
  values: [
    notKnownBefore1997,
    { from: "1997-08-28", value: years(60), cites: and(rsmo("104.010"), published("bill543")) },
  ],
});

/** Age of unreduced retirement of a legislator. */
export const normalAgeOfLegislators = effective("normalAgeOfLegislators", {
  governedBy: leftService,
  values: [notKnownBefore1997, { from: "1997-08-28", value: years(55), cites: handbook("18, 19") }],
});

/** Age of unreduced retirement of a uniformed member of the water patrol. */
export const normalAgeOfPatrol = effective("normalAgeOfPatrol", {
  governedBy: leftService,
  values: [notKnownBefore1997, { from: "1997-08-28", value: years(55), cites: published("bill543") }],
});

/** What age and credited service must reach together. */
export const ruleOf80Sum = effective("ruleOf80Sum", {
  governedBy: leftService,
  values: [
    notKnownBefore1997,
    { from: "1997-08-28", value: years(80), cites: and(rsmo("104.010"), handbook("18, 22")) },
  ],
});

/** Service with which an employee who reaches the age at work may retire, though not vested. */
export const serviceOfEmployeesAtAge = fixed("serviceOfEmployeesAtAge", {
  cites: and(rsmo("104.010"), published("bill543")),
  is: years(4),
});

/** Service of the lower age. */
export const serviceForLowerAge = fixed("serviceForLowerAge", {
  cites: and(rsmo("104.010"), published("closedPlanPage")),
  is: years(15),
});

/** Whether an employee who reaches 65 at work may retire with four years, or needs to be vested (D2). */
export const serviceAt65 = setting("serviceAt65", {
  register: "MSEP-Q10",
  readings: ["fourYears", "vestedOnly"],
  inForce: "fourYears",
  cites: rsmo("104.010"),
});

/** Whether a statewide elected official may retire at 65 with one term, which a table of the handbook leaves out (D10). */
export const officialsAt65 = setting("officialsAt65", {
  register: "MSEP-Q11",
  readings: ["oneTerm", "leftOut"],
  inForce: "oneTerm",
  cites: handbook(23),
});

/** Least age of a statewide elected official under the Rule of 80 (D1). */
export const officialsLeastAge = setting("officialsLeastAge", {
  register: "MSEP-Q12",
  readings: ["fifty", "fortyEight"],
  inForce: "fifty",
  cites: handbook("22-23"),
});

/** Age on the day after the last day of service: an age reached by then is reached at work. */
export const ageReachedAtWork = provision.age("ageReachedAtWork", {
  cites: rsmo("104.010"),
  register: "MSEP-Q13",
  means: () => ageOn(birthDate, dayAfter(leftService)),
});

/** Whether the age is reached at work with four years of service, or by a vested member at any time. */
const atWorkOrVested = (age: Expr<Age>): Expr<YesNo> =>
  any(
    all(vested, atLeast(ageAtStart, age)),
    all(
      is(serviceAt65, "fourYears"),
      atLeast(eligibilityService, serviceOfEmployeesAtAge),
      atLeast(ageReachedAtWork, age),
    ),
  );

const withFifteenYears = (): Expr<YesNo> =>
  all(vested, atLeast(eligibilityService, serviceForLowerAge), atLeast(ageAtStart, normalAgeAfter15Years));

/** Why a part-time employee of the general assembly has no computed benefit. */
export const manualCalculation = (): Expr<never> =>
  refusing("manualCalculation", and(rsmo("104.352"), register("MSEP-Q30")));

/** Whether the member has reached an age of unreduced retirement with the service that it asks for, on the annuity starting date. */
export const normalAgeReached = provision.condition("normalAgeReached", {
  cites: and(rsmo("104.010"), handbook("18-19, 22-23"), published("bill543")),
  register: "MSEP-Q10",
  means: () =>
    cases(
      when(is(memberClass, "legislator"), all(vested, atLeast(ageAtStart, normalAgeOfLegislators))),
      when(
        is(memberClass, "official"),
        any(
          all(is(officialsAt65, "oneTerm"), vested, atLeast(ageAtStart, normalAgeOfEmployees)),
          withFifteenYears(),
        ),
      ),
      when(is(memberClass, "waterPatrol"), atWorkOrVested(normalAgeOfPatrol)),
      when(is(memberClass, "partTimeLegislative"), manualCalculation()),
      otherwise(any(atWorkOrVested(normalAgeOfEmployees), withFifteenYears())),
    ),
});

/** Least age under the Rule of 80 of all classes but officials. */
export const leastAgeOfEmployees = fixed("leastAgeOfEmployees", {
  cites: and(rsmo("104.010"), handbook(18)),
  is: years(48),
});

/** Least age of a statewide elected official under the Rule of 80, in the handbook's reading. */
export const leastAgeOfOfficials = fixed("leastAgeOfOfficials", { cites: handbook("22-23"), is: years(50) });

/** Least age under the Rule of 80. */
export const leastAgeForRuleOf80 = provision.age("leastAgeForRuleOf80", {
  cites: and(rsmo("104.010"), handbook("18, 22-23")),
  register: "MSEP-Q12",
  means: () =>
    cases<Age>(
      when(all(is(memberClass, "official"), is(officialsLeastAge, "fifty")), leastAgeOfOfficials),
      otherwise(leastAgeOfEmployees),
    ),
});

/** Completed months of age on the annuity starting date and credited months, together: a member who has left may age into the rule. */
export const ageAndService = provision.span("ageAndService", {
  cites: and(rsmo("104.010"), published("closedPlanPage")),
  register: "MSEP-Q14",
  means: () => together(ageAtStart, eligibilityService),
});

/** Whether a vested member's age and credited service have reached 80 years on the annuity starting date. */
export const ruleOf80 = provision.condition("ruleOf80", {
  cites: and(rsmo("104.010"), handbook("18-19, 22-23"), published("closedPlanPage")),
  register: "MSEP-Q14",
  means: () =>
    cases(
      when(is(memberClass, "partTimeLegislative"), no),
      otherwise(all(vested, atLeast(ageAtStart, leastAgeForRuleOf80), atLeast(ageAndService, ruleOf80Sum))),
    ),
});
