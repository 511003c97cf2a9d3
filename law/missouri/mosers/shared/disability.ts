/** Long-term disability and the annuity of the year 2000 plan: until when service accrues, and the pay it counts (RSMo 104.1042). */
import {
  all,
  carry,
  cases,
  date,
  dollars,
  earlierOf,
  firstOfMonthOnOrAfter,
  dateAtAge,
  dayBefore,
  ifAny,
  none,
  onOrAfter,
  otherwise,
  plusMonths,
  product,
  rate,
  refusing,
  rounded,
  some,
  sum,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { CalendarDate, Expr, Perhaps } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { register, rsmo } from "../../../sources.ts";
import { birthDate, paymentMonth } from "../facts.ts";
import { colaRate } from "../msep-2000/cola.ts";
import { isElected } from "../msep-2000/membership.ts";
import { normalAge } from "../msep-2000/normal-retirement.ts";
import { disabilityEnded, disabledOn, payAtDisablement } from "./facts.ts";

/** First day from which the service of legislators and officials in a disability is limited; to what, the text that was available does not say. */
export const electedAccrualLimited = fixed("electedAccrualLimited", {
  cites: rsmo("104.1084"),
  register: "MSEP2000-Q67",
  is: date("2023-08-28"),
});

/** Last day on which service accrues in a disability: the end of its benefits, or the day before normal age where that is earlier; refused to elected members since their service is limited. */
export const disabilityServiceEnds = provision.perhaps.date("disabilityServiceEnds", {
  cites: rsmo("104.1042.1, 104.1042.3"),
  register: "MSEP2000-Q64",
  means: () =>
    ifAny(
      disabledOn,
      () =>
        cases<Perhaps<CalendarDate>>(
          when(
            all(isElected, onOrAfter(disabilityEnded, electedAccrualLimited)),
            refusing("manualCalculation", rsmo("104.1084")),
          ),
          otherwise(
            some(
              earlierOf(disabilityEnded, dayBefore(firstOfMonthOnOrAfter(dateAtAge(birthDate, normalAge)))),
            ),
          ),
        ),
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
