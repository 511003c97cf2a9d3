/** Death before the annuity starts: the spouse, the children, and the death on duty (RSMo 104.1030, 104.1084.3). */
import { all, any, ifAny, no, not, onOrBefore, refusing, supposing } from "@emeritus/engine/expr.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { annuityStartingDate, leftService, memberDied } from "../facts.ts";
import { diedOnDuty } from "../msep/facts.ts";
import { allForfeited, baseBenefitLeft } from "../shared/forfeiture.ts";
import { survivorsPaidFrom, survivorsUnder } from "../shared/survivors.ts";
import { withColaSince } from "./cola.ts";
import { joint100Factor } from "./payment-options.ts";
import { vested } from "./vesting.ts";

const death = and(rsmo("104.1030"), rsmo("104.1084.3"), handbook(11));

/** Whether the death leaves a benefit: with a right to an annuity at any age, or on duty whatever the service, unless all was forfeited. */
export const deathLeavesBenefit = provision.condition("deathLeavesBenefit", {
  cites: death,
  register: "MSEP2000-Q52",
  means: () => all(not(allForfeited), any(vested, diedOnDuty)),
});

/** The base benefit that had been earned at death: no reduction for age, unused sick leave included. */
export const earnedAtDeath = provision.amount("earnedAtDeath", {
  cites: and(rsmo("104.1030.1-2"), handbook(11)),
  register: "MSEP2000-Q52",
  means: () => supposing([[annuityStartingDate, survivorsPaidFrom]], baseBenefitLeft),
});

/** The joint and 100 % factor at the ages on the day of death. */
export const factorAtDeath = provision.rate("factorAtDeath", {
  cites: death,
  register: "MSEP2000-Q52",
  means: () =>
    ifAny(
      memberDied,
      (died) => supposing([[annuityStartingDate, died]], joint100Factor),
      refusing("notDied", death),
    ),
});

/** The rules that this plan shares with the closed plan, under its own sections. */
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
    children: rsmo("104.1030.3"),
    adjustments: rsmo("104.1045"),
    registers: {
      spouse: "MSEP2000-Q52",
      children: "MSEP2000-Q53",
      duty: "MSEP2000-Q54",
      rounding: "MSEP2000-Q18",
    },
  },
  () => ({
    deathLeavesBenefit,
    earnedAtDeath,
    jointFactor: factorAtDeath,
    adjusted: (benefit) => withColaSince(benefit, survivorsPaidFrom),
  }),
);

/** Whether the member died on or before the last day of service. */
export const diedInService = provision.condition("diedInService", {
  cites: death,
  means: () => ifAny(memberDied, (died) => onOrBefore(died, leftService), no),
});
