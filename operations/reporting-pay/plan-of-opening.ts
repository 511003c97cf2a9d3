import type { PlainDate } from "@emeritus/engine/dates.ts";
import { membershipAsked, noCareer, type CareerBefore } from "../enrolling/career-before.ts";
import { planByLaw } from "../enrolling/membership-law.ts";
import type { CheckContext, Membership } from "./check-context.ts";
import type { PlanCode } from "./layout.ts";
import { planInFile } from "./plan-names.ts";
import type { EventRow } from "./report-file.ts";
import type { RosterPerson } from "./roster.ts";

/** The plan of employment that a file opens, with what gave it. */
export interface PlanGiven {
  readonly plan: PlanCode;
  readonly before: CareerBefore;
  readonly membership: Membership | undefined;
}

/** What the law answers by day of a first hire: the law of a running system does not change. */
const byDay = new Map<PlainDate, { plan: PlanCode; membership: Membership }>();

/** The membership of somebody first employed on a day as a general employee: a file tells no other class. */
export function firstMembership(on: PlainDate): { plan: PlanCode; membership: Membership } {
  let given = byDay.get(on);
  if (given === undefined) {
    const membership = membershipOf(noCareer, on)!;
    byDay.set(on, (given = { plan: planInFile(membership.law.plan) as PlanCode, membership }));
  }
  return given;
}

/** The plan of somebody first employed on a day, as the law gives it. */
export const planOfFirstHire = (on: PlainDate): PlanCode => firstMembership(on).plan;

/** Plans of general employees: a file does not tell the class that the law of any other plan asks for. */
const generalPlans: ReadonlySet<string> = new Set<PlanCode>(["MSEP", "MSEP2000", "MSEP2011"]);

/** The plan of somebody who comes back: as the law gives it, or the last one where the law has too little to answer from. */
export function planOfReturn(context: CheckContext, row: EventRow, who: RosterPerson): PlanGiven {
  const before = context.careers?.get(row) ?? { ...noCareer, covered: true };
  const asked = context.careers?.has(row) === true && generalPlans.has(who.lastPlan);
  const membership = asked ? membershipOf(before, row.eventDate) : undefined;
  const plan = membership === undefined ? who.lastPlan : planInFile(membership.law.plan);
  return { plan: plan as PlanCode, before, membership };
}

function membershipOf(before: CareerBefore, hired: PlainDate): Membership | undefined {
  const asked = membershipAsked(before, { memberClass: "general", hired, tookLumpSum: false });
  return asked === undefined ? undefined : { asked, law: planByLaw(asked) };
}
