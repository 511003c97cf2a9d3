/** When a judge may retire, unreduced or in proportion (RSMo 476.520, 476.545, BR 4-12). */
import {
  all,
  any,
  atLeast,
  cases,
  choices,
  fullYears,
  asRate,
  is,
  moreThan,
  not,
  otherwise,
  rate,
  ratio,
  percent,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { Expr, Rate, Service } from "@emeritus/engine/kinds.ts";
import { fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, boardRule, published, rsmo } from "../../../sources.ts";
import { startingDateIsLegal } from "../msep-2000/door.ts";
import { ageAtStart } from "../msep-2000/normal-retirement.ts";
import { isMember, leftInQualifyingWay } from "./membership.ts";
import { judicialService } from "./service.ts";

/** Age of unreduced retirement with the least service. */
export const highestAge = fixed("highestAge", { cites: rsmo("476.520.1"), is: years(62) });
/** Service for unreduced retirement at the highest age. */
export const leastService = fixed("leastService", { cites: rsmo("476.520.1"), is: years(12) });
/** Age of unreduced retirement with more service. */
export const middleAge = fixed("middleAge", { cites: rsmo("476.520.2"), is: years(60) });
/** Service for unreduced retirement at the middle age. */
export const middleService = fixed("middleService", { cites: rsmo("476.520.2"), is: years(15) });
/** Age of unreduced retirement with the most service. */
export const lowestAge = fixed("lowestAge", { cites: rsmo("476.520.3"), is: years(55) });
/** Service for unreduced retirement at the lowest age. */
export const mostService = fixed("mostService", { cites: rsmo("476.520.3"), is: years(20) });

/** Whether age and service on the annuity starting date open an unreduced benefit. */
export const unreduced = provision.condition("unreduced", {
  cites: rsmo("476.520"),
  means: () =>
    any(
      all(atLeast(ageAtStart, highestAge), atLeast(judicialService, leastService)),
      all(atLeast(ageAtStart, middleAge), atLeast(judicialService, middleService)),
      all(atLeast(ageAtStart, lowestAge), atLeast(judicialService, mostService)),
    ),
});

/** How service counts in the proportion: years and months, or full years. */
export const proportionCounts = setting("proportionCounts", {
  register: "JUDICIAL-Q03",
  readings: ["yearsAndMonths", "fullYearsOnly"],
  inForce: "yearsAndMonths",
  cites: rsmo("476.545"),
});

/** Service over the service that the row of the statute asks for. */
export const proportion = (needed: Expr<Service>): Expr<Rate> =>
  cases(
    when(is(proportionCounts, "yearsAndMonths"), ratio(judicialService, needed)),
    otherwise(ratio(asRate(fullYears(judicialService)), asRate(fullYears(needed)))),
  );

/** Share of full retirement pay: all of it, or in proportion to the service of the age reached; zero where no row applies. */
export const shareOfFullPay = provision.rate("shareOfFullPay", {
  cites: rsmo("476.545"),
  register: "JUDICIAL-Q03",
  means: () =>
    cases(
      when(unreduced, rate("1")),
      when(atLeast(ageAtStart, highestAge), proportion(leastService)),
      when(atLeast(ageAtStart, middleAge), proportion(middleService)),
      otherwise(percent("0")),
    ),
});

/** The ways into a judge's retirement. */
export const judicialDoors = choices("none", "fullPay", "proportionalPay");

/** The door that is open on the annuity starting date. */
export const door = provision.choice("door", judicialDoors, {
  cites: and(rsmo("476.520"), rsmo("476.545")),
  means: () =>
    cases(
      when(unreduced, judicialDoors.of("fullPay")),
      when(moreThan(shareOfFullPay, rate("0")), judicialDoors.of("proportionalPay")),
      otherwise(judicialDoors.of("none")),
    ),
});

/** Whether the judge is wholly vested: the conditions of an unreduced benefit are met, whatever RSMo 476.683 says. */
export const fullyVested = provision.condition("fullyVested", {
  cites: and(boardRule("4-12(1)"), published("judgesHandbook")),
  means: () => unreduced,
});

/** Whether the judge may retire on the annuity starting date. */
export const eligible = provision.condition("eligible", {
  cites: and(rsmo("476.520"), rsmo("476.545"), rsmo("476.480")),
  means: () => all(isMember, leftInQualifyingWay, startingDateIsLegal, not(is(door, "none"))),
});
