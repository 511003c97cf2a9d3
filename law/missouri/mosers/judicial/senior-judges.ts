/** Senior judges and commissioners: daily pay and its ceiling for the year (RSMo 476.682). */
import {
  any,
  atLeast,
  count,
  cases,
  date,
  dollars,
  greaterOf,
  isBefore,
  lesserOf,
  minus,
  otherwise,
  percent,
  product,
  rate,
  refusing,
  times,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { register, rsmo } from "../../../sources.ts";
import { annuityStartingDate } from "../facts.ts";
import { presentCompensation, seniorDays } from "./facts.ts";
import { annuityInForce } from "./in-payment.ts";
import { judicialService } from "./service.ts";

const cites = rsmo("476.682.1");

/** Service that a senior judge needs. */
export const seniorLeastService = fixed("seniorLeastService", { cites, is: years(2) });
/** Who retired before this day needs no least service. */
export const seniorServiceFrom = fixed("seniorServiceFrom", { cites, is: date("1999-08-28") });

/** Whether a retired judge may be assigned as senior judge. */
export const mayServeAsSenior = provision.condition("mayServeAsSenior", {
  cites,
  means: () =>
    any(atLeast(judicialService, seniorLeastService), isBefore(annuityStartingDate, seniorServiceFrom)),
});

/** One day of the present yearly compensation of the office. */
export const dayOfCompensation = provision.amount("dayOfCompensation", {
  cites,
  means: () => product(presentCompensation, rate("1/235")),
});

/** One day of the retirement pay of the month, over the same days of a year. */
export const dayOfRetirementPay = provision.amount("dayOfRetirementPay", {
  cites,
  register: "JUDICIAL-Q18",
  means: () => product(times(annuityInForce, count(12)), rate("1/235")),
});

/** Least share of a day's compensation that a senior judge is paid. */
export const seniorLeastShare = fixed("seniorLeastShare", { cites, is: percent("50") });

/** Pay for a day as senior judge: half of a day's compensation, or what a day's retirement pay lacks of a whole one, if more. */
export const seniorDailyPay = provision.amount("seniorDailyPay", {
  cites,
  register: "JUDICIAL-Q18",
  means: () =>
    cases(
      when(
        mayServeAsSenior,
        greaterOf(product(dayOfCompensation, seniorLeastShare), minus(dayOfCompensation, dayOfRetirementPay)),
      ),
      otherwise(refusing("seniorServiceTooShort", cites)),
    ),
  rounding: toTheCent(register("JUDICIAL-Q09")),
});

/** The most senior pay of a year: with the retirement pay of the year no more than the present compensation of the office. */
export const seniorPayCeiling = provision.amount("seniorPayCeiling", {
  cites,
  register: "JUDICIAL-Q18",
  means: () => greaterOf(dollars("0.00"), minus(presentCompensation, times(annuityInForce, count(12)))),
});

/** Senior pay for the days served in the year, within its ceiling. */
export const seniorPayForYear = provision.amount("seniorPayForYear", {
  cites,
  register: "JUDICIAL-Q18",
  means: () => lesserOf(times(seniorDailyPay, seniorDays), seniorPayCeiling),
});
