import { addDays, formatDate } from "@emeritus/engine/dates.ts";
import type { CreationStamp, OutgoingFile } from "@emeritus/ports/bank.ts";
import { recordEntry } from "@emeritus/records/audit.ts";
import { openLedger, openMonth, post } from "@emeritus/records/ledger.ts";
import { makeRoom } from "@emeritus/records/payroll-roll.ts";
import { countHeldSince, postPayments } from "@emeritus/records/payroll-items.ts";
import { chargeOverpayments, obligeToRecover, settleRecovered } from "@emeritus/records/receivable.ts";
import { doStep, type Run, type RunStep, type StepDone } from "@emeritus/records/run.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { approvalOf } from "./approve-run.ts";
import { bodyOfRun } from "./bank-body.ts";
import { calculationOf, type Calculation } from "./calculation.ts";
import type { PayrollSystem } from "./payroll-system.ts";

/** The bank could not say whether it has a file; a person must ask it, and nothing is sent. */
export class BankCannotSay extends Error {
  override readonly name = "BankCannotSay";
}

/** Somebody whom the run would pay was held, recorded as dead or lost the right to its month after the approval; nothing is posted. */
export class HeldSinceApproval extends Error {
  override readonly name = "HeldSinceApproval";
}

interface Approval {
  readonly step: RunStep;
  readonly calculated: RunStep;
  readonly calculation: Calculation;
  readonly created: CreationStamp;
  readonly file: OutgoingFile;
}

/** What was approved; throws when it was not, or when a step after it speaks of something else. */
function approvalIn(steps: readonly RunStep[]): Approval {
  const step = steps.find((done) => done.step === "approved");
  const calculated = steps.find((done) => done.step === "calculated");
  if (step === undefined || calculated === undefined || step.sha256 === null)
    throw new Error("the run is not approved");
  for (const other of steps)
    if (
      other.count !== step.count ||
      other.cents !== step.cents ||
      (other.sha256 ?? step.sha256) !== step.sha256
    )
      throw new Error(`the step ${other.step} is not for what was approved`);
  const calculation = calculationOf(calculated);
  return {
    step,
    calculated,
    calculation,
    created: approvalOf(step).created,
    file: { name: calculation.fileName, sha256: step.sha256 },
  };
}

const asApproved = ({ step }: Approval, facts: Record<string, unknown> = {}): StepDone => ({
  count: step.count,
  cents: step.cents,
  sha256: step.sha256,
  facts,
});

/** The source that ledger entries of a run name. */
export const sourceOf = ({ run }: Pick<Run, "run">): string => `run ${run}`;

/** Days in which the office means to ask for what was paid too much; a target of ours, not law. */
const DAYS_TO_ASK = 30;

/**
 * Writes the payments and charges them to the annuities (5010, 5020) against benefits payable (2010), once; and what earlier months
 * were paid too much to the overpayments (1140). Throws HeldSinceApproval where the run would pay somebody who is held meanwhile: the
 * approval is for one file, from which nobody can be taken, so that the run is withdrawn and prepared again.
 */
export async function postRun({ db, calendar }: PayrollSystem, run: Run, approver: string): Promise<RunStep> {
  const { step } = await doStep(db, run, "posted", approver, async (tx, instant, before) => {
    const approval = approvalIn(before);
    const held = await countHeldSince(tx, run);
    if (held > 0)
      throw new HeldSinceApproval(`${held} people of run ${run.run} were held after its approval.`);
    await makeRoom(tx);
    await openLedger(tx, run.fund, instant);
    await openMonth(tx, run.fund, "pension", run.period, instant);
    const posted = await postPayments(tx, run, approval.calculation.paymentDate, sourceOf(run), instant);
    const { count, cents } = approval.step;
    if (posted.payees !== count || posted.paymentCents !== cents || posted.transferCents !== cents)
      throw new Error(
        `Run ${run.run} would post ${posted.transferCents} cents in place of the ${cents} approved.`,
      );
    const charged = await chargeOverpayments(tx, run, sourceOf(run), instant);
    if (charged.entries > 0) {
      const due = formatDate(addDays(calendar.today(), DAYS_TO_ASK));
      await obligeToRecover(tx, { fund: run.fund, run: run.run, due }, instant);
      const because = `run ${run.run} found nothing owed`;
      await settleRecovered(tx, { fund: run.fund, persons: charged.persons, because }, instant);
    }
    await audit(tx, run, approver, "postPayroll", { count, cents, overpayments: charged.entries }, instant);
    return asApproved(approval, { payments: posted.payments });
  });
  return step;
}

/** Puts the approved file in its place, once. */
export async function makeFileReady(system: PayrollSystem, run: Run, approver: string): Promise<RunStep> {
  const { step } = await doStep(system.db, run, "fileReady", approver, async (tx, instant, before) => {
    const approval = approvalIn(before);
    if (!before.some((done) => done.step === "posted"))
      throw new Error("a file is not made ready before its payments are posted");
    const { file, calculated, calculation, created, step: approved } = approval;
    await system.bank.makeReady(file, system.bankFile.head(created), () =>
      bodyOfRun(system, run, calculated),
    );
    await tx
      .insertInto("runs.bank_file")
      .values({
        fund: run.fund,
        run: run.run,
        name: file.name,
        sha256: Buffer.from(file.sha256, "hex"),
        bytes: BigInt(system.bankFile.headBytes + calculation.bodyBytes),
        entries: approved.count,
        cents: approved.cents,
        recorded_from: instant,
      })
      .execute();
    await audit(tx, run, approver, "makeBankFileReady", { name: file.name, sha256: file.sha256 }, instant);
    return asApproved(approval, { name: file.name });
  });
  return step;
}

/**
 * Hands the file to the bank and records that the payables are settled from the clearing account (2010 to 1020), once. The
 * bank tells files apart by fingerprint, so a hand-over that was killed before it was recorded is not made twice.
 * Throws BankCannotSay when the bank cannot tell what it has.
 */
export async function handOverFile(
  { db, bank }: PayrollSystem,
  run: Run,
  approver: string,
): Promise<RunStep> {
  const { step } = await doStep(db, run, "handedOver", approver, async (tx, instant, before) => {
    const approval = approvalIn(before);
    if (!before.some((done) => done.step === "fileReady"))
      throw new Error("a file is not handed over before it is ready");
    const answer = bank.handOver(approval.file);
    if (answer === "cannot say")
      throw new BankCannotSay(
        `The bank cannot say whether it has ${approval.file.name}. Ask it; nothing was sent.`,
      );
    const { cents } = approval.step;
    if (cents > 0n)
      await post(
        tx,
        {
          fund: run.fund,
          trust: "pension",
          month: run.period,
          source: sourceOf(run),
          run: run.run,
          transfers: [{ debit: "benefitsPayable", credit: "payrollClearingCash", cents }],
        },
        instant,
      );
    await audit(tx, run, approver, "handBankFileOver", { sha256: approval.file.sha256, cents }, instant);
    return asApproved(approval);
  });
  return step;
}

async function audit(
  tx: Tx,
  { fund, run }: Run,
  actor: string,
  action: string,
  facts: Record<string, unknown>,
  instant: string,
): Promise<void> {
  await recordEntry(tx, { fund, actor, action, facts: { run, ...facts } }, instant);
}
