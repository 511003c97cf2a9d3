/** Vesting in the closed plan, by the law in force on leaving (RSMo 104.335, 104.352.2, 104.370.1). */
import {
  all,
  any,
  atLeast,
  cases,
  count,
  is,
  months,
  otherwise,
  sum,
  sumOver,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { Service } from "@emeritus/engine/kinds.ts";
import { effective, fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, published, rsmo } from "../../../sources.ts";
import { leftService, memberClass, otherKinds } from "../facts.ts";
import { ageAtLeaving } from "../msep-2000/rule-of-80.ts";
import { otherKindVests } from "../msep-2000/vesting.ts";
import { fullAssemblies } from "./assemblies.ts";
import { creditedService } from "./credited-service.ts";

const fiveYears = {
  from: "1992-09-28",
  value: years(5),
  cites: published("closedPlanPage"),
  mark: "assumed",
  register: "MSEP-Q03",
} as const;

/** Service that vests an employee who leaves before the age of 35. */
export const vestingServiceUnder35 = effective("vestingServiceUnder35", {
  governedBy: leftService,
  values: [
    { from: "1957-09-01", value: years(15), cites: rsmo("104.335.1") },
    { from: "1981-07-01", value: years(10), cites: rsmo("104.335.2(2)") },
    fiveYears,
  ],
});

/** Service that vests an employee who leaves at 35 or later. */
export const vestingServiceFrom35 = effective("vestingServiceFrom35", {
  governedBy: leftService,
  values: [
    { from: "1957-09-01", value: years(15), cites: rsmo("104.335.1") },
    { from: "1972-09-01", value: years(10), cites: rsmo("104.335.2(1)") },
    fiveYears,
  ],
});

/** The age on leaving from which less service vested between 1972 and 1981. */
export const vestingAge = fixed("vestingAge", { cites: rsmo("104.335.2(1)"), is: years(35) });

/** Service that vests a statewide elected official: one term. */
export const vestingServiceOfOfficials = fixed("vestingServiceOfOfficials", {
  cites: handbook("10, 22"),
  is: years(4),
});

/** Whole biennial assemblies that vest a legislator. */
export const vestingAssemblies = fixed("vestingAssemblies", {
  cites: and(rsmo("104.335.1-2"), rsmo("104.370.1"), handbook(10)),
  is: count(3),
});

/** Credited service that vests the member. */
export const vestingService = provision.service("vestingService", {
  cites: and(rsmo("104.335"), rsmo("104.352.2"), handbook(10)),
  register: "MSEP-Q03",
  means: () =>
    cases<Service>(
      when(is(memberClass, "official"), vestingServiceOfOfficials),
      when(atLeast(ageAtLeaving, vestingAge), vestingServiceFrom35),
      otherwise(vestingServiceUnder35),
    ),
});

/** Service of every kind, which opens doors: only the kind's own service is paid. */
export const eligibilityService = provision.service("eligibilityService", {
  cites: handbook(10),
  register: "MSEP-Q33",
  means: () =>
    sum(
      creditedService,
      sumOver(otherKinds, (other) => other.service),
    ),
  expected: [months(0), years(400)],
});

/** Whether the member has a right to a benefit once an age is met: by this service, or by all of it when another kind vests by itself. */
export const vested = provision.condition("vested", {
  cites: and(rsmo("104.335"), rsmo("104.370"), handbook(10)),
  register: "MSEP-Q04",
  means: () =>
    cases(
      when(is(memberClass, "legislator"), atLeast(fullAssemblies, vestingAssemblies)),
      otherwise(
        any(
          atLeast(creditedService, vestingService),
          all(otherKindVests, atLeast(eligibilityService, vestingService)),
        ),
      ),
    ),
});
