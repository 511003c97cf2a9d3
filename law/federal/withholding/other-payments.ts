/** Withholding from payments that are not periodic, and from those that could be rolled over (IRC 3405(b)-(c), Form W-4R). */
import {
  cases,
  cents,
  dollars,
  greaterOf,
  lessThan,
  minus,
  orElse,
  otherwise,
  percent,
  product,
  refusing,
  when,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import { effective, fixed, provision } from "@emeritus/engine/provision.ts";
import { register } from "../../sources.ts";
import { nonresidentAlien, paymentDate, taxablePayment } from "../facts.ts";
import { irc, irsForm } from "../sources.ts";
import { mayElectNone } from "./certificate.ts";
import { directRollover, electedRate, rolloverPaymentsOfYear } from "./facts.ts";

/** Share of a payment that is neither periodic nor fit for a rollover, without a certificate. */
export const nonperiodicRate = effective("nonperiodicRate", {
  governedBy: paymentDate,
  values: [
    {
      from: "1990-01-01",
      value: percent("10"),
      cites: irc("3405(b)"),
      mark: "assumed",
      register: "WITHHOLDING-Q05",
    },
  ],
});

/** Share of what could be rolled over and is not; it cannot be elected away. */
export const rolloverRate = effective("rolloverRate", {
  governedBy: paymentDate,
  values: [
    {
      from: "1993-01-01",
      value: percent("20"),
      cites: irc("3405(c)"),
      mark: "assumed",
      register: "WITHHOLDING-Q05",
    },
  ],
});

/** What is paid in a year below which nothing need be withheld from a payment that could be rolled over. */
export const leastRolloverYear = fixed("leastRolloverYear", {
  cites: irc("3405(c)"),
  register: "WITHHOLDING-Q06",
  is: dollars("200.00"),
});

const toCents = toTheCent(register("WITHHOLDING-Q04"));

/** Federal income tax withheld from a payment that is neither periodic nor fit for a rollover. */
export const nonperiodicWithholding = provision.amount("nonperiodicWithholding", {
  cites: [irc("3405(b)"), irsForm("W-4R")],
  register: "WITHHOLDING-Q05",
  means: () =>
    cases(
      when(nonresidentAlien, refusing("nonresidentAlien", irc("1441"))),
      otherwise(
        product(
          taxablePayment,
          cases(
            when(mayElectNone, orElse(electedRate, nonperiodicRate)),
            otherwise(greaterOf(nonperiodicRate, orElse(electedRate, percent("0")))),
          ),
        ),
      ),
    ),
  rounding: toCents,
});

/** The part of a payment fit for a rollover that is paid to the recipient. */
export const paidInCash = provision.amount("paidInCash", {
  cites: irc("402(c)"),
  means: () =>
    cases(
      when(lessThan(taxablePayment, directRollover), refusing("rolloverAbovePayment", irc("402(c)"))),
      otherwise(minus(taxablePayment, directRollover)),
    ),
});

/** Federal income tax withheld from a payment fit for a rollover: from what is not rolled over, and nothing from a small year. */
export const rolloverWithholding = provision.amount("rolloverWithholding", {
  cites: [irc("3405(c)"), irsForm("W-4R")],
  register: "WITHHOLDING-Q06",
  means: () =>
    cases(
      when(nonresidentAlien, refusing("nonresidentAlien", irc("1441"))),
      when(lessThan(rolloverPaymentsOfYear, leastRolloverYear), cents(0)),
      otherwise(product(paidInCash, greaterOf(rolloverRate, orElse(electedRate, percent("0"))))),
    ),
  rounding: toCents,
});
