import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import { isMember } from "@emeritus/law/missouri/mosers/msep-2000/membership.ts";
import { type PlanLaw, planLaws } from "../converting/plan-laws.ts";

/** The two plans whose retirements are determined here, of which the first day of employment says which one holds a member. */
const tiers = [planLaws.msep2000!, planLaws.msep2011!] as const;

const holds = ({ plan }: PlanLaw, facts: Facts): boolean =>
  explainerByName(plan, facts)(isMember.name).value === true;

/**
 * The law that determines a benefit by the facts as they are read now: that by which it was determined, or the other tier where the
 * facts then were held by the one and those now are held by the other, as when employment before 2011 is found (RSMo 104.1091.1). Pure.
 */
export function holdingLaw(inForce: PlanLaw, then: Facts, now: Facts): PlanLaw {
  const other = tiers.find((law) => law !== inForce);
  if (other === undefined || !tiers.includes(inForce) || holds(inForce, now)) return inForce;
  return holds(inForce, then) && holds(other, now) ? other : inForce;
}
