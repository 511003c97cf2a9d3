/** Which certificate governs a periodic payment, and what holds without one (Form W-4P, IRC 3405(a)). */
import {
  all,
  atLeast,
  cases,
  choices,
  count,
  date,
  days,
  daysFrom,
  is,
  isBefore,
  not,
  otherwise,
  when,
} from "@emeritus/engine/expr.ts";
import { fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { filingStatus, filingStatuses, paidAbroad, paymentDate, taxNumberMissing } from "../facts.ts";
import { irc, irsForm, publication15T } from "../sources.ts";
import {
  allowancesClaimed,
  certificate,
  certificateReceived,
  electsNoWithholding,
  firstPaidOn,
} from "./facts.ts";

/** Days after receipt from which a payment must follow a new certificate. */
export const daysToFollowCertificate = fixed("daysToFollowCertificate", {
  cites: irc("3405(e)"),
  is: days(30),
});

/** The first day on which payments begin that are single by default; before it the old default held. */
export const singleDefaultBegins = fixed("singleDefaultBegins", {
  cites: publication15T(2022, "periodic payments"),
  is: date("2022-01-01"),
});

/** What is withheld without a certificate from payments that began before 2022. */
export const oldDefault = setting("oldDefault", {
  register: "WITHHOLDING-Q02",
  readings: ["marriedThreeAllowances", "singleNoEntries"],
  inForce: "marriedThreeAllowances",
  cites: publication15T(2022, "periodic payments"),
});

/** Allowances of the old default. */
export const allowancesOfOldDefault = fixed("allowancesOfOldDefault", {
  cites: publication15T(2021, "periodic payments of pensions or annuities"),
  is: count(3),
});

/** Whether a payment must follow the certificate that was received. */
export const certificateMustBeFollowed = provision.condition("certificateMustBeFollowed", {
  cites: irc("3405(e)"),
  register: "WITHHOLDING-Q03",
  means: () => atLeast(daysFrom(certificateReceived, paymentDate), daysToFollowCertificate),
});

/** By what a periodic payment is withheld from. */
export const withholdingBases = choices(
  "noWithholding",
  "currentCertificate",
  "olderCertificate",
  "marriedDefault",
  "singleDefault",
);

/** Whether the recipient may elect that nothing is withheld: with a taxpayer number, and not for payments abroad. */
export const mayElectNone = provision.condition("mayElectNone", {
  cites: irc("3405(a)(2)"),
  means: () => all(not(taxNumberMissing), not(paidAbroad)),
});

/** Whether payments that have no certificate are still withheld from by the default from before 2022. */
const keepsOldDefault = () =>
  all(isBefore(firstPaidOn, singleDefaultBegins), is(oldDefault, "marriedThreeAllowances"));

/** By what the payment is withheld from: the election of none, the certificate, or the default of who has none. */
export const withholdingBasis = provision.choice("withholdingBasis", withholdingBases, {
  cites: [irc("3405(a)"), irsForm("W-4P"), publication15T(2026, "periodic payments")],
  register: "WITHHOLDING-Q02",
  means: () =>
    cases(
      when(taxNumberMissing, withholdingBases.of("singleDefault")),
      when(all(electsNoWithholding, mayElectNone), withholdingBases.of("noWithholding")),
      when(is(certificate, "certificateSince2022"), withholdingBases.of("currentCertificate")),
      when(is(certificate, "certificateBefore2022"), withholdingBases.of("olderCertificate")),
      when(keepsOldDefault(), withholdingBases.of("marriedDefault")),
      otherwise(withholdingBases.of("singleDefault")),
    ),
});

/** The filing status whose schedule is used. */
export const statusUsed = provision.choice("statusUsed", filingStatuses, {
  cites: irsForm("W-4P"),
  means: () =>
    cases(
      when(is(withholdingBasis, "singleDefault"), filingStatuses.of("single")),
      when(is(withholdingBasis, "marriedDefault"), filingStatuses.of("marriedFilingJointly")),
      otherwise(filingStatus),
    ),
});

/** Whether allowances are counted, as on certificates from before 2022 and in the old default. */
export const countsAllowances = provision.condition("countsAllowances", {
  cites: publication15T(2026, "Worksheet 1B"),
  means: () => is(withholdingBasis, "olderCertificate", "marriedDefault"),
});

/** Whether the entries of steps 2 to 4 of a current certificate are counted. */
export const countsEntries = provision.condition("countsEntries", {
  cites: publication15T(2026, "Worksheet 1B"),
  means: () => is(withholdingBasis, "currentCertificate"),
});

/** Allowances that are counted. */
export const allowancesUsed = provision.count("allowancesUsed", {
  cites: publication15T(2026, "Worksheet 1B"),
  means: () =>
    cases(when(is(withholdingBasis, "marriedDefault"), allowancesOfOldDefault), otherwise(allowancesClaimed)),
});
