/** Death before the annuity starts: the spouse, the children, and the death on duty (RSMo 104.420, 104.372). */
import {
  all,
  any,
  asRate,
  atLeast,
  cases,
  count,
  countOver,
  dateAtAge,
  dollars,
  firstOfNextMonth,
  given,
  greaterOf,
  ifAny,
  is,
  isAfter,
  isBefore,
  minus,
  no,
  not,
  onOrAfter,
  onOrBefore,
  otherwise,
  percent,
  plusMonths,
  product,
  ratio,
  rounded,
  sum,
  supposing,
  times,
  when,
  years,
  yes,
} from "@emeritus/engine/expr.ts";
import { exact, toTheCent } from "@emeritus/engine/exact.ts";
import type { Expr, Money, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, register, rsmo } from "../../../sources.ts";
import { annuityStartingDate, memberDied, paymentMonth, spouseBirthDate, spouseDied } from "../facts.ts";
import { dependents, marriedOn } from "../judicial/facts.ts";
import { finalAveragePay } from "../msep-2000/final-average-pay.ts";
import { allForfeited, payeeIsConvicted, payeeMayBePaid } from "../shared/forfeiture.ts";
import { cappedAt, colaTrack, withPayOfOffice, withYearlyIncreases } from "./cola.ts";
import { diedOnDuty } from "./facts.ts";
import { baseBenefitLeft } from "./forfeiture.ts";
import { inServiceIncrease } from "./in-service.ts";
import { normalAgeReached } from "./normal-retirement.ts";
import { joint100Factor } from "./payment-options.ts";
import { vested } from "./vesting.ts";

const death = and(rsmo("104.420"), rsmo("104.372"), handbook(11));
const nothing = dollars("0.00");
const toCents = toTheCent(register("MSEP-Q18"));

/** First of the month after the month of the member's death, from which survivors are paid; the payment month while the member lives. */
export const survivorsPaidFrom = provision.date("survivorsPaidFrom", {
  cites: handbook(11),
  means: () => ifAny(memberDied, (died) => firstOfNextMonth(died), paymentMonth),
});

/** Whether the member died before the annuity starting date; without one, the date of an annuity that never started is asked for. */
export const diedBeforeStart = provision.condition("diedBeforeStart", {
  cites: death,
  means: () => ifAny(memberDied, (died) => isBefore(died, annuityStartingDate), no),
});

/** A value as it would be had the annuity started when survivors begin to be paid. */
const atDeath = <K>(value: Expr<K>): Expr<K> => supposing([[annuityStartingDate, survivorsPaidFrom]], value);

/** Whether the death leaves a benefit: with a right to an annuity at any age, or on duty whatever the service, unless all was forfeited. */
export const deathLeavesBenefit = provision.condition("deathLeavesBenefit", {
  cites: death,
  register: "MSEP-Q36",
  means: () => all(not(allForfeited), any(vested, diedOnDuty, atDeath(normalAgeReached))),
});

/** The benefit that had been earned, as if normal retirement age had been reached on the day of death: no reduction for age. */
export const earnedAtDeath = provision.amount("earnedAtDeath", {
  cites: and(rsmo("104.420.1"), rsmo("104.374.3")),
  register: "MSEP-Q36",
  means: () => atDeath(sum(baseBenefitLeft, inServiceIncrease)),
});

/** Share of average pay that a death on duty leaves at least. */
export const dutyDeathShare = fixed("dutyDeathShare", { cites: handbook(11), is: percent("50") });

/** The least benefit of a death on duty. */
export const dutyDeathMinimum = provision.amount("dutyDeathMinimum", {
  cites: handbook(11),
  register: "MSEP-Q38",
  means: () => cases(when(diedOnDuty, product(finalAveragePay, dutyDeathShare)), otherwise(nothing)),
  rounding: toCents,
});

/** The spouse's monthly benefit: joint and 100 % on what was earned, at least the minimum of a death on duty. */
export const spouseDeathBenefit = provision.amount("spouseDeathBenefit", {
  cites: death,
  register: "MSEP-Q36",
  means: () =>
    cases(
      when(
        deathLeavesBenefit,
        greaterOf(rounded(product(earnedAtDeath, joint100Factor), toCents), dutyDeathMinimum),
      ),
      otherwise(nothing),
    ),
});

/** Share of what was earned that goes to the children together. */
export const childrenShare = fixed("childrenShare", {
  cites: and(rsmo("104.420.2"), handbook(11)),
  is: percent("80"),
});

/** The monthly benefit of all children together, at least the minimum of a death on duty; no option reduces it. */
export const childrenDeathBenefit = provision.amount("childrenDeathBenefit", {
  cites: and(rsmo("104.420.2"), handbook(11)),
  means: () =>
    cases(
      when(
        deathLeavesBenefit,
        greaterOf(rounded(product(earnedAtDeath, childrenShare), toCents), dutyDeathMinimum),
      ),
      otherwise(nothing),
    ),
});

/** Whether the spouse was married to the member on the day of death, outlived the member, and is not convicted of the killing. */
export const spouseQualifies = provision.condition("spouseQualifies", {
  cites: handbook(11),
  register: "MSEP-Q36",
  means: () =>
    all(
      given(spouseBirthDate),
      not(payeeIsConvicted),
      ifAny(
        memberDied,
        (died) =>
          all(
            ifAny(marriedOn, (married) => onOrBefore(married, died), no),
            ifAny(spouseDied, (ended) => isAfter(ended, died), yes),
          ),
        no,
      ),
    ),
});

/** The age at which a child's benefit ends. */
export const childAge = fixed("childAge", { cites: and(rsmo("104.420.2"), handbook(11)), is: years(21) });

/** Children who share the benefit of the month: alive, and not yet 21 on its first day or wholly incapacitated. */
export const childrenInMonth = provision.count("childrenInMonth", {
  cites: and(rsmo("104.420.2"), handbook(11)),
  register: "MSEP-Q37",
  means: () =>
    countOver(dependents, (child) =>
      all(
        ifAny(child.dependentDied, (died) => onOrBefore(paymentMonth, died), yes),
        any(child.cannotSupportSelf, isBefore(paymentMonth, dateAtAge(child.dependentBorn, childAge))),
      ),
    ),
});

/** Whether the month is one for which somebody is paid after a death before the annuity started. */
const afterSuchDeath = (): Expr<YesNo> => all(diedBeforeStart, onOrAfter(paymentMonth, survivorsPaidFrom));

const spouseIsAlive = (): Expr<YesNo> => ifAny(spouseDied, (ended) => onOrBefore(paymentMonth, ended), yes);

/** Whether the spouse is paid for the month: for life, through the month of the spouse's own death. */
export const spouseIsPaid = provision.condition("spouseIsPaid", {
  cites: death,
  means: () => all(afterSuchDeath(), spouseQualifies, spouseIsAlive()),
});

/** Whether there is somebody to pay: the spouse, unless payment is held back for a charge of the killing, or else children. */
const somebodyIsPaid = (): Expr<YesNo> =>
  any(all(spouseIsPaid, payeeMayBePaid), all(not(spouseIsPaid), atLeast(childrenInMonth, count(1))));

/** The monthly benefit at its start: the spouse's while the spouse is paid, then the children's together. */
export const deathBenefit = provision.amount("deathBenefit", {
  cites: death,
  means: () => cases(when(spouseIsPaid, spouseDeathBenefit), otherwise(childrenDeathBenefit)),
});

/** What least increases may raise it to. */
export const deathBenefitCap = provision.amount("deathBenefitCap", {
  cites: rsmo("104.415.1"),
  register: "MSEP-Q36",
  means: () => cappedAt(deathBenefit),
});

/** It with the yearly increases on the anniversaries of its own start. */
const withIncreases = (): Expr<Money> =>
  cases(
    when(is(colaTrack, "payOfOffice"), withPayOfOffice(deathBenefit, survivorsPaidFrom)),
    otherwise(
      withYearlyIncreases({
        start: deathBenefit,
        cap: deathBenefitCap,
        first: plusMonths(survivorsPaidFrom, years(1)),
        until: paymentMonth,
      }),
    ),
  );

/** What is paid for the month because of a death before the annuity started: to the spouse, or to the children together. */
export const dueAfterDeath = provision.amount("dueAfterDeath", {
  cites: and(death, rsmo("104.415")),
  register: "MSEP-Q36",
  means: () => cases(when(all(afterSuchDeath(), somebodyIsPaid()), withIncreases()), otherwise(nothing)),
});

/** Due to each child but the oldest: equal shares, in whole cents that are not more. */
export const dueToEachChild = provision.amount("dueToEachChild", {
  cites: and(rsmo("104.420.2"), handbook(11)),
  register: "MSEP-Q37",
  means: () =>
    cases(
      when(
        all(not(spouseIsPaid), atLeast(childrenInMonth, count(1))),
        product(dueAfterDeath, ratio(asRate(count(1)), asRate(childrenInMonth))),
      ),
      otherwise(nothing),
    ),
  rounding: { mode: "down", step: exact(1n), authority: register("MSEP-Q37") },
});

/** Due to the oldest child: an equal share and the cents that are left. */
export const dueToOldestChild = provision.amount("dueToOldestChild", {
  cites: and(rsmo("104.420.2"), handbook(11)),
  register: "MSEP-Q37",
  means: () =>
    cases(
      when(spouseIsPaid, nothing),
      otherwise(minus(dueAfterDeath, times(dueToEachChild, minus(childrenInMonth, count(1))))),
    ),
});
