import { type PlainDate, parseDate } from "@emeritus/engine/dates.ts";
import { type CaseStep, findCase, stepsOf } from "@emeritus/records/case.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { type Letter, lettersOf } from "@emeritus/records/letter.ts";
import type { Known } from "@emeritus/records/moment.ts";
import { obligationsOf, type Obligation } from "@emeritus/records/obligation.ts";

/** The kind of a case in which a member says that the record is wrong. */
export const DISPUTE_CASE = "dispute";

/** What a member may say is wrong. */
export const disputeSubjects = ["service", "pay", "contribution"] as const;

/** One thing that may be wrong. */
export type DisputeSubject = (typeof disputeSubjects)[number];

/** Every status of such a case: said, with the employer, corrected, or refused with reasons. */
export const disputeStatuses = ["said", "withEmployer", "corrected", "refused", "takenBack"] as const;

/** Where a dispute stands. */
export type DisputeStatus = (typeof disputeStatuses)[number];

/** The statuses that ask for somebody's work. */
export const openDisputeStatuses = ["said", "withEmployer"] as const;

/** What names a dispute. */
export interface DisputeKey {
  readonly person: number;
  readonly caseNumber: number;
}

/** A dispute as it stands. */
export interface Dispute extends DisputeKey {
  readonly status: DisputeStatus;
  readonly step: number;
  readonly about: DisputeSubject;
  /** The line of the record that is meant, in the member's words or as the page named it. */
  readonly line: string;
  readonly says: string;
  /** The first instant at which the record could have changed because of it. */
  readonly since: string;
  readonly answer:
    | {
        readonly by: string;
        readonly because: string;
        readonly cites: string | undefined;
        readonly appealUntil: PlainDate | undefined;
      }
    | undefined;
  readonly steps: readonly CaseStep[];
  readonly duties: readonly Obligation[];
  readonly letters: readonly Letter[];
}

/** A dispute as it stood then, or nothing when this person had no such case. */
export async function findDispute(
  db: Reading,
  fund: number,
  of: DisputeKey,
  when: Known = {},
): Promise<Dispute | undefined> {
  const found = await findCase(db, fund, of.caseNumber, when);
  if (found === undefined || found.person !== of.person || found.kind !== DISPUTE_CASE) return undefined;
  const steps = await stepsOf(db, fund, of.person, of.caseNumber, when);
  const duties = await obligationsOf(db, fund, of.person, when);
  const letters = await lettersOf(db, fund, of.person, when);
  const said = steps[0]!.facts;
  const answer = steps.findLast(({ facts }) => facts["because"] !== undefined);
  const until = answer?.facts["appealUntil"];
  return {
    ...of,
    status: disputeStatuses.find((status) => status === found.status)!,
    step: found.step,
    about: said["about"] as DisputeSubject,
    line: String(said["line"]),
    says: String(said["says"]),
    since: found.opened,
    answer: answer && {
      by: answer.actor,
      because: String(answer.facts["because"]),
      cites: answer.facts["cites"] === undefined ? undefined : String(answer.facts["cites"]),
      appealUntil: until === undefined ? undefined : parseDate(String(until)),
    },
    steps,
    duties: duties.filter(({ caseNumber }) => caseNumber === of.caseNumber),
    letters: letters.filter(({ caseNumber }) => caseNumber === of.caseNumber),
  };
}
