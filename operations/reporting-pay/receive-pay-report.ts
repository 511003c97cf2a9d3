import { createHash, randomUUID } from "node:crypto";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import {
  findReportByFile,
  lastPosted,
  waitingReport,
  type StoredReport,
} from "@emeritus/records/pay-report.ts";
import { keepRefusedRows, recordFromRefusal } from "@emeritus/records/pay-report-refusal.ts";
import { lockGroup, reportingGroups, type ReportingGroup } from "@emeritus/records/reporting-group.ts";
import { nextNumber } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allowInGroup } from "../enrolling/group-rights.ts";
import { noticeRetireesInFile } from "../enrolling/retirees-in-file.ts";
import { allow, NotAllowed } from "../permissions.ts";
import type { System } from "../system.ts";
import type { CheckContext, Posting } from "./check-context.ts";
import { checkPeriod } from "./check-header.ts";
import { checkAgainstRecord } from "./check-against-record.ts";
import { ratesByLaw } from "./contribution-rates.ts";
import { peoplePaid } from "./check-report.ts";
import { decideSubmission, gatesOf, type Submission } from "./decide-submission.ts";
import type { Findings } from "./findings.ts";
import { holdingPolicy } from "./holding-policy.ts";
import { postReport } from "./post-report.ts";
import { readReport, type Reading } from "./read-report.ts";
import { reportSums } from "./report-sums.ts";
import { compressed, heldCents, storeRefusal, storeReport } from "./report-store.ts";
import { mostInGrid, sentFile } from "./sent-rows.ts";
import { recordPosted } from "./submit-pay-report.ts";

/** A file as an employer sends it. */
export interface PayReportSent {
  /** A UUID of the sender's own: the same key with the same file gives the first answer. */
  readonly key: string;
  readonly bytes: Uint8Array;
  /** Given to post the report at once when nothing hinders it; a file with variances then needs its comments here. */
  readonly submission?: Submission;
  /** The refused file that this one was made from on the page, if any. */
  readonly from?: { readonly refusal: string };
}

/** A file that passed: the number of its report and what became of it. */
export interface PayReportTaken {
  readonly report: number;
  readonly status: "ready" | "posted" | "withdrawn";
  /** True when the same file was here before; nothing was done again. */
  readonly again: boolean;
  /** How many of its rows wait because of what is wrong in them. */
  readonly held: number;
}

/** Why a file was refused: the log of the refusal has every finding. */
export type PayReportRefused = Refusal<"payReportRefused">;

type Answer =
  | ({ readonly kind: "taken" } & PayReportTaken)
  | { readonly kind: "refused"; readonly refusal: string; readonly errors: number };

/**
 * Takes a pay report: checks the file as a whole and row by row against the record, and keeps it ready to be submitted (or
 * posts it at once). A refused file leaves nothing but the log of the refusal and, where the page can correct
 * them, its rows, sealed. The same file again has the first answer.
 */
export async function receivePayReport(
  system: System,
  actor: Actor,
  sent: PayReportSent,
): Promise<Outcome<PayReportTaken, PayReportRefused>> {
  allow(actor, "report pay");
  if (actor.employers.length === 0) throw new NotAllowed(actor, "report pay", "another employer", {});
  const sha256 = createHash("sha256").update(sent.bytes).digest();
  const request = {
    sha256: sha256.toString("hex"),
    ...(sent.submission === undefined ? {} : { submission: { ...sent.submission } }),
    ...(sent.from === undefined ? {} : { from: sent.from.refusal }),
  };
  const asked = { fund: system.fund.number, actor, key: sent.key, name: "receivePayReport", request };
  const answer = await command<Answer>(system.db, asked, async (tx, instant, note) => {
    const reading = readReport(sent.bytes);
    const given = await take(system, actor, { tx, instant, reading, sent, sha256 });
    note({
      facts:
        given.kind === "taken"
          ? { report: given.report, status: given.status }
          : { refusal: given.refusal, errors: given.errors },
    });
    return given;
  });
  return answer.kind === "taken"
    ? accepted({ report: answer.report, status: answer.status, again: answer.again, held: answer.held })
    : refused("payReportRefused", { refusal: answer.refusal, errors: answer.errors });
}

interface Taking {
  readonly tx: Tx;
  readonly instant: Instant;
  readonly reading: Reading;
  readonly sent: PayReportSent;
  readonly sha256: Buffer;
}

async function take(system: System, actor: Actor, taking: Taking): Promise<Answer> {
  const { tx, instant, reading, sent, sha256 } = taking;
  const { findings, header } = reading;
  const fund = system.fund.number;
  const group = await groupOf(system, actor, taking);
  const refuse = async (): Promise<Answer> => {
    const refusal = randomUUID();
    const employer = group?.employer ?? actor.employers[0]!;
    await storeRefusal(
      tx,
      { fund, refusal, group, employer, header, sha256, findings, sentBy: actor.account },
      instant,
    );
    const rows =
      group &&
      header &&
      sentFile(sent.bytes, { refusal, header, counts: findings.counts(), most: mostInGrid });
    if (rows !== undefined)
      await keepRefusedRows(tx, system.keys, { fund, refusal, text: JSON.stringify(rows) }, instant);
    return { kind: "refused", refusal, errors: findings.number("error") };
  };
  if (group === undefined || header === undefined) return refuse();

  await lockGroup(tx, fund, group.group);
  const same = await findReportByFile(tx, fund, group.group, header.fileId);
  if (same !== undefined && same.sha256 === sha256.toString("hex"))
    return { kind: "taken", report: same.report, status: same.status, again: true, held: same.rowsHeld };
  if (same !== undefined) findings.add("fileIdUsed", 1, "file_id", header.fileId);
  const last = await checkOrder(tx, fund, group, header, findings);
  if (reading.file === undefined || findings.refuses) return refuse();

  const pressed = compressed(sent.bytes);
  pressed.catch(() => {}); // a refused file is not kept: nobody waits for it
  const against = {
    db: tx,
    fund,
    keys: system.keys,
    group,
    last,
    bytes: sent.bytes,
    today: system.calendar.today(),
  };
  const policy = await holdingPolicy(tx, fund, system.calendar.today());
  const checked = await checkAgainstRecord(against, reading, policy);
  const told = { file: reading.file, findings, group, actor: actor.account };
  await noticeRetireesInFile(system, tx, told, instant);
  if (checked === undefined) return refuse();

  const { context, posting, held } = checked;
  const { file } = context;
  const report = await nextNumber(tx, "records.pay_report_number");
  await storeReport(
    tx,
    {
      fund,
      keys: system.keys,
      group,
      file,
      compressed: pressed,
      sha256,
      findings: context.findings,
      sums: reportSums(file.money, header.payDate, context.posted, context.rates ?? ratesByLaw),
      sentBy: actor.account,
      report,
      peoplePaid: peoplePaid(posting),
      held,
    },
    instant,
  );
  if (sent.from !== undefined)
    await recordFromRefusal(tx, { fund, report, refusal: sent.from.refusal }, instant);
  const status = await postAtOnce(system, actor, taking, { group, report, context, posting });
  return { kind: "taken", report, status, again: false, held: held.length };
}

/** The reporting group that the header names, when the actor may report for its employer; unknown and another's look the same (S005). */
async function groupOf(
  system: System,
  actor: Actor,
  { tx, reading }: Taking,
): Promise<ReportingGroup | undefined> {
  const { header, findings } = reading;
  if (header === undefined) return undefined;
  const groups = await reportingGroups(tx, system.fund.number, system.calendar.today(), actor.employers);
  const group = groups.find((each) => each.code === header.group && each.employerCode === header.employer);
  if (group === undefined)
    findings.add("groupUnknown", 1, "reporting_group_id", header.group, { employer: header.employer });
  else {
    const { employer, group: reportingGroup } = group;
    const on = system.calendar.today();
    const inGroup = { fund: system.fund.number, employer, reportingGroup, right: "report", on } as const;
    await allowInGroup(tx, actor, "report pay", inGroup);
  }
  return group;
}

/** Reports come in order: the one before is posted, and none waits. Gives the last posted one. */
export async function checkOrder(
  tx: Tx,
  fund: number,
  group: ReportingGroup,
  header: NonNullable<Reading["header"]>,
  findings: Findings,
): Promise<StoredReport | undefined> {
  const last = await lastPosted(tx, fund, group.group);
  checkPeriod(header, group, last, findings);
  const waiting = await waitingReport(tx, fund, group.group);
  if (waiting !== undefined)
    findings.add("earlierReportWaits", 1, "file_id", header.fileId, { waiting: waiting.fileId });
  return last;
}

async function postAtOnce(
  system: System,
  actor: Actor,
  { tx, instant, sent }: Taking,
  checked: { group: ReportingGroup; report: number; context: CheckContext; posting: Posting },
): Promise<"ready" | "posted"> {
  const { group, report, context, posting } = checked;
  if (sent.submission === undefined) return "ready";
  const { file, findings } = context;
  const found = findings.withoutErrors();
  const claimed = BigInt(file.totals.pensionableCents + heldCents(file));
  if (decideSubmission(sent.submission, claimed, found) !== undefined || gatesOf(found).length > 0)
    return "ready";
  const fund = system.fund.number;
  const today = system.calendar.today();
  const entry = await postReport(
    tx,
    {
      system,
      actor: actor.account,
      fund,
      keys: system.keys,
      group,
      report,
      file,
      posting,
      corrected: context.posted,
      today,
    },
    instant,
  );
  await recordPosted(
    tx,
    { fund, report, actor: actor.account, comments: sent.submission.comments, entry },
    instant,
  );
  return "posted";
}
