/** The limits of the Code on benefits (IRC 415(b)) and on the pay that counts (IRC 401(a)(17)). */
import {
  ageOn,
  all,
  any,
  atLeast,
  atMost,
  cases,
  cents,
  dollars,
  greaterOf,
  ifAny,
  inYears,
  is,
  lesserOf,
  lessThan,
  minus,
  moreThan,
  not,
  otherwise,
  product,
  rate,
  refusing,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import { effective, fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { annuityStartingDate, birthDate } from "../../missouri/mosers/facts.ts";
import { boardRule, published, register } from "../../sources.ts";
import { paymentDate } from "../facts.ts";
import { payLimits, type PayLimitRow } from "../pay-limits.ts";
import { irc, regulation } from "../sources.ts";
import {
  annualBenefit,
  certifiedAgeFactor,
  disabilityOrSurvivor,
  inContributionPlan,
  participation,
  payOfYear,
  payYearBegins,
  publicSafety,
  publicSafetyService,
} from "./facts.ts";

const firstPublished = 2023;
/** Rows that begin where a figure or its mark changes; a row holds until the next. */
const changesOnly = <Row extends { readonly year: number; readonly dollars: number; readonly mark: string }>(
  rows: readonly Row[],
): readonly Row[] =>
  rows.filter((row, i) => i === 0 || row.dollars !== rows[i - 1]!.dollars || row.mark !== rows[i - 1]!.mark);
const figure = ({ year, dollars: whole, mark }: PayLimitRow, entry: string) => {
  const row = { from: `${year}-01-01`, value: dollars(`${whole}.00`), cites: published("irsLimits") };
  return mark === "published" ? row : { ...row, mark: "assumed" as const, register: entry };
};
/** Rows of consecutive years from a first one, in thousands of dollars; those before 2023 are recalled. */
const recalled = (first: number, thousands: readonly number[]): readonly PayLimitRow[] =>
  thousands.map((each, i) => ({
    year: first + i,
    dollars: 1000 * each,
    mark: first + i >= firstPublished ? "published" : "assumed",
  }));

/** Yearly limit on a benefit that begins from 62 to 65, by calendar year. */
export const benefitLimitOfYear = effective("benefitLimitOfYear", {
  governedBy: paymentDate,
  values: [
    ...changesOnly(
      recalled(
        2000,
        [
          135, 140, 160, 160, 165, 170, 175, 180, 185, 195, 195, 195, 200, 205, 210, 210, 210, 215, 220, 225,
          230, 230, 245, 265, 275, 280, 290,
        ],
      ),
    ).map((row) => figure(row, "DISTRIBUTIONS-Q04")),
    { from: "2027-01-01", unknown: true, register: "DISTRIBUTIONS-Q04" },
  ],
});

/** The age below which the limit is reduced. */
export const limitLeastAge = fixed("limitLeastAge", { cites: irc("415(b)(2)(C)"), is: years(62) });
/** The age above which the limit is raised. */
export const limitMostAge = fixed("limitMostAge", { cites: irc("415(b)(2)(D)"), is: years(65) });
/** Service in public safety with which no reduction for age is made. */
export const limitServiceOfPublicSafety = fixed("limitServiceOfPublicSafety", {
  cites: irc("415(b)(2)(G)"),
  register: "DISTRIBUTIONS-Q04",
  is: years(15),
});
/** A benefit that is always allowed to who was in no defined contribution plan. */
export const alwaysAllowed = fixed("alwaysAllowed", { cites: irc("415(b)(4)"), is: dollars("10000.00") });

/** The member's age when the benefit begins. */
export const ageAtLimit = provision.age("ageAtLimit", {
  cites: irc("415(b)(2)"),
  means: () => ageOn(birthDate, annuityStartingDate),
});

/** The share of the limit by time of participation: a tenth for each year, at least a tenth, at most the whole. */
export const participationShare = provision.rate("participationShare", {
  cites: irc("415(b)(5)"),
  register: "DISTRIBUTIONS-Q04",
  means: () =>
    cases(
      when(disabilityOrSurvivor, rate("1")),
      otherwise(lesserOf(rate("1"), greaterOf(rate("1/10"), product(inYears(participation), rate("1/10"))))),
    ),
});

/** The limit of the year with the share of participation, before any adjustment for age. */
export const limitBeforeAge = provision.amount("limitBeforeAge", {
  cites: [irc("415(b)(1)"), irc("415(b)(5)"), regulation("1.415(d)-1")],
  register: "DISTRIBUTIONS-Q04",
  means: () => product(benefitLimitOfYear, participationShare),
  rounding: toTheCent(register("DISTRIBUTIONS-Q04")),
});

/** Whether the limit is reduced because the benefit begins before 62. */
export const reducedForAge = provision.condition("reducedForAge", {
  cites: irc("415(b)(2)(C)"),
  register: "DISTRIBUTIONS-Q04",
  means: () =>
    all(
      lessThan(ageAtLimit, limitLeastAge),
      not(disabilityOrSurvivor),
      not(all(publicSafety, atLeast(publicSafetyService, limitServiceOfPublicSafety))),
    ),
});

/** The limit with the actuary's factor where the benefit begins before 62 or after 65; without the factor it is refused. */
export const limitForAge = provision.amount("limitForAge", {
  cites: irc("415(b)(2)"),
  register: "DISTRIBUTIONS-Q04",
  means: () =>
    cases(
      when(
        any(reducedForAge, moreThan(ageAtLimit, limitMostAge)),
        ifAny(
          certifiedAgeFactor,
          (factor) => product(limitBeforeAge, factor),
          refusing("ageFactorNotCertified", irc("415(b)(2)"), { ageAtLimit }),
        ),
      ),
      otherwise(limitBeforeAge),
    ),
  rounding: toTheCent(register("DISTRIBUTIONS-Q04")),
});

/** What is allowed at any age to who was in no defined contribution plan, by time of participation. */
export const leastLimit = provision.amount("leastLimit", {
  cites: irc("415(b)(4)"),
  register: "DISTRIBUTIONS-Q04",
  means: () =>
    cases(when(inContributionPlan, cents(0)), otherwise(product(alwaysAllowed, participationShare))),
  rounding: toTheCent(register("DISTRIBUTIONS-Q04")),
});

/** Whether the benefit is surely allowed without the actuary's factor: small, or below the limit where age can only raise it. */
export const surelyWithinLimit = provision.condition("surelyWithinLimit", {
  cites: irc("415(b)"),
  register: "DISTRIBUTIONS-Q04",
  means: () =>
    any(atMost(annualBenefit, leastLimit), all(not(reducedForAge), atMost(annualBenefit, limitBeforeAge))),
});

/** What is above the limit in a year, which only an excess benefit arrangement may pay (BR 8-1). */
export const excessBenefit = provision.amount("excessBenefit", {
  cites: [irc("415(b)"), irc("415(m)")],
  register: "DISTRIBUTIONS-Q04",
  means: () =>
    cases(
      when(surelyWithinLimit, cents(0)),
      otherwise(greaterOf(cents(0), minus(annualBenefit, greaterOf(limitForAge, leastLimit)))),
    ),
});

// ---- pay ----

/** Yearly limit on pay for members since July 1996, by the year in which the twelve months begin. */
export const generalPayLimit = effective("generalPayLimit", {
  governedBy: payYearBegins,
  values: [
    ...changesOnly(payLimits).map((row) => figure(row, "DISTRIBUTIONS-Q05")),
    { from: "2027-01-01", unknown: true, register: "DISTRIBUTIONS-Q05" } as const,
  ],
});

const grandfathered = [
  360, 360, 360, 375, 380, 385, 395, 395, 400, 405, 415, 425, 430, 450, 490, 505, 520, 535,
];
/** Yearly limit on pay that a governmental plan may keep for members before July 1996. */
export const grandfatheredPayLimit = effective("grandfatheredPayLimit", {
  governedBy: payYearBegins,
  values: [
    ...changesOnly(recalled(2009, grandfathered)).map((row) => figure(row, "DISTRIBUTIONS-Q05")),
    { from: "2027-01-01", unknown: true, register: "DISTRIBUTIONS-Q05" } as const,
  ],
});

/** Which limit on pay holds for members before July 1996. */
export const payLimitForOldMembers = setting("payLimitForOldMembers", {
  register: "DISTRIBUTIONS-Q05",
  readings: ["generalLimit", "grandfatheredLimit"],
  inForce: "generalLimit",
  cites: boardRule("8-4"),
});

/** Pay of twelve months that counts for benefits and contributions. */
export const payCounted = provision.amount("payCounted", {
  cites: [irc("401(a)(17)"), boardRule("8-4")],
  register: "DISTRIBUTIONS-Q05",
  means: () =>
    lesserOf(
      payOfYear,
      cases(
        when(is(payLimitForOldMembers, "grandfatheredLimit"), grandfatheredPayLimit),
        otherwise(generalPayLimit),
      ),
    ),
});
