/** Early retirement in the closed plan: half a percent for each month before the earliest unreduced date (RSMo 104.400). */
import {
  all,
  any,
  atLeast,
  cases,
  dateAtAge,
  dayAfter,
  firstOfMonthOnOrAfter,
  greaterOf,
  is,
  lesserOf,
  minus,
  monthCount,
  months,
  monthsFrom,
  monthsOfAge,
  otherwise,
  percent,
  product,
  rate,
  supposing,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Age, Expr, Span } from "@emeritus/engine/kinds.ts";
import { effective, fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook, published, register, rsmo } from "../../../sources.ts";
import { annuityStartingDate, birthDate, leftService, memberClass } from "../facts.ts";
import { ageAtStart } from "../msep-2000/normal-retirement.ts";
import { door } from "./door.ts";
import { baseBenefitLeft } from "./forfeiture.ts";
import {
  leastAgeForRuleOf80,
  normalAgeAfter15Years,
  normalAgeOfEmployees,
  normalAgeReached,
  ruleOf80,
  ruleOf80Sum,
  serviceForLowerAge,
} from "./normal-retirement.ts";
import { eligibilityService, vested } from "./vesting.ts";

/** Age from which a reduced benefit may start. */
export const earlyAge = fixed("earlyAge", { cites: and(rsmo("104.400"), handbook(25)), is: years(55) });

/** Service that early retirement asks for. */
export const earlyService = fixed("earlyService", {
  cites: and(rsmo("104.400"), handbook(25)),
  is: years(10),
});

/** Whether an employee or a statewide elected official is 55 with ten years; legislators and the water patrol have no early retirement. */
export const earlyAgeReached = provision.condition("earlyAgeReached", {
  cites: and(rsmo("104.400.2"), handbook("18, 22, 25")),
  register: "MSEP-Q15",
  means: () =>
    all(
      is(memberClass, "general", "official"),
      vested,
      atLeast(eligibilityService, earlyService),
      atLeast(ageAtStart, earlyAge),
    ),
});

/** Whether the member worked on until a benefit could start, reduced or not: an age reached on the day after the last day counts. */
export const workedUntilEligible = provision.condition("workedUntilEligible", {
  cites: and(rsmo("104.601"), boardRule("2-3(2)")),
  register: "MSEP-Q13",
  means: () =>
    supposing(
      [[annuityStartingDate, dayAfter(leftService)]],
      any(normalAgeReached, ruleOf80, earlyAgeReached),
    ),
});

/** Reduction for each month that the annuity starts early. */
export const earlyReductionPerMonth = effective("earlyReductionPerMonth", {
  governedBy: leftService,
  values: [
    { from: "1957-09-01", unknown: true, register: "MSEP-Q05" },
    {
      from: "1997-08-28",
      value: percent("0.5"),
      cites: published("closedPlanPage"),
      mark: "assumed",
      register: "MSEP-Q16",
    },
    { from: "2002-07-11", value: percent("0.5"), cites: and(rsmo("104.400.2"), handbook(25)) },
  ],
});

/** From which age the months early are counted: the earliest unreduced one, the Rule of 80 by ageing among them, or the normal age (D11). */
export const monthsEarlyReading = setting("monthsEarlyReading", {
  register: "MSEP-Q17",
  readings: ["earliestUnreduced", "normalAge"],
  inForce: "earliestUnreduced",
  cites: rsmo("104.400.2"),
});

/** Normal retirement age of the class for the service of the member: 65, or 60 with fifteen years. */
const normalAge = (): Expr<Age> =>
  cases<Age>(
    when(atLeast(eligibilityService, serviceForLowerAge), normalAgeAfter15Years),
    otherwise(normalAgeOfEmployees),
  );

/** The age at which age and the service on leaving reach 80 years. */
const ageByRuleOf80 = (): Expr<Age> =>
  greaterOf<Age>(
    leastAgeForRuleOf80,
    monthsOfAge(minus(monthCount(ruleOf80Sum), monthCount(eligibilityService))),
  );

/** The age at which an early retiree's benefit would first be unreduced on the service that there is. */
export const unreducedAge = provision.age("unreducedAge", {
  cites: and(rsmo("104.400.2"), handbook(25)),
  register: "MSEP-Q17",
  means: () =>
    cases<Age>(
      when(is(monthsEarlyReading, "earliestUnreduced"), lesserOf<Age>(normalAge(), ageByRuleOf80())),
      otherwise(normalAge()),
    ),
});

/** Whole months from the annuity starting date to the first day of the month on or after the birthday of that age. */
export const monthsEarly = provision.span("monthsEarly", {
  cites: rsmo("104.400.2"),
  register: "MSEP-Q17",
  means: () =>
    cases<Span>(
      when(
        is(door, "early", "deferredReduced"),
        monthsFrom(annuityStartingDate, firstOfMonthOnOrAfter(dateAtAge(birthDate, unreducedAge))),
      ),
      otherwise(months(0)),
    ),
  expected: [months(0), months(120)],
});

/** Share of the base benefit that is left after the early reduction. */
export const earlyFactor = provision.rate("earlyFactor", {
  cites: and(rsmo("104.400.2"), handbook(25)),
  means: () => minus(rate("1"), product(earlyReductionPerMonth, monthCount(monthsEarly))),
});

/** Base benefit that no forfeiture took, after the early reduction. */
export const reducedBaseBenefit = provision.amount("reducedBaseBenefit", {
  cites: and(rsmo("104.400.2"), handbook(25)),
  means: () => product(baseBenefitLeft, earlyFactor),
  rounding: toTheCent(register("MSEP-Q18")),
});
