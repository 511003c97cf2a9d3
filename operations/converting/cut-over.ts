import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { canonicalJson } from "@emeritus/records/canonical.ts";
import { command } from "@emeritus/records/command.ts";
import { type Conversion, findConversion, lockFilling } from "@emeritus/records/conversion.ts";
import { sumDifferences } from "@emeritus/records/conversion-differences.ts";
import { type KeptParallel, listParallels } from "@emeritus/records/conversion-parallel.ts";
import {
  type Cutover,
  type CutoverItem,
  findCutover,
  readToCutOver,
  recordCutover,
  recordCutoverRelease,
} from "@emeritus/records/cutover.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { listRuns, lockBeginning, stepsOf } from "@emeritus/records/run.ts";
import { en } from "@emeritus/words/en/index.ts";
import { money } from "@emeritus/words/format.ts";
import type { Actor } from "../actor.ts";
import { PAYROLL, WITHDRAWN } from "../benefit-payroll/payroll-system.ts";
import { accepted, type Outcome, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import {
  type CutoverRefusal,
  type CutoverSituation,
  type CutoverSummary,
  decideCutover,
  decidePreparing,
  summaryOf,
} from "./decide-cutover.ts";
import { countTakenOver, type SignedFor } from "./sign-conversion.ts";

/** From which month the payroll pays, and the parallel payroll whose payees it is compared with. */
export interface CutoverAsked {
  /** Any day of the first month to be paid. */
  readonly firstMonth: PlainDate;
  readonly parallel: number;
}

/** What is known of a cutover that is asked for, with the parallel payroll named. */
export async function cutoverSituation(
  db: Reading,
  fund: number,
  { firstMonth, parallel }: CutoverAsked,
): Promise<CutoverSituation & { readonly named: KeptParallel | undefined }> {
  const conversion = await findConversion(db, fund);
  const [named] = await listParallels(db, fund, parallel);
  return {
    signed: conversion && conversion.signedBy !== undefined,
    sealHolds: conversion !== undefined && (await sealHolds(db, fund, conversion)),
    released: ((await findCutover(db, fund))?.releasedBy ?? null) !== null,
    payrollBegan: await payrollBegan(db, fund),
    parallelMonth: named && parseDate(named.month),
    firstMonth,
    named,
  };
}

/** Whether the record still holds what both people signed for; where no statement was kept there is nothing to compare. */
async function sealHolds(db: Reading, fund: number, conversion: Conversion): Promise<boolean> {
  if (conversion.signedBy === undefined) return false;
  const differences = await sumDifferences(db, fund);
  if (differences.some(({ open }) => open > 0)) return false;
  if (conversion.statement === undefined) return true;
  const now: SignedFor = {
    ...(await countTakenOver(db, fund, conversion)),
    loadedBy: conversion.loadedBy,
    signedBy: conversion.signedBy,
    differences,
  };
  return canonicalJson(now) === canonicalJson(conversion.statement);
}

async function payrollBegan(db: Reading, fund: number): Promise<boolean> {
  for (const { run } of await listRuns(db, fund, PAYROLL))
    if (!(await stepsOf(db, fund, run)).some(({ step }) => step === WITHDRAWN)) return true;
  return false;
}

/** What becomes of every benefit that was taken over. */
export const cutoverItems = async (db: Reading, fund: number, asked: CutoverAsked): Promise<CutoverItem[]> =>
  (await readToCutOver(db, fund, asked.parallel)).map((one) => decideCutover(one, asked.firstMonth));

/** A payroll preparer names the first month that this fund's payroll pays those who were taken over; nothing is paid or held by it. */
export async function prepareCutover(
  { db, fund }: System,
  actor: Actor,
  { key, ...ask }: CutoverAsked & { readonly key: string },
): Promise<Outcome<{ readonly cutover: number; readonly summary: CutoverSummary }, CutoverRefusal>> {
  allow(actor, "prepare a cutover");
  const firstMonth = formatDate(ask.firstMonth);
  const request = { firstMonth, parallel: ask.parallel };
  return command(
    db,
    { fund: fund.number, actor, key, name: "prepareCutover", request },
    async (
      tx,
      instant,
      note,
    ): Promise<Outcome<{ cutover: number; summary: CutoverSummary }, CutoverRefusal>> => {
      await lockFilling(tx);
      await lockBeginning(tx, fund.number);
      const refusal = decidePreparing(await cutoverSituation(tx, fund.number, ask));
      if (refusal !== undefined) return { refused: refusal };
      const summary = summaryOf(await cutoverItems(tx, fund.number, ask));
      const made = { firstMonth, parallel: ask.parallel, summary, preparedBy: actor.account };
      const cutover = await recordCutover(tx, fund.number, made, instant);
      note({ facts: { cutover, ...request } });
      return accepted({ cutover, summary });
    },
  );
}

/**
 * A second person puts those who were taken over in payment, once, from the month that was prepared: everybody is written down as
 * paid, held or not due, in one transaction, and whoever the payroll reads and may not pay is held. Refused where anything became
 * otherwise since it was prepared.
 */
export async function releaseCutover(
  { db, fund }: System,
  actor: Actor,
  { key }: { readonly key: string },
): Promise<Outcome<{ readonly summary: CutoverSummary; readonly holds: number }, CutoverRefusal>> {
  allow(actor, "release a cutover");
  return command(
    db,
    { fund: fund.number, actor, key, name: "releaseCutover", request: {} },
    async (
      tx,
      instant,
      note,
    ): Promise<Outcome<{ summary: CutoverSummary; holds: number }, CutoverRefusal>> => {
      await lockFilling(tx);
      await lockBeginning(tx, fund.number);
      const prepared = await findCutover(tx, fund.number);
      if (prepared === undefined || prepared.parallel === null) return refused("nothingPrepared");
      const ask = { firstMonth: parseDate(prepared.firstMonth), parallel: prepared.parallel };
      const { named, ...situation } = await cutoverSituation(tx, fund.number, ask);
      const refusal = decidePreparing(situation);
      if (refusal !== undefined) return { refused: refusal };
      if (await isSamePerson(tx, fund.number, actor, prepared.preparedBy)) return refused("ownCutover");
      const items = await cutoverItems(tx, fund.number, ask);
      const summary = summaryOf(items);
      if (canonicalJson(summary) !== canonicalJson(prepared.summary)) return refused("changedSince");
      const { held } = await recordCutoverRelease(
        tx,
        fund.number,
        {
          cutover: prepared.cutover,
          releasedBy: actor.account,
          acceptedBy: named!.runBy,
          items,
          holdBecause: whyHeld,
        },
        instant,
      );
      note({
        facts: {
          cutover: prepared.cutover,
          firstMonth: prepared.firstMonth,
          preparedBy: prepared.preparedBy,
          held,
        },
      });
      return accepted({ summary, holds: held });
    },
  );
}

const whyHeld = ({ theirs, ours, reason }: CutoverItem): string =>
  en.cutover.heldBecause({
    theirs: theirs === null ? en.cutover.nothing : money(theirs),
    ours: ours === null ? en.cutover.notSaid : money(ours),
    why: en.cutover.reasons[reason as keyof typeof en.cutover.reasons],
  });

/** The cutover of a fund as its prepared sums say, if one was prepared. */
export type PreparedCutover = Omit<Cutover, "summary"> & { readonly summary: CutoverSummary };
