/** Work in the other system after retirement (RSMo 104.1039). */
import {
  all,
  anyOver,
  dateAtAge,
  dayAfter,
  is,
  isBefore,
  lastOfMonth,
  onOrAfter,
  onOrBefore,
  years,
} from "@emeritus/engine/expr.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, handbook, rsmo } from "../../../sources.ts";
import { paymentMonth } from "../facts.ts";
import { otherSystemWork, retiredFromPlan } from "./facts.ts";

/** Whether work in a benefit-eligible position of the other system stops the fund's benefit for the month, every month it touches. */
export const suspendedByOtherSystem = provision.condition("suspendedByOtherSystem", {
  cites: and(rsmo("104.1039"), handbook(33)),
  register: "MPERS-Q03",
  means: () =>
    anyOver(otherSystemWork, (later) =>
      all(onOrBefore(later.coveredFrom, lastOfMonth(paymentMonth)), onOrAfter(later.coveredTo, paymentMonth)),
    ),
});

/** How long a retiree must work there to earn service of the other system. */
export const workForCreditElsewhere = fixed("workForCreditElsewhere", { cites: handbook(33), is: years(1) });

/** Whether a retiree earns service of the other system: in the year 2000 plan, for a period of more than a year. */
export const earnsCreditElsewhere = provision.condition("earnsCreditElsewhere", {
  cites: handbook(33),
  register: "MPERS-Q03",
  means: () =>
    all(
      is(retiredFromPlan, "year2000Retiree"),
      anyOver(otherSystemWork, (later) =>
        isBefore(dateAtAge(later.coveredFrom, workForCreditElsewhere), dayAfter(later.coveredTo)),
      ),
    ),
});
