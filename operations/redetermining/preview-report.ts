import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { findReport, type StoredReport } from "@emeritus/records/pay-report.ts";
import { lockGroup } from "@emeritus/records/reporting-group.ts";
import { charged } from "@emeritus/records/redetermination.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, refused } from "../outcome.ts";
import { allowInGroup } from "../enrolling/group-rights.ts";
import { allow, may } from "../permissions.ts";
import {
  decideSubmission,
  type Submission,
  type SubmissionRefused,
} from "../reporting-pay/decide-submission.ts";
import { postToRecord, type ToPost } from "../reporting-pay/post-report.ts";
import { readFindings } from "../reporting-pay/report-store.ts";
import { readyToPost } from "../reporting-pay/submit-pay-report.ts";
import type { System } from "../system.ts";
import { asIf } from "./as-if.ts";
import { type Effects, effectsOn, recordNow, totalsOf } from "./effects.ts";
import { onlyFor, touchedBefore } from "./touching.ts";

/** What posting a report would do to months before its own. */
export interface ReportEffects {
  readonly report: StoredReport;
  readonly effects: Effects;
}

const nothing: Effects = { members: [], totals: totalsOf([]) };

/**
 * What posting a waiting report would do to everyone whom it touches in times before its own: found by posting those people's rows
 * and undoing it, so that the preview is what will be. Changes nothing. An employer sees pay, service and contributions and never a
 * benefit. What would be refused of a submission, if one is told, is refused before. Nothing when there is no such report.
 */
export async function previewReport(
  system: System,
  actor: Actor,
  report: number,
  submission?: Submission,
): Promise<Outcome<ReportEffects, SubmissionRefused> | undefined> {
  allow(actor, "read pay reports");
  const stored = await findReport(system.db, system.fund.number, report);
  if (stored === undefined) return undefined;
  const { employer, group: reportingGroup } = stored;
  const of = { fund: system.fund.number, employer, reportingGroup, on: system.calendar.today() };
  await allowInGroup(system.db, actor, "read pay reports", { ...of, right: "read" });
  if (stored.status !== "ready") return refused(stored.status === "posted" ? "alreadyPosted" : "withdrawn");
  const total = stored.pensionableCents + stored.heldPensionableCents;
  const why = submission && decideSubmission(submission, total, readFindings(stored.findings));
  if (why !== undefined) return { refused: why };
  const found = await asIf(system.db, (tx, instant) => lookAt(system, actor, tx, instant, stored));
  if (found.refused) return found;
  const effects = seesBenefits(actor) ? found.accepted : withoutBenefits(found.accepted);
  return accepted({ report: stored, effects });
}

/** Whether somebody of the office looks, who may see what a benefit pays. */
const seesBenefits = (actor: Actor): boolean => may(actor, "read the work queue");

async function lookAt(
  system: System,
  actor: Actor,
  tx: Tx,
  instant: Instant,
  stored: StoredReport,
): Promise<Outcome<Effects, SubmissionRefused>> {
  await lockGroup(tx, system.fund.number, stored.group);
  const ready = await readyToPost(system, actor, tx, instant, stored);
  if (ready.refused) return ready;
  const people = touchedBefore(ready.accepted, seesBenefits(actor));
  if (people.size === 0) return accepted(nothing);
  const some = onlyFor(ready.accepted, people);
  return accepted(await effectsOf(tx, some, instant, system.calendar.today()));
}

async function effectsOf(tx: Tx, some: ToPost, instant: Instant, today: PlainDate): Promise<Effects> {
  const { fund, report, posting } = some;
  const told = [
    posting.people,
    ...[posting.openings, posting.endings, posting.leaves, posting.sickLeave].map((all) =>
      all.map(({ who }) => who),
    ),
  ];
  const known = [...new Set(told.flat().map(({ person }) => person))].filter((person) => person > 0);
  const before = await recordNow(tx, fund, known, today);
  const persons = await postToRecord(tx, some, instant);
  const sums = await charged(tx, fund, persons, { report });
  return effectsOn(tx, { fund, today, persons, before, sums }, instant);
}

/** What an employer may see of a preview: pay, service and contributions. */
export function withoutBenefits({ members, totals }: Effects): Effects {
  return {
    members: members.map((one) => ({ ...one, benefits: [], retired: false })),
    totals: { ...totals, determinations: 0, monthCents: 0n, arrearsCents: 0n, overpaidCents: 0n },
  };
}
