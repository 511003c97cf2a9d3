/** Certified rates and what a department owes on a payroll (RSMo 104.436, 104.1066, 476.580). */
import { cases, days, is, minusDays, otherwise, percent, product, sum, when } from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Rate } from "@emeritus/engine/kinds.ts";
import { effective, fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, published, register, rsmo } from "../../../sources.ts";
import { employerRates } from "../board/employer-rates.ts";
import {
  normalCostRate,
  paidByState,
  payEarned,
  payrollAmount,
  payrollOf,
  sessionBegins,
  unfundedRate,
} from "./facts.ts";

const rates = published("employerRatesPage");
const marks = {
  published: { cites: rates },
  entered: { mark: "entered", register: "MSEP2000-Q32" },
  assumed: { mark: "assumed", register: "MSEP2000-Q32" },
} as const;

/** Share of pay for members of the closed plan, the year 2000 plan and its tier of 2011: one rate. */
export const generalRate = effective("generalRate", {
  governedBy: payEarned,
  cites: and(rsmo("104.436"), rsmo("104.1066.1")),
  values: employerRates.map((row) => ({
    from: row.from,
    value: percent(
      `${Math.floor(row.hundredthsOfPercent / 100)}.${String(row.hundredthsOfPercent % 100).padStart(2, "0")}`,
    ),
    ...marks[row.mark],
  })),
  knownUntil: "2027-06-30",
});

const judicialRow = (year: number, rate: string) => ({
  from: `${year}-07-01`,
  value: percent(rate),
  cites: rates,
});
/** Share of pay for judges of both plans. */
export const judicialRate = effective("judicialRate", {
  governedBy: payEarned,
  cites: rsmo("476.580"),
  values: [
    judicialRow(2015, "58.45"),
    judicialRow(2017, "62.09"),
    judicialRow(2018, "63.71"),
    judicialRow(2019, "63.80"),
    judicialRow(2020, "63.38"),
    judicialRow(2021, "61.94"),
    judicialRow(2022, "60.17"),
    judicialRow(2023, "59.83"),
    judicialRow(2024, "61.34"),
    judicialRow(2025, "60.54"),
  ],
  knownUntil: "2026-06-30",
});

/** Share of pay for basic life insurance of members at work. */
export const basicLifeRate = effective("basicLifeRate", {
  governedBy: payEarned,
  cites: rates,
  values: [
    { from: "2017-01-01", value: percent("0.32"), cites: rates },
    { from: "2018-01-01", value: percent("0.315"), cites: rates },
    { from: "2021-01-01", value: percent("0.237"), cites: rates },
  ],
});
/** Share of pay for basic life insurance of retirees. */
export const retiredLifeRate = effective("retiredLifeRate", {
  governedBy: payEarned,
  cites: rates,
  values: [{ from: "2005-07-01", value: percent("0.115"), cites: rates }],
});
/** Share of pay for disability insurance of members paid through the state's own payroll system. */
export const stateDisabilityRate = effective("stateDisabilityRate", {
  governedBy: payEarned,
  cites: rates,
  values: [
    { from: "2008-01-01", value: percent("0.495"), cites: rates },
    { from: "2016-01-01", value: percent("0.475"), cites: rates },
    { from: "2020-07-01", value: percent("0.4"), cites: rates },
  ],
});
/** Share of pay for disability insurance of all other members. */
export const otherDisabilityRate = effective("otherDisabilityRate", {
  governedBy: payEarned,
  cites: rates,
  values: [
    { from: "2008-01-01", value: percent("0.55"), cites: rates },
    { from: "2021-01-01", value: percent("0.445"), cites: rates },
  ],
});

const toCents = toTheCent(register("EMPLOYER-Q01"));

/** Due from the department on a payroll for retirement; members' own contributions do not lower the pay. */
export const employerDue = provision.amount("employerDue", {
  cites: and(rsmo("104.436"), rsmo("104.1066"), rsmo("476.580")),
  register: "EMPLOYER-Q01",
  means: () =>
    product(
      payrollAmount,
      cases<Rate>(when(is(payrollOf, "generalPayroll"), generalRate), otherwise(judicialRate)),
    ),
  rounding: toCents,
});
/** Due on a payroll for basic life insurance of members at work. */
export const basicLifeDue = provision.amount("basicLifeDue", {
  cites: and(rsmo("104.517"), rsmo("104.1072")),
  means: () => product(payrollAmount, basicLifeRate),
  rounding: toCents,
});
/** Due on a payroll for basic life insurance of retirees. */
export const retiredLifeDue = provision.amount("retiredLifeDue", {
  cites: and(rsmo("104.517"), rsmo("104.1072")),
  means: () => product(payrollAmount, retiredLifeRate),
  rounding: toCents,
});
/** Share of pay for disability insurance on a payroll. */
export const disabilityRate = provision.rate("disabilityRate", {
  cites: and(rsmo("104.518"), rsmo("104.1075")),
  means: () => cases<Rate>(when(paidByState, stateDisabilityRate), otherwise(otherDisabilityRate)),
});
/** Due on a payroll for disability insurance. */
export const disabilityDue = provision.amount("disabilityDue", {
  cites: and(rsmo("104.518"), rsmo("104.1075")),
  means: () => product(payrollAmount, disabilityRate),
  rounding: toCents,
});

/** The certified rate: its two components, as the actuary gives them. */
export const certifiedRate = provision.rate("certifiedRate", {
  cites: and(boardRule("2-21(1)"), boardRule("4-11(1)"), rsmo("104.436"), rsmo("476.580")),
  register: "EMPLOYER-Q05",
  means: () => sum(normalCostRate, unfundedRate),
});

/** Days before the regular session by which the rate is certified. */
export const certificationNotice = fixed("certificationNotice", {
  cites: and(rsmo("104.436.2"), rsmo("104.1066.2")),
  is: days(90),
});
/** The last day on which the board certifies the rate of the next fiscal year. */
export const certifiedBy = provision.date("certifiedBy", {
  cites: and(rsmo("104.436.2"), rsmo("104.1066.2")),
  means: () => minusDays(sessionBegins, certificationNotice),
});
