/** Legislators' benefit: a twenty-fourth of a legislator's monthly pay for each year (RSMo 104.1084.2). */
import { dollars, inYears, lesserOf, named, product, rate, sum } from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Expr, Money } from "@emeritus/engine/kinds.ts";
import { fixed, provision, schedule } from "@emeritus/engine/provision.ts";
import { and, handbook, published, rsmo } from "../../../sources.ts";
import { legislatorSalaries } from "../../office-pay.ts";
import { earnedService } from "./credited-service.ts";
import { annuityStartingDate, purchasedService, transferredService } from "../facts.ts";

/** Yearly pay of a senator or representative. */
export const legislatorPay = schedule("legislatorPay", {
  governedBy: "annuityStartingDate",
  cites: published("compensationCommission"),
  values: legislatorSalaries.map((row) => ({
    from: row.from,
    value: dollars(`${row.dollars}.00`),
    cites: row.source,
    ...(row.mark === "published" ? {} : { mark: "assumed" as const, register: "MSEP2000-Q19" }),
  })),
});

/** Monthly pay of a senator or representative on the annuity starting date. */
export const legislatorMonthlyPay = provision.amount("legislatorMonthlyPay", {
  cites: and(rsmo("104.1084.2"), handbook(21)),
  register: "MSEP2000-Q19",
  means: () => product(legislatorPay.on(annuityStartingDate), rate("1/12")),
  rounding: toTheCent(handbook(21)),
});

/** Share of monthly pay earned by each year of service. */
export const legislatorShare = fixed("legislatorShare", { cites: rsmo("104.1084.2"), is: rate("1/24") });

/** The pay-based amount: on earned service at most the whole pay, and on bought or transferred service outside that cap. */
export const legislatorFormula = (): Expr<Money> =>
  sum(
    lesserOf(
      named("earnedAmount", product(legislatorMonthlyPay, legislatorShare, inYears(earnedService))),
      named("payCap", legislatorMonthlyPay),
    ),
    named(
      "acquiredAmount",
      product(legislatorMonthlyPay, legislatorShare, inYears(sum(purchasedService, transferredService))),
    ),
  );
