/** Unused sick leave in the closed plan: it counts for who worked until a benefit could start (RSMo 104.601, BR 2-3(2)). */
import {
  all,
  blocks,
  cases,
  is,
  months,
  monthsOfService,
  otherwise,
  sum,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { Service } from "@emeritus/engine/kinds.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, rsmo } from "../../../sources.ts";
import { memberClass, unusedSickLeaveHours } from "../facts.ts";
import { creditedService } from "./credited-service.ts";
import { workedUntilEligible } from "./early-retirement.ts";

/** Service for unused sick leave: a month for each whole 168 hours; legislators and officials accrue none. */
export const sickLeaveService = provision.service("sickLeaveService", {
  cites: and(rsmo("104.601"), boardRule("2-3(2)")),
  register: "MSEP-Q19",
  means: () =>
    cases<Service>(
      when(
        all(is(memberClass, "general", "waterPatrol"), workedUntilEligible),
        monthsOfService(blocks(unusedSickLeaveHours, { size: 168 })),
      ),
      otherwise(months(0)),
    ),
});

/** Service that counts for the amount: credited service and unused sick leave. */
export const benefitService = provision.service("benefitService", {
  cites: and(rsmo("104.374.1"), rsmo("104.601")),
  means: () => sum(creditedService, sickLeaveService),
  expected: [months(0), years(160)],
});
