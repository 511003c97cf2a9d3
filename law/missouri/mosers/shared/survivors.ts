/**
 * What a death before the annuity starts pays, in the words that the closed plan and the year 2000 plan share: the spouse, then the
 * children, and the least benefit of a death on duty. Each plan declares these rules under its own sections (RSMo 104.420, 104.1030).
 */
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
  isAfter,
  isBefore,
  minus,
  no,
  not,
  onOrAfter,
  onOrBefore,
  otherwise,
  percent,
  product,
  ratio,
  rounded,
  times,
  when,
  years,
  yes,
} from "@emeritus/engine/expr.ts";
import { exact, toTheCent } from "@emeritus/engine/exact.ts";
import type { Expr, Money, Rate, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, register } from "../../../sources.ts";
import { annuityStartingDate, memberDied, paymentMonth, spouseBirthDate, spouseDied } from "../facts.ts";
import { dependents, marriedOn } from "../judicial/facts.ts";
import { diedOnDuty } from "../msep/facts.ts";
import { finalAveragePay } from "../msep-2000/final-average-pay.ts";
import { payeeIsConvicted, payeeMayBePaid } from "./forfeiture.ts";

const nothing = dollars("0.00");

/** First of the month after the month of the member's death, from which survivors are paid; the payment month while the member lives. */
export const survivorsPaidFrom = provision.date("survivorsPaidFrom", {
  cites: handbook(11),
  means: () => ifAny(memberDied, (died) => firstOfNextMonth(died), paymentMonth),
});

/** Share of average pay that a death on duty leaves at least. */
export const dutyDeathShare = fixed("dutyDeathShare", { cites: handbook(11), is: percent("50") });

/** The id of a register entry. */
type RegisterId = Parameters<typeof register>[0];

/** The sections and register entries under which a plan declares these rules. */
export interface SurvivorsSections {
  /** The sections on such a death, the section on children, and that on adjustments. */
  readonly death: string;
  readonly children: string;
  readonly adjustments: string;
  /** The entries on the spouse, the children, a death on duty, and rounding. */
  readonly registers: Readonly<Record<"spouse" | "children" | "duty" | "rounding", RegisterId>>;
}

/** What differs from plan to plan; read when the plan is loaded. */
export interface SurvivorsParts {
  readonly deathLeavesBenefit: Expr<YesNo>;
  readonly earnedAtDeath: Expr<Money>;
  readonly jointFactor: Expr<Rate>;
  /** The benefit with the adjustments since its own start. */
  readonly adjusted: (benefit: Expr<Money>) => Expr<Money>;
}

/** The rules on a death before the annuity starts, under a plan's own sections. */
export function survivorsUnder(sections: SurvivorsSections, parts: () => SurvivorsParts) {
  const { death, registers } = sections;
  const children = and(sections.children, handbook(11));
  const toCents = toTheCent(register(registers.rounding));

  /** Whether the member died before the annuity starting date; without one, the date of an annuity that never started is asked for. */
  const diedBeforeStart = provision.condition("diedBeforeStart", {
    cites: death,
    means: () => ifAny(memberDied, (died) => isBefore(died, annuityStartingDate), no),
  });

  /** The least benefit of a death on duty. */
  const dutyDeathMinimum = provision.amount("dutyDeathMinimum", {
    cites: handbook(11),
    register: registers.duty,
    means: () => cases(when(diedOnDuty, product(finalAveragePay, dutyDeathShare)), otherwise(nothing)),
    rounding: toCents,
  });

  /** The spouse's monthly benefit: joint and 100 % on what was earned, at least the minimum of a death on duty. */
  const spouseDeathBenefit = provision.amount("spouseDeathBenefit", {
    cites: death,
    register: registers.spouse,
    means: () =>
      cases(
        when(
          parts().deathLeavesBenefit,
          greaterOf(rounded(product(parts().earnedAtDeath, parts().jointFactor), toCents), dutyDeathMinimum),
        ),
        otherwise(nothing),
      ),
  });

  /** Share of what was earned that goes to the children together. */
  const childrenShare = fixed("childrenShare", {
    cites: children,
    is: percent("80"),
  });

  /** The monthly benefit of all children together, at least the minimum of a death on duty; no option reduces it. */
  const childrenDeathBenefit = provision.amount("childrenDeathBenefit", {
    cites: children,
    means: () =>
      cases(
        when(
          parts().deathLeavesBenefit,
          greaterOf(rounded(product(parts().earnedAtDeath, childrenShare), toCents), dutyDeathMinimum),
        ),
        otherwise(nothing),
      ),
  });

  /** Whether the spouse was married to the member on the day of death, outlived the member, and is not convicted of the killing. */
  const spouseQualifies = provision.condition("spouseQualifies", {
    cites: handbook(11),
    register: registers.spouse,
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
  const childAge = fixed("childAge", { cites: children, is: years(21) });

  /** Children who share the benefit of the month: alive, and not yet 21 on its first day or wholly incapacitated. */
  const childrenInMonth = provision.count("childrenInMonth", {
    cites: children,
    register: registers.children,
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
  const spouseIsPaid = provision.condition("spouseIsPaid", {
    cites: death,
    means: () => all(afterSuchDeath(), spouseQualifies, spouseIsAlive()),
  });

  /** Whether there is somebody to pay: the spouse, unless payment is held back for a charge of the killing, or else children. */
  const somebodyIsPaid = (): Expr<YesNo> =>
    any(all(spouseIsPaid, payeeMayBePaid), all(not(spouseIsPaid), atLeast(childrenInMonth, count(1))));

  /** The monthly benefit at its start: the spouse's while the spouse is paid, then the children's together. */
  const deathBenefit = provision.amount("deathBenefit", {
    cites: death,
    means: () => cases(when(spouseIsPaid, spouseDeathBenefit), otherwise(childrenDeathBenefit)),
  });

  /** What is paid for the month because of a death before the annuity started: to the spouse, or to the children together. */
  const dueAfterDeath = provision.amount("dueAfterDeath", {
    cites: and(death, sections.adjustments),
    register: registers.spouse,
    means: () =>
      cases(
        when(all(afterSuchDeath(), somebodyIsPaid()), parts().adjusted(deathBenefit)),
        otherwise(nothing),
      ),
  });

  /** Due to each child but the oldest: equal shares, in whole cents that are not more. */
  const dueToEachChild = provision.amount("dueToEachChild", {
    cites: children,
    register: registers.children,
    means: () =>
      cases(
        when(
          all(not(spouseIsPaid), atLeast(childrenInMonth, count(1))),
          product(dueAfterDeath, ratio(asRate(count(1)), asRate(childrenInMonth))),
        ),
        otherwise(nothing),
      ),
    rounding: { mode: "down", step: exact(1n), authority: register(registers.children) },
  });

  /** Due to the oldest child: an equal share and the cents that are left. */
  const dueToOldestChild = provision.amount("dueToOldestChild", {
    cites: children,
    register: registers.children,
    means: () =>
      cases(
        when(spouseIsPaid, nothing),
        otherwise(minus(dueAfterDeath, times(dueToEachChild, minus(childrenInMonth, count(1))))),
      ),
  });

  return {
    diedBeforeStart,
    dutyDeathMinimum,
    spouseDeathBenefit,
    childrenShare,
    childrenDeathBenefit,
    spouseQualifies,
    childAge,
    childrenInMonth,
    spouseIsPaid,
    deathBenefit,
    dueAfterDeath,
    dueToEachChild,
    dueToOldestChild,
  };
}
