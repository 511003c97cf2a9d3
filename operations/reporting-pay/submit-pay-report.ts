import { canonicalJson } from "@emeritus/records/canonical.ts";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import {
  findReport,
  lastPosted,
  lockGroup,
  reportingGroups,
  type StoredReport,
} from "@emeritus/records/pay-report.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { checkPeriod } from "./check-header.ts";
import { checkReport } from "./check-report.ts";
import { decideSubmission, type Submission, type SubmissionRefused } from "./decide-submission.ts";
import { loadContext } from "./load-context.ts";
import { postReport } from "./post-report.ts";
import { readReport } from "./read-report.ts";
import { openReportFile, readFindings } from "./report-store.ts";

/** An employer's word that a report that passed the checks is to be posted. */
export interface PayReportSubmitted extends Submission {
  readonly key: string;
  readonly report: number;
}

type Answer =
  | { readonly kind: "posted" }
  | {
      readonly kind: "refused";
      readonly code: SubmissionRefused["code"];
      readonly facts: SubmissionRefused["facts"];
    };

/**
 * Posts a report: service, pay, contributions and receivables in one transaction. The file is checked again against the
 * record as it is now. Nothing when there is no such report.
 */
export async function submitPayReport(
  system: System,
  actor: Actor,
  asked: PayReportSubmitted,
): Promise<Outcome<{ readonly report: number }, SubmissionRefused> | undefined> {
  const { key, report, pensionableCents, comments } = asked;
  const fund = system.fund.number;
  const stored = await findReport(system.db, fund, report);
  if (stored === undefined) return undefined;
  allow(actor, "report pay", { employer: stored.employer });
  const request = { report, pensionableCents, comments: { ...comments } };
  const answer = await command<Answer>(
    system.db,
    { fund, actor, key, name: "submitPayReport", request },
    async (tx, instant, note) => {
      const refusal = await post(system, actor, tx, instant, stored, { pensionableCents, comments });
      note({ facts: { report, ...(refusal === undefined ? {} : { refused: refusal.code }) } });
      return refusal === undefined
        ? { kind: "posted" }
        : { kind: "refused", code: refusal.code, facts: refusal.facts };
    },
  );
  return answer.kind === "posted"
    ? accepted({ report })
    : { refused: { code: answer.code, facts: answer.facts } };
}

async function post(
  system: System,
  actor: Actor,
  tx: Tx,
  instant: Instant,
  { report, group: groupNumber }: StoredReport,
  submission: Submission,
): Promise<SubmissionRefused | undefined> {
  const fund = system.fund.number;
  await lockGroup(tx, fund, groupNumber);
  const stored = (await findReport(tx, fund, report))!;
  if (stored.status !== "ready")
    return refused(stored.status === "posted" ? "alreadyPosted" : "withdrawn").refused;
  const no = decideSubmission(submission, stored.pensionableCents, readFindings(stored.findings));
  if (no !== undefined) return no;

  const today = system.calendar.today();
  const group = (await reportingGroups(tx, fund, today, [stored.employer])).find(
    (each) => each.group === groupNumber,
  );
  const { file, findings } = readReport(await openReportFile(tx, system.keys, fund, report));
  if (group === undefined || file === undefined)
    return refused("changedSince", { errors: findings.number("error") }).refused;
  const last = await lastPosted(tx, fund, groupNumber);
  checkPeriod(file.header, group, last, findings);
  if (findings.refuses) return refused("notInOrder").refused;
  const context = await loadContext(tx, { fund, keys: system.keys, group, file, last, findings });
  const posting = checkReport(context);
  if (findings.refuses) return refused("changedSince", { errors: findings.number("error") }).refused;
  const entry = await postReport(
    tx,
    { fund, keys: system.keys, group, report, file, posting, corrected: context.posted, today },
    instant,
  );
  await recordPosted(
    tx,
    { fund, report, actor: actor.account, comments: submission.comments, entry },
    instant,
  );
  return undefined;
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
