/** Unused sick leave: it adds to the amount, and opens no door (RSMo 104.601, 104.1021.2). */
import {
  all,
  blocks,
  cases,
  months,
  monthsOfService,
  not,
  otherwise,
  sum,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { Service } from "@emeritus/engine/kinds.ts";
import { provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, rsmo } from "../../../sources.ts";
import { creditedService } from "./credited-service.ts";
import { unusedSickLeaveHours } from "../facts.ts";
import { isElected } from "./membership.ts";
import { vested } from "./vesting.ts";

/** Service for unused sick leave: a month for each whole 168 hours, for vested employees; elected members accrue none. */
export const sickLeaveService = provision.service("sickLeaveService", {
  cites: and(rsmo("104.601"), rsmo("104.1021.2"), boardRule("3-3(2)")),
  register: "MSEP2000-Q09",
  means: () =>
    cases<Service>(
      when(all(not(isElected), vested), monthsOfService(blocks(unusedSickLeaveHours, { size: 168 }))),
      otherwise(months(0)),
    ),
});

/** Service that counts for the amount: credited service and unused sick leave. */
export const benefitService = provision.service("benefitService", {
  cites: and(rsmo("104.1021"), rsmo("104.1021.2")),
  means: () => sum(creditedService, sickLeaveService),
  expected: [months(0), years(110)],
});
