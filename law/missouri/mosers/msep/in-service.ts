/** The increase for service past 65: what a retired member would have received meanwhile is added to the normal annuity (RSMo 104.374.3). */
import {
  all,
  any,
  anyOver,
  cases,
  dateAtAge,
  dollars,
  is,
  isBefore,
  lesserOf,
  minus,
  not,
  onOrAfter,
  onOrBefore,
  otherwise,
  plusMonths,
  sum,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { Expr, Money } from "@emeritus/engine/kinds.ts";
import { fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, handbook, register, rsmo } from "../../../sources.ts";
import { assemblies, birthDate, firstHired, leftService, periods } from "../facts.ts";
import { isCredited } from "../msep-2000/credited-service.ts";
import { planBegins } from "../msep-2000/membership.ts";
import { cappedAt, colaTrack, withYearlyIncreases } from "./cola.ts";
import { reducedBaseBenefit } from "./early-retirement.ts";
import { vested } from "./vesting.ts";

/** The age from which a working member earns the yearly increases. */
export const inServiceAge = fixed("inServiceAge", { cites: rsmo("104.374.3"), is: years(65) });

/** Whether the increases of the years past 65 compound, or each is a share of the normal annuity. */
export const inServiceReading = setting("inServiceReading", {
  register: "MSEP-Q26",
  readings: ["compounded", "simple"],
  inForce: "compounded",
  cites: rsmo("104.374.3"),
});

/** Whether the increases of members employed before 28 August 1997 together are limited to 65 % of the annuity, or go on by prices. */
export const inServiceLimit = setting("inServiceLimit", {
  register: "MSEP-Q28",
  readings: ["limited", "goesOn"],
  inForce: "limited",
  cites: rsmo("104.374.3"),
});

/** The birthday from which the increases are counted. */
export const inServiceFrom = provision.date("inServiceFrom", {
  cites: and(rsmo("104.374.3"), handbook("20, 26")),
  means: () => dateAtAge(birthDate, inServiceAge),
});

/** Whether a vested member first employed before the year 2000 plan was at work, or in office, on the 65th birthday. */
export const earnsInService = provision.condition("earnsInService", {
  cites: and(rsmo("104.374.3"), handbook("20, 26")),
  register: "MSEP-Q27",
  means: () =>
    all(
      vested,
      isBefore(firstHired, planBegins),
      not(is(colaTrack, "payOfOffice")),
      onOrAfter(leftService, inServiceFrom),
      any(
        anyOver(periods, (period) =>
          all(
            isCredited(period),
            onOrBefore(period.from, inServiceFrom),
            onOrAfter(period.to, inServiceFrom),
          ),
        ),
        anyOver(assemblies, (assembly) =>
          all(onOrBefore(assembly.servedFrom, inServiceFrom), onOrAfter(assembly.servedTo, inServiceFrom)),
        ),
      ),
    ),
});

/** The most that the normal annuity can be with such increases, for members employed before 28 August 1997. */
export const inServiceCap = provision.amount("inServiceCap", {
  cites: and(rsmo("104.374.3"), rsmo("104.415.1")),
  register: "MSEP-Q28",
  means: () => cappedAt(reducedBaseBenefit),
});

/** The base benefit with the yearly increases of each whole year of service past 65, on the anniversaries of that birthday. */
export const increasedInService = provision.amount("increasedInService", {
  cites: and(rsmo("104.374.3"), rsmo("104.415.1-2")),
  register: "MSEP-Q26",
  means: () =>
    withYearlyIncreases({
      start: reducedBaseBenefit,
      cap: inServiceCap,
      first: plusMonths(inServiceFrom, years(1)),
      until: leftService,
      of: (amount) => cases(when(is(inServiceReading, "compounded"), amount), otherwise(reducedBaseBenefit)),
    }),
});

/** What the base benefit becomes: limited for members employed before 28 August 1997. */
const limited = (): Expr<Money> =>
  cases(
    when(
      all(is(colaTrack, "leastFourPercent"), is(inServiceLimit, "limited")),
      lesserOf(increasedInService, inServiceCap),
    ),
    otherwise(increasedInService),
  );

/** The yearly increases that a retired member would have received from 65 until service ended, together. */
export const inServiceIncrease = provision.amount("inServiceIncrease", {
  cites: and(rsmo("104.374.3"), handbook("20, 26")),
  register: "MSEP-Q26",
  means: () =>
    cases<Money>(when(earnsInService, minus(limited(), reducedBaseBenefit)), otherwise(dollars("0.00"))),
});

/** The normal annuity: the base benefit after any early reduction, with the increases for service past 65; every option starts from it. */
export const normalAnnuity = provision.amount("normalAnnuity", {
  cites: and(rsmo("104.374.1-3"), register("MSEP-Q42")),
  register: "MSEP-Q42",
  means: () => sum(reducedBaseBenefit, inServiceIncrease),
});
