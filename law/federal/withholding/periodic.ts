/** Withholding from monthly and other periodic payments by Worksheet 1B of Publication 15-T. */
import {
  cases,
  cents,
  count,
  dollars,
  greaterOf,
  is,
  lesserOf,
  minus,
  moreThan,
  named,
  otherwise,
  product,
  ratio,
  refusing,
  rounded,
  sum,
  supposing,
  times,
  when,
} from "@emeritus/engine/expr.ts";
import { toTheCent, toTheDollar } from "@emeritus/engine/exact.ts";
import type { Expr, Money } from "@emeritus/engine/kinds.ts";
import { effective, provision, setting } from "@emeritus/engine/provision.ts";
import { register } from "../../sources.ts";
import { nonresidentAlien, paymentDate, taxablePayment } from "../facts.ts";
import { irc, publication15T } from "../sources.ts";
import {
  allowancesUsed,
  countsAllowances,
  countsEntries,
  statusUsed,
  withholdingBasis,
} from "./certificate.ts";
import {
  amountTaxed,
  creditsClaimed,
  deductionsClaimed,
  extraWithholding,
  incomeFromOtherJobs,
  otherIncome,
  paymentsAYear,
} from "./facts.ts";
import { taxBySchedule } from "./schedules.ts";

const worksheet = publication15T(2026, "Worksheet 1B");

/** The rows of a figure of the worksheet, the same in both years that are encoded; other years are not known. */
const yearly = (amount: string) => [
  {
    from: "2025-01-01",
    value: dollars(amount),
    cites: worksheet,
    mark: "assumed",
    register: "WITHHOLDING-Q01",
  } as const,
  { from: "2027-01-01", unknown: true, register: "WITHHOLDING-Q01" } as const,
];

/** Line 1g for who is married and files jointly. */
export const adjustmentOfMarried = effective("adjustmentOfMarried", {
  governedBy: paymentDate,
  values: yearly("12900.00"),
});
/** Line 1g for everybody else. */
export const adjustmentOfOthers = effective("adjustmentOfOthers", {
  governedBy: paymentDate,
  values: yearly("8600.00"),
});
/** Line 1k: what one allowance of an older certificate takes from the yearly payment. */
export const allowanceValue = effective("allowanceValue", {
  governedBy: paymentDate,
  values: yearly("4300.00"),
});

/** Whether what is withheld is rounded to the cent or to the dollar; the IRS lets the payer choose. */
export const withholdingRounding = setting("withholdingRounding", {
  register: "WITHHOLDING-Q04",
  readings: ["toTheCent", "toTheDollar"],
  inForce: "toTheCent",
  cites: publication15T(2026, "rounding"),
});

/** What holds of a current certificate's entry, and zero without one. */
const entry = (claimed: Expr<Money>): Expr<Money> => cases(when(countsEntries, claimed), otherwise(cents(0)));

/** Line 1g: the adjustment of the filing status. */
export const statusAdjustment = provision.amount("statusAdjustment", {
  cites: worksheet,
  means: () =>
    cases(when(is(statusUsed, "marriedFilingJointly"), adjustmentOfMarried), otherwise(adjustmentOfOthers)),
});

/** Line 1c: the payment for a whole year. */
export const annualPayment = provision.amount("annualPayment", {
  cites: worksheet,
  means: () => times(taxablePayment, paymentsAYear),
});

/** Line 1i, or line 1k taken off for an older certificate: the yearly payment after adjustments, which may be below zero. */
export const annualPaymentAdjusted = provision.amount("annualPaymentAdjusted", {
  cites: worksheet,
  means: () =>
    cases(
      when(countsAllowances, minus(annualPayment, times(allowanceValue, allowancesUsed))),
      otherwise(
        minus(minus(sum(annualPayment, entry(otherIncome)), entry(deductionsClaimed)), statusAdjustment),
      ),
    ),
});

/** Line 2a: income from other jobs and pensions, where it is counted. */
export const otherJobsCounted = provision.amount("otherJobsCounted", {
  cites: worksheet,
  means: () => entry(incomeFromOtherJobs),
});

const atLeastZero = (amount: Expr<Money>): Expr<Money> => greaterOf(cents(0), amount);

/** Line 2j (an amount below zero has no tax): tax on the income from other jobs and pensions, or on this payment where there is no other. */
export const taxOfFirstPart = provision.amount("taxOfFirstPart", {
  cites: worksheet,
  means: () =>
    supposing(
      [
        [
          amountTaxed,
          cases(
            when(moreThan(otherJobsCounted, cents(0)), minus(otherJobsCounted, statusAdjustment)),
            otherwise(annualPaymentAdjusted),
          ),
        ],
      ],
      taxBySchedule,
    ),
});

/** Line 2s (an amount below zero has no tax): tax on the income from other jobs and pensions together with this payment. */
export const taxOfBothParts = provision.amount("taxOfBothParts", {
  cites: worksheet,
  means: () => supposing([[amountTaxed, sum(otherJobsCounted, annualPaymentAdjusted)]], taxBySchedule),
});

/** Line 2u: the yearly tax on this payment before credits. */
export const annualTaxOfPayment = provision.amount("annualTaxOfPayment", {
  cites: worksheet,
  means: () =>
    cases(
      when(moreThan(otherJobsCounted, cents(0)), atLeastZero(minus(taxOfBothParts, taxOfFirstPart))),
      otherwise(taxOfFirstPart),
    ),
});

/** Lines 3b to 4c: what is withheld from one payment before it is rounded. */
export const withholdingExactly = provision.amount("withholdingExactly", {
  cites: worksheet,
  means: () =>
    sum(
      product(
        named("annualTaxAfterCredits", atLeastZero(minus(annualTaxOfPayment, entry(creditsClaimed)))),
        ratio(count(1), paymentsAYear),
      ),
      cases(
        when(is(withholdingBasis, "singleDefault", "marriedDefault"), cents(0)),
        otherwise(extraWithholding),
      ),
    ),
});

/** Federal income tax withheld from a periodic payment; never more than the payment. */
export const periodicWithholding = provision.amount("periodicWithholding", {
  cites: [irc("3405(a)"), worksheet],
  register: "WITHHOLDING-Q04",
  means: () =>
    cases(
      when(nonresidentAlien, refusing("nonresidentAlien", irc("1441"))),
      when(is(withholdingBasis, "noWithholding"), cents(0)),
      otherwise(
        lesserOf(
          taxablePayment,
          cases(
            when(
              is(withholdingRounding, "toTheCent"),
              rounded(withholdingExactly, toTheCent(register("WITHHOLDING-Q04"))),
            ),
            otherwise(rounded(withholdingExactly, toTheDollar(publication15T(2026, "rounding")))),
          ),
        ),
      ),
    ),
});
