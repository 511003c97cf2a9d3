import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { addMonths, firstOfMonthOf } from "@emeritus/engine/dates.ts";
import { demonstrationBank } from "@emeritus/adapters/bank-folder/demonstration-bank.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { approveRun, toApprove } from "@emeritus/operations/benefit-payroll/approve-run.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import { PAYROLL } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import type { PayrollSystem } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import { prepareRun } from "@emeritus/operations/benefit-payroll/prepare-run.ts";
import { fileDueFor } from "@emeritus/operations/benefit-payroll/see-run.ts";
import { lastWorkingDayOf } from "@emeritus/law/missouri/holidays.ts";
import type { Outcome } from "@emeritus/operations/outcome.ts";
import type { System } from "@emeritus/operations/system.ts";
import { findLastSeal, sealEntries } from "@emeritus/records/audit.ts";
import { getRun, listRuns, stepsOf } from "@emeritus/records/run.ts";
import { openBooks, settleWithBank } from "./books.ts";
import { conversion } from "./record-rows.ts";

const preparing: Actor = { account: conversion.enteredBy, roles: ["payrollPreparer"], employers: [] };
const releasing: Actor = { account: conversion.checkedBy, roles: ["payrollReleaser"], employers: [] };

/**
 * Pays the month before today's by the operations of every payroll, on the day on which its file was due at the bank, so that the first
 * run that a person makes has one to be compared with; the bank has taken its money. Does nothing where somebody has begun a payroll,
 * goes on where it was broken off, and pays once.
 */
export async function payMonthBefore(system: System): Promise<void> {
  if (!system.fund.demonstration) throw new Error("Only a demonstration fund is paid by itself.");
  const month = addMonths(firstOfMonthOf(system.calendar.today()), -1);
  const day = fileDueFor(lastWorkingDayOf(month));
  const runs = await listRuns(system.db, system.fund.number, PAYROLL);
  const [begun] = runs;
  if (runs.length > 1 || (begun !== undefined && begun.begunBy !== conversion.enteredBy)) return;
  const then: PayrollSystem = {
    ...system,
    ...demonstrationBank(system.home),
    calendar: { today: () => day, moved: true },
    law: payrollLaw(),
  };
  const run = begun?.run ?? taken(await prepareRun(then, preparing, { key: randomUUID(), month })).run;
  await carryOn(then, run);
  await release(then, run);
  const steps = await stepsOf(system.db, system.fund.number, run);
  const paid = steps.find(({ step }) => step === "handedOver");
  if (paid === undefined) return;
  await openBooks(system, paid.cents);
  await settleWithBank(system, { preparing, releasing });
}

/** Approves a calculated run for what it shows and pays it out; leaves it to people where it is refused. */
async function release(then: PayrollSystem, run: number): Promise<void> {
  const { db, fund, log } = then;
  const offered = await toApprove(
    then,
    await getRun(db, fund.number, run),
    await stepsOf(db, fund.number, run),
  );
  if (offered === undefined) return;
  if (!(await isSealed(then))) {
    log.warn({ run }, "the audit could not be sealed yet: the next start approves the first payroll");
    return;
  }
  const { refused } = await approveRun(then, releasing, { key: randomUUID(), run, ...offered });
  if (refused !== undefined)
    log.warn({ run, refused: refused.code }, "the first payroll stays prepared: people decide about it");
  else await carryOn(then, run);
}

const sealTries = 120;
const sealPauseMs = 500;

/** Seals what was done; waits where an open transaction, also one of another database on the same server, holds the first seal up. */
async function isSealed({ db }: Pick<System, "db">): Promise<boolean> {
  for (let tries = 0; tries < sealTries; tries += 1) {
    await sealEntries(db);
    if ((await findLastSeal(db)) !== undefined) return true;
    await pause(sealPauseMs);
  }
  return false;
}

function taken<T>(outcome: Outcome<T, { readonly code: string }>): T {
  if (outcome.refused !== undefined)
    throw new Error(`The demonstration could not pay its first month: ${outcome.refused.code}.`);
  return outcome.accepted;
}
