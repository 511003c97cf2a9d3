/** Vesting: the service that gives a right to a benefit later (RSMo 104.1018, 104.1030.1, 104.1084.1, 104.1084.4, 104.1087). */
import {
  all,
  any,
  anyOver,
  atLeast,
  cases,
  count,
  is,
  months,
  otherwise,
  refusing,
  sum,
  sumOver,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { Expr, Span, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { fullAssemblies } from "./assemblies.ts";
import { creditedService } from "./credited-service.ts";
import { memberClass, otherKinds } from "../facts.ts";

/** Credited service that vests a general employee. */
export const vestingService = fixed("vestingService", {
  cites: and(rsmo("104.1018"), rsmo("104.1030.1")),
  is: years(5),
});

/** Credited service that vested an employee when service last broke. */
export const vestingServiceAtBreak = provision.span("vestingServiceAtBreak", {
  cites: and(rsmo("104.1018"), rsmo("104.1030.1")),
  means: () => vestingService,
});

/** Whole biennial assemblies that vest a legislator. */
export const vestingAssemblies = fixed("vestingAssemblies", {
  cites: and(rsmo("104.1084.1"), handbook(10)),
  is: count(3),
});

/** Service of every kind together that opens a legislator's benefit when another kind vests: three assemblies of two years. */
export const vestingServiceOfLegislators = fixed("vestingServiceOfLegislators", {
  cites: and(rsmo("104.1084.1"), rsmo("104.1087")),
  is: years(6),
  register: "MSEP2000-Q37",
});

/** Service in office that vests a statewide elected official: one term. */
export const vestingServiceOfOfficials = fixed("vestingServiceOfOfficials", {
  cites: and(rsmo("104.1084.4"), handbook(10)),
  is: years(4),
});

/** Service of every kind, which opens doors: only the kind's own service is paid. */
export const eligibilityService = provision.service("eligibilityService", {
  cites: and(rsmo("104.1087"), handbook(10)),
  register: "MSEP2000-Q37",
  means: () =>
    sum(
      creditedService,
      sumOver(otherKinds, (other) => other.service),
    ),
  expected: [months(0), years(300)],
});

/** Whether service of another kind vests by itself. */
export const otherKindVests = provision.condition("otherKindVests", {
  cites: and(rsmo("104.1087"), handbook(10)),
  register: "MSEP2000-Q37",
  means: () => anyOver(otherKinds, (other) => other.vestsAlone),
});

/** Vested by service of this kind, or by service of every kind together when another kind vests by itself. */
const vestedBy = (alone: Expr<YesNo>, together: Expr<Span>): Expr<YesNo> =>
  any(alone, all(otherKindVests, atLeast<Span>(eligibilityService, together)));

/** Whether the member has a right to a benefit once an age is met. */
export const vested = provision.condition("vested", {
  cites: and(rsmo("104.1018"), rsmo("104.1084.1"), rsmo("104.1084.4"), rsmo("104.1087")),
  register: "MSEP2000-Q10",
  means: () =>
    cases(
      when(is(memberClass, "partTimeLegislative"), refusing("manualCalculation", rsmo("104.352"))),
      when(
        is(memberClass, "legislator"),
        vestedBy(atLeast(fullAssemblies, vestingAssemblies), vestingServiceOfLegislators),
      ),
      when(
        is(memberClass, "official"),
        vestedBy(atLeast<Span>(creditedService, vestingServiceOfOfficials), vestingServiceOfOfficials),
      ),
      otherwise(vestedBy(atLeast<Span>(creditedService, vestingService), vestingService)),
    ),
});
