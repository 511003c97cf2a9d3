import type { PlainDate } from "@emeritus/engine/dates.ts";
import { explainer } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import {
  firstDeferredReduced,
  firstDeferredUnreduced,
  firstEarly,
  firstNormalAge,
  firstRuleOf80,
} from "@emeritus/law/missouri/mosers/msep-2000/ladder.ts";
import type { Plan } from "@emeritus/engine/plan.ts";

/** The ways into retirement, in the order in which people ask for them. */
export const rungs = {
  ruleOf80: firstRuleOf80,
  normalAge: firstNormalAge,
  early: firstEarly,
  deferredReduced: firstDeferredReduced,
  deferredUnreduced: firstDeferredUnreduced,
} as const;

/** One way into retirement. */
export type Door = keyof typeof rungs;

/** The first date of one way into retirement, explained; null when the law never opens it for this career. */
export interface Rung {
  readonly door: Door;
  readonly first: Result<PlainDate | null>;
}

/**
 * The first date of each way into retirement by a plan, the earliest first; a member who still works is assumed to work to the day before.
 * Ways that never open, or whose date cannot be worked out, come last.
 */
export function eligibilityLadder(plan: Plan, facts: Facts): Rung[] {
  const says = explainer(plan, facts);
  const all = (Object.keys(rungs) as Door[]).map((door): Rung => ({ door, first: says(rungs[door]) }));
  const never = Number.MAX_SAFE_INTEGER;
  return all.toSorted((a, b) => (a.first.value ?? never) - (b.first.value ?? never));
}

/** The earliest date on which a full benefit could start, or else any benefit; nothing when no way ever opens. */
export function bestStart(ladder: readonly Rung[]): PlainDate | undefined {
  const dateOf = (...doors: Door[]) =>
    ladder.find(({ door, first }) => doors.includes(door) && first.value)?.first.value;
  return (
    dateOf("ruleOf80", "normalAge", "deferredUnreduced") ?? dateOf("early", "deferredReduced") ?? undefined
  );
}
