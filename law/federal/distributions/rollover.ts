/** What can be rolled over, by which rule tax is withheld, and when the notice is given (IRC 402(c), 402(f), 3405). */
import {
  all,
  any,
  atLeast,
  atMost,
  cases,
  choices,
  count,
  days,
  daysFrom,
  dollars,
  is,
  cents,
  otherwise,
  same,
  when,
} from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { paymentDate, taxablePayment } from "../facts.ts";
import { irc } from "../sources.ts";
import { directRollover } from "../withholding/facts.ts";
import { guaranteedMonths, noticeGiven, noticeWaived, paymentKind, recipient } from "./facts.ts";

/** What may become of a payment. */
export const rolloverTreatments = choices("noRollover", "rolloverToAnyPlan", "rolloverToInheritedAccount");
/** The rules of withholding. */
export const withholdingRules = choices("periodicRule", "twentyPercentRule", "tenPercentRule");

/** Guaranteed payments of so many months or more are periodic. */
export const periodicGuarantee = fixed("periodicGuarantee", {
  cites: irc("402(c)(4)"),
  register: "DISTRIBUTIONS-Q02",
  is: count(120),
});
/** The least part of a payment that may be rolled over when not all of it is. */
export const leastPartialRollover = fixed("leastPartialRollover", {
  cites: irc("402(c)"),
  register: "DISTRIBUTIONS-Q02",
  is: dollars("500.00"),
});
/** Days before the payment from which the notice is not too late, unless the recipient waives them. */
export const noticeLeastDays = fixed("noticeLeastDays", { cites: irc("402(f)"), is: days(30) });
/** Days before the payment from which the notice is not too early. */
export const noticeMostDays = fixed("noticeMostDays", { cites: irc("402(f)"), is: days(180) });

/** Whether the payment is one of a series: an annuity, or guaranteed payments of ten years or more. */
export const isPeriodic = provision.condition("isPeriodic", {
  cites: irc("402(c)(4)"),
  register: "DISTRIBUTIONS-Q02",
  means: () =>
    any(
      is(paymentKind, "monthlyAnnuity"),
      all(is(paymentKind, "guaranteedPayments"), atLeast(guaranteedMonths, periodicGuarantee)),
    ),
});

/** What may become of the payment. */
export const rolloverTreatment = provision.choice("rolloverTreatment", rolloverTreatments, {
  cites: irc("402(c)"),
  register: "DISTRIBUTIONS-Q02",
  means: () =>
    cases(
      when(
        any(isPeriodic, is(paymentKind, "requiredDistribution", "correctiveDistribution")),
        rolloverTreatments.of("noRollover"),
      ),
      when(is(recipient, "estateOrCharity"), rolloverTreatments.of("noRollover")),
      when(is(recipient, "otherIndividual"), rolloverTreatments.of("rolloverToInheritedAccount")),
      otherwise(rolloverTreatments.of("rolloverToAnyPlan")),
    ),
});

/** By which rule federal tax is withheld from the payment. */
export const withholdingRule = provision.choice("withholdingRule", withholdingRules, {
  cites: irc("3405"),
  register: "DISTRIBUTIONS-Q02",
  means: () =>
    cases(
      when(isPeriodic, withholdingRules.of("periodicRule")),
      when(is(rolloverTreatment, "noRollover"), withholdingRules.of("tenPercentRule")),
      otherwise(withholdingRules.of("twentyPercentRule")),
    ),
});

/** Whether the notice of rollover rights was given in time for the payment. */
export const noticeInTime = provision.condition("noticeInTime", {
  cites: irc("402(f)"),
  register: "DISTRIBUTIONS-Q02",
  means: () =>
    all(
      atMost(daysFrom(noticeGiven, paymentDate), noticeMostDays),
      any(
        atLeast(daysFrom(noticeGiven, paymentDate), noticeLeastDays),
        all(noticeWaived, atLeast(daysFrom(noticeGiven, paymentDate), days(0))),
      ),
    ),
});

/** Whether the amount may go straight to another plan: nothing, all of the payment, or a part that is large enough. */
export const rolloverAmountAllowed = provision.condition("rolloverAmountAllowed", {
  cites: irc("402(c)"),
  register: "DISTRIBUTIONS-Q02",
  means: () =>
    all(
      atMost(directRollover, taxablePayment),
      any(
        same(directRollover, cents(0)),
        same(directRollover, taxablePayment),
        atLeast(directRollover, leastPartialRollover),
      ),
    ),
});
