import { parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { type CaseStep, findCase, stepsOf } from "@emeritus/records/case.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { type Document, documentsOf } from "@emeritus/records/document.ts";
import type { Known } from "@emeritus/records/moment.ts";
import { getPerson, type Person } from "@emeritus/records/person.ts";
import { type DeathStatus, deathStatus } from "./status.ts";

/** How the office heard of a death. */
export const deathSources = [
  "familyReport",
  "deathCertificate",
  "vitalRecords",
  "returnedPayment",
  "employerReport",
] as const;
/** One way in which the office heard of a death. */
export type DeathSource = (typeof deathSources)[number];

/** The kind of case, and of the paper that proves a death. */
export const DEATH_CASE = "death";
/** The paper that proves a death. */
export const CERTIFICATE = "deathCertificate";

/** Which case is meant: its person first, as in every key of the record. */
export interface DeathKey {
  readonly person: number;
  readonly caseNumber: number;
}

/** A benefit as it was before a confirmed death ended it, so that a mistake can be undone. */
export interface Ended {
  readonly person: number;
  readonly benefit: number;
  /** The first day it was no longer payable without the death. */
  readonly to: PlainDate;
}

/** A benefit that a confirmed death opened. */
export interface Opened {
  readonly person: number;
  readonly benefit: number;
  readonly determination: number;
}

/** A marriage that a confirmed death ended. */
export interface MarriageEnded {
  readonly person: number;
  readonly spouse: number;
  readonly from: PlainDate;
  readonly proof: string | null;
}

/** What a confirmation did. */
export interface Confirmed {
  readonly ended: readonly Ended[];
  readonly opened: readonly Opened[];
  readonly raised: readonly Opened[];
  readonly marriages: readonly MarriageEnded[];
}

/** A death case as it stands. */
export interface DeathCase extends DeathKey {
  readonly status: DeathStatus;
  /** The number of its last step. */
  readonly step: number;
  readonly deceased: Person;
  readonly died: PlainDate;
  readonly source: DeathSource;
  readonly toldBy: string;
  readonly relation: string;
  /** The account whose report, or correction of it, counts. */
  readonly reportedBy: string;
  /** The holds that the report placed. */
  readonly holds: readonly number[];
  readonly confirmed: Confirmed | undefined;
  readonly confirmedBy: string | undefined;
  /** The account that asks for the withdrawal, while somebody does, and why. */
  readonly withdrawal: { readonly by: string; readonly because: string } | undefined;
  readonly certificate: Document | undefined;
  /** Whether somebody of the office entered a beneficiary in this case, so that shares are whole percents. */
  readonly beneficiariesEntered: boolean;
  readonly steps: readonly CaseStep[];
}

interface Reported {
  readonly died: string;
  readonly source: DeathSource;
  readonly toldBy: string;
  readonly relation: string;
  readonly holds: readonly number[];
}

/** A death case as it stood then, or nothing when this person had no such case. */
export async function findDeathCase(
  db: Reading,
  fund: number,
  { person, caseNumber }: DeathKey,
  when: Known = {},
): Promise<DeathCase | undefined> {
  const found = await findCase(db, fund, caseNumber, when);
  if (found === undefined || found.person !== person || found.kind !== DEATH_CASE) return undefined;
  const steps = await stepsOf(db, fund, person, caseNumber, when);
  const papers = await documentsOf(db, fund, person, { caseNumber, ...when });
  return {
    person,
    caseNumber,
    status: deathStatus(found.status),
    step: found.step,
    deceased: await getPerson(db, fund, person),
    certificate: papers.findLast(({ kind }) => kind === CERTIFICATE),
    ...fromSteps(steps),
    steps,
  };
}

/** What the steps of a case say. Pure. */
function fromSteps(steps: readonly CaseStep[]) {
  const last = (...actions: string[]) => steps.findLast(({ action }) => actions.includes(action));
  const first = steps[0]!.facts as unknown as Reported;
  const report = last("report", "correctReport")!;
  const confirm = last("confirm");
  const asked = last("askWithdrawal", "keepReport");
  return {
    died: parseDate((report.facts as { died: string }).died),
    source: first.source,
    toldBy: first.toldBy,
    relation: first.relation,
    holds: first.holds,
    reportedBy: report.actor,
    confirmed: confirm && together(steps),
    confirmedBy: confirm?.actor,
    withdrawal:
      asked?.action === "askWithdrawal"
        ? { by: asked.actor, because: String(asked.facts["because"]) }
        : undefined,
    beneficiariesEntered: last("enterBeneficiary") !== undefined,
  };
}

/** All that the confirmation, and openings after it, did. */
function together(steps: readonly CaseStep[]): Confirmed {
  const done = steps
    .filter(({ action }) => action === "confirm" || action === "openGuaranteed")
    .map(({ facts }) => facts as unknown as Confirmed);
  return {
    ended: done.flatMap(({ ended }) => ended),
    opened: done.flatMap(({ opened }) => opened),
    raised: done.flatMap(({ raised }) => raised),
    marriages: done.flatMap(({ marriages }) => marriages),
  };
}

/** The accounts that entered a beneficiary in a case: none of them decides who is paid. Pure. */
export const whoEntered = ({ steps }: Pick<DeathCase, "steps">): string[] =>
  steps.filter(({ action }) => action === "enterBeneficiary").map(({ actor }) => actor);
