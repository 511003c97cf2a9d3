import { firstOfMonthOf, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { findPerson } from "@emeritus/records/person.ts";

import { type Career, careerFacts, stating } from "../career.ts";
import { retirementPlanOf } from "../estimating/member-plan.ts";
import type { ApplicationFiled, ElectionSent, RetirementCase } from "./case-view.ts";
import type { VerificationRecord } from "./decide-verification.ts";
import { proofsMissing } from "./proofs.ts";
import { type Determined, determine } from "./retirement-law.ts";

/** A case with the facts that the law is asked with, from the record as it stands. */
export interface CaseFacts {
  readonly career: Career;
  /** The plan whose law determines the case. */
  readonly plan: Plan;
  /** The spouse of the application, by name; that spouse counts whoever is married later (BR 3-9(1)). */
  readonly spouse:
    | { readonly person: number; readonly name: string; readonly born: PlainDate | undefined }
    | undefined;
  readonly facts: Facts;
}

/** Reads the facts of a case: the record now, and what the application and the election state. */
export async function factsOfCase(
  db: Reading,
  fund: number,
  person: number,
  application: ApplicationFiled,
  knownAt?: string,
): Promise<CaseFacts> {
  const moment = { on: application.receivedOn, ...(knownAt === undefined ? {} : { knownAt }) };
  const career = await careerFacts(db, fund, person, moment);
  const found =
    application.spouse === undefined
      ? undefined
      : await findPerson(db, fund, application.spouse, knownAt === undefined ? {} : { knownAt });
  const spouse = found && {
    person: found.person,
    name: `${found.name.first} ${found.name.last}`,
    born: found.born,
  };
  const facts = stating(career, {
    annuityStartingDate: application.annuityStartingDate,
    applicationFiled: application.receivedOn,
    spouseBirthDate: spouse === undefined ? null : spouse.born,
    ...(career.leftService === undefined ? { leftService: application.lastDayOfWork } : {}),
  });
  return { career, plan: retirementPlanOf(career), spouse, facts };
}

/** What the law determines of a case whose both steps are in. */
export function determineCase({ plan, facts }: CaseFacts, election: ElectionSent): Determined {
  return determine(plan, facts, election.option);
}

/** What the case and the record say to who decides on a verification. */
export function verificationRecord(
  retirement: RetirementCase,
  application: ApplicationFiled,
  { career }: CaseFacts,
): VerificationRecord {
  const { leftService, lastPayMonth, sickLeaveHours } = career;
  const states = new Map(retirement.proofs.map(({ kind, state }) => [kind, state]));
  return {
    status: retirement.status,
    annuityStartingDate: application.annuityStartingDate,
    employer: {
      ...(leftService === undefined ? {} : { leftService }),
      ...(lastPayMonth === undefined ? {} : { lastPayMonth }),
      ...(sickLeaveHours === undefined ? {} : { sickLeaveHours }),
    },
    ...(leftService === undefined ? {} : { lastMonthWorked: firstOfMonthOf(leftService) }),
    proofsMissing: proofsMissing(retirement.proofs, states),
  };
}
