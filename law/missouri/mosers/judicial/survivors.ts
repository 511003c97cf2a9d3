/** What goes on to a spouse or to dependents after a death (RSMo 476.515, 476.535, 476.537, 476.601; the text read is RSMo 287.825). */
import {
  all,
  any,
  atLeast,
  cases,
  choices,
  count,
  countOver,
  dateAtAge,
  dollars,
  firstOfMonth,
  firstOfNextMonth,
  greaterOf,
  ifAny,
  is,
  isBefore,
  lesserOf,
  monthCount,
  monthsFrom,
  monthsOfService,
  moreThan,
  no,
  not,
  onOrAfter,
  onOrBefore,
  otherwise,
  percent,
  plusMonths,
  product,
  rate,
  ratio,
  asRate,
  sum,
  supposing,
  when,
  years,
  yes,
} from "@emeritus/engine/expr.ts";
import { downToTheCent, toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Money, OneOf, Rate, Service, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, register, rsmo } from "../../../sources.ts";
import { annuityStartingDate, leftService, memberDied, paymentMonth, spouseDied } from "../facts.ts";
import { nextAnniversary, withAdjustments } from "./cola.ts";
import { dependents, marriedOn } from "./facts.ts";
import { annuityAtStart, annuityInForce } from "./in-payment.ts";
import { leastService } from "./retirement.ts";
import { fullRetirementPay } from "./retirement-pay.ts";
import { judicialService, stipulatedDate } from "./service.ts";

const nothing = dollars("0.00");
const survivors = and(rsmo("476.515"), rsmo("476.535"));

/** When a death falls. */
export const timesOfDeath = choices("living", "inOffice", "beforeRetiring", "inRetirement");
type TimeOfDeath = OneOf<"living" | "inOffice" | "beforeRetiring" | "inRetirement">;
/** Whether the member died in office, after leaving it and before the annuity starting date, or in retirement. */
export const timeOfDeath = provision.choice("timeOfDeath", timesOfDeath, {
  cites: rsmo("476.535"),
  means: () =>
    ifAny(
      memberDied,
      (died) =>
        cases<TimeOfDeath>(
          when(onOrBefore(died, leftService), timesOfDeath.of("inOffice")),
          when(isBefore(died, annuityStartingDate), timesOfDeath.of("beforeRetiring")),
          otherwise(timesOfDeath.of("inRetirement")),
        ),
      timesOfDeath.of("living") as Expr<TimeOfDeath>,
    ),
});

/** Share of the retirement pay that goes on to who survives. */
export const survivorsHalf = fixed("survivorsHalf", {
  cites: survivors,
  is: percent("50"),
  register: "JUDICIAL-Q13",
});

/** Share of the annuity that goes on after a death in retirement. */
export const survivorShare = provision.rate("survivorShare", {
  cites: survivors,
  register: "JUDICIAL-Q13",
  means: () => survivorsHalf,
});

/** Service that the member could still have had before the mandatory age when death came in office. */
export const serviceStillPossible = provision.service("serviceStillPossible", {
  cites: survivors,
  register: "JUDICIAL-Q14",
  means: () =>
    ifAny(
      memberDied,
      (died) =>
        sum(
          judicialService,
          monthsOfService(greaterOf(count(0), monthCount(monthsFrom(died, stipulatedDate)))),
        ),
      judicialService,
    ),
});

/** Part of the benefit that a death in office leaves: all of it, unless the mandatory age would have prevented the least service. */
export const partForMandatoryAge = provision.rate("partForMandatoryAge", {
  cites: survivors,
  register: "JUDICIAL-Q14",
  means: () => lesserOf<Rate>(rate("1"), ratio<Service>(serviceStillPossible, leastService)),
});

/** Monthly benefit of a death before retirement: half of full retirement pay, at once; after leaving, only with the least service. */
export const deathBenefit = provision.amount("deathBenefit", {
  cites: survivors,
  register: "JUDICIAL-Q14",
  means: () =>
    cases(
      when(is(timeOfDeath, "inOffice"), product(fullRetirementPay, survivorsHalf, partForMandatoryAge)),
      when(atLeast(judicialService, leastService), product(fullRetirementPay, survivorsHalf)),
      otherwise(nothing),
    ),
  rounding: toTheCent(register("JUDICIAL-Q09")),
});

/** The survivor's annuity in the month of a death in retirement: the share of what was paid then. */
export const survivorAmountAtDeath = provision.amount("survivorAmountAtDeath", {
  cites: survivors,
  register: "JUDICIAL-Q13",
  means: () =>
    product(
      ifAny(memberDied, (died) => supposing([[paymentMonth, firstOfMonth(died)]], annuityInForce), nothing),
      survivorShare,
    ),
  rounding: toTheCent(register("JUDICIAL-Q09")),
});

const afterADeath = (then: (died: Expr<CalendarDate>) => Expr<Money>): Expr<Money> =>
  ifAny(memberDied, then, nothing);

/** What is paid for the month to who survives, with every adjustment: the same treatment as the retiree's. */
export const survivorBenefit = provision.amount("survivorBenefit", {
  cites: and(survivors, rsmo("476.601")),
  register: "JUDICIAL-Q13",
  means: () =>
    afterADeath((died) =>
      cases(
        when(
          is(timeOfDeath, "inRetirement"),
          withAdjustments(
            survivorAmountAtDeath,
            product(annuityAtStart, survivorShare),
            supposing([[paymentMonth, firstOfMonth(died)]], nextAnniversary),
          ),
        ),
        otherwise(withAdjustments(deathBenefit, deathBenefit, plusMonths(firstOfNextMonth(died), years(1)))),
      ),
    ),
});

/** How long the marriage must have lasted before the death. */
export const leastMarriage = fixed("leastMarriage", {
  cites: survivors,
  is: years(2),
  register: "JUDICIAL-Q12",
});

/** Whether the spouse outlived the member and was married for long enough before the death, and on the last day of service. */
export const spouseQualifies = provision.condition("spouseQualifies", {
  cites: survivors,
  register: "JUDICIAL-Q12",
  means: () =>
    ifAny(
      marriedOn,
      (married) =>
        ifAny(
          memberDied,
          (died) =>
            all(
              onOrBefore(plusMonths(married, leastMarriage), died),
              onOrBefore(married, leftService),
              ifAny(spouseDied, (ended) => isBefore(died, ended), yes),
            ),
          no,
        ),
      no,
    ),
});

/** Whether the month is after the month of the death. */
const afterTheDeath = (): Expr<YesNo> =>
  ifAny(memberDied, (died) => onOrAfter(paymentMonth, firstOfNextMonth(died)), no);

/** Whether the spouse is paid for the month: through the month of the spouse's own death, remarried or not. */
export const survivorIsPaid = provision.condition("survivorIsPaid", {
  cites: survivors,
  register: "JUDICIAL-Q12",
  means: () =>
    all(
      spouseQualifies,
      afterTheDeath(),
      ifAny(spouseDied, (ended) => onOrBefore(paymentMonth, ended), yes),
    ),
});

/** Due to the surviving spouse for the month. */
export const dueToSurvivor = provision.amount("dueToSurvivor", {
  cites: and(survivors, rsmo("476.601")),
  means: () => cases(when(survivorIsPaid, survivorBenefit), otherwise(nothing)),
});

/** Age below which a child is a minor. */
export const minority = fixed("minority", {
  cites: rsmo("476.515"),
  is: years(18),
  register: "JUDICIAL-Q15",
});

/**
 * Dependents who share the benefit of the month: who cannot support themselves because of disability, and minor children where no
 * spouse qualified.
 */
export const dependentsEntitled = provision.count("dependentsEntitled", {
  cites: and(rsmo("476.515"), rsmo("476.537")),
  register: "JUDICIAL-Q15",
  means: () =>
    countOver(dependents, (each) =>
      all(
        ifAny(each.dependentDied, (died) => onOrBefore(paymentMonth, died), yes),
        any(
          each.cannotSupportSelf,
          all(not(spouseQualifies), isBefore(paymentMonth, dateAtAge(each.dependentBorn, minority))),
        ),
      ),
    ),
});

/** Due to all dependents together for the month: what the spouse would be paid, where no spouse is. */
export const dueToDependents = provision.amount("dueToDependents", {
  cites: and(rsmo("476.515"), rsmo("476.537")),
  register: "JUDICIAL-Q15",
  means: () =>
    cases(
      when(
        all(afterTheDeath(), not(survivorIsPaid), moreThan(dependentsEntitled, count(0))),
        survivorBenefit,
      ),
      otherwise(nothing),
    ),
});

/** Due to each dependent for the month, in equal shares. */
export const dueToEachDependent = provision.amount("dueToEachDependent", {
  cites: and(rsmo("476.515"), rsmo("476.537")),
  register: "JUDICIAL-Q15",
  means: () =>
    cases(
      when(
        moreThan(dependentsEntitled, count(0)),
        product(dueToDependents, ratio(rate("1"), asRate(dependentsEntitled))),
      ),
      otherwise(nothing),
    ),
  rounding: downToTheCent(register("JUDICIAL-Q15")),
});
