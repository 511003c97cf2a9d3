import { command } from "@emeritus/records/command.ts";
import { findReport } from "@emeritus/records/pay-report.ts";
import { lockGroup } from "@emeritus/records/reporting-group.ts";
import { waitingSubmissions } from "@emeritus/records/pay-report-held.ts";
import type { Actor } from "../actor.ts";
import { allowInGroup } from "../enrolling/group-rights.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import type { SubmissionRefused } from "./decide-submission.ts";
import { postStored, type LookFirst } from "./submit-pay-report.ts";

/** Why a submission cannot be confirmed. */
export type ConfirmationRefused = SubmissionRefused | Refusal<"notSubmitted" | "sameHand">;

type Answer = {
  readonly code?: ConfirmationRefused["code"];
  readonly facts?: ConfirmationRefused["facts"];
};

/**
 * A second person confirms a submitted report whose sums are out of all usual bounds, and it is posted with the comments of the
 * first. Whoever submitted it cannot confirm it. Nothing when there is no such report. Where `look` is given, it sees what is posted.
 */
export async function confirmPayReport(
  system: System,
  actor: Actor,
  { key, report }: { key: string; report: number },
  look?: LookFirst,
): Promise<Outcome<{ readonly report: number }, ConfirmationRefused> | undefined> {
  const fund = system.fund.number;
  const stored = await findReport(system.db, fund, report);
  if (stored === undefined) return undefined;
  const { employer, group: reportingGroup } = stored;
  allow(actor, "confirm a pay report", { employer });
  const inGroup = { fund, employer, reportingGroup, right: "submit", on: system.calendar.today() } as const;
  await allowInGroup(system.db, actor, "confirm a pay report", inGroup);
  const { code, facts = {} } = await command<Answer>(
    system.db,
    { fund, actor, key, name: "confirmPayReport", request: { report } },
    async (tx, instant, note) => {
      await lockGroup(tx, fund, stored.group);
      const now = (await findReport(tx, fund, report))!;
      note({ facts: { report } });
      if (now.status !== "ready") return { code: now.status === "posted" ? "alreadyPosted" : "withdrawn" };
      const [submission] = await waitingSubmissions(tx, fund, [report]);
      if (submission === undefined) return { code: "notSubmitted" };
      if (await isSamePerson(tx, fund, actor, submission.actor)) return { code: "sameHand" };
      const comments = JSON.parse(submission.comments) as Record<string, string>;
      const refusal = await postStored(system, actor, tx, instant, now, { comments, look });
      return refusal === undefined ? {} : { code: refusal.code, facts: refusal.facts };
    },
  );
  return code === undefined ? accepted({ report }) : refused(code, facts);
}
