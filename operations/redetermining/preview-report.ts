import type { Tx } from "@emeritus/records/db.ts";
import { findReport, type StoredReport } from "@emeritus/records/pay-report.ts";
import { lockGroup } from "@emeritus/records/reporting-group.ts";
import { charged } from "@emeritus/records/redetermination.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, refused } from "../outcome.ts";
import { allowInGroup } from "../enrolling/group-rights.ts";
import { allow, may } from "../permissions.ts";
import type { SubmissionRefused } from "../reporting-pay/decide-submission.ts";
import { postToRecord, type ToPost } from "../reporting-pay/post-report.ts";
import { readyToPost, type LookFirst } from "../reporting-pay/submit-pay-report.ts";
import type { System } from "../system.ts";
import { asIf, asIfWithin } from "./as-if.ts";
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
 * benefit. Nothing when there is no such report.
 */
export async function previewReport(
  system: System,
  actor: Actor,
  report: number,
): Promise<Outcome<ReportEffects, SubmissionRefused> | undefined> {
  allow(actor, "read pay reports");
  const stored = await findReport(system.db, system.fund.number, report);
  if (stored === undefined) return undefined;
  const { employer, group: reportingGroup } = stored;
  const of = { fund: system.fund.number, employer, reportingGroup, on: system.calendar.today() };
  await allowInGroup(system.db, actor, "read pay reports", { ...of, right: "read" });
  if (stored.status !== "ready") return refused(stored.status === "posted" ? "alreadyPosted" : "withdrawn");
  const found = await asIf(system.db, (tx, instant) => lookAt(system, actor, tx, instant, stored));
  return found.refused ? found : accepted({ report: stored, effects: found.accepted });
}

/** What an act answers in place of being done: what it would do, which its actor has not seen. */
export interface Unseen {
  readonly unseen: Effects;
}

/** Carries what nobody saw out of the transaction of an act, so that the act is undone with its key. */
class NotSeen extends Error implements Unseen {
  readonly unseen: Effects;
  constructor(unseen: Effects) {
    super("not seen");
    this.unseen = unseen;
  }
}

/**
 * Does an act that posts a report if its actor saw what the report does to times before its own. The act looks by what it is given,
 * once it has read and checked the report and in the transaction that posts it, so that a file is read once and what was seen is
 * what is done. Otherwise nothing is done, and what would be is answered.
 */
export async function onceSeen<T>(
  actor: Actor,
  seen: (effects: Effects) => boolean,
  act: (look: LookFirst) => Promise<T>,
): Promise<T | Unseen> {
  try {
    return await act(async (tx, ready, instant) => {
      const { employer } = ready.group;
      allow(actor, "read pay reports", { employer });
      const effects = await asIfWithin(tx, () => effectsOfPosting(actor, tx, ready, instant));
      if (!seen(effects)) throw new NotSeen(effects);
    });
  } catch (error) {
    if (error instanceof NotSeen) return { unseen: error.unseen };
    throw error;
  }
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
  return ready.refused ? ready : accepted(await effectsOfPosting(actor, tx, ready.accepted, instant));
}

async function effectsOfPosting(actor: Actor, tx: Tx, ready: ToPost, instant: Instant): Promise<Effects> {
  const sees = seesBenefits(actor);
  const people = touchedBefore(ready, sees);
  if (people.size === 0) return nothing;
  const effects = await effectsOf(tx, onlyFor(ready, people), instant);
  return sees ? effects : withoutBenefits(effects);
}

async function effectsOf(tx: Tx, some: ToPost, instant: Instant): Promise<Effects> {
  const { fund, report, posting, today } = some;
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
