import { addDays, type PlainDate } from "@emeritus/engine/dates.ts";
import { explainer } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Facts, Given } from "@emeritus/engine/facts.ts";
import type { Expr } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import * as closed from "@emeritus/law/missouri/mosers/msep/credited-service.ts";
import { msep } from "@emeritus/law/missouri/mosers/msep/plan.ts";
import * as closedVesting from "@emeritus/law/missouri/mosers/msep/vesting.ts";
import * as year2000 from "@emeritus/law/missouri/mosers/msep-2000/credited-service.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import * as year2000Vesting from "@emeritus/law/missouri/mosers/msep-2000/vesting.ts";
import { msep2011 } from "@emeritus/law/missouri/mosers/msep-2011/plan.ts";
import { type Career, stating } from "../career.ts";

/** The general plan that holds a member, as the law on bought service names it. */
export type PlanHeld = "inClosedPlan" | "inYear2000Plan" | "inTierOf2011";

interface Provisions {
  readonly creditedService: Expr<unknown>;
  readonly earnedService: Expr<unknown>;
  readonly earlierServiceCounts: Expr<unknown>;
  readonly vested: Expr<unknown>;
}

const ofYear2000: Provisions = { ...year2000, vested: year2000Vesting.vested };
const laws: Readonly<Record<PlanHeld, { readonly plan: Plan; readonly provisions: Provisions }>> = {
  inClosedPlan: { plan: msep, provisions: { ...closed, vested: closedVesting.vested } },
  inYear2000Plan: { plan: msep2000, provisions: ofYear2000 },
  inTierOf2011: { plan: msep2011, provisions: ofYear2000 },
};

const byRecord: Readonly<Record<string, PlanHeld>> = {
  msep: "inClosedPlan",
  msep2000: "inYear2000Plan",
  msep2011: "inTierOf2011",
};

/** The plan of the latest covered position; who has none is read by the year 2000 plan. */
export function planHeldBy({ rows }: Career): PlanHeld {
  const latest = rows.employment.findLast(({ eligible }) => eligible);
  return byRecord[latest?.plan ?? ""] ?? "inYear2000Plan";
}

/** The facts of a career as if it were looked at on a day: work after that day is left out, work that goes on ends with it. */
export function factsOn(career: Career, on: PlainDate): Facts {
  const left = career.leftService;
  const later = left !== undefined && left > on;
  return stating(career, { annuityStartingDate: addDays(on, 1), ...(later ? { leftService: on } : {}) });
}

/** What the member's own plan says of service on a day. */
export interface ServiceSays {
  readonly planHeld: PlanHeld;
  readonly plan: Plan;
  readonly facts: Facts;
  /** Service that counts for eligibility, in whole months. */
  readonly credited: Result<number>;
  /** The part of it that was earned here, in whole months. */
  readonly earned: Result<number>;
  readonly earlierServiceCounts: Result<boolean>;
  readonly vested: Result<boolean>;
}

/** Asks the member's own plan for the service on a day, with what `stated` puts in place of the record. */
export function serviceOn(
  career: Career,
  on: PlainDate,
  stated: Readonly<Record<string, Given>> = {},
): ServiceSays {
  const planHeld = planHeldBy(career);
  const { plan, provisions } = laws[planHeld];
  const base = factsOn(career, on);
  const facts: Facts = { ...base, stated: { ...base.stated, ...stated } };
  const says = explainer(plan, facts);
  return {
    planHeld,
    plan,
    facts,
    credited: says(provisions.creditedService) as Result<number>,
    earned: says(provisions.earnedService) as Result<number>,
    earlierServiceCounts: says(provisions.earlierServiceCounts) as Result<boolean>,
    vested: says(provisions.vested) as Result<boolean>,
  };
}
