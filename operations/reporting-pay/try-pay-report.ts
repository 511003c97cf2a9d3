import { findReportByFile, lastPosted, waitingReport } from "@emeritus/records/pay-report.ts";
import { reportingGroups } from "@emeritus/records/reporting-group.ts";
import type { Reading } from "@emeritus/records/db.ts";
import type { Actor } from "../actor.ts";
import { allowInGroup } from "../enrolling/group-rights.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { checkAgainstRecord } from "./check-against-record.ts";
import { checkPeriod } from "./check-header.ts";
import { holdingPolicy } from "./holding-policy.ts";
import { readReport } from "./read-report.ts";
import type { KeptFindings } from "./report-store.ts";

/** What would become of a file: refused, taken whole, or taken with some rows held. */
export interface Tried {
  readonly outcome: "refused" | "wouldBeTaken" | "wouldBeTakenInPart";
  readonly fileId: string | undefined;
  readonly errors: number;
  /** Rows that would wait. */
  readonly held: number;
  /** Cents. */
  readonly pensionableCents: bigint | undefined;
  readonly found: KeptFindings;
}

/**
 * The sandbox: checks a file exactly as if it were sent, and keeps nothing of it, neither the file nor that it came. All that it
 * reads it reads in a transaction that cannot write.
 */
export async function tryPayReport(system: System, actor: Actor, bytes: Uint8Array): Promise<Tried> {
  allow(actor, "report pay");
  return system.db
    .transaction()
    .setAccessMode("read only")
    .execute((tx) => tried(tx, system, actor, bytes));
}

async function tried(
  db: Reading,
  { keys, calendar, fund: { number: fund } }: System,
  actor: Actor,
  bytes: Uint8Array,
): Promise<Tried> {
  const today = calendar.today();
  const reading = readReport(bytes);
  const { findings, header } = reading;
  const groups = header === undefined ? [] : await reportingGroups(db, fund, today, actor.employers);
  const group = groups.find((each) => each.code === header?.group && each.employerCode === header.employer);
  if (header !== undefined && group === undefined)
    findings.add("groupUnknown", 1, "reporting_group_id", header.group, { employer: header.employer });
  const answer = (more: Partial<Tried>): Tried => ({
    outcome: "refused",
    fileId: header?.fileId,
    errors: findings.number("error"),
    held: 0,
    pensionableCents: reading.file && BigInt(reading.file.totals.pensionableCents),
    found: { counts: findings.counts(), kept: findings.kept },
    ...more,
  });
  if (header === undefined || group === undefined) return answer({});
  const inGroup = {
    fund,
    employer: group.employer,
    reportingGroup: group.group,
    right: "report",
    on: today,
  } as const;
  await allowInGroup(db, actor, "report pay", inGroup);
  if ((await findReportByFile(db, fund, group.group, header.fileId)) !== undefined)
    findings.add("fileIdUsed", 1, "file_id", header.fileId);
  const last = await lastPosted(db, fund, group.group);
  checkPeriod(header, group, last, findings);
  const waiting = await waitingReport(db, fund, group.group);
  if (waiting !== undefined)
    findings.add("earlierReportWaits", 1, "file_id", header.fileId, { waiting: waiting.fileId });
  if (reading.file === undefined || findings.refuses) return answer({});
  const policy = await holdingPolicy(db, fund, today);
  const checked = await checkAgainstRecord({ db, fund, keys, group, last, bytes, today }, reading, policy);
  if (checked === undefined) return answer({});
  const held = checked.held.length;
  return answer({ outcome: held === 0 ? "wouldBeTaken" : "wouldBeTakenInPart", held });
}
