/** Basic and optional life insurance, at work and in retirement (RSMo 104.517, 104.1072). */
import {
  ageOn,
  all,
  any,
  blocks,
  cases,
  count,
  date,
  dateAtAge,
  days,
  daysFrom,
  dollars,
  firstOfMonth,
  firstOfNextMonth,
  greaterOf,
  is,
  isBefore,
  lastOfMonth,
  lesserOf,
  not,
  onOrAfter,
  otherwise,
  plusDays,
  product,
  ratio,
  refusing,
  rounded,
  times,
  when,
  years,
  atMost,
} from "@emeritus/engine/expr.ts";
import { exact, toTheCent, type Rounding } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Days } from "@emeritus/engine/kinds.ts";
import { fixed, lookup, provision, setting } from "@emeritus/engine/provision.ts";
import { and, handbook, published, register, rsmo } from "../../../sources.ts";
import { annuityStartingDate, birthDate, leftService } from "../facts.ts";
import { annualSalary, coverageMonth, keepsOptionalLife, optionalLife, retirementRoute } from "./facts.ts";

const basic = and(rsmo("104.517"), rsmo("104.1072"), published("lifePage"));
const optional = and(rsmo("104.517"), published("proceduresManual"));

/** Least amount of basic life insurance at work. */
export const leastBasicLife = fixed("leastBasicLife", {
  cites: basic,
  is: dollars("15000.00"),
  register: "INSURANCE-Q01",
});
/** Basic life insurance of a member at work: the yearly salary. */
export const basicLifeAtWork = provision.amount("basicLifeAtWork", {
  cites: basic,
  register: "INSURANCE-Q01",
  means: () => greaterOf(annualSalary, leastBasicLife),
});
/** The last day of coverage at work. */
export const coverageAtWorkEnds = provision.date("coverageAtWorkEnds", {
  cites: basic,
  means: () => lastOfMonth(leftService),
});
/** Days to take over insurance directly with the insurer. */
export const daysToPort = fixed("daysToPort", { cites: basic, is: days(60) });
/** The last day to take over insurance that ended. */
export const portBy = provision.date("portBy", {
  cites: basic,
  means: () => plusDays(coverageAtWorkEnds, daysToPort),
});

/** Within how many days of leaving one must retire to keep life insurance. */
export const retireeLifeWindow = setting("retireeLifeWindow", {
  register: "INSURANCE-Q02",
  readings: ["sixtyFiveDays", "sixtyDays"],
  inForce: "sixtyFiveDays",
  cites: basic,
});
/** Whether the person retires straight from work or within the window, so that life insurance goes on. */
export const lifeGoesOn = provision.condition("lifeGoesOn", {
  cites: basic,
  register: "INSURANCE-Q02",
  means: () =>
    atMost(
      daysFrom(leftService, annuityStartingDate),
      cases<Days>(when(is(retireeLifeWindow, "sixtyFiveDays"), days(65)), otherwise(days(60))),
    ),
});
/** Basic life insurance of a retiree, paid by the state. */
export const basicLifeRetired = fixed("basicLifeRetired", { cites: basic, is: dollars("5000.00") });
/** Basic life insurance in retirement. */
export const basicLifeInRetirement = provision.amount("basicLifeInRetirement", {
  cites: basic,
  means: () => cases(when(lifeGoesOn, basicLifeRetired), otherwise(dollars("0.00"))),
});

const tenThousands: Rounding = { mode: "down", step: exact(1_000_000n), authority: optional };
/** How many times the salary optional life insurance may be. */
export const optionalMultiple = fixed("optionalMultiple", { cites: optional, is: count(6) });
/** The most that optional life insurance may be. */
export const optionalCeiling = fixed("optionalCeiling", { cites: optional, is: dollars("800000.00") });
/** The most optional life insurance, in whole ten thousands. */
export const mostOptionalLife = provision.amount("mostOptionalLife", {
  cites: optional,
  means: () => rounded(lesserOf(times(annualSalary, optionalMultiple), optionalCeiling), tenThousands),
});

/** Monthly premium for a thousand dollars by age in steps of five years. */
export const optionalRate = lookup("optionalRate", {
  cites: and(optional, published("optionalRates")),
  keyedBy: "fiveYears",
  rows: (
    [
      [6, "0.08"],
      [7, "0.10"],
      [8, "0.16"],
      [9, "0.24"],
      [10, "0.43"],
      [11, "0.76"],
      [12, "1.18"],
      [13, "1.90"],
      [14, "3.33"],
    ] as const
  ).map(([key, premium]) => [key, dollars(premium)] as const),
  below: "nearest",
  above: "nearest",
});
/** First day of these premiums. */
export const optionalRatesFrom = fixed("optionalRatesFrom", {
  cites: published("optionalRates"),
  is: date("2018-01-01"),
});
/** First day for which no source gives the premiums. */
export const optionalRatesUntil = fixed("optionalRatesUntil", {
  cites: published("optionalRates"),
  is: date("2021-01-01"),
  register: "INSURANCE-Q03",
});
/** The monthly premium of optional life insurance. */
export const optionalPremium = provision.amount("optionalPremium", {
  cites: optional,
  register: "INSURANCE-Q03",
  means: () =>
    cases(
      when(
        any(isBefore(coverageMonth, optionalRatesFrom), onOrAfter(coverageMonth, optionalRatesUntil)),
        refusing("premiumNotKnown", published("optionalRates")),
      ),
      otherwise(
        product(
          optionalRate.at(blocks(ageOn(birthDate, coverageMonth), { size: 60 })),
          ratio(optionalLife, dollars("1000.00")),
        ),
      ),
    ),
  rounding: toTheCent(register("INSURANCE-Q03")),
});

/** The most optional life insurance of a retiree, but for who retired by the rule until 62. */
export const optionalInRetirement = fixed("optionalInRetirement", {
  cites: and(optional, handbook("18, 22")),
  is: dollars("60000.00"),
});
/** Age at which what was kept by the rule is reduced. */
export const optionalReducedAt = fixed("optionalReducedAt", {
  cites: and(optional, handbook(18)),
  is: years(62),
});
/** From when it is reduced. */
export const optionalReduction = setting("optionalReduction", {
  register: "INSURANCE-Q04",
  readings: ["monthAfterBirthday", "birthdayMonth"],
  inForce: "monthAfterBirthday",
  cites: optional,
});
/** First of the month from which what was kept by the rule is reduced. */
export const optionalReducedFrom = provision.date("optionalReducedFrom", {
  cites: optional,
  register: "INSURANCE-Q04",
  means: () =>
    cases<CalendarDate>(
      when(
        is(optionalReduction, "monthAfterBirthday"),
        firstOfNextMonth(dateAtAge(birthDate, optionalReducedAt)),
      ),
      otherwise(firstOfMonth(dateAtAge(birthDate, optionalReducedAt))),
    ),
});
/** Optional life insurance of a retiree in a month. */
export const optionalKept = provision.amount("optionalKept", {
  cites: and(optional, handbook("18, 22")),
  register: "INSURANCE-Q05",
  means: () =>
    cases(
      when(not(all(lifeGoesOn, keepsOptionalLife)), dollars("0.00")),
      when(all(is(retirementRoute, "byTheRule"), isBefore(coverageMonth, optionalReducedFrom)), optionalLife),
      otherwise(lesserOf(optionalLife, optionalInRetirement)),
    ),
});
