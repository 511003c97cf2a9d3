/** Service to or from the other system, and work there after retirement (RSMo 104.800, 104.603, 104.1039). */
import {
  all,
  anyOver,
  cases,
  choices,
  dateAtAge,
  dayAfter,
  ifAny,
  is,
  isBefore,
  lastOfMonth,
  lesserOf,
  minus,
  months,
  no,
  onOrAfter,
  onOrBefore,
  otherwise,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { Service } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { paymentMonth } from "../facts.ts";
import {
  otherSystemWork,
  retiredFromPlan,
  retiresOn,
  serviceAsked,
  serviceElsewhere,
  transferRequested,
  transferredBefore,
} from "./facts.ts";

const transfer = and(rsmo("104.800"), handbook(15));

/** The most service that may be transferred. */
export const mostTransferred = fixed("mostTransferred", { cites: transfer, is: years(8) });

/** Whether a transfer is open, or why not. */
export const transferStandings = choices("transferOpen", "alreadyTransferred", "alreadyRetired");
/** Whether the one transfer is still open: before retirement, and only once. */
export const transferStanding = provision.choice("transferStanding", transferStandings, {
  cites: transfer,
  register: "MPERS-Q01",
  means: () =>
    cases(
      when(transferredBefore, transferStandings.of("alreadyTransferred")),
      when(
        ifAny(retiresOn, (from) => onOrAfter(transferRequested, from), no),
        transferStandings.of("alreadyRetired"),
      ),
      otherwise(transferStandings.of("transferOpen")),
    ),
});

/** Service that moves: what is asked, what there is, and eight years at most. */
export const serviceMoved = provision.service("serviceMoved", {
  cites: transfer,
  means: () =>
    cases<Service>(
      when(
        is(transferStanding, "transferOpen"),
        lesserOf<Service>(serviceAsked, serviceElsewhere, mostTransferred),
      ),
      otherwise(months(0)),
    ),
});

/** Service of the old system that is forfeited with every right there: all that does not move. */
export const serviceForfeited = provision.service("serviceForfeited", {
  cites: transfer,
  register: "MPERS-Q02",
  means: () =>
    cases<Service>(
      when(is(transferStanding, "transferOpen"), minus<Service>(serviceElsewhere, serviceMoved)),
      otherwise(months(0)),
    ),
});

/** Whether work in a benefit-eligible position of the other system stops the fund's benefit for the month, every month it touches. */
export const suspendedByOtherSystem = provision.condition("suspendedByOtherSystem", {
  cites: and(rsmo("104.1039"), handbook(33)),
  register: "MPERS-Q03",
  means: () =>
    anyOver(otherSystemWork, (later) =>
      all(onOrBefore(later.coveredFrom, lastOfMonth(paymentMonth)), onOrAfter(later.coveredTo, paymentMonth)),
    ),
});

/** How long a retiree must work there to earn service of the other system. */
export const workForCreditElsewhere = fixed("workForCreditElsewhere", { cites: handbook(33), is: years(1) });

/** Whether a retiree earns service of the other system: in the year 2000 plan, for a period of more than a year. */
export const earnsCreditElsewhere = provision.condition("earnsCreditElsewhere", {
  cites: handbook(33),
  register: "MPERS-Q03",
  means: () =>
    all(
      is(retiredFromPlan, "year2000Retiree"),
      anyOver(otherSystemWork, (later) =>
        isBefore(dateAtAge(later.coveredFrom, workForCreditElsewhere), dayAfter(later.coveredTo)),
      ),
    ),
});
