import {
  findRefusal,
  findReport,
  lastPosted,
  listRefusals,
  listReports,
  reportingGroups,
  serviceRecordedAt,
  type ReportingGroup,
  type ServiceChange,
  type StoredRefusal,
  type StoredReport,
} from "@emeritus/records/pay-report.ts";
import type { Actor } from "../actor.ts";
import { allow, may } from "../permissions.ts";
import type { System } from "../system.ts";
import { firstPeriod } from "./check-header.ts";
import { variancesOf } from "./decide-submission.ts";
import type { RuleName } from "./findings.ts";
import { periodAfter, type PayPeriod } from "./periods.ts";
import { readFindings, type KeptFindings } from "./report-store.ts";
import type { ReportSum } from "./report-sums.ts";

/** How many reports and refusals a list shows. */
const mostListed = 50;

/** A group with what it must do next. */
export interface GroupSeen extends ReportingGroup {
  readonly next: PayPeriod;
  /** The report that waits to be submitted, if any. */
  readonly waiting: StoredReport | undefined;
}

/** Reports of everything an actor may see, newest first, and files lately refused. */
export async function readPayReports(
  system: System,
  actor: Actor,
): Promise<{ groups: GroupSeen[]; reports: StoredReport[]; refusals: StoredRefusal[] }> {
  allow(actor, "read pay reports");
  const fund = system.fund.number;
  const groups = await reportingGroups(system.db, fund, system.calendar.today(), reachOf(actor));
  const numbers = groups.map((each) => each.group);
  const reports = await listReports(system.db, fund, numbers, mostListed);
  const employers = [...new Set([...groups.map((each) => each.employer), ...actor.employers])];
  const refusals = await listRefusals(system.db, fund, employers, mostListed);
  const seen: GroupSeen[] = [];
  for (const group of groups) {
    const last = await lastPosted(system.db, fund, group.group);
    const next =
      last === undefined
        ? firstPeriod(group, system.calendar.today())
        : periodAfter(group.payCycle, last.periodEnd);
    seen.push({
      ...group,
      next,
      waiting: reports.find((each) => each.group === group.group && each.status === "ready"),
    });
  }
  return { groups: seen, reports, refusals };
}

/** The employers an actor reads for: their own, or all for those who read for the whole fund. */
function reachOf(actor: Actor): readonly number[] | undefined {
  return may({ ...actor, employers: [] }, "read pay reports", { employer: -1 }) ? undefined : actor.employers;
}

/** One report with all that its page shows. */
export interface ReportSeen {
  readonly report: StoredReport;
  readonly group: ReportingGroup | undefined;
  readonly found: KeptFindings;
  readonly variances: readonly RuleName[];
  readonly sums: readonly ReportSum[];
  /** Contributions and premiums that the employer owes for the report. */
  readonly owedCents: bigint;
  readonly service: readonly ServiceChange[];
  readonly comments: Readonly<Record<string, string>>;
}

/** One report, or nothing when there is none. */
export async function readPayReport(
  system: System,
  actor: Actor,
  number: number,
): Promise<ReportSeen | undefined> {
  allow(actor, "read pay reports");
  const fund = system.fund.number;
  const report = await findReport(system.db, fund, number);
  if (report === undefined) return undefined;
  allow(actor, "read pay reports", { employer: report.employer });
  const groups = await reportingGroups(system.db, fund, system.calendar.today(), [report.employer]);
  const found = readFindings(report.findings);
  return {
    report,
    group: groups.find((each) => each.group === report.group),
    found,
    variances: variancesOf(found),
    sums: JSON.parse(report.sums) as ReportSum[],
    owedCents: report.employerCents + report.memberCents + report.lifeCents + report.ltdCents,
    service:
      report.status === "posted"
        ? await serviceRecordedAt(system.db, fund, report.group, report.decidedAt!)
        : [],
    comments: JSON.parse(report.comments ?? "{}") as Record<string, string>,
  };
}

/** The log of one refusal, or nothing when there is none. */
export async function readRefusal(
  system: System,
  actor: Actor,
  refusal: string,
): Promise<{ refusal: StoredRefusal; found: KeptFindings } | undefined> {
  allow(actor, "read pay reports");
  const stored = await findRefusal(system.db, system.fund.number, refusal);
  if (stored === undefined) return undefined;
  allow(actor, "read pay reports", { employer: stored.employer });
  return { refusal: stored, found: readFindings(stored.findings) };
}
