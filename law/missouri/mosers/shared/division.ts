/** Division of benefits orders: a former spouse's part of the annuity accrued in the marriage (RSMo 104.312, 104.1051). */
import {
  all,
  cases,
  dayBefore,
  dollars,
  firstOfNextMonth,
  given,
  hours,
  ifAny,
  is,
  laterOf,
  lesserOf,
  minus,
  months,
  moreThan,
  not,
  onOrAfter,
  onOrBefore,
  orElse,
  otherwise,
  percent,
  product,
  rate,
  ratio,
  refusing,
  rounded,
  same,
  supposing,
  when,
  yes,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Money, Rate, Service, Span } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, register, rsmo } from "../../../sources.ts";
import {
  annuityStartingDate,
  leftService,
  memberDied,
  paymentMonth,
  paymentOption,
  unusedSickLeaveHours,
} from "../facts.ts";
import { baseBenefit } from "../msep-2000/base-benefit.ts";
import { creditedService } from "../msep-2000/credited-service.ts";
import { earlyFactor } from "../msep-2000/early-retirement.ts";
import { annuityInForce } from "../msep-2000/in-payment.ts";
import { chosenAmount, joint100Factor, joint50Factor } from "../msep-2000/payment-options.ts";
import { vested } from "../msep-2000/vesting.ts";
import {
  dissolvedMarriageBegan,
  dividedShare,
  dividedTo,
  formerSpouseDied,
  formerSpouseIsJoint,
  orderIssued,
  takenByOtherOrders,
} from "./facts.ts";
import { annuityPaid } from "./reemployment.ts";

const division = and(rsmo("104.1051.1"), rsmo("104.312.1"));
const toCents = toTheCent(register("MSEP2000-Q18"));
const nothing = dollars("0.00");

const cutOff = orElse(dividedTo, leftService);

/** A value as it stood on the day to which the order divides. */
const whenDivided = <K>(value: Expr<K>): Expr<K> =>
  supposing(
    [
      [leftService, cutOff],
      [annuityStartingDate, firstOfNextMonth(cutOff)],
      [unusedSickLeaveHours, hours("0")],
    ],
    value,
  );

/** The most that an order may give of the annuity accrued in the marriage. */
export const mostDividedShare = fixed("mostDividedShare", { cites: division, is: percent("50") });

/** Whether the order tells the marriage and the day to which it divides; one that does not is refused. */
const orderIsComplete = () => all(given(dissolvedMarriageBegan), given(dividedTo), given(orderIssued));

/** The annuity accrued on the day to which the order divides, without unused sick leave; refused where none was vested. */
export const accruedWhenDivided = provision.amount("accruedWhenDivided", {
  cites: division,
  register: "MSEP2000-Q59",
  means: () =>
    cases<Money>(
      when(not(given(dividedShare)), nothing),
      when(not(orderIsComplete()), refusing("orderIncomplete", division)),
      when(whenDivided(vested), whenDivided(baseBenefit)),
      otherwise(refusing("notVestedWhenDivided", division)),
    ),
});

/** Service up to the day to which the order divides. */
export const serviceWhenDivided = provision.service("serviceWhenDivided", {
  cites: division,
  means: () => ifAny<unknown, Service>(dividedTo, () => whenDivided(creditedService), months(0)),
});

/** Service before the marriage. */
export const serviceBeforeMarriage = provision.service("serviceBeforeMarriage", {
  cites: division,
  register: "MSEP2000-Q59",
  means: () =>
    ifAny<CalendarDate, Service>(
      dissolvedMarriageBegan,
      (began) => supposing([[leftService, dayBefore(began)]], creditedService),
      months(0),
    ),
});

/** Share of the service that fell in the marriage; none without service. */
export const maritalFraction = provision.rate("maritalFraction", {
  cites: division,
  register: "MSEP2000-Q59",
  means: () =>
    cases<Rate>(
      when(same<Span>(serviceWhenDivided, months(0)), rate("0")),
      otherwise(ratio<Span>(minus<Span>(serviceWhenDivided, serviceBeforeMarriage), serviceWhenDivided)),
    ),
  expected: [rate("0"), rate("1")],
});

/** The part of the accrued annuity that was earned in the marriage. */
export const accruedInMarriage = provision.amount("accruedInMarriage", {
  cites: division,
  register: "MSEP2000-Q59",
  means: () => product(accruedWhenDivided, maritalFraction),
  rounding: toCents,
  expected: [nothing, dollars("100000.00")],
});

/** What the order takes from the annuity at its start: reduced as the annuity is for an early start, or for a joint option with the former spouse. */
export const formerSpouseShare = provision.amount("formerSpouseShare", {
  cites: division,
  register: "MSEP2000-Q59",
  means: () =>
    ifAny(
      dividedShare,
      (share) =>
        product(
          rounded(product(accruedInMarriage, lesserOf<Rate>(share, mostDividedShare)), toCents),
          earlyFactor,
          cases<Rate>(
            when(all(formerSpouseIsJoint, is(paymentOption, "joint50")), joint50Factor),
            when(all(formerSpouseIsJoint, is(paymentOption, "joint100")), joint100Factor),
            otherwise(rate("1")),
          ),
        ),
      nothing,
    ),
  rounding: toCents,
});

/** First of the month from which the former spouse is paid: not before the annuity, nor before the month after the order. */
export const formerSpousePaidFrom = provision.date("formerSpousePaidFrom", {
  cites: and(rsmo("104.1051.1(2)"), rsmo("104.312.1")),
  means: () =>
    ifAny(
      orderIssued,
      (issued) => laterOf(annuityStartingDate, firstOfNextMonth(issued)),
      annuityStartingDate,
    ),
});

/** Whether the former spouse is paid for the month: from the first of those dates through the month of the first death of the two. */
export const formerSpouseIsPaid = provision.condition("formerSpouseIsPaid", {
  cites: division,
  register: "MSEP2000-Q60",
  means: () =>
    all(
      given(dividedShare),
      onOrAfter(paymentMonth, formerSpousePaidFrom),
      ifAny(formerSpouseDied, (died) => onOrBefore(paymentMonth, died), yes),
      ifAny(memberDied, (died) => onOrBefore(paymentMonth, died), yes),
    ),
});

/** What orders that go before this one leave of the annuity for the month; all of it where no other divides it. */
export const leftByOtherOrders = provision.amount("leftByOtherOrders", {
  cites: and(rsmo("104.1051.1(4)"), rsmo("104.312.1")),
  register: "MSEP2000-Q72",
  means: () =>
    ifAny(
      takenByOtherOrders,
      (taken) => minus(annuityPaid, lesserOf<Money>(taken, annuityPaid)),
      annuityPaid,
    ),
});

/** Due to the former spouse for the month: the same part of the annuity as at its start, so with its adjustments; nothing where none is paid. */
export const dueToFormerSpouse = provision.amount("dueToFormerSpouse", {
  cites: and(division, rsmo("104.1045.2"), rsmo("104.1051.1(4)")),
  register: "MSEP2000-Q60",
  means: () =>
    cases(
      when(
        all(formerSpouseIsPaid, moreThan(leftByOtherOrders, nothing)),
        lesserOf(
          rounded(product(annuityInForce, ratio(formerSpouseShare, chosenAmount)), toCents),
          leftByOtherOrders,
        ),
      ),
      otherwise(nothing),
    ),
});
