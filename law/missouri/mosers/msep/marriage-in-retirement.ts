/** A new election after a marriage in retirement (RSMo 104.395, handbook p.34). */
import {
  all,
  any,
  asRate,
  cases,
  firstOfNextMonth,
  given,
  ifAny,
  is,
  isBefore,
  lesserOf,
  no,
  none,
  not,
  onOrBefore,
  orElse,
  otherwise,
  plusMonths,
  product,
  refusing,
  some,
  sum,
  supposing,
  when,
  years,
  yearsApart,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Money, Perhaps, Rate } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, register, rsmo } from "../../../sources.ts";
import {
  birthDate,
  memberDied,
  paymentMonth,
  paymentOption,
  paymentOptions,
  spouseBirthDate,
  spouseDied,
} from "../facts.ts";
import { isJoint } from "../msep-2000/in-payment.ts";
import { marriedInRetirement, newElectionReceived, newSpouseBirthDate } from "./facts.ts";
import { annuityInForce } from "./in-payment.ts";
import { joint100Cap, joint100PerYear, joint100SameAge } from "./payment-options.ts";

const marriage = and(rsmo("104.395"), handbook(34));

/** How long after the marriage a new election may be made. */
export const timeForNewElection = fixed("timeForNewElection", { cites: marriage, is: years(1) });

/** The last day for a new election after the marriage, if there was one. */
export const newElectionDue = provision.perhaps.date("newElectionDue", {
  cites: marriage,
  register: "MSEP-Q40",
  means: () =>
    ifAny(
      marriedInRetirement,
      (married) => some(plusMonths(married, timeForNewElection)),
      none as Expr<Perhaps<CalendarDate>>,
    ),
});

/** Whether the member may elect a joint option with the new spouse: unmarried at retirement with a life income, or widowed of a joint option. */
export const mayElectAgain = provision.condition("mayElectAgain", {
  cites: marriage,
  register: "MSEP-Q40",
  means: () =>
    ifAny(
      marriedInRetirement,
      (married) =>
        any(
          all(is(paymentOption, "lifeIncome"), not(given(spouseBirthDate))),
          all(
            isJoint,
            ifAny(spouseDied, (died) => isBefore(died, married), no),
          ),
        ),
      no,
    ),
});

/** Whether the new election came in time: within a year of the marriage, in the member's lifetime. */
export const newElectionInTime = provision.condition("newElectionInTime", {
  cites: marriage,
  register: "MSEP-Q40",
  means: () =>
    ifAny(
      newElectionReceived,
      (received) =>
        all(
          mayElectAgain,
          onOrBefore(received, orElse(newElectionDue, received)),
          not(ifAny(memberDied, (died) => isBefore(died, received), no)),
        ),
      no,
    ),
});

/** First of the month from which the new election holds: the month after it was received. */
export const newElectionHoldsFrom = provision.perhaps.date("newElectionHoldsFrom", {
  cites: marriage,
  means: () =>
    cases<Perhaps<CalendarDate>>(
      when(
        newElectionInTime,
        ifAny(
          newElectionReceived,
          (received) => some(firstOfNextMonth(received)),
          none as Expr<Perhaps<CalendarDate>>,
        ),
      ),
      otherwise(none),
    ),
});

/** Share of the life income under joint and 100 % with the new spouse. */
export const newJoint100Factor = provision.rate("newJoint100Factor", {
  cites: and(marriage, handbook(30)),
  register: "MSEP-Q41",
  means: () =>
    lesserOf<Rate>(
      sum<Rate>(joint100SameAge, product(joint100PerYear, asRate(yearsApart(newSpouseBirthDate, birthDate)))),
      joint100Cap,
    ),
});

/** The life income with every increase in the month from which the new election holds. */
const lifeIncomeThen = (): Expr<Money> =>
  ifAny(
    newElectionHoldsFrom,
    (from) =>
      supposing(
        [
          [paymentMonth, from],
          [paymentOption, paymentOptions.of("lifeIncome")],
        ],
        annuityInForce,
      ),
    refusing("noNewElection", marriage),
  );

/** Monthly amount of joint and 50 % with the new spouse in the first month of the new election: the unreduced life income. */
export const newJoint50Amount = provision.amount("newJoint50Amount", {
  cites: marriage,
  register: "MSEP-Q41",
  means: lifeIncomeThen,
});

/** Monthly amount of joint and 100 % with the new spouse in the first month of the new election. */
export const newJoint100Amount = provision.amount("newJoint100Amount", {
  cites: marriage,
  register: "MSEP-Q41",
  means: () => product(newJoint50Amount, newJoint100Factor),
  rounding: toTheCent(register("MSEP-Q18")),
});
