import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { lastWorkingDayOf, workingDaysBefore } from "@emeritus/law/missouri/holidays.ts";
import { fileSettledOn } from "@emeritus/records/bank-settlement.ts";
import type { Reading } from "@emeritus/records/db.ts";
import {
  countHeldSince,
  listItems,
  outcomeTotals,
  type ItemsWanted,
  type NamedItem,
  type OutcomeTotal,
} from "@emeritus/records/payroll-items.ts";
import { findRun, getRun, listRuns, stepsOf, type Run, type RunStep } from "@emeritus/records/run.ts";
import type { DateText } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { allow, may } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import { approvalOf, toApprove, type ToApprove } from "./approve-run.ts";
import { calculationOf, type Calculation } from "./calculation.ts";
import { PAYROLL, WITHDRAWN, type PayrollSystem } from "./payroll-system.ts";
import { findProgress, type Progress } from "./progress.ts";

/** Where a run stands, for people; the order is that of the steps on the page. */
export type RunState =
  | "calculating"
  | "waitingForApproval"
  | "paying"
  /** Approved, and not posted since somebody whom it would pay was held meanwhile: it is withdrawn and prepared again. */
  | "heldSince"
  | "waitingForBank"
  | "paid"
  | "withdrawn";

/** One run in the list of runs. */
export interface RunSeen {
  readonly run: Run;
  readonly state: RunState;
  readonly paymentDate: DateText;
  readonly count: bigint | undefined;
  readonly cents: bigint | undefined;
}

/** Everything a run's page, the terminal and the API show. */
export interface RunDetail extends RunSeen {
  /** Working days before the payment date: the last for a file to reach the bank. */
  readonly fileDue: DateText;
  readonly steps: readonly RunStep[];
  readonly progress: Progress | undefined;
  readonly calculation: Calculation | undefined;
  readonly totals: readonly OutcomeTotal[];
  /** What this actor may approve now; nothing when there is nothing, or not by them. */
  readonly offer: ToApprove | undefined;
  readonly approval: ReturnType<typeof approvalOf> | undefined;
  /** The day on which the bank took the file's money, once two people said so (ADR 35). */
  readonly settledOn: DateText | undefined;
  readonly may: { readonly prepare: boolean; readonly approve: boolean; readonly ownPreparation: boolean };
}

const FILE_DUE_WORKING_DAYS = 3;

/** The last day for the file of a payment date to reach the bank. */
export const fileDueFor = (paymentDate: PlainDate): PlainDate =>
  workingDaysBefore(paymentDate, FILE_DUE_WORKING_DAYS);

/** Where a run stands by its steps. */
export function stateOf(steps: readonly RunStep[], heldSince = 0): RunState {
  const done = new Set(steps.map(({ step }) => step));
  if (done.has(WITHDRAWN)) return "withdrawn";
  if (done.has("handedOver")) return "paid";
  if (done.has("fileReady")) return "waitingForBank";
  if (done.has("posted")) return "paying";
  if (done.has("approved")) return heldSince > 0 ? "heldSince" : "paying";
  return done.has("calculated") ? "waitingForApproval" : "calculating";
}

async function seenOf(db: Reading, run: Run, steps: readonly RunStep[]): Promise<RunSeen> {
  const calculated = steps.find(({ step }) => step === "calculated");
  const approved = stateOf(steps) === "paying";
  return {
    run,
    state: stateOf(steps, approved ? await countHeldSince(db, run) : 0),
    paymentDate: formatDate(lastWorkingDayOf(parseDate(run.period))),
    count: calculated?.count,
    cents: calculated?.cents,
  };
}

/** The payroll runs of the fund, newest first. */
export async function seeRuns({ reader, fund }: PayrollSystem, actor: Actor): Promise<RunSeen[]> {
  allow(actor, "read a payroll");
  const seen: RunSeen[] = [];
  for (const run of await listRuns(reader, fund.number, PAYROLL))
    seen.push(await seenOf(reader, run, await stepsOf(reader, fund.number, run.run)));
  return seen;
}

/** The latest run of a month, if one was begun. */
export async function findRunOf(
  { reader, fund }: PayrollSystem,
  actor: Actor,
  month: number,
): Promise<Run | undefined> {
  allow(actor, "read a payroll");
  return findRun(reader, fund.number, PAYROLL, formatDate(month));
}

/** A run with its totals, comparison, checks and what may be done; throws when there is none of this number. */
export async function seeRun(system: PayrollSystem, actor: Actor, runNumber: number): Promise<RunDetail> {
  allow(actor, "read a payroll");
  const { reader, fund } = system;
  const run = await getRun(reader, fund.number, runNumber);
  const steps = await stepsOf(reader, fund.number, runNumber);
  const seen = await seenOf(reader, run, steps);
  const calculated = steps.find(({ step }) => step === "calculated");
  const approved = steps.find(({ step }) => step === "approved");
  const mayApprove = may(actor, "approve a payroll") && may(actor, "release a payroll");
  const ownPreparation = await isSamePerson(system.db, fund.number, actor, run.begunBy);
  return {
    ...seen,
    fileDue: formatDate(fileDueFor(parseDate(seen.paymentDate))),
    steps,
    progress: findProgress(run),
    calculation: calculated && calculationOf(calculated),
    totals: calculated === undefined ? [] : await outcomeTotals(reader, run),
    offer: mayApprove && !ownPreparation ? await toApprove(system, run, steps) : undefined,
    approval: approved && approvalOf(approved),
    settledOn: seen.state === "paid" ? await fileSettledOn(reader, fund.number, runNumber) : undefined,
    may: {
      prepare: may(actor, "prepare a payroll"),
      approve: mayApprove,
      ownPreparation,
    },
  };
}

/** A page of a run's payees by name: all, or those of one outcome, reason or change. */
export async function seePayees(
  { reader, fund }: PayrollSystem,
  actor: Actor,
  runNumber: number,
  wanted: Omit<ItemsWanted, "last">,
): Promise<{ run: Run; items: NamedItem[]; all: bigint }> {
  allow(actor, "read a payroll");
  const run = await getRun(reader, fund.number, runNumber);
  const calculated = (await stepsOf(reader, fund.number, runNumber)).find(
    ({ step }) => step === "calculated",
  );
  const last = calculated === undefined ? undefined : calculationOf(calculated).last?.run;
  return { run, ...(await listItems(reader, run, { ...wanted, last })) };
}
