/** Long-term disability and the annuity of the year 2000 plan: until when service accrues, and the pay it counts (RSMo 104.1042). */
import {
  carry,
  dollars,
  earlierOf,
  firstOfMonthOnOrAfter,
  dateAtAge,
  dayBefore,
  ifAny,
  none,
  plusMonths,
  product,
  rate,
  rounded,
  some,
  sum,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Perhaps } from "@emeritus/engine/kinds.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { register, rsmo } from "../../../sources.ts";
import { birthDate, paymentMonth } from "../facts.ts";
import { colaRate } from "../msep-2000/cola.ts";
import { normalAge } from "../msep-2000/normal-retirement.ts";
import { disabilityEnded, disabledOn, payAtDisablement } from "./facts.ts";

/** Last day on which service accrues in a disability: the end of its benefits, or the day before normal age where that is earlier. */
export const disabilityServiceEnds = provision.perhaps.date("disabilityServiceEnds", {
  cites: rsmo("104.1042.1, 104.1042.3"),
  register: "MSEP2000-Q64",
  means: () =>
    ifAny(
      disabledOn,
      () =>
        some(earlierOf(disabilityEnded, dayBefore(firstOfMonthOnOrAfter(dateAtAge(birthDate, normalAge))))),
      none as Expr<Perhaps<CalendarDate>>,
    ),
});

/** The monthly pay of a disabled member in a month: that of the day of disablement, raised each year as annuities are. */
export const disabilityPay = provision.amount("disabilityPay", {
  cites: rsmo("104.1042.1"),
  register: "MSEP2000-Q64",
  means: () =>
    ifAny(
      disabledOn,
      (from) =>
        carry({
          start: payAtDisablement,
          first: plusMonths(from, years(1)),
          every: years(1),
          until: paymentMonth,
          most: dollars("1000000.00"),
          step: (pay, on) =>
            rounded(product(pay, sum(rate("1"), colaRate.on(on))), toTheCent(register("MSEP2000-Q18"))),
        }),
      dollars("0.00"),
    ),
});
