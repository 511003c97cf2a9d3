import { formatDate } from "@emeritus/engine/dates.ts";
import { rightsOfAccount } from "@emeritus/records/employer-desk.ts";
import {
  openRefusedRows,
  reportsFromRefusals,
  type StoredRefusal,
} from "@emeritus/records/pay-report-refusal.ts";
import { lastPosted } from "@emeritus/records/pay-report.ts";
import { reportingGroups } from "@emeritus/records/reporting-group.ts";
import type { Actor } from "../actor.ts";
import { mayInGroup } from "../enrolling/group-rights.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow, may } from "../permissions.ts";
import type { System } from "../system.ts";
import { firstPeriod } from "./check-header.ts";
import { expectedReport } from "./draft-report.ts";
import { keptDraft, storeDraft } from "./grid.ts";
import { periodAfter } from "./periods.ts";
import { readRefusal } from "./read-pay-reports.ts";
import { readFindings } from "./report-store.ts";
import { cannotBeRead, mostInGrid, type SentFile } from "./sent-rows.ts";

/** Why the rows of a refused file cannot be corrected on the page. */
export type WhyNotHere = "unreadable" | "notKept" | "otherPeriod" | "corrected" | "draftThere";

/** What can be done about a refused file on its page: the group whose page takes it, or why not; nothing for who may not report. */
export interface CorrectingRefused {
  readonly group: string | undefined;
  readonly why: Exclude<WhyNotHere, "draftThere"> | undefined;
  /** Reports that were made from it. */
  readonly reports: readonly {
    readonly report: number;
    readonly fileId: string;
    readonly withdrawn: boolean;
  }[];
  readonly mayReport: boolean;
}

/** Whether a refused file can be corrected on the page now, and which reports were made from it; nothing when there is none. */
export async function readCorrecting(
  system: System,
  actor: Actor,
  refusal: string,
): Promise<CorrectingRefused | undefined> {
  const seen = await readRefusal(system, actor, refusal);
  return seen && (await correctingOf(system, actor, seen.refusal)).shown;
}

async function correctingOf(
  system: System,
  actor: Actor,
  { refusal, employer, group: number, findings }: StoredRefusal,
): Promise<{ shown: CorrectingRefused; file: SentFile | undefined }> {
  const { db, keys, calendar } = system;
  const fund = system.fund.number;
  const on = calendar.today();
  const reports = await reportsFromRefusals(db, fund, { refusal });
  const group = (await reportingGroups(db, fund, on, [employer])).find((each) => each.group === number);
  const text = await openRefusedRows(db, keys, { fund, refusal });
  const file = text === undefined ? undefined : (JSON.parse(text) as SentFile);
  const rights = await rightsOfAccount(db, fund, { on }, actor.account);
  const mayReport =
    may(actor, "report pay", { employer }) &&
    group !== undefined &&
    mayInGroup(rights, { employer, reportingGroup: group.group, right: "report" });
  const last = group && (await lastPosted(db, fund, group.group));
  const next = group && (last ? periodAfter(group.payCycle, last.periodEnd) : firstPeriod(group, on));
  const why = (): CorrectingRefused["why"] => {
    if (reports.some(({ withdrawn }) => !withdrawn)) return "corrected";
    if (cannotBeRead(readFindings(findings).counts) || number === null) return "unreadable";
    if (file === undefined || next === undefined) return "notKept";
    return file.period.begin === next.begin && file.period.end === next.end ? undefined : "otherPeriod";
  };
  return { shown: { group: group?.code, why: why(), reports, mayReport }, file };
}

/** Why correcting on the page was refused. */
export type CorrectingNotHere = Refusal<WhyNotHere>;

/**
 * Lays the rows of a refused file into the draft of its group's next report, where they are changed, checked and sent. A draft that is
 * kept already is never overwritten. Nothing when there is no such refusal.
 */
export async function correctRefused(
  system: System,
  actor: Actor,
  asked: { key: string; refusal: string },
): Promise<Outcome<{ readonly group: string }, CorrectingNotHere> | undefined> {
  allow(actor, "report pay");
  const seen = await readRefusal(system, actor, asked.refusal);
  if (seen === undefined) return undefined;
  allow(actor, "report pay", { employer: seen.refusal.employer });
  const { shown, file } = await correctingOf(system, actor, seen.refusal);
  if (shown.why !== undefined) return refused(shown.why, { most: mostInGrid }, "ADR 21");
  const group = shown.group!;
  const expected = (await expectedReport(system, actor, { group }))!;
  const kept = await keptDraft(system, expected);
  if (kept !== undefined)
    return kept.typed.sent?.refusal === asked.refusal
      ? accepted({ group })
      : refused("draftThere", {}, "ADR 21");
  const { payDate, fileId } = file!;
  await storeDraft(system, actor, expected, {
    key: asked.key,
    typed: { payDate: formatDate(payDate), rows: {}, added: [], sent: file!, fileId },
  });
  return accepted({ group });
}
