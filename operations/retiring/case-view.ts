import type { PlainDate } from "@emeritus/engine/dates.ts";
import { fromCanonicalJson } from "@emeritus/records/canonical.ts";
import { dateOf } from "@emeritus/records/dates.ts";
import type { Reading } from "@emeritus/records/db.ts";
import type { Known } from "@emeritus/records/moment.ts";
import {
  findRetirement,
  type PaperRow,
  type RetirementRows,
  retirementsOf,
} from "@emeritus/records/retirement-case.ts";

import { chosenSetting } from "../choose-setting.ts";
import type { Amounts } from "./decide-approval.ts";
import type { BeneficiaryNamed, PaymentOption } from "./decide-election.ts";
import { type ProofAsked, type ProofKind, type ProofState, proofKinds, proofsAsked } from "./proofs.ts";
import { type ElectionTest, electionTestSetting } from "./retirement-dates.ts";
import { isOpen, type RetirementStatus, retirementStatus } from "./status.ts";

/** What a member has answered so far; dates are ISO texts, because the answers are kept as they were given. */
export interface Answers {
  readonly annuityStartingDate?: string;
  readonly lastDayOfWork?: string;
  readonly married?: boolean;
  readonly spouseFirst?: string;
  readonly spouseLast?: string;
  readonly spouseBorn?: string;
  readonly marriedOn?: string;
}

/** The application of a case as filed. */
export interface ApplicationFiled {
  readonly annuityStartingDate: PlainDate;
  readonly lastDayOfWork: PlainDate;
  /** The spouse on the day of filing; nobody any more once the election was opened again after the spouse's death (BR 3-9(1)). */
  readonly spouse: number | undefined;
  readonly signedOn: PlainDate;
  readonly receivedOn: PlainDate;
  readonly estimate: Amounts;
}

/** The election of a case as sent, while it stands. */
export interface ElectionSent {
  readonly option: PaymentOption;
  readonly receivedOn: PlainDate;
  readonly late: boolean;
  readonly firstPaymentMonth: PlainDate;
  readonly beneficiaries: readonly BeneficiaryNamed[];
}

/** One paper of the checklist with where it stands. */
export interface ProofSeen extends ProofAsked {
  readonly state: ProofState;
  readonly document: number | undefined;
  readonly file: string | undefined;
  /** Why it was not accepted. */
  readonly because: string | undefined;
}

/** What a counselor verified: the amounts, by whom. */
export interface Verified {
  readonly by: string;
  readonly person: number | undefined;
  readonly amounts: Amounts;
}

/** A retirement case as the operations and screens see it. */
export interface RetirementCase {
  readonly person: number;
  readonly caseNumber: number;
  readonly status: RetirementStatus;
  /** The number of the last step; the next one is one more. */
  readonly step: number;
  readonly answers: Answers;
  readonly application: ApplicationFiled | undefined;
  readonly election: ElectionSent | undefined;
  /** The day of the spouse's death for which the election is open again; nothing where it is not. */
  readonly reopenedFor: PlainDate | undefined;
  readonly proofs: readonly ProofSeen[];
  readonly verified: Verified | undefined;
  readonly rows: RetirementRows;
}

/** Reads one case as it stood then; nothing where this person had no such case. */
export async function findRetirementCase(
  db: Reading,
  fund: number,
  person: number,
  caseNumber: number,
  when: Known = {},
): Promise<RetirementCase | undefined> {
  const rows = await findRetirement(db, fund, person, caseNumber, when);
  return rows && caseOf(rows);
}

/** The member's open or latest case as it stood then; nothing where there was none yet. */
export async function findLatestRetirement(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<RetirementCase | undefined> {
  const [latest] = await retirementsOf(db, fund, person, when);
  return latest && findRetirementCase(db, fund, person, latest.caseNumber, when);
}

/** The member's open case. */
export async function findOpenRetirement(
  db: Reading,
  fund: number,
  person: number,
): Promise<RetirementCase | undefined> {
  const latest = await findLatestRetirement(db, fund, person);
  return latest && isOpen(latest.status) ? latest : undefined;
}

/** What the rows of a case say. Pure. */
export function caseOf(rows: RetirementRows): RetirementCase {
  const last = rows.steps.at(-1)!;
  const answers = answersOf(rows);
  const { widowed, reopenedFor } = reopenedIn(rows);
  const election = rows.election && reopenedFor === undefined ? electionOf(rows.election) : undefined;
  const filed = rows.application ? applicationOf(rows.application) : undefined;
  const application = filed && widowed ? { ...filed, spouse: undefined } : filed;
  const married = application === undefined ? answers.married === true : application.spouse !== undefined;
  return {
    person: rows.person,
    caseNumber: rows.caseNumber,
    status: retirementStatus(last.status),
    step: last.step,
    answers,
    application,
    election,
    reopenedFor,
    proofs: proofsAsked(married, election?.option).map((asked) => ({
      ...asked,
      ...proofOf(rows.papers, asked.kind),
    })),
    verified: verifiedOf(rows),
    rows,
  };
}

/** Whether the election was opened again after the spouse's death, and for which death when no other has come since. */
function reopenedIn({ steps }: RetirementRows): { widowed: boolean; reopenedFor: PlainDate | undefined } {
  const last = steps.findLast(({ action }) => action === "elect" || action === "electAgain");
  const cancelled = last?.action === "electAgain";
  return {
    widowed: steps.some(({ action }) => action === "electAgain"),
    reopenedFor: cancelled
      ? dateOf(fromCanonicalJson<{ spouseDied: string }>(last.facts).spouseDied)
      : undefined,
  };
}

function answersOf({ steps }: RetirementRows): Answers {
  const answered = steps.filter(({ action }) => action === "answerQuestion");
  return Object.assign({}, ...answered.map(({ facts }) => fromCanonicalJson<Answers>(facts))) as Answers;
}

function applicationOf(row: NonNullable<RetirementRows["application"]>): ApplicationFiled {
  return {
    annuityStartingDate: dateOf(row.annuityStartingDate),
    lastDayOfWork: dateOf(row.lastDayOfWork),
    spouse: row.spouse ?? undefined,
    signedOn: dateOf(row.signedOn),
    receivedOn: dateOf(row.receivedOn),
    estimate: fromCanonicalJson<Amounts>(row.estimate),
  };
}

function electionOf(row: NonNullable<RetirementRows["election"]>): ElectionSent {
  return {
    option: row.paymentOption,
    receivedOn: dateOf(row.receivedOn),
    late: row.late,
    firstPaymentMonth: dateOf(row.firstPaymentMonth),
    beneficiaries: row.beneficiaries,
  };
}

const states: Partial<Record<PaperRow["status"], ProofState>> = {
  received: "uploaded",
  accepted: "accepted",
  refused: "refused",
};

function proofOf(papers: readonly PaperRow[], kind: ProofKind): Omit<ProofSeen, keyof ProofAsked> {
  const paper = papers.findLast((one) => one.kind === kind);
  return {
    state: (paper && states[paper.status]) ?? "missing",
    document: paper?.document,
    file: paper?.file ?? undefined,
    because: paper?.because ?? undefined,
  };
}

/** The last verification that still stands: a case sent back, or opened for another election, must be verified again. */
function verifiedOf({ steps }: RetirementRows): Verified | undefined {
  const last = steps.findLast(
    ({ action }) => action === "verify" || action === "returnToCounselor" || action === "electAgain",
  );
  if (last?.action !== "verify") return undefined;
  const { amounts, person } = fromCanonicalJson<{ amounts: Amounts; person?: number }>(last.facts);
  return { by: last.actor, person, amounts };
}

/** Whether a text names a paper of the checklist. */
export function isProofKind(text: string): text is ProofKind {
  return proofKinds.some((kind) => kind === text);
}

/** The fund's test of an election in time, on a day. */
export async function electionTest(db: Reading, fund: number, on: PlainDate): Promise<ElectionTest> {
  const chosen = await chosenSetting<string>(db, fund, electionTestSetting, on);
  return chosen === "published" ? "published" : "statute";
}
