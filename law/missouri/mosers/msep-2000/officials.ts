/** The pay of elected offices, and the benefit of statewide elected officials: a twenty-fourth of the pay of their highest office for each year, at most twelve (RSMo 104.1084.4). */
import {
  cases,
  dollars,
  greaterOf,
  ifAny,
  inYears,
  is,
  lesserOf,
  months,
  otherwise,
  plusMonths,
  product,
  rate,
  ratio,
  refusing,
  supposing,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Money, Span } from "@emeritus/engine/kinds.ts";
import { fixed, provision, schedule, type Dated } from "@emeritus/engine/provision.ts";
import { and, handbook, published, rsmo } from "../../../sources.ts";
import {
  attorneyGeneralSalaries,
  governorSalaries,
  lieutenantGovernorSalaries,
  otherOfficialSalaries,
  type OfficePayRow,
} from "../../office-pay.ts";
import { creditedService } from "./credited-service.ts";
import { annuityStartingDate, highestOffice, memberClass, paymentMonth } from "../facts.ts";
import { legislatorPay } from "./legislators.ts";

const payTable = (name: string, salaries: readonly OfficePayRow[]): Dated<Money> =>
  schedule(name, {
    governedBy: "annuityStartingDate",
    cites: published("compensationCommission"),
    values: salaries.map((row) => ({
      from: row.from,
      value: dollars(`${row.dollars}.00`),
      cites: row.source,
      ...(row.mark === "published" ? {} : { mark: "assumed" as const, register: "MSEP2000-Q45" }),
    })),
  });

/** Yearly pay of the governor. */
export const governorPay = payTable("governorPay", governorSalaries);
/** Yearly pay of the attorney general. */
export const attorneyGeneralPay = payTable("attorneyGeneralPay", attorneyGeneralSalaries);
/** Yearly pay of the secretary of state, of the state treasurer and of the state auditor. */
export const otherOfficialPay = payTable("otherOfficialPay", otherOfficialSalaries);
/** Yearly pay of the lieutenant governor. */
export const lieutenantGovernorPay = payTable("lieutenantGovernorPay", lieutenantGovernorSalaries);

/** Yearly pay, in the payment month, of the office of an elected member: a legislator's, or that of the highest statewide office held. */
export const officePay = provision.amount("officePay", {
  cites: and(rsmo("104.1084.2"), rsmo("104.1084.4"), handbook("20, 24, 26")),
  register: "MSEP2000-Q45",
  means: () =>
    cases(
      when(is(memberClass, "legislator"), legislatorPay.on(paymentMonth)),
      otherwise(
        ifAny(
          highestOffice,
          (office) =>
            cases(
              when(is(office, "governor"), governorPay.on(paymentMonth)),
              when(is(office, "attorneyGeneral"), attorneyGeneralPay.on(paymentMonth)),
              when(is(office, "lieutenantGovernor"), lieutenantGovernorPay.on(paymentMonth)),
              otherwise(otherOfficialPay.on(paymentMonth)),
            ),
          refusing("noOfficeHeld", rsmo("104.1084.4")),
        ),
      ),
    ),
});

/** By how much the pay of the office rose in the month before the payment month, as a factor of at least one: never a cut. */
export const officePayRise = provision.rate("officePayRise", {
  cites: and(rsmo("104.1084"), handbook("20, 26")),
  register: "MSEP2000-Q29",
  means: () => greaterOf(rate("1"), ratio(officePay, officialPay(plusMonths(paymentMonth, months(-1))))),
});

/** Yearly pay, on a day, of the office of an elected member. */
export const officialPay = (on: Expr<CalendarDate>): Expr<Money> =>
  supposing([[paymentMonth, on]], officePay);

/** Monthly pay, on the annuity starting date, of an active official in the highest office that the member held. */
export const officialMonthlyPay = provision.amount("officialMonthlyPay", {
  cites: and(rsmo("104.1084.4"), handbook("21, 24")),
  register: "MSEP2000-Q44",
  means: () => product(officialPay(annuityStartingDate), rate("1/12")),
  rounding: toTheCent(handbook(21)),
});

/** Share of monthly pay earned by each year of service. */
export const officialShare = fixed("officialShare", { cites: rsmo("104.1084.4"), is: rate("1/24") });

/** The most service that an official's benefit counts, which is half of the pay. */
export const mostServiceOfOfficials = fixed("mostServiceOfOfficials", {
  cites: and(rsmo("104.1084.4"), handbook("22, 24")),
  is: years(12),
  register: "MSEP2000-Q46",
});

/** The pay-based amount of an official. */
export const officialFormula = (): Expr<Money> =>
  product(
    officialMonthlyPay,
    officialShare,
    inYears(lesserOf<Span>(creditedService, mostServiceOfOfficials)),
  );
