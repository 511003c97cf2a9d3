/** Who belongs to the plan, and what is contributed (RSMo 104.1200, 104.1205). */
import {
  all,
  any,
  cases,
  cents,
  date,
  is,
  not,
  onOrAfter,
  otherwise,
  percent,
  product,
  when,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import { effective, fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, published, register, rsmo } from "../../../sources.ts";
import { payMonth, payOfMonth } from "../contributions/facts.ts";
import { administratorWithRank, coveredBefore, firstTaught, school, teachesOrResearches } from "./facts.ts";

/** First day of the plan. */
export const universityPlanBegins = fixed("universityPlanBegins", {
  cites: rsmo("104.1200(3)"),
  is: date("2002-07-01"),
});

/** Whether the person is an outside employee: teaching staff of a covered institution, first so employed in the plan's time, never covered before. */
export const isOutsideEmployee = provision.condition("isOutsideEmployee", {
  cites: and(rsmo("104.1200"), boardRule("7-1"), published("curpGuide")),
  register: "CURP-Q01",
  means: () =>
    all(
      is(school, "coveredUniversity"),
      any(teachesOrResearches, administratorWithRank),
      onOrAfter(firstTaught, universityPlanBegins),
      not(coveredBefore),
    ),
});

/** What the institution pays in, a share of payroll. */
export const universityRate = effective("universityRate", {
  governedBy: payMonth,
  cites: rsmo("104.1205(5)"),
  values: [
    { from: "2002-07-01", unknown: true, register: "CURP-Q02", cites: rsmo("104.1205(5)") },
    { from: "2015-07-01", value: percent("5.89"), cites: published("employerRatesPage") },
    { from: "2016-07-01", value: percent("5.67"), cites: published("employerRatesPage") },
    { from: "2017-07-01", value: percent("6.19"), cites: published("employerRatesPage") },
    { from: "2018-07-01", value: percent("6"), cites: rsmo("104.1205(5)") },
  ],
});

/** Who is first employed on or after this day contributes too. */
export const ownShareBegins = fixed("ownShareBegins", { cites: rsmo("104.1205(6)"), is: date("2018-07-01") });
/** What such an employee contributes, a share of pay. */
export const ownShare = fixed("ownShare", { cites: rsmo("104.1205(6)"), is: percent("2") });

/** Due from the institution on the pay of a month. */
export const dueFromUniversity = provision.amount("dueFromUniversity", {
  cites: rsmo("104.1205(5)"),
  register: "CURP-Q03",
  means: () => cases(when(isOutsideEmployee, product(payOfMonth, universityRate)), otherwise(cents(0))),
  rounding: toTheCent(register("CURP-Q03")),
});

/** Taken from the employee's pay of a month before tax. */
export const ownContribution = provision.amount("ownContribution", {
  cites: rsmo("104.1205(6)"),
  register: "CURP-Q03",
  means: () =>
    cases(
      when(all(isOutsideEmployee, onOrAfter(firstTaught, ownShareBegins)), product(payOfMonth, ownShare)),
      otherwise(cents(0)),
    ),
  rounding: toTheCent(register("CURP-Q03")),
});
