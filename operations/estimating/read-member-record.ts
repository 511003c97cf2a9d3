import { explainer } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import { baseBenefit } from "@emeritus/law/missouri/mosers/msep-2000/base-benefit.ts";
import { creditedService } from "@emeritus/law/missouri/mosers/msep-2000/credited-service.ts";
import { isMember } from "@emeritus/law/missouri/mosers/msep-2000/membership.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { vested } from "@emeritus/law/missouri/mosers/msep-2000/vesting.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { recordReading } from "@emeritus/records/audit.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { type Employer, employersOn } from "@emeritus/records/employer.ts";
import type { Actor } from "../actor.ts";
import { type Career, careerFacts, careerOf, rowsUntil } from "../career.ts";
import { allow } from "../permissions.ts";
import { factsOn } from "../service/member-law.ts";
import type { System } from "../system.ts";
import { eligibilityLadder, type Rung } from "./eligibility-ladder.ts";
import { retirementPlanOf } from "./member-plan.ts";

/** A member's record as the member reads it: what was reported, what it counts for today, and when each way opens. */
export interface MemberRecord {
  readonly career: Career;
  /** The plan whose law says what follows. */
  readonly plan: Plan;
  /** Whether that plan's law holds the member. */
  readonly isMember: Result<boolean>;
  /** Service as of today, or as of leaving. */
  readonly service: Result<number>;
  readonly vested: Result<boolean>;
  /** The benefit already earned, as if work ended today. */
  readonly earned: Result<Exact>;
  readonly ladder: readonly Rung[];
}

/** Reads a member's record in one statement and what the law says of it at a moment of both clocks, today unless told; staff who read it leave an audit entry. Throws `NoSuchPerson` when there is none. */
export async function readMemberRecord(
  { db, reader, fund, calendar }: System,
  actor: Actor,
  person: number,
  moment?: Moment,
): Promise<MemberRecord> {
  allow(actor, "read a record", { person });
  if (person !== actor.person) {
    await recordReading(db, { fund: fund.number, person, actor: actor.account, action: "read a record" });
  }
  const when = moment ?? { on: calendar.today() };
  const whole = await careerFacts(reader, fund.number, person, when);
  const career = when.on < calendar.today() ? careerOf(rowsUntil(whole.rows, when.on)) : whole;
  const plan = retirementPlanOf(career);
  const says = explainer(plan, factsOn(career, when.on));
  const earned = once(() => says(baseBenefit));
  const ladder = once(() => eligibilityLadder(plan, career.facts));
  return {
    career,
    plan,
    isMember: says(isMember),
    service: says(creditedService),
    vested: says(vested),
    get earned() {
      return earned();
    },
    get ladder() {
      return ladder();
    },
  };
}

/** Works something out when it is first asked for: a page pays only for what it shows. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The names of the employers by number, for pages that show where somebody worked. */
export async function employerNames({
  reader,
  fund,
  calendar,
}: System): Promise<ReadonlyMap<number, string>> {
  const employers: Employer[] = await employersOn(reader, fund.number, { on: calendar.today() });
  return new Map(employers.map(({ employer, name }) => [employer, name]));
}
