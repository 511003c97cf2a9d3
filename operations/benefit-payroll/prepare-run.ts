import { addMonths, firstOfMonthOf, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import { findConversion } from "@emeritus/records/conversion.ts";
import { findCutover } from "@emeritus/records/cutover.ts";
import { listMonths } from "@emeritus/records/ledger.ts";
import { knownAtNow } from "@emeritus/records/moment.ts";
import { addRun, findRun, listRuns, lockBeginning, stepsOf, type RunStep } from "@emeritus/records/run.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { PAYROLL, WITHDRAWN, type PayrollSystem } from "./payroll-system.ts";

/** Which month's payroll to prepare; `key` makes it one command. */
export interface PrepareAsk {
  readonly key: string;
  /** Any day of the month. */
  readonly month: PlainDate;
}

/** Why a month's payroll is not prepared. */
export type PrepareRefusal = Refusal<
  | "noWithholding"
  | "tooEarly"
  | "laterMonthPaid"
  | "monthBeforeOpen"
  | "monthSkipped"
  | "conversionNotSigned"
  | "notCutOver"
  | "beforeFirstPayday"
  | "monthClosed"
>;

/** A run that was begun, now or before. */
export interface Prepared {
  readonly run: number;
  readonly attempt: number;
}

interface Situation {
  readonly demonstration: boolean;
  readonly month: PlainDate;
  readonly today: PlainDate;
  /** The newest run that is not withdrawn and for another month, with whether its payments are posted. */
  readonly other: { readonly period: string; readonly posted: boolean } | undefined;
  /** The first month that was released, in a fund that was taken over; "none" where nobody released one. */
  readonly firstPaid?: string | undefined;
  /** Who closed the month in the ledger, to which its payroll would be posted. */
  readonly closedBy?: string | undefined;
}

/**
 * Pure. Pays nobody on a fund that is not a demonstration until withholding exists; not more than a month ahead; months in
 * their order, none left out, one open at a time: a month passed over would never be paid. In a fund that was taken over the first
 * is the one that two people named; a fund that paid before such months were named goes on.
 */
export function decidePreparation({
  demonstration,
  month,
  today,
  other,
  firstPaid,
  closedBy,
}: Situation): PrepareRefusal | undefined {
  if (!demonstration) return refused("noWithholding").refused;
  const period = formatDate(month);
  if (month > addMonths(firstOfMonthOf(today), 1)) return refused("tooEarly", { month: period }).refused;
  if (other === undefined && firstPaid !== undefined) {
    if (firstPaid === "none") return refused("notCutOver").refused;
    if (period < firstPaid) return refused("beforeFirstPayday", { month: firstPaid }).refused;
    if (period > firstPaid) return refused("monthSkipped", { month: firstPaid }).refused;
  }
  if (closedBy !== undefined) return refused("monthClosed", { month: period, by: closedBy }).refused;
  if (other === undefined) return undefined;
  if (!other.posted) return refused("monthBeforeOpen", { month: other.period }).refused;
  if (other.period > period) return refused("laterMonthPaid", { month: other.period }).refused;
  const next = addMonths(parseDate(other.period), 1);
  return month > next ? refused("monthSkipped", { month: formatDate(next) }).refused : undefined;
}

/**
 * Begins the benefit payroll of a month: fixes what the run knows and the law it pays by. Beginning again gives the run that is
 * there; after a withdrawal it begins the next attempt. Calculating is the work of `carryOn`.
 */
export async function prepareRun(
  system: PayrollSystem,
  actor: Actor,
  ask: PrepareAsk,
): Promise<Outcome<Prepared, PrepareRefusal>> {
  allow(actor, "prepare a payroll");
  const { db, fund, law, calendar } = system;
  const month = firstOfMonthOf(ask.month);
  const knownAt = await knownAtNow(db);
  return command(
    db,
    { fund: fund.number, actor, key: ask.key, name: "preparePayroll", request: { month } },
    async (tx, instant, note) => {
      await lockBeginning(tx, fund.number);
      const period = formatDate(month);
      const latest = await findRun(tx, fund.number, PAYROLL, period);
      if (latest !== undefined && !isWithdrawn(await stepsOf(tx, fund.number, latest.run)))
        return accepted({ run: latest.run, attempt: latest.attempt });
      const conversion = await findConversion(tx, fund.number);
      if (conversion !== undefined && conversion.signedBy === undefined)
        return refused("conversionNotSigned");
      const refusal = decidePreparation({
        demonstration: fund.demonstration,
        month,
        today: calendar.today(),
        other: await findOther(tx, fund.number, period),
        firstPaid: conversion === undefined ? undefined : await firstPaid(tx, fund.number),
        closedBy: (await listMonths(tx, fund.number, "pension")).find((each) => each.month === period)
          ?.closing?.by,
      });
      if (refusal !== undefined) return { refused: refusal };
      const attempt = (latest?.attempt ?? 0) + 1;
      const facts = { withholding: "none: demonstration", preparedOn: formatDate(calendar.today()) };
      const run = await addRun(
        tx,
        {
          fund: fund.number,
          kind: PAYROLL,
          period,
          attempt,
          knownAt,
          lawVersion: law.hash,
          facts,
          begunBy: actor.account,
        },
        instant,
      );
      note({ facts: { run: run.run, period, attempt } });
      return accepted({ run: run.run, attempt });
    },
  );
}

async function firstPaid(tx: Tx, fund: number): Promise<string> {
  const cutover = await findCutover(tx, fund);
  return (cutover?.releasedBy ?? null) === null ? "none" : cutover!.firstMonth;
}

/** Whether a run's steps say that it was withdrawn. */
export function isWithdrawn(steps: readonly RunStep[]): boolean {
  return steps.some(({ step }) => step === WITHDRAWN);
}

async function findOther(tx: Tx, fund: number, period: string): Promise<Situation["other"]> {
  for (const run of await listRuns(tx, fund, PAYROLL)) {
    const steps: RunStep[] = await stepsOf(tx, fund, run.run);
    if (run.period !== period && !isWithdrawn(steps))
      return { period: run.period, posted: steps.some(({ step }) => step === "posted") };
  }
  return undefined;
}

/** Whether a run's steps say that it was approved. */
export function isApproved(steps: readonly RunStep[]): boolean {
  return steps.some(({ step }) => step === "approved");
}
