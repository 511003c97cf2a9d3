/** What is due for one payment month in the closed plan: to the retiree, to a survivor, to a beneficiary (RSMo 104.395.1, 104.415). */
import {
  all,
  cases,
  dollars,
  firstOfMonth,
  is,
  months,
  orElse,
  otherwise,
  plusMonths,
  product,
  supposing,
  when,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Money, Span } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, published, register, rsmo } from "../../../sources.ts";
import { annuityStartingDate, memberDied, paymentMonth, paymentOption } from "../facts.ts";
import { asOfBackDrop } from "../msep-2000/backdrop.ts";
import { firstColaOn, nextAnniversary } from "../msep-2000/cola.ts";
import { survivorIsPaid, survivorShare } from "../msep-2000/in-payment.ts";
import { factorOfReelection, reelectionHolds } from "../shared/elections.ts";
import { payeeMayBePaid } from "../shared/forfeiture.ts";
import {
  asElectedOrAgain,
  atStart,
  firstReelected,
  paymentsLeft,
  whileGuaranteed,
  whilePaid,
} from "../shared/payments.ts";
import { cappedAt, colaTrack, withPayOfOffice, withYearlyIncreases } from "./cola.ts";
import { chosenAmount, joint100Factor, joint50Factor, lifeIncomeAmount } from "./payment-options.ts";

const nothing = dollars("0.00");

/** Share of the life income under a joint option elected after a marriage in retirement. */
export const reelectionFactor = provision.rate("reelectionFactor", {
  cites: and(rsmo("104.395"), handbook("30, 34")),
  register: "MSEP-Q41",
  means: () => factorOfReelection(joint50Factor, joint100Factor),
});

/** The annuity at its start, or as of a BackDROP date: as elected, or the life-income amount after a pop-up or a cancelling decree. */
export const initialAnnuity = provision.amount("initialAnnuity", {
  cites: and(rsmo("104.395"), handbook(34)),
  register: "MSEP-Q29",
  means: () => atStart(chosenAmount, lifeIncomeAmount),
});

/** What least increases may raise the annuity to. */
export const annuityCap = provision.amount("annuityCap", {
  cites: rsmo("104.415.1"),
  register: "MSEP-Q25",
  means: () => cappedAt(initialAnnuity),
});

/** The retiree's annuity with every increase, by the option elected at retirement. */
export const annuityAsElected = provision.amount("annuityAsElected", {
  cites: and(rsmo("104.395"), rsmo("104.415"), rsmo("104.371.1"), handbook(34)),
  register: "MSEP-Q29",
  means: () =>
    cases(
      when(is(colaTrack, "payOfOffice"), withPayOfOffice(initialAnnuity, annuityStartingDate)),
      otherwise(
        withYearlyIncreases({
          start: initialAnnuity,
          cap: annuityCap,
          first: firstColaOn,
          until: paymentMonth,
        }),
      ),
    ),
});

/** What the annuity at its start would have been under the option elected again; of it the cap of least increases counts. */
export const initialAsReelected = provision.amount("initialAsReelected", {
  cites: and(rsmo("104.395"), rsmo("104.415.1")),
  register: "MSEP-Q41",
  means: () => product(asOfBackDrop(lifeIncomeAmount), reelectionFactor),
  rounding: toTheCent(register("MSEP-Q18")),
});

/** The annuity of the first month of a new election: the life income with every increase to that month, reduced by the option; nothing without one. */
export const reelectedAmount = provision.amount("reelectedAmount", {
  cites: and(rsmo("104.395"), handbook(34)),
  register: "MSEP-Q41",
  means: () => firstReelected(annuityAsElected, reelectionFactor),
  rounding: toTheCent(register("MSEP-Q18")),
});

/** An amount that takes over after the payment of a month, with the increases that fall due after it. */
export const withIncreasesAfter = (
  start: Expr<Money>,
  cap: Expr<Money>,
  month: Expr<CalendarDate>,
): Expr<Money> =>
  cases(
    when(is(colaTrack, "payOfOffice"), withPayOfOffice(start, month)),
    otherwise(
      withYearlyIncreases({
        start,
        cap,
        first: supposing([[paymentMonth, month]], nextAnniversary),
        until: paymentMonth,
      }),
    ),
  );

/** The retiree's annuity in the month with every increase: as elected, or as elected again until the new spouse dies. */
export const annuityInForce = provision.amount("annuityInForce", {
  cites: and(rsmo("104.395"), rsmo("104.415"), rsmo("104.371.1"), handbook(34)),
  register: "MSEP-Q29",
  means: () =>
    asElectedOrAgain(annuityAsElected, (from) =>
      withIncreasesAfter(reelectedAmount, cappedAt(initialAsReelected), from),
    ),
});

/** What a temporary benefit pays in the month: the closed plan has none. */
export const temporaryInForce = provision.amount("temporaryInForce", {
  cites: published("temporaryBenefitPage"),
  means: () => nothing,
});

/** The annuity of the month before anything stops or divides it. */
export const annuityPayable = provision.amount("annuityPayable", {
  cites: and(rsmo("104.401"), rsmo("104.415"), handbook(34)),
  means: () => whilePaid(annuityInForce),
});

/**
 * The survivor's annuity in the month of the member's death, or in the payment month while the member lives: the share of the member's
 * annuity with its increases.
 */
export const survivorAmountAtDeath = provision.amount("survivorAmountAtDeath", {
  cites: and(rsmo("104.395.1"), handbook(29)),
  means: () =>
    product(
      supposing([[paymentMonth, firstOfMonth(orElse(memberDied, paymentMonth))]], annuityInForce),
      survivorShare,
    ),
  rounding: toTheCent(register("MSEP-Q18")),
});

/** What least increases may raise the survivor's annuity to: the cap counts from the share of the annuity at retirement. */
export const survivorCap = provision.amount("survivorCap", {
  cites: rsmo("104.415.1"),
  register: "MSEP-Q25",
  means: () =>
    cappedAt(
      product(
        cases(when(reelectionHolds, initialAsReelected), otherwise(asOfBackDrop(chosenAmount))),
        survivorShare,
      ),
    ),
});

/** Due to the surviving spouse for the month: the share at death, then the increases in the member's anniversary month. */
export const dueToSurvivor = provision.amount("dueToSurvivor", {
  cites: and(rsmo("104.395.1"), rsmo("104.415"), handbook("20, 33")),
  register: "MSEP-Q25",
  means: () =>
    cases(
      when(
        all(survivorIsPaid, payeeMayBePaid),
        withIncreasesAfter(
          survivorAmountAtDeath,
          survivorCap,
          firstOfMonth(orElse(memberDied, paymentMonth)),
        ),
      ),
      otherwise(nothing),
    ),
});

/** Payments of the guarantee with 60 payments. */
export const guarantee60 = fixed("guarantee60", { cites: rsmo("104.395.1"), is: months(60) });
/** Payments of the guarantee with 120 payments. */
export const guarantee120 = fixed("guarantee120", { cites: rsmo("104.395.1"), is: months(120) });

/** First of the month after the last guaranteed payment; the annuity starting date when none is guaranteed. */
export const guaranteeEnds = provision.date("guaranteeEnds", {
  cites: and(rsmo("104.395.1"), handbook(29)),
  means: () =>
    plusMonths(
      annuityStartingDate,
      cases<Span>(
        when(is(paymentOption, "guaranteed60"), guarantee60),
        when(is(paymentOption, "guaranteed120"), guarantee120),
        otherwise(months(0)),
      ),
    ),
});

/** Guaranteed payments not yet due before the month's own: the payment of the month counts among them. */
export const guaranteedPaymentsLeft = provision.count("guaranteedPaymentsLeft", {
  cites: and(rsmo("104.395.1"), handbook(29)),
  means: () => paymentsLeft(guaranteeEnds),
});

/** Due to the beneficiary for the month: the annuity with its increases, while guaranteed payments are left after a death. */
export const dueToBeneficiary = provision.amount("dueToBeneficiary", {
  cites: and(rsmo("104.395.1"), rsmo("104.415"), handbook("20, 29")),
  register: "MSEP-Q31",
  means: () => whileGuaranteed(annuityInForce, guaranteeEnds),
});
