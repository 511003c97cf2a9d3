import { getRun, listRuns, stepsOf, type RunStep } from "@emeritus/records/run.ts";
import { calculate } from "./calculate.ts";
import { BankCannotSay, handOverFile, HeldSinceApproval, makeFileReady, postRun } from "./pay-out.ts";
import { PAYROLL, type PayrollSystem } from "./payroll-system.ts";
import { isWithdrawn } from "./prepare-run.ts";

/** On what a run waits after it was carried on. */
export type Waiting = "approval" | "held" | "bank" | "nothing";

/**
 * Does every step of a run that nobody must decide, from wherever it stands, and says on what it then waits. May be called by
 * several processes at once and again after any kill: each step has its effect once. `told` hears each step as it is done.
 */
export async function carryOn(
  system: PayrollSystem,
  runNumber: number,
  told: (step: RunStep) => void = () => {},
): Promise<Waiting> {
  const run = await getRun(system.db, system.fund.number, runNumber);
  /** Whether a step was done; one of its expected hindrances is told to the log and left to a person or to the next attempt. */
  const went = async (step: Promise<RunStep>, hindrance: abstract new (...of: never[]) => Error) => {
    try {
      told(await step);
      return true;
    } catch (error) {
      if (!(error instanceof hindrance)) throw error;
      system.log.warn({ run: run.run }, error.message);
      return false;
    }
  };
  for (;;) {
    const steps = await stepsOf(system.db, run.fund, run.run);
    const done = new Set(steps.map(({ step }) => step));
    if (isWithdrawn(steps) || done.has("handedOver")) return "nothing";
    const approver = steps.find(({ step }) => step === "approved")?.actor;
    if (!done.has("calculated")) told(await calculate(system, run));
    else if (approver === undefined) return "approval";
    else if (!done.has("posted")) {
      if (!(await went(postRun(system, run, approver), HeldSinceApproval))) return "held";
    } else if (!done.has("fileReady")) told(await makeFileReady(system, run, approver));
    else if (!(await went(handOverFile(system, run, approver), BankCannotSay))) return "bank";
  }
}

/** Carries on every run that a stopped or killed process left unfinished; for the start of a worker. */
export async function resumeRuns(system: PayrollSystem): Promise<void> {
  for (const run of (await listRuns(system.db, system.fund.number, PAYROLL)).toReversed()) {
    const waiting = await carryOn(system, run.run);
    if (waiting === "bank") system.log.warn({ run: run.run }, "a payroll waits on the bank");
  }
}
