import { command } from "@emeritus/records/command.ts";
import { findReport } from "@emeritus/records/pay-report.ts";
import { lockGroup } from "@emeritus/records/reporting-group.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allowInGroup } from "../enrolling/group-rights.ts";
import type { System } from "../system.ts";

type Answer = { readonly code?: "alreadyPosted" | "withdrawn" };

/** Takes back a report that was not posted yet, so that another file for the period can come. Nothing when there is no such report. */
export async function withdrawPayReport(
  system: System,
  actor: Actor,
  { key, report }: { key: string; report: number },
): Promise<Outcome<{ readonly report: number }, Refusal<"alreadyPosted" | "withdrawn">> | undefined> {
  const fund = system.fund.number;
  const stored = await findReport(system.db, fund, report);
  if (stored === undefined) return undefined;
  const { employer, group: reportingGroup } = stored;
  const of = { fund, employer, reportingGroup, right: "report", on: system.calendar.today() } as const;
  await allowInGroup(system.db, actor, "report pay", of);
  const { code } = await command<Answer>(
    system.db,
    { fund, actor, key, name: "withdrawPayReport", request: { report } },
    async (tx, instant, note) => {
      await lockGroup(tx, fund, stored.group);
      note({ facts: { report } });
      const now = (await findReport(tx, fund, report))!;
      if (now.status !== "ready") return { code: now.status === "posted" ? "alreadyPosted" : "withdrawn" };
      await tx
        .insertInto("records.pay_report_step")
        .values({ fund, report, step: "withdrawn", actor: actor.account, recorded_from: instant })
        .execute();
      return {};
    },
  );
  return code === undefined ? accepted({ report }) : refused(code);
}
