/** The base benefit of the closed plan, by class: before any reduction for early retirement or an option (RSMo 104.370, 104.371, 104.374). */
import {
  all,
  atLeast,
  cases,
  dollars,
  fullYears,
  greaterOf,
  inYears,
  is,
  moreThan,
  named,
  otherwise,
  percent,
  product,
  rate,
  times,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Expr, Money, Service, YesNo } from "@emeritus/engine/kinds.ts";
import { effective, fixed, provision, setting } from "@emeritus/engine/provision.ts";
import { and, handbook, published, register, rsmo } from "../../../sources.ts";
import { leftService, memberClass } from "../facts.ts";
import { finalAveragePay } from "../msep-2000/final-average-pay.ts";
import { officialMonthlyPay } from "../msep-2000/officials.ts";
import { creditedAssemblies, fullAssemblies } from "./assemblies.ts";
import { creditedService } from "./credited-service.ts";
import { manualCalculation } from "./normal-retirement.ts";
import { benefitService } from "./sick-leave.ts";
import { vestingAssemblies } from "./vesting.ts";

/** Share of final average pay earned by each year of service. */
export const baseBenefitMultiplier = effective("baseBenefitMultiplier", {
  governedBy: leftService,
  values: [
    { from: "1957-09-01", unknown: true, register: "MSEP-Q20" },
    {
      from: "1997-08-28",
      value: percent("1.6"),
      cites: rsmo("104.371.1"),
      mark: "assumed",
      register: "MSEP-Q20",
    },
    { from: "2002-07-11", value: percent("1.6"), cites: rsmo("104.374.1") },
  ],
});

/** Monthly amount for each biennial assembly of a legislator. */
export const amountPerAssembly = effective("amountPerAssembly", {
  governedBy: leftService,
  values: [
    { from: "1957-09-01", unknown: true, register: "MSEP-Q20" },
    { from: "2003-08-28", value: dollars("150.00"), cites: and(rsmo("104.370.1"), handbook("18, 19")) },
  ],
});

/** What the amount of a uniformed member of the water patrol is multiplied by: an increase of a third. */
export const patrolFactor = fixed("patrolFactor", { cites: rsmo("104.374.2"), is: rate("4/3") });

/** Least monthly amount for each full year of service, where the fund applies one. */
export const minimumPerYear = effective("minimumPerYear", {
  governedBy: leftService,
  values: [
    { from: "1957-09-01", unknown: true, register: "MSEP-Q21" },
    {
      from: "1995-01-01",
      value: dollars("15.00"),
      cites: rsmo("104.615"),
      mark: "assumed",
      register: "MSEP-Q21",
    },
  ],
});

/** Whether the minimum of RSMo 104.615, whose amount no source gives, is applied. */
export const closedPlanMinimum = setting("closedPlanMinimum", {
  register: "MSEP-Q21",
  readings: ["applied", "notApplied"],
  inForce: "applied",
  cites: rsmo("104.615"),
});

/** Whether twelve years exactly give an official half of the pay, or only more than twelve do (D18). */
export const twelveYears = setting("twelveYears", {
  register: "MSEP-Q22",
  readings: ["twelveOrMore", "moreThanTwelve"],
  inForce: "twelveOrMore",
  cites: and(rsmo("104.371.1"), handbook("22-23, 26")),
});

/** Service in statewide office from which half of the pay is due. */
export const longServiceOfOfficials = fixed("longServiceOfOfficials", {
  cites: rsmo("104.371.1"),
  is: years(12),
});

/** Share of the pay of the highest office after twelve years. */
export const officialPayShare = effective("officialPayShare", {
  governedBy: leftService,
  values: [
    { from: "1957-09-01", unknown: true, register: "MSEP-Q51" },
    { from: "1983-09-28", value: percent("50"), cites: and(rsmo("104.371.1"), handbook(23)) },
  ],
});

/** Whether a statewide elected official has twelve years, and so half of the pay of the highest office. */
export const hasTwelveYears = provision.condition("hasTwelveYears", {
  cites: and(rsmo("104.371.1"), handbook("22-23, 26")),
  register: "MSEP-Q22",
  means: () =>
    all(
      is(memberClass, "official"),
      cases<YesNo>(
        when(is(twelveYears, "twelveOrMore"), atLeast<Service>(creditedService, longServiceOfOfficials)),
        otherwise(moreThan<Service>(creditedService, longServiceOfOfficials)),
      ),
    ),
});

const formula = (): Expr<Money> =>
  named("formulaAmount", product(finalAveragePay, baseBenefitMultiplier, inYears(benefitService)));

/** The least amount for the full years of service; nothing where the fund applies none. */
export const minimumBenefit = provision.amount("minimumBenefit", {
  cites: rsmo("104.615"),
  register: "MSEP-Q21",
  means: () =>
    cases(
      when(is(closedPlanMinimum, "applied"), times(minimumPerYear, fullYears(benefitService))),
      otherwise(dollars("0.00")),
    ),
});

const atLeastTheMinimum = (amount: Expr<Money>): Expr<Money> => greaterOf(amount, minimumBenefit);

/** Monthly amount before any reduction. The statute says "normal annuity". */
export const baseBenefit = provision.amount("baseBenefit", {
  cites: and(rsmo("104.370.1"), rsmo("104.371.1"), rsmo("104.374.1-2"), published("closedPlanPage")),
  register: "MSEP-Q18",
  means: () =>
    cases<Money>(
      when(is(memberClass, "partTimeLegislative"), manualCalculation()),
      when(
        all(is(memberClass, "legislator"), atLeast(fullAssemblies, vestingAssemblies)),
        times(amountPerAssembly, creditedAssemblies),
      ),
      when(is(memberClass, "legislator"), dollars("0.00")),
      when(hasTwelveYears, product(officialMonthlyPay, officialPayShare)),
      when(is(memberClass, "official"), formula()),
      when(is(memberClass, "waterPatrol"), atLeastTheMinimum(product(formula(), patrolFactor))),
      otherwise(atLeastTheMinimum(formula())),
    ),
  rounding: toTheCent(register("MSEP-Q18")),
});
