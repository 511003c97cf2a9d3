/** Service moved from another plan or system: 104.800, 104.1090, 105.691, and between the two systems of the chapter (D13, D14). */
import {
  all,
  atLeast,
  cases,
  choices,
  count,
  dateAtAge,
  firstOfMonth,
  given,
  ifAny,
  is,
  isBefore,
  lessThan,
  lesserOf,
  minus,
  months,
  no,
  not,
  onOrBefore,
  otherwise,
  plusMonths,
  refusing,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, handbook, published, register, rsmo } from "../../../sources.ts";
import { annuityStartingDate } from "../facts.ts";
import {
  agreementExists,
  appliedForRetirement,
  convertedService,
  coveredService,
  joinedSystemOn,
  planHeld,
  serviceInOtherPlan,
  transferFiled,
  transferRoute,
  transferUsed,
  vestedElsewhere,
  vestedNow,
  wholeAssembliesServed,
} from "./facts.ts";

/** Whether a transfer is open, or the first reason why it is not. */
export const moveStandings = choices(
  "moveOpen",
  "transferClosedToPlan",
  "transferUsedBefore",
  "transferTooLate",
  "transferTooSoon",
  "transferNotVestedHere",
  "transferNotVestedElsewhere",
  "transferWithoutAgreement",
  "serviceKeepsItsKind",
);

/** The most service that the one-time transfer moves. */
export const mostTransferred = fixed("mostTransferred", {
  cites: and(rsmo("104.800"), handbook(15)),
  is: years(8),
});
/** Months from the month of filing to the day on which the one-time transfer takes effect. */
export const monthsToTransfer = fixed("monthsToTransfer", { cites: rsmo("104.800.1"), is: months(2) });
/** Covered service that opens the transfer of RSMo 104.1090. */
export const serviceForTransfer = fixed("serviceForTransfer", { cites: rsmo("104.1090.1"), is: years(10) });
/** Service elsewhere that is deemed to vest for a transfer under RSMo 105.691. */
export const deemedVesting = fixed("deemedVesting", { cites: rsmo("105.691.1(6)"), is: years(5) });
/** Time here after which a member without a vested right may move service from the other system of the chapter. */
export const timeBeforeReciprocal = fixed("timeBeforeReciprocal", {
  cites: rsmo("104.603"),
  register: "PURCHASES-Q10",
  is: years(1),
});

/** Whole assemblies after which a legislator of the closed plan may have the service credited as that of an official or employee. */
export const assembliesToChangeKind = fixed("assembliesToChangeKind", {
  cites: rsmo("104.371.2"),
  is: count(3),
});

/** Whether members of the tier of 2011 may use RSMo 105.691 (D13). */
export const portabilityInTierOf2011 = setting("portabilityInTierOf2011", {
  register: "PURCHASES-Q09",
  readings: ["portabilityOpen", "portabilityClosed"],
  inForce: "portabilityOpen",
  cites: rsmo("105.691"),
});

/** The day on which the one-time transfer takes effect: the first of the second month after the month of filing. */
export const transferTakesEffect = provision.date("transferTakesEffect", {
  cites: rsmo("104.800.1"),
  means: () => plusMonths(firstOfMonth(transferFiled), monthsToTransfer),
});

const standing = (name: (typeof moveStandings.names)[number]) => moveStandings.of(name);

/** The one-time transfer: members of the older plans, once, in effect before the retirement date. */
const oneTimeStanding = () =>
  cases(
    when(
      not(is(planHeld, "inClosedPlan", "inJudicialPlan", "inLawJudgesPlan")),
      standing("transferClosedToPlan"),
    ),
    when(transferUsed, standing("transferUsedBefore")),
    when(not(isBefore(transferTakesEffect, annuityStartingDate)), standing("transferTooLate")),
    otherwise(standing("moveOpen")),
  );

/** The transfer after ten years: MSEP 2000, vested in the other plan, with an agreement, before the annuity starting date. */
const tenYearsStanding = () =>
  cases(
    when(not(is(planHeld, "inYear2000Plan")), standing("transferClosedToPlan")),
    when(not(isBefore(transferFiled, annuityStartingDate)), standing("transferTooLate")),
    when(not(atLeast(coveredService, serviceForTransfer)), standing("transferTooSoon")),
    when(not(vestedElsewhere), standing("transferNotVestedElsewhere")),
    when(not(agreementExists), standing("transferWithoutAgreement")),
    otherwise(standing("moveOpen")),
  );

/** Portability between public plans: before applying, vested here in MSEP 2000 and 2011, five years elsewhere, with an agreement. */
const portabilityStanding = () =>
  cases(
    when(
      all(is(planHeld, "inTierOf2011"), is(portabilityInTierOf2011, "portabilityClosed")),
      standing("transferClosedToPlan"),
    ),
    when(
      ifAny(appliedForRetirement, (applied) => onOrBefore(applied, transferFiled), no),
      standing("transferTooLate"),
    ),
    when(
      all(is(planHeld, "inYear2000Plan", "inTierOf2011"), not(vestedNow)),
      standing("transferNotVestedHere"),
    ),
    when(not(atLeast(serviceInOtherPlan, deemedVesting)), standing("transferNotVestedElsewhere")),
    when(not(agreementExists), standing("transferWithoutAgreement")),
    otherwise(standing("moveOpen")),
  );

/** Between the two systems of the chapter: on notice for who was vested there, after a year here for who was not. */
const reciprocalStanding = () =>
  cases(
    when(
      all(not(vestedElsewhere), isBefore(transferFiled, dateAtAge(joinedSystemOn, timeBeforeReciprocal))),
      standing("transferTooSoon"),
    ),
    when(given(appliedForRetirement), standing("transferTooLate")),
    otherwise(standing("moveOpen")),
  );

/** Between kinds of service: never in MSEP 2000 and 2011; in the closed plan for a legislator with three whole assemblies. */
const kindsStanding = () =>
  cases(
    when(not(is(planHeld, "inClosedPlan")), standing("serviceKeepsItsKind")),
    when(lessThan(wholeAssembliesServed, assembliesToChangeKind), standing("transferTooSoon")),
    otherwise(standing("moveOpen")),
  );

/** Whether the transfer is open: the first bar of its route decides. */
export const moveStanding = provision.choice("moveStanding", moveStandings, {
  cites: and(
    rsmo("104.800"),
    rsmo("104.1090"),
    rsmo("105.691"),
    rsmo("104.603"),
    rsmo("104.371.2"),
    handbook(15),
    published("procedures"),
  ),
  register: "PURCHASES-Q09",
  means: () =>
    cases(
      when(is(transferRoute, "oneTimeTransfer"), oneTimeStanding()),
      when(is(transferRoute, "afterTenYears"), tenYearsStanding()),
      when(is(transferRoute, "portability"), portabilityStanding()),
      when(is(transferRoute, "betweenKinds"), kindsStanding()),
      otherwise(reciprocalStanding()),
    ),
});

/** The service that a transfer gives here. */
export const movedService = provision.service("movedService", {
  cites: and(rsmo("104.800"), rsmo("104.1090"), rsmo("105.691"), rsmo("104.603")),
  register: "PURCHASES-Q10",
  means: () =>
    cases(
      when(not(is(moveStanding, "moveOpen")), refusing("transferNotOpen", handbook(15), { moveStanding })),
      when(is(transferRoute, "oneTimeTransfer"), lesserOf(serviceInOtherPlan, mostTransferred)),
      when(is(transferRoute, "betweenTheTwoSystems", "betweenKinds"), serviceInOtherPlan),
      otherwise(
        ifAny(
          convertedService,
          (converted) => converted,
          refusing("transferNotConverted", register("PURCHASES-Q10"), { serviceInOtherPlan }),
        ),
      ),
    ),
});

/** Service elsewhere that the one-time transfer gives up with every right on it. */
export const serviceGivenUp = provision.service("serviceGivenUp", {
  cites: and(rsmo("104.800"), handbook(15)),
  register: "PURCHASES-Q09",
  means: () => minus(serviceInOtherPlan, lesserOf(serviceInOtherPlan, mostTransferred)),
});
