/** Judicial service, and what ends at the stipulated age (RSMo 476.520, 476.683, BR 4-12, 4-13). */
import {
  cases,
  dateAtAge,
  dayBefore,
  isBefore,
  months,
  otherwise,
  sum,
  supposing,
  when,
  years,
  yes,
} from "@emeritus/engine/expr.ts";
import { effective, fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, rsmo } from "../../../sources.ts";
import { birthDate, leftService, purchasedService, transferredService } from "../facts.ts";
import { serviceIn, timeEmployed } from "../msep-2000/credited-service.ts";

/** The age at which a judge must retire and service stops counting. */
export const stipulatedAge = fixed("stipulatedAge", {
  cites: and(rsmo("476.683"), rsmo("476.521.4"), "Mo. Const. art. V §26", boardRule("4-12(2)")),
  is: years(70),
  register: "JUDICIAL-Q05",
});

/** Day of the stipulated age. */
export const stipulatedDate = provision.date("stipulatedDate", {
  cites: and(rsmo("476.683"), boardRule("4-12(2)")),
  means: () => dateAtAge(birthDate, stipulatedAge),
});

/** Whether service and compensation stop at the stipulated age. What was done before the Board Rule is not known. */
export const accrualStopsAtStipulatedAge = effective("accrualStopsAtStipulatedAge", {
  governedBy: leftService,
  cites: boardRule("4-12(2)"),
  values: [
    { from: "1988-08-13", unknown: true, register: "JUDICIAL-Q04", cites: rsmo("476.683") },
    { from: "2023-02-17", value: yes, cites: boardRule("4-12(2)") },
  ],
});

/** The last day on which service and compensation count: the last day in office, or the day before the stipulated age. */
export const accrualEnds = provision.date("accrualEnds", {
  cites: and(rsmo("476.683"), boardRule("4-12(2)")),
  register: "JUDICIAL-Q04",
  means: () =>
    cases(
      when(isBefore(leftService, stipulatedDate), leftService),
      when(accrualStopsAtStipulatedAge, dayBefore(stipulatedDate)),
      otherwise(leftService),
    ),
});

/** Service in all offices of the plan, whole or broken, with what was bought and transferred. */
export const judicialService = provision.service("judicialService", {
  cites: and(rsmo("476.520"), rsmo("476.521.2-3"), boardRule("2-4"), boardRule("4-13")),
  register: "JUDICIAL-Q06",
  means: () =>
    sum(
      supposing([[leftService, accrualEnds]], serviceIn(timeEmployed)),
      purchasedService,
      transferredService,
    ),
  expected: [months(0), years(110)],
});
