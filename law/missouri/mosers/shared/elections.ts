/** Marriage, divorce and the payment option: the spouse's consent, an election after a marriage in retirement, a joint option cancelled by a decree (RSMo 104.1027). */
import {
  all,
  any,
  cases,
  date,
  firstOfNextMonth,
  given,
  ifAny,
  is,
  isBefore,
  laterOf,
  no,
  none,
  not,
  onOrAfter,
  onOrBefore,
  orElse,
  otherwise,
  plusMonths,
  rate,
  some,
  supposing,
  when,
  years,
  yes,
} from "@emeritus/engine/expr.ts";
import type { CalendarDate, Expr, Money, Perhaps, Rate, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import {
  annuityStartingDate,
  memberDied,
  paymentMonth,
  paymentOption,
  paymentOptions,
  spouseBirthDate,
  spouseDied,
} from "../facts.ts";
import {
  cancellingDecreeReceived,
  marriedAfterRetirement,
  newSpouseBirthDate,
  newSpouseDied,
  reelectedOption,
  reelectionReceived,
  spouseConsents,
} from "./facts.ts";

const options = and(rsmo("104.1027"), handbook(34));
const never = none as Expr<Perhaps<CalendarDate>>;
const electedJoint = (): Expr<YesNo> => is(paymentOption, "joint50", "joint100");
const livedTo = (day: Expr<CalendarDate>): Expr<YesNo> =>
  ifAny(memberDied, (died) => onOrAfter(died, day), yes);

/** Whether the option may be paid: a married member has a joint one, or the spouse's consent to another. */
export const optionIsAllowed = provision.condition("optionIsAllowed", {
  cites: rsmo("104.1027.2"),
  register: "MSEP2000-Q62",
  means: () => any(electedJoint(), not(given(spouseBirthDate)), spouseConsents),
});

/** How long after a marriage in retirement a joint option may be elected. */
export const reelectionTime = fixed("reelectionTime", { cites: options, is: years(1) });

/** The last day for a new election after the marriage, if there was one. */
export const reelectionDue = provision.perhaps.date("reelectionDue", {
  cites: options,
  register: "MSEP2000-Q63",
  means: () => ifAny(marriedAfterRetirement, (married) => some(plusMonths(married, reelectionTime)), never),
});

/** Whether the member may elect a joint option with the new spouse: unmarried at retirement with a life income, or widowed of a joint option. */
export const mayElectAgain = provision.condition("mayElectAgain", {
  cites: options,
  register: "MSEP2000-Q63",
  means: () =>
    ifAny(
      marriedAfterRetirement,
      (married) =>
        any(
          all(is(paymentOption, "lifeIncome"), not(given(spouseBirthDate))),
          all(
            electedJoint(),
            ifAny(spouseDied, (died) => isBefore(died, married), no),
            ifAny(cancellingDecreeReceived, (received) => onOrAfter(received, married), yes),
          ),
        ),
      no,
    ),
});

/** Whether the election of a joint option after a marriage in retirement came in time: within a year of the marriage, in the member's lifetime. */
export const reelectionInTime = provision.condition("reelectionInTime", {
  cites: options,
  register: "MSEP2000-Q63",
  means: () =>
    ifAny(
      reelectionReceived,
      (received) =>
        all(
          mayElectAgain,
          ifAny(reelectedOption, (option) => is(option, "joint50", "joint100"), no),
          onOrBefore(received, orElse(reelectionDue, received)),
          livedTo(received),
        ),
      no,
    ),
});

/** First of the month from which the new option holds: the month after the form was received. */
export const reelectionHoldsFrom = provision.perhaps.date("reelectionHoldsFrom", {
  cites: options,
  register: "MSEP2000-Q63",
  means: () =>
    cases<Perhaps<CalendarDate>>(
      when(
        reelectionInTime,
        ifAny(reelectionReceived, (received) => some(firstOfNextMonth(received)), never),
      ),
      otherwise(never),
    ),
});

/** Whether something that holds from a first of a month does so in the payment month; the member must have lived to it. */
const holds = (from: Expr<Perhaps<CalendarDate>>): Expr<YesNo> =>
  ifAny(from, (first) => all(onOrAfter(paymentMonth, first), livedTo(first)), no);

/** First day of the law by which a decree may cancel a joint option. */
export const decreesCancelFrom = fixed("decreesCancelFrom", {
  cites: rsmo("104.1027"),
  is: date("2020-08-28"),
});

/** First of the month from which a decree of divorce cancels a joint option, as first elected or as elected again: the month after it was received. */
export const jointCancelledFrom = provision.perhaps.date("jointCancelledFrom", {
  cites: rsmo("104.1027"),
  register: "MSEP2000-Q65",
  means: () =>
    ifAny(
      cancellingDecreeReceived,
      (received) =>
        cases<Perhaps<CalendarDate>>(
          when(
            all(any(electedJoint(), given(reelectionHoldsFrom)), onOrAfter(received, decreesCancelFrom)),
            some(laterOf(annuityStartingDate, firstOfNextMonth(received))),
          ),
          otherwise(never),
        ),
      never,
    ),
});

/** Whether the joint option stands cancelled in the payment month. */
export const jointIsCancelled = provision.condition("jointIsCancelled", {
  cites: rsmo("104.1027"),
  register: "MSEP2000-Q65",
  means: () => holds(jointCancelledFrom),
});

/** Whether the option elected again holds in the payment month. */
export const reelectionHolds = provision.condition("reelectionHolds", {
  cites: options,
  register: "MSEP2000-Q63",
  means: () => all(holds(reelectionHoldsFrom), not(jointIsCancelled)),
});

/** The payment option that holds in the payment month: as elected again after a marriage, a life income after a decree, or as elected. */
export const optionInForce = provision.choice("optionInForce", paymentOptions, {
  cites: options,
  register: "MSEP2000-Q63",
  means: () =>
    cases(
      when(reelectionHolds, orElse(reelectedOption, paymentOption)),
      when(jointIsCancelled, paymentOptions.of("lifeIncome")),
      otherwise(paymentOption),
    ),
});

/** The day on which the spouse of the option in force died, or known to be absent. */
export const jointSpouseDied = provision.perhaps.date("jointSpouseDied", {
  cites: options,
  register: "MSEP2000-Q63",
  means: () => cases(when(reelectionHolds, newSpouseDied), otherwise(spouseDied)),
});

/** An annuity as it would be in a month had a life income been elected. */
export const lifeIncomeIn = (month: Expr<CalendarDate>, annuity: Expr<Money>): Expr<Money> =>
  supposing(
    [
      [paymentMonth, month],
      [paymentOption, paymentOptions.of("lifeIncome")],
    ],
    annuity,
  );

/**
 * Share of the life income under the option elected again, by a plan's joint factors at the ages on the day from which it holds; all of it
 * without such an election.
 */
export const factorOfReelection = (joint50: Expr<Rate>, joint100: Expr<Rate>): Expr<Rate> =>
  ifAny(
    reelectionHoldsFrom,
    (from) =>
      supposing(
        [
          [spouseBirthDate, newSpouseBirthDate],
          [annuityStartingDate, from],
        ],
        ifAny(
          reelectedOption,
          (option) => cases(when(is(option, "joint50"), joint50), otherwise(joint100)),
          rate("1"),
        ),
      ),
    rate("1"),
  );
