/** What the fund asks about work in the system of the department of transportation and the highway patrol. */
import { choices } from "@emeritus/engine/expr.ts";
import { fact, field, listOf } from "@emeritus/engine/fact.ts";

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
