/** The base benefit: the monthly amount before any reduction (RSMo 104.1024.2-3, 104.1084.2). */
import {
  cases,
  dollars,
  fullYears,
  greaterOf,
  inYears,
  is,
  named,
  otherwise,
  percent,
  product,
  refusing,
  times,
  when,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Service } from "@emeritus/engine/kinds.ts";
import { effective, provision, setting } from "@emeritus/engine/provision.ts";
import { and, register, rsmo } from "../../../sources.ts";
import { creditedService } from "./credited-service.ts";
import { leftService, memberClass } from "../facts.ts";
import { finalAveragePay } from "./final-average-pay.ts";
import { legislatorFormula } from "./legislators.ts";
import { officialFormula } from "./officials.ts";
import { benefitService } from "./sick-leave.ts";

/** Share of final average pay earned by each year of service. */
export const baseBenefitMultiplier = effective("baseBenefitMultiplier", {
  governedBy: leftService,
  values: [{ from: "2000-07-01", value: percent("1.7"), cites: rsmo("104.1024.2") }],
});

/** Least monthly amount for each full year of service. */
export const minimumPerYear = effective("minimumPerYear", {
  governedBy: leftService,
  values: [{ from: "2000-07-01", value: dollars("15.00"), cites: rsmo("104.1024.3") }],
});

/** Whose full years the minimum counts: service with unused sick leave, or without. */
export const minimumCounts = setting("minimumCounts", {
  register: "MSEP2000-Q17",
  readings: ["benefitService", "creditedService"],
  inForce: "benefitService",
  cites: rsmo("104.1024.3"),
});

/** Service whose full years the minimum counts. */
export const minimumService = provision.service("minimumService", {
  cites: rsmo("104.1024.3"),
  register: "MSEP2000-Q17",
  means: () =>
    cases<Service>(when(is(minimumCounts, "benefitService"), benefitService), otherwise(creditedService)),
});

/** Share of final average pay for employees, or the statutory minimum when that is more. */
const employeeFormula = () =>
  greaterOf(
    named("formulaAmount", product(finalAveragePay, baseBenefitMultiplier, inYears(benefitService))),
    named("statutoryMinimum", times(minimumPerYear, fullYears(minimumService))),
  );

/** Monthly amount before any early-retirement or option reduction. The statute says "life annuity". */
export const baseBenefit = provision.amount("baseBenefit", {
  cites: and(rsmo("104.1024.2-3"), rsmo("104.1084.2"), rsmo("104.1084.4")),
  register: "MSEP2000-Q18",
  means: () =>
    cases(
      when(is(memberClass, "partTimeLegislative"), refusing("manualCalculation", rsmo("104.352"))),
      when(is(memberClass, "legislator"), legislatorFormula()),
      when(is(memberClass, "official"), officialFormula()),
      otherwise(employeeFormula()),
    ),
  rounding: toTheCent(register("MSEP2000-Q18")),
});
