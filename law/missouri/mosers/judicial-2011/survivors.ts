/** Survivors in the judges' tier of 2011: the elected option after retirement, joint and 100 % before it (RSMo 476.529, BR 4-8(2)). */
import { adding, replacing, type Change } from "@emeritus/engine/amend.ts";
import {
  all,
  any,
  cases,
  countOver,
  dateAtAge,
  firstOfNextMonth,
  ifAny,
  is,
  isBefore,
  lesserOf,
  no,
  not,
  onOrBefore,
  otherwise,
  percent,
  product,
  rate,
  ratio,
  supposing,
  when,
  years,
  yes,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Rate, Service, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, register, rsmo } from "../../../sources.ts";
import { annuityStartingDate, memberDied, paymentMonth, paymentOption, spouseDied } from "../facts.ts";
import { dependents, marriedOn } from "../judicial/facts.ts";
import { leastService } from "../judicial/retirement.ts";
import { fullRetirementPay } from "../judicial/retirement-pay.ts";
import { judicialService } from "../judicial/service.ts";
import {
  deathBenefit,
  dependentsEntitled,
  minority,
  spouseQualifies,
  survivorShare,
  timeOfDeath,
} from "../judicial/survivors.ts";
import { isJoint } from "../msep-2000/in-payment.ts";
import { joint100Factor, joint100SurvivorShare, joint50SurvivorShare } from "../msep-2000/payment-options.ts";

const cites = and(rsmo("476.529"), boardRule("4-8(2)"));

/** Retirement pay earned by the day of a death before retirement, without a reduction for age. */
export const accruedPay = provision.amount("accruedPay", {
  cites,
  register: "JUDICIAL2011-Q05",
  means: () =>
    product(fullRetirementPay, lesserOf<Rate>(rate("1"), ratio<Service>(judicialService, leastService))),
  rounding: toTheCent(register("JUDICIAL-Q09")),
});

/** Share of the earned retirement pay that children are paid together. */
export const judgesChildrenShare = fixed("judgesChildrenShare", {
  cites,
  is: percent("80"),
  register: "JUDICIAL2011-Q06",
});

const outlives = (died: Expr<CalendarDate>): Expr<YesNo> =>
  ifAny(spouseDied, (ended) => isBefore(died, ended), yes);

/** Who survives, and on what. */
export const survivorsFrom2011: readonly Change[] = [
  adding(accruedPay, judgesChildrenShare),
  replacing(survivorShare, {
    cites: rsmo("476.529.1"),
    means: () =>
      cases<Rate>(
        when(is(paymentOption, "joint50"), joint50SurvivorShare),
        when(is(paymentOption, "joint100"), joint100SurvivorShare),
        otherwise(percent("0")),
      ),
  }),
  replacing(spouseQualifies, {
    cites,
    register: "JUDICIAL2011-Q05",
    means: () =>
      ifAny(
        memberDied,
        (died) =>
          all(
            outlives(died),
            cases(
              when(is(timeOfDeath, "inRetirement"), isJoint),
              otherwise(ifAny(marriedOn, (married) => onOrBefore(married, died), no)),
            ),
          ),
        no,
      ),
  }),
  replacing(deathBenefit, {
    cites,
    register: "JUDICIAL2011-Q05",
    means: () =>
      cases(
        when(
          spouseQualifies,
          product(
            accruedPay,
            ifAny(
              memberDied,
              (died) => supposing([[annuityStartingDate, firstOfNextMonth(died)]], joint100Factor),
              joint100Factor,
            ),
          ),
        ),
        otherwise(product(accruedPay, judgesChildrenShare)),
      ),
  }),
  replacing(minority, { cites, register: "JUDICIAL2011-Q06", means: () => years(21) }),
  replacing(dependentsEntitled, {
    cites: and(rsmo("476.529"), rsmo("476.537")),
    register: "JUDICIAL2011-Q06",
    means: () =>
      countOver(dependents, (each) =>
        all(
          not(spouseQualifies),
          is(timeOfDeath, "inOffice", "beforeRetiring"),
          ifAny(each.dependentDied, (died) => onOrBefore(paymentMonth, died), yes),
          any(each.cannotSupportSelf, isBefore(paymentMonth, dateAtAge(each.dependentBorn, minority))),
        ),
      ),
  }),
];
