import type { PlainDate } from "@emeritus/engine/dates.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import { recordReading } from "@emeritus/records/audit.ts";
import type { Actor } from "../actor.ts";
import { careerFacts, stating } from "../career.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { retirementPlanOf } from "./member-plan.ts";

/**
 * Explains one provision of the law of a member's plan for a member who would be paid from a date; assumptions are those of an estimate. The
 * reading is an audit entry. Throws `NoSuchPerson` when there is none.
 */
export async function explainProvision(
  { db, reader, fund, calendar }: System,
  actor: Actor,
  { person, provision, on }: { person: number; provision: string; on: PlainDate },
): Promise<Outcome<Result<Value>, Refusal<"noSuchProvision">>> {
  allow(actor, "estimate a benefit", { person });
  if (person !== actor.person)
    await recordReading(db, { fund: fund.number, person, actor: actor.account, action: "read a record" });
  const career = await careerFacts(reader, fund.number, person, { on: calendar.today() });
  const plan = retirementPlanOf(career);
  if (!plan.rules.has(provision)) return refused("noSuchProvision", { provision });
  const facts = stating(career, { annuityStartingDate: on });
  return accepted(explainerByName(plan, facts)(provision));
}
