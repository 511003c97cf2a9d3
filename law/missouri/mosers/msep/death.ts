/** Death before the annuity starts: the spouse, the children, and the death on duty (RSMo 104.420, 104.372). */
import {
  all,
  any,
  cases,
  is,
  not,
  otherwise,
  plusMonths,
  sum,
  supposing,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { Expr, Money } from "@emeritus/engine/kinds.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { annuityStartingDate, paymentMonth } from "../facts.ts";
import { allForfeited } from "../shared/forfeiture.ts";
import { survivorsPaidFrom, survivorsUnder } from "../shared/survivors.ts";
import { cappedAt, colaTrack, withPayOfOffice, withYearlyIncreases } from "./cola.ts";
import { diedOnDuty } from "./facts.ts";
import { baseBenefitLeft } from "./forfeiture.ts";
import { inServiceIncrease } from "./in-service.ts";
import { normalAgeReached } from "./normal-retirement.ts";
import { joint100Factor } from "./payment-options.ts";
import { vested } from "./vesting.ts";

const death = and(rsmo("104.420"), rsmo("104.372"), handbook(11));

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

/** The rules that this plan shares with the year 2000 plan, under its own sections. */
export const {
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
} = survivorsUnder(
  {
    death,
    children: rsmo("104.420.2"),
    adjustments: rsmo("104.415"),
    registers: { spouse: "MSEP-Q36", children: "MSEP-Q37", duty: "MSEP-Q38", rounding: "MSEP-Q18" },
  },
  () => ({
    deathLeavesBenefit,
    earnedAtDeath,
    jointFactor: joint100Factor,
    adjusted: withIncreases,
  }),
);

/** What least increases may raise a death benefit to. */
export const deathBenefitCap = provision.amount("deathBenefitCap", {
  cites: rsmo("104.415.1"),
  register: "MSEP-Q36",
  means: () => cappedAt(deathBenefit),
});

/** A death benefit with the yearly increases on the anniversaries of its own start. */
const withIncreases = (benefit: Expr<Money>): Expr<Money> =>
  cases(
    when(is(colaTrack, "payOfOffice"), withPayOfOffice(benefit, survivorsPaidFrom)),
    otherwise(
      withYearlyIncreases({
        start: benefit,
        cap: deathBenefitCap,
        first: plusMonths(survivorsPaidFrom, years(1)),
        until: paymentMonth,
      }),
    ),
  );
