import { employersOn } from "@emeritus/records/employer.ts";
import {
  findRefusal,
  listRefusals,
  reportsFromRefusals,
  type StoredRefusal,
} from "@emeritus/records/pay-report-refusal.ts";
import { serviceRecordedAt, type ServiceChange } from "@emeritus/records/pay-report-service.ts";
import { findReport, lastPosted, listReports, type StoredReport } from "@emeritus/records/pay-report.ts";
import { reportingGroups, type ReportingGroup } from "@emeritus/records/reporting-group.ts";
import {
  heldRowsOf,
  openHeldCounts,
  waitingSubmissions,
  type HeldRow,
  type WaitingSubmission,
} from "@emeritus/records/pay-report-held.ts";
import type { Actor } from "../actor.ts";
import { allowInGroup, readerOfGroups } from "../enrolling/group-rights.ts";
import { allow, may, NotAllowed } from "../permissions.ts";
import type { System } from "../system.ts";
import { firstPeriod } from "./check-header.ts";
import { variancesOf } from "./decide-submission.ts";
import type { RuleName } from "./findings.ts";
import type { HoldingPolicy } from "./holding.ts";
import { holdingPolicy } from "./holding-policy.ts";
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
): Promise<{
  groups: GroupSeen[];
  reports: StoredReport[];
  refusals: StoredRefusal[];
  open: Awaited<ReturnType<typeof openHeldCounts>>;
}> {
  allow(actor, "read pay reports");
  const fund = system.fund.number;
  const today = system.calendar.today();
  const reads = await readerOfGroups(system.db, fund, actor, today);
  const groups = (await reportingGroups(system.db, fund, today, reachOf(actor))).filter(reads);
  const numbers = groups.map((each) => each.group);
  const reports = await listReports(system.db, fund, numbers, mostListed);
  const employers = [...new Set([...groups.map((each) => each.employer), ...actor.employers])];
  const refusals = (await listRefusals(system.db, fund, employers, mostListed)).filter((each) =>
    readsRefusal(actor, reads, each),
  );
  const seen: GroupSeen[] = [];
  for (const group of groups) {
    const last = await lastPosted(system.db, fund, group.group);
    const next = last === undefined ? firstPeriod(group, today) : periodAfter(group.payCycle, last.periodEnd);
    seen.push({
      ...group,
      next,
      waiting: reports.find((each) => each.group === group.group && each.status === "ready"),
    });
  }
  const open = (await openHeldCounts(system.db, fund, reachOf(actor))).filter(reads);
  return { groups: seen, reports, refusals, open };
}

/** A refused file is read by who may read its group; one that names no group we know, by who sent it or may read all of the employer's. */
function readsRefusal(
  actor: Actor,
  reads: (of: { employer: number; group: number }) => boolean,
  { employer, group, sentBy }: StoredRefusal,
): boolean {
  return sentBy === actor.account || reads({ employer, group: group ?? noGroup });
}

/** A number that no group has: only who is limited to no group reads of it. */
const noGroup = 0;

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
  /** The submission that waits for a second person, if any. */
  readonly submission: WaitingSubmission | undefined;
  /** The refused file that it was made from on the page, if any. */
  readonly fromRefusal: string | undefined;
  /** Rows of the file that wait or waited. */
  readonly held: readonly HeldRow[];
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
  const today = system.calendar.today();
  const { employer, group: reportingGroup } = report;
  const of = { fund, employer, reportingGroup, right: "read", on: today } as const;
  await allowInGroup(system.db, actor, "read pay reports", of);
  const groups = await reportingGroups(system.db, fund, today, [employer]);
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
    submission:
      report.status === "ready" ? (await waitingSubmissions(system.db, fund, [number]))[0] : undefined,
    fromRefusal: (await reportsFromRefusals(system.db, fund, { report: number }))[0]?.refusal,
    held: report.rowsHeld === 0 ? [] : await heldRowsOf(system.db, fund, number),
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
  const { employer } = stored;
  allow(actor, "read pay reports", { employer });
  const reads = await readerOfGroups(system.db, system.fund.number, actor, system.calendar.today());
  if (!readsRefusal(actor, reads, stored))
    throw new NotAllowed(actor, "read pay reports", "another employer", { employer });
  return { refusal: stored, found: readFindings(stored.findings) };
}

/** What the office decides about pay reports: submissions to confirm, rows that wait by report, and the fund's choice about them. */
export interface PayReportsDesk {
  readonly toConfirm: readonly { readonly report: StoredReport; readonly by: string }[];
  readonly open: Awaited<ReturnType<typeof openHeldCounts>>;
  readonly policy: HoldingPolicy;
  /** The names of employers by their numbers. */
  readonly employers: ReadonlyMap<number, string>;
}

/** The office's desk of pay reports. */
export async function readPayReportsDesk(
  { db, fund, calendar }: System,
  actor: Actor,
): Promise<PayReportsDesk> {
  allow(actor, "read pay reports");
  const submissions = await waitingSubmissions(db, fund.number);
  const toConfirm = [];
  for (const { report, actor: by } of submissions)
    toConfirm.push({ report: (await findReport(db, fund.number, report))!, by });
  return {
    toConfirm,
    open: await openHeldCounts(db, fund.number),
    policy: await holdingPolicy(db, fund.number, calendar.today()),
    employers: new Map(
      (await employersOn(db, fund.number, { on: calendar.today() })).map(({ employer, name }) => [
        employer,
        name,
      ]),
    ),
  };
}
