/** What the fund asks about service and work in the system of the department of transportation and the highway patrol. */
import { choices } from "@emeritus/engine/expr.ts";
import { fact, field, listOf } from "@emeritus/engine/fact.ts";

/** Service credited in the other system. */
export const serviceElsewhere = fact.service("serviceElsewhere", { most: "720" });
/** Months of it that the member asks to transfer. */
export const serviceAsked = fact.service("serviceAsked", { most: "720" });
/** The day of the request. */
export const transferRequested = fact.date("transferRequested", { least: "1990-01-01", most: "2120-12-31" });
/** The annuity starting date, or known to be absent. */
export const retiresOn = fact.perhaps.date("retiresOn", { least: "1990-01-01", most: "2120-12-31" });
/** A transfer under the same section was made before. */
export const transferredBefore = fact.condition("transferredBefore");

/** Plans of the fund from which somebody may have retired. */
export const retiredFromPlans = choices("closedPlanRetiree", "year2000Retiree");
/** The plan of the fund from which the retiree is paid. */
export const retiredFromPlan = fact.choice("retiredFromPlan", retiredFromPlans.names);
/** Benefit-eligible employment covered by the other system after retirement, both days included. */
export const otherSystemWork = listOf(
  "otherSystemWork",
  { coveredFrom: field.date(), coveredTo: field.date() },
  { most: 20 },
);
