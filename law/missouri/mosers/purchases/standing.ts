/** Whether service may be bought, and how much of it (RSMo 104.343, 104.344, 104.1021, 105.691; BR 2-1, 2-5, 3-1, 3-5). */
import {
  all,
  any,
  anyOver,
  atLeast,
  cases,
  choices,
  everyOver,
  ifAny,
  is,
  isBefore,
  lesserOf,
  months,
  no,
  not,
  onOrBefore,
  otherwise,
  unionOver,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { CountedTime, Expr, YesNo } from "@emeritus/engine/kinds.ts";
import type { MonthReading } from "@emeritus/engine/service.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, handbook, published, rsmo } from "../../../sources.ts";
import { firstHired, memberClasses, periods, stillEmployed } from "../facts.ts";
import { benefitEligibleHours } from "../msep-2000/benefit-eligible-position.ts";
import { creditedTo, isCredited, monthReading, serviceIn } from "../msep-2000/credited-service.ts";
import {
  agreementExists,
  appliedForRetirement,
  governmentalEmployer,
  honorableDischarge,
  kindBeingEarned,
  kindEarnedLast,
  kindOfFirstPosition,
  leftAfterTransfer,
  militaryProof,
  ownDepartmentService,
  planHeld,
  priorService,
  purchaseApplied,
  purchaseKind,
  vestedElsewhere,
  vestedNow,
} from "./facts.ts";

/** Whether a purchase is open, or the first reason why it is not. */
export const purchaseStandings = choices(
  "purchaseOpen",
  "purchaseAfterApplying",
  "purchaseClosedToTierOf2011",
  "purchaseClosedToNewJudges",
  "purchaseNotVested",
  "purchaseNotActive",
  "purchaseOfCreditedTime",
  "purchaseAfterMembership",
  "purchaseWithoutProof",
  "purchaseNotPublic",
  "purchaseOfOwnDepartment",
  "purchaseTooFewHours",
  "purchaseHeldElsewhere",
);

/** The most military duty, and the most public employment at the reduced cost, that can be bought. */
export const mostSubsidized = fixed("mostSubsidized", {
  cites: and(rsmo("104.343"), rsmo("104.344"), handbook("14-15")),
  register: "PURCHASES-Q04",
  is: years(4),
});

type Span = ReturnType<typeof priorService.row>;
const overlapsCredit = (span: Span): Expr<YesNo> =>
  anyOver(periods, (period) =>
    all(isCredited(period), onOrBefore(period.from, span.to), onOrBefore(span.from, creditedTo(period))),
  );

/** Whether any day of the service asked for is credited already; nothing is credited twice. */
export const alreadyCredited = provision.condition("alreadyCredited", {
  cites: and(boardRule("2-1(3)"), boardRule("3-1(3)"), boardRule("4-1(3)"), rsmo("104.602"), handbook(15)),
  register: "PURCHASES-Q05",
  means: () => anyOver(priorService, overlapsCredit),
});

/** Whether each span required the hours of its time: 1,040 a year, 1,000 before 28 August 2007, 1,500 before October 1984. */
export const hoursSuffice = provision.condition("hoursSuffice", {
  cites: and(boardRule("2-5"), boardRule("3-5")),
  means: () =>
    everyOver(priorService, (span) =>
      all(
        atLeast(span.hoursAYear, benefitEligibleHours.on(span.from)),
        atLeast(span.hoursAYear, benefitEligibleHours.on(span.to)),
      ),
    ),
});

/** Whether public service may be bought: not vested elsewhere, or no agreement between the systems, or left over after a transfer. */
export const buyableElsewhere = provision.condition("buyableElsewhere", {
  cites: and(rsmo("105.691"), handbook(15)),
  register: "PURCHASES-Q06",
  means: () => any(not(vestedElsewhere), not(agreementExists), leftAfterTransfer),
});

/** Whether the purchase is open: the first bar that stands decides. */
export const purchaseStanding = provision.choice("purchaseStanding", purchaseStandings, {
  cites: and(
    rsmo("104.343"),
    rsmo("104.344"),
    rsmo("104.1021"),
    rsmo("105.691"),
    rsmo("104.606"),
    boardRule("2-1"),
    boardRule("2-5"),
    boardRule("3-1"),
    boardRule("3-5"),
    rsmo("287.856"),
    rsmo("476.521.5"),
    boardRule("4-1"),
    boardRule("4-4(2)"),
    handbook("14-15"),
  ),
  register: "PURCHASES-Q06",
  means: () => {
    const military = is(purchaseKind, "militaryDuty");
    const fullCost = is(purchaseKind, "publicEmploymentAtFullCost");
    const judge = is(planHeld, "inJudicialPlan", "inJudicialPlanOf2011", "inLawJudgesPlan");
    return cases(
      when(
        ifAny(appliedForRetirement, (applied) => onOrBefore(applied, purchaseApplied), no),
        purchaseStandings.of("purchaseAfterApplying"),
      ),
      when(
        all(is(planHeld, "inTierOf2011"), not(fullCost)),
        purchaseStandings.of("purchaseClosedToTierOf2011"),
      ),
      when(
        all(is(planHeld, "inJudicialPlanOf2011"), not(fullCost)),
        purchaseStandings.of("purchaseClosedToNewJudges"),
      ),
      when(
        all(is(planHeld, "inYear2000Plan", "inTierOf2011"), not(vestedNow)),
        purchaseStandings.of("purchaseNotVested"),
      ),
      when(
        all(is(purchaseKind, "publicEmployment"), not(stillEmployed)),
        purchaseStandings.of("purchaseNotActive"),
      ),
      when(alreadyCredited, purchaseStandings.of("purchaseOfCreditedTime")),
      when(
        all(
          military,
          anyOver(priorService, (span) => not(isBefore(span.to, firstHired))),
        ),
        purchaseStandings.of("purchaseAfterMembership"),
      ),
      when(
        all(military, not(all(honorableDischarge, militaryProof))),
        purchaseStandings.of("purchaseWithoutProof"),
      ),
      when(military, purchaseStandings.of("purchaseOpen")),
      when(not(governmentalEmployer), purchaseStandings.of("purchaseNotPublic")),
      when(
        all(ownDepartmentService, not(all(judge, fullCost))),
        purchaseStandings.of("purchaseOfOwnDepartment"),
      ),
      when(not(hoursSuffice), purchaseStandings.of("purchaseTooFewHours")),
      when(not(buyableElsewhere), purchaseStandings.of("purchaseHeldElsewhere")),
      otherwise(purchaseStandings.of("purchaseOpen")),
    );
  },
});

/** Months and days of the service asked for, a day counted once. */
export const priorTime = provision.countedTime("priorTime", {
  cites: and(boardRule("2-4"), boardRule("3-4")),
  means: () => {
    const read = (reading: MonthReading): Expr<CountedTime> =>
      unionOver(priorService, { from: (span) => span.from, to: (span) => span.to, reading });
    return cases(when(is(monthReading, "calendar"), read("calendar")), otherwise(read("dateToDate")));
  },
});

/** The service asked for in years and months. */
export const priorServiceCounted = provision.service("priorServiceCounted", {
  cites: and(boardRule("2-4"), boardRule("3-4")),
  means: () => serviceIn(priorTime),
  expected: [months(0), years(80)],
});

/** What of it can be bought at the reduced cost: all there is, at most four years. */
export const serviceAtReducedCost = provision.service("serviceAtReducedCost", {
  cites: handbook("14-15"),
  register: "PURCHASES-Q04",
  means: () => lesserOf(priorServiceCounted, mostSubsidized),
});

/** The service that the purchase is of. */
export const serviceToBuy = provision.service("serviceToBuy", {
  cites: handbook("14-15"),
  register: "PURCHASES-Q04",
  means: () =>
    cases(
      when(is(purchaseKind, "publicEmploymentAtFullCost"), priorServiceCounted),
      otherwise(serviceAtReducedCost),
    ),
});

/** The kind of service to which bought or moved service goes: in the closed plan the one being earned or earned last, else the first. */
export const boughtServiceGoesTo = provision.choice("boughtServiceGoesTo", memberClasses, {
  cites: and(boardRule("2-1(2)"), rsmo("104.1090.1(4)"), handbook(10), published("procedures")),
  means: () =>
    cases(
      when(
        is(planHeld, "inClosedPlan"),
        ifAny(kindBeingEarned, (kind) => kind, kindEarnedLast),
      ),
      otherwise(kindOfFirstPosition),
    ),
});
