/** What is due for one payment month: to the retiree, to a survivor, to a beneficiary (RSMo 104.1024.1, 104.1027.1, 104.1045). */
import {
  all,
  cases,
  dollars,
  firstOfMonth,
  firstOfNextMonth,
  ifAny,
  is,
  minus,
  months,
  no,
  not,
  onOrAfter,
  onOrBefore,
  otherwise,
  percent,
  plusMonths,
  product,
  supposing,
  when,
  yes,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Expr, Rate, Span, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, register, rsmo } from "../../../sources.ts";
import { asOfBackDrop } from "./backdrop.ts";
import { withColaAfter, withColaFromStart, withPriceColaFromStart } from "./cola.ts";
import { annuityStartingDate, memberDied, paymentMonth, paymentOption } from "../facts.ts";
import {
  chosenAmount,
  joint100Factor,
  joint100SurvivorShare,
  joint50Factor,
  joint50SurvivorShare,
  lifeIncomeAmount,
} from "./payment-options.ts";
import { dueToFormerSpouse, leftByOtherOrders } from "../shared/division.ts";
import { factorOfReelection, jointSpouseDied, optionInForce } from "../shared/elections.ts";
import { dividedShare } from "../shared/facts.ts";
import { payeeMayBePaid } from "../shared/forfeiture.ts";
import {
  afterDeath,
  asElectedOrAgain,
  atStart,
  firstReelected,
  paymentsLeft,
  whileGuaranteed,
  whilePaid,
} from "../shared/payments.ts";
import { annuityPaid, notPaidForWork } from "../shared/reemployment.ts";
import { temporaryBenefit, temporaryBenefitEnds } from "./temporary-benefit.ts";

const nothing = dollars("0.00");

/** Whether the retiree is paid for the month: from the annuity starting date through the month of death, in full. */
export const retireeIsPaid = provision.condition("retireeIsPaid", {
  cites: and(rsmo("104.1024.1"), handbook("32, 34")),
  means: () =>
    all(
      onOrAfter(paymentMonth, annuityStartingDate),
      ifAny(memberDied, (died) => onOrBefore(paymentMonth, died), yes),
    ),
});

/** Whether a joint option holds in the month. */
export const isJoint = provision.condition("isJoint", {
  cites: rsmo("104.1027.1"),
  means: () => is(optionInForce, "joint50", "joint100"),
});

/** Whether the annuity has returned to the life-income amount because the spouse died: from the first of the next month. */
export const poppedUp = provision.condition("poppedUp", {
  cites: handbook(34),
  register: "MSEP2000-Q30",
  means: () =>
    all(
      isJoint,
      ifAny(jointSpouseDied, (died) => onOrAfter(paymentMonth, firstOfNextMonth(died)), no),
    ),
});

/** Share of the life income under a joint option elected after a marriage in retirement. */
export const reelectionFactor = provision.rate("reelectionFactor", {
  cites: and(rsmo("104.1027"), handbook("30, 34")),
  register: "MSEP2000-Q63",
  means: () => factorOfReelection(joint50Factor, joint100Factor),
});

/** The annuity at its start, or as of a BackDROP date: as elected, or the life-income amount after a pop-up or a cancelling decree. */
export const initialAnnuity = provision.amount("initialAnnuity", {
  cites: and(rsmo("104.1027"), handbook(34)),
  register: "MSEP2000-Q30",
  means: () => atStart(chosenAmount, lifeIncomeAmount),
});

/** The retiree's annuity with every adjustment, by the option elected at retirement. */
export const annuityAsElected = provision.amount("annuityAsElected", {
  cites: and(rsmo("104.1045"), rsmo("104.1084"), handbook(34)),
  register: "MSEP2000-Q30",
  means: () => withColaFromStart(initialAnnuity),
});

/** The annuity of the first month of a new election: the life income with every adjustment to that month, reduced by the option; nothing without one. */
export const reelectedAmount = provision.amount("reelectedAmount", {
  cites: and(rsmo("104.1027"), handbook(34)),
  register: "MSEP2000-Q63",
  means: () => firstReelected(annuityAsElected, reelectionFactor),
  rounding: toTheCent(register("MSEP2000-Q18")),
});

/** The retiree's annuity in the month with every adjustment: as elected, or as elected again until the new spouse dies. */
export const annuityInForce = provision.amount("annuityInForce", {
  cites: and(rsmo("104.1045"), rsmo("104.1084"), rsmo("104.1027"), handbook(34)),
  register: "MSEP2000-Q30",
  means: () => asElectedOrAgain(annuityAsElected, (from) => withColaAfter(reelectedAmount, from)),
});

/** The annuity of the month before anything stops or divides it, without the temporary benefit. */
export const annuityPayable = provision.amount("annuityPayable", {
  cites: and(rsmo("104.1024.1"), rsmo("104.1045")),
  means: () => whilePaid(annuityInForce),
});

/** The annuity due to the retiree for the month: what is paid of it, less a former spouse's part, without the temporary benefit. */
export const dueToRetiree = provision.amount("dueToRetiree", {
  cites: and(rsmo("104.1024.1"), rsmo("104.1039"), rsmo("104.1051.1(4)")),
  means: () => ifAny(dividedShare, () => minus(leftByOtherOrders, dueToFormerSpouse), annuityPaid),
});

/** The temporary benefit in the month, with adjustments of its own, through the month of the 62nd birthday. */
export const temporaryInForce = provision.amount("temporaryInForce", {
  cites: and(rsmo("104.1024.4"), rsmo("104.1045")),
  register: "MSEP2000-Q22",
  means: () =>
    cases(
      when(
        onOrBefore(paymentMonth, temporaryBenefitEnds),
        withPriceColaFromStart(asOfBackDrop(temporaryBenefit)),
      ),
      otherwise(nothing),
    ),
});

/** The temporary benefit due to the retiree for the month; it stops with the annuity, and is not divided. */
export const dueTemporary = provision.amount("dueTemporary", {
  cites: and(rsmo("104.1024.4"), rsmo("104.1045"), rsmo("104.1039")),
  means: () => cases(when(all(retireeIsPaid, not(notPaidForWork)), temporaryInForce), otherwise(nothing)),
});

/** Share of the retiree's annuity that goes on to the spouse under the option in force. */
export const survivorShare = provision.rate("survivorShare", {
  cites: rsmo("104.1027.1"),
  register: "MSEP2000-Q26",
  means: () =>
    cases<Rate>(
      when(is(optionInForce, "joint50"), joint50SurvivorShare),
      when(is(optionInForce, "joint100"), joint100SurvivorShare),
      otherwise(percent("0")),
    ),
});

/** Whether the spouse is paid for the month: through the month of the spouse's own death. */
const spouseIsAlive = (): Expr<YesNo> =>
  ifAny(jointSpouseDied, (died) => onOrBefore(paymentMonth, died), yes);

/** Whether the survivor is paid for the month: from the first of the month after the member's death. */
export const survivorIsPaid = provision.condition("survivorIsPaid", {
  cites: and(rsmo("104.1027.1"), handbook(33)),
  means: () => all(isJoint, afterDeath(), spouseIsAlive()),
});

/** The survivor's annuity in the month of the member's death: the share of the reduced annuity with its adjustments. */
export const survivorAmountAtDeath = provision.amount("survivorAmountAtDeath", {
  cites: and(rsmo("104.1027.1"), rsmo("104.1045.1")),
  register: "MSEP2000-Q26",
  means: () =>
    product(
      ifAny(memberDied, (died) => supposing([[paymentMonth, firstOfMonth(died)]], annuityInForce), nothing),
      survivorShare,
    ),
  rounding: toTheCent(register("MSEP2000-Q18")),
});

/**
 * Due to the surviving spouse for the month: the share of the reduced annuity with its adjustments at death, then adjustments in the
 * member's anniversary month. The temporary benefit is not counted.
 */
export const dueToSurvivor = provision.amount("dueToSurvivor", {
  cites: and(rsmo("104.1027.1"), rsmo("104.1045.1-2"), handbook(33)),
  register: "MSEP2000-Q26",
  means: () =>
    cases(
      when(
        all(survivorIsPaid, payeeMayBePaid),
        ifAny(memberDied, (died) => withColaAfter(survivorAmountAtDeath, firstOfMonth(died)), nothing),
      ),
      otherwise(nothing),
    ),
});

/** Payments of the guarantee with 120 payments. */
export const guarantee120 = fixed("guarantee120", { cites: rsmo("104.1027.1"), is: months(120) });
/** Payments of the guarantee with 180 payments. */
export const guarantee180 = fixed("guarantee180", { cites: rsmo("104.1027.1"), is: months(180) });

/** First of the month after the last guaranteed payment; the annuity starting date when none is guaranteed. */
export const guaranteeEnds = provision.date("guaranteeEnds", {
  cites: and(rsmo("104.1027.1"), handbook(29)),
  means: () =>
    plusMonths(
      annuityStartingDate,
      cases<Span>(
        when(is(paymentOption, "guaranteed120"), guarantee120),
        when(is(paymentOption, "guaranteed180"), guarantee180),
        otherwise(months(0)),
      ),
    ),
});

/** Guaranteed payments not yet due before the month's own: the payment of the month counts among them. */
export const guaranteedPaymentsLeft = provision.count("guaranteedPaymentsLeft", {
  cites: and(rsmo("104.1027.1"), handbook(29)),
  means: () => paymentsLeft(guaranteeEnds),
});

/** Due to the beneficiary for the month: the annuity with its adjustments, while guaranteed payments are left after a death. */
export const dueToBeneficiary = provision.amount("dueToBeneficiary", {
  cites: and(rsmo("104.1027.1"), rsmo("104.1045.2"), handbook(29)),
  register: "MSEP2000-Q31",
  means: () => whileGuaranteed(annuityInForce, guaranteeEnds),
});
