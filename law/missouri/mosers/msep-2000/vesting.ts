/** Vesting: the service that gives a right to a benefit later (RSMo 104.1018, 104.1030.1, 104.1084.1). */
import { atLeast, cases, count, is, otherwise, when, years } from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { fullAssemblies } from "./assemblies.ts";
import { creditedService } from "./credited-service.ts";
import { memberClass } from "../facts.ts";

/** Credited service that vests a general employee. */
export const vestingService = fixed("vestingService", {
  cites: and(rsmo("104.1018"), rsmo("104.1030.1")),
  is: years(5),
});

/** Whole biennial assemblies that vest a legislator. */
export const vestingAssemblies = fixed("vestingAssemblies", {
  cites: and(rsmo("104.1084.1"), handbook(10)),
  is: count(3),
});

/** Whether the member has a right to a benefit once an age is met. */
export const vested = provision.condition("vested", {
  cites: and(rsmo("104.1018"), rsmo("104.1084.1")),
  register: "MSEP2000-Q10",
  means: () =>
    cases(
      when(is(memberClass, "legislator"), atLeast(fullAssemblies, vestingAssemblies)),
      otherwise(atLeast(creditedService, vestingService)),
    ),
});
