import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { setDocument } from "@emeritus/records/document.ts";
import { recordMarriage } from "@emeritus/records/family.ts";
import { recordBirth } from "@emeritus/records/person.ts";

import type { Actor } from "../actor.ts";
import { careerFacts } from "../career.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { openAboutPersons } from "../redetermining/about-person.ts";
import type { System } from "../system.ts";
import type { CaseKey } from "../in-one-case.ts";
import { inCase, type InCase, nextStatus } from "./in-case.ts";
import { keepPaperDuties } from "./keep-paper-duties.ts";

/** A counselor's decision on a paper. */
export interface DocumentJudged {
  readonly key: string;
  readonly of: CaseKey;
  readonly document: number;
  readonly accept: boolean;
  /** The date that the paper shows: of birth, or of the wedding. Needed to accept. */
  readonly dateSeen?: PlainDate | undefined;
  /** What kind of paper it is, such as a passport; kept as the proof. */
  readonly paper?: string | undefined;
  /** Whether the record is to take the paper's date where it has another. */
  readonly correctRecord?: boolean | undefined;
  /** Why it is not accepted. */
  readonly because?: string | undefined;
}

/** Why a decision on a paper is not taken. */
export type JudgmentRefusal =
  | "cannot-do-now"
  | "document-not-waiting"
  | "reason-missing"
  | "date-seen-missing"
  | "date-seen-differs";

/** Accepts a paper, whose date must be that of the record, or says why not (Handbook, page 29). */
export async function judgeDocument(
  system: System,
  actor: Actor,
  judged: DocumentJudged,
): Promise<Outcome<true, Refusal<JudgmentRefusal | "no-open-case">>> {
  const { key, of, ...request } = judged;
  const asked = {
    key,
    may: "work a case",
    name: judged.accept ? "accept a document" : "refuse a document",
    of,
    request,
    ...(judged.because ? { because: judged.because } : {}),
  } as const;
  return inCase<true, JudgmentRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, retirement } = within;
    const next = nextStatus(retirement, "judgeDocument");
    if (next.refused) return next;
    const paper = retirement.rows.papers.find(
      ({ document, status }) => document === judged.document && status === "received",
    );
    if (paper === undefined) return refused("document-not-waiting");
    if (!judged.accept && !judged.because?.trim()) return refused("reason-missing");
    const wrong = judged.accept
      ? await proven(within, system.calendar.today(), paper.kind, judged)
      : undefined;
    if (wrong) return wrong;
    const { kind, file } = paper;
    const status = judged.accept ? "accepted" : "refused";
    const why = judged.accept ? judged.paper : judged.because;
    await setDocument(
      tx,
      paper.document,
      {
        fund,
        ...of,
        kind,
        status,
        actor: actor.account,
        ...(file ? { file } : {}),
        ...(why ? { because: why } : {}),
      },
      instant,
    );
    await within.step("judgeDocument", next.accepted, { kind, status });
    await keepPaperDuties(within, system.calendar.today());
    return accepted(true as const);
  });
}

/** Notes in the record what the paper proves, or says why it proves nothing yet. */
async function proven(
  within: InCase,
  today: PlainDate,
  kind: string,
  { dateSeen, paper = kind, correctRecord }: DocumentJudged,
) {
  const { tx, fund, instant, retirement } = within;
  const { person } = retirement;
  if (dateSeen === undefined) return refused("date-seen-missing");
  const { rows, spouse } = await careerFacts(tx, fund, person, {
    on: retirement.application?.receivedOn ?? dateSeen,
  });
  const recorded = {
    proofOfAge: rows.born,
    spouseProofOfAge: spouse?.born,
    marriageCertificate: spouse?.marriedOn,
  }[kind];
  if (recorded !== formatDate(dateSeen) && !correctRecord)
    return refused("date-seen-differs", { seen: formatDate(dateSeen), recorded: recorded ?? null });
  if (kind === "proofOfAge") await recordBirth(tx, fund, person, dateSeen, paper, instant);
  else if (spouse && kind === "spouseProofOfAge")
    await recordBirth(tx, fund, spouse.person, dateSeen, paper, instant);
  else if (spouse)
    await recordMarriage(tx, fund, person, { spouse: spouse.person, from: dateSeen, proof: paper }, instant);
  if (recorded !== formatDate(dateSeen)) {
    const about = kind === "spouseProofOfAge" && spouse ? spouse.person : person;
    const cause = { kind: kind === "marriageCertificate" ? "marriage" : "birthDate" } as const;
    const by = { fund, today, actor: within.actor.account };
    await openAboutPersons(tx, { ...by, persons: [about], cause }, instant);
  }
  return undefined;
}
