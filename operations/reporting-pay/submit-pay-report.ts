import { canonicalJson } from "@emeritus/records/canonical.ts";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { findReport, lastPosted, type StoredReport } from "@emeritus/records/pay-report.ts";
import { lockGroup, reportingGroups } from "@emeritus/records/reporting-group.ts";
import { heldRowsOf, recordSubmission, waitingSubmissions } from "@emeritus/records/pay-report-held.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome } from "../outcome.ts";
import { allowInGroup } from "../enrolling/group-rights.ts";
import { noticeRetireesInFile } from "../enrolling/retirees-in-file.ts";
import { asIfWithin } from "../redetermining/as-if.ts";
import type { System } from "../system.ts";
import { checkPeriod } from "./check-header.ts";
import { checkReport } from "./check-report.ts";
import { decideSubmission, gatesOf, type Submission, type SubmissionRefused } from "./decide-submission.ts";
import { loadContext } from "./load-context.ts";
import { postReport, type ToPost } from "./post-report.ts";
import { readReport } from "./read-report.ts";
import { openReportFile, readFindings } from "./report-store.ts";

/** An employer's word that a report that passed the checks is to be posted. */
export interface PayReportSubmitted extends Submission {
  readonly key: string;
  readonly report: number;
}

/** What became of a submission: posted, or waiting for a second person because of what was found. */
export interface Submitted {
  readonly report: number;
  readonly status: "posted" | "awaitsConfirmation";
}

/** Looks at what a report is about to post, in the transaction that posts it; what it throws undoes the whole transaction. */
export type LookFirst = (tx: Tx, ready: ToPost, instant: Instant) => Promise<void>;

type Answer =
  | { readonly kind: Submitted["status"] }
  | {
      readonly kind: "refused";
      readonly code: SubmissionRefused["code"];
      readonly facts: SubmissionRefused["facts"];
    };

/**
 * Posts a report: service, pay, contributions and receivables in one transaction. The file is checked again against the
 * record as it is now. A report with a gate's finding waits for a second person instead. Nothing when there is no such report.
 * Where `look` is given, it sees what is posted, or what would be once a second person confirms.
 */
export async function submitPayReport(
  system: System,
  actor: Actor,
  asked: PayReportSubmitted,
  look?: LookFirst,
): Promise<Outcome<Submitted, SubmissionRefused> | undefined> {
  const { key, report, pensionableCents, comments } = asked;
  const fund = system.fund.number;
  const stored = await findReport(system.db, fund, report);
  if (stored === undefined) return undefined;
  const { employer, group: reportingGroup } = stored;
  const inGroup = { fund, employer, reportingGroup, right: "submit", on: system.calendar.today() } as const;
  await allowInGroup(system.db, actor, "report pay", inGroup);
  const request = { report, pensionableCents, comments: { ...comments } };
  const answer = await command<Answer>(
    system.db,
    { fund, actor, key, name: "submitPayReport", request },
    async (tx, instant, note) => {
      const given = await submit(system, actor, tx, instant, stored, { pensionableCents, comments }, look);
      note({ facts: { report, ...(given.kind === "refused" ? { refused: given.code } : {}) } });
      return given;
    },
  );
  return answer.kind === "refused"
    ? refused(answer.code, answer.facts)
    : accepted({ report, status: answer.kind });
}

const no = ({ code, facts }: SubmissionRefused): Answer => ({ kind: "refused", code, facts });

async function submit(
  system: System,
  actor: Actor,
  tx: Tx,
  instant: Instant,
  { report, group }: StoredReport,
  submission: Submission,
  look: LookFirst | undefined,
): Promise<Answer> {
  const fund = system.fund.number;
  await lockGroup(tx, fund, group);
  const stored = (await findReport(tx, fund, report))!;
  const found = readFindings(stored.findings);
  if (stored.status !== "ready")
    return no(refused(stored.status === "posted" ? "alreadyPosted" : "withdrawn").refused);
  if ((await waitingSubmissions(tx, fund, [report])).length > 0)
    return no(refused("alreadySubmitted").refused);
  const why = decideSubmission(submission, stored.pensionableCents + stored.heldPensionableCents, found);
  if (why !== undefined) return no(why);
  if (gatesOf(found).length > 0) {
    const ready =
      look && (await asIfWithin(tx, () => readyAndSeen(system, actor, tx, instant, stored, look)));
    if (ready?.refused) return no(ready.refused);
    const said = canonicalJson({ ...submission.comments });
    await recordSubmission(tx, { fund, report, actor: actor.account, comments: said }, instant);
    return { kind: "awaitsConfirmation" };
  }
  const { comments } = submission;
  const refusal = await postStored(system, actor, tx, instant, stored, { comments, look });
  return refusal === undefined ? { kind: "posted" } : no(refusal);
}

/** Posts a report that waits: its file is read and checked again, without the rows that are held. */
export async function postStored(
  system: System,
  actor: Actor,
  tx: Tx,
  instant: Instant,
  stored: StoredReport,
  { comments, look }: { readonly comments: Submission["comments"]; readonly look: LookFirst | undefined },
): Promise<SubmissionRefused | undefined> {
  const { accepted: ready, refused: refusal } = await readyAndSeen(system, actor, tx, instant, stored, look);
  if (refusal) return refusal;
  const entry = await postReport(tx, ready, instant);
  const { fund, report } = ready;
  await recordPosted(tx, { fund, report, actor: actor.account, comments, entry }, instant);
  return undefined;
}

async function readyAndSeen(
  system: System,
  actor: Actor,
  tx: Tx,
  instant: Instant,
  stored: StoredReport,
  look: LookFirst | undefined,
): Promise<Outcome<ToPost, SubmissionRefused>> {
  const ready = await readyToPost(system, actor, tx, instant, stored);
  if (!ready.refused) await look?.(tx, ready.accepted, instant);
  return ready;
}

/** Reads a report that waits and checks it again against the record as it is now: what is to be posted, or why it is not. */
export async function readyToPost(
  system: System,
  actor: Actor,
  tx: Tx,
  instant: Instant,
  stored: StoredReport,
): Promise<Outcome<ToPost, SubmissionRefused>> {
  const fund = system.fund.number;
  const { report } = stored;
  const today = system.calendar.today();
  const group = (await reportingGroups(tx, fund, today, [stored.employer])).find(
    (each) => each.group === stored.group,
  );
  const bytes = await openReportFile(tx, system.keys, fund, report);
  const { file, findings } = readReport(bytes, { without: new Set(stored.heldLines) });
  if (group === undefined || file === undefined)
    return refused("changedSince", { errors: findings.number("error") });
  const last = await lastPosted(tx, fund, stored.group);
  checkPeriod(file.header, group, last, findings);
  if (findings.refuses) return refused("notInOrder");
  const held = stored.rowsHeld === 0 ? [] : await heldRowsOf(tx, fund, report);
  const excused = new Set(held.flatMap(({ line, memberId }) => (line === null ? Number(memberId) : [])));
  const context = await loadContext(tx, {
    fund,
    keys: system.keys,
    group,
    file,
    last,
    findings,
    excused,
    today,
  });
  const posting = checkReport(context);
  await noticeRetireesInFile(system, tx, { file, findings, group, actor: actor.account }, instant);
  if (findings.refuses) return refused("changedSince", { errors: findings.number("error") });
  const { keys } = system;
  const corrected = context.posted;
  return accepted({
    system,
    actor: actor.account,
    fund,
    keys,
    group,
    report,
    file,
    posting,
    corrected,
    today,
  });
}

/** Records that a report was posted, by whom, with which comments. */
export async function recordPosted(
  tx: Tx,
  asked: {
    fund: number;
    report: number;
    actor: string;
    comments: Readonly<Record<string, string>>;
    entry: bigint | undefined;
  },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.pay_report_step")
    .values({
      ...asked,
      comments: canonicalJson({ ...asked.comments }),
      entry: asked.entry ?? null,
      step: "posted",
      recorded_from: instant,
    })
    .execute();
}
