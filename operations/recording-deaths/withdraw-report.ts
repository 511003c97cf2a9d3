import { addMonths, ENDLESS } from "@emeritus/engine/dates.ts";
import { correctBenefit, endBenefit, findBenefit } from "@emeritus/records/benefit.ts";
import { dateText } from "@emeritus/records/dates.ts";
import { correct } from "@emeritus/records/correct.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";
import { recordDeath } from "@emeritus/records/person.ts";
import { releaseReturns } from "@emeritus/records/receivable.ts";
import { openLedger, openMonth } from "@emeritus/records/ledger.ts";
import { firstOfMonthOf, formatDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "../actor.ts";
import { endHold } from "../benefit-payroll/holds.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import { resumeDivisions } from "../dividing-benefits/resume-divisions.ts";
import type { System } from "../system.ts";
import { personsTouched } from "./confirm-death.ts";
import type { DeathKey } from "./death-view.ts";
import { inDeathCase, type InDeathCase, type NotNow } from "./in-death-case.ts";

/** Why a report is not withdrawn, or not kept. */
export type WithdrawRefusal = "asked-by-you";

/** A counselor says that a report, confirmed or not, was a mistake; a second person decides. Until then nothing is paid. */
export async function askWithdrawal(
  system: System,
  actor: Actor,
  { key, of, because }: { key: string; of: DeathKey; because: string },
): Promise<Outcome<true, Refusal<NotNow>>> {
  const asked = {
    key,
    may: "record a death",
    action: "askWithdrawal",
    of,
    request: {},
    because,
  } as const;
  return inDeathCase<true, never>(system, actor, asked, async ({ step }) => {
    await step({ because });
    return accepted(true as const);
  });
}

/** A second person decides that the report stands after all. */
export async function keepReport(
  system: System,
  actor: Actor,
  { key, of, because }: { key: string; of: DeathKey; because: string },
): Promise<Outcome<true, Refusal<WithdrawRefusal | NotNow>>> {
  const asked = { key, may: "confirm a death", action: "keepReport", of, request: {}, because } as const;
  return inDeathCase<true, WithdrawRefusal>(system, actor, asked, async ({ tx, fund, death, step }) => {
    if (await isSamePerson(tx, fund, actor, death.withdrawal!.by)) return refused("asked-by-you");
    await step({ because });
    return accepted(true as const);
  });
}

/**
 * A second person withdraws a mistaken report. Holds end; where the death was of record, it no longer is, what it ended is payable
 * again and what it opened is not: the next payroll pays the one in arrears and charges the other.
 */
export async function withdrawReport(
  system: System,
  actor: Actor,
  { key, of, because }: { key: string; of: DeathKey; because: string },
): Promise<Outcome<true, Refusal<WithdrawRefusal | NotNow>>> {
  const others = await personsTouched(system, of.person);
  const asked = {
    key,
    may: "confirm a death",
    action: "withdraw",
    of,
    request: {},
    others,
    because,
  } as const;
  return inDeathCase<true, WithdrawRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, death, step } = within;
    if (await isSamePerson(tx, fund, actor, death.withdrawal!.by)) return refused("asked-by-you");
    if (death.confirmed !== undefined) {
      await undo(system, within);
      await resumeDivisions(system, tx, { person: of.person, actor: actor.account }, instant);
    }
    for (const hold of death.holds)
      await endHold(tx, { fund, person: of.person, hold, actor: actor.account, because }, instant);
    const touched = [of.person, ...(death.confirmed?.opened ?? []).map(({ person }) => person)];
    for (const person of new Set(touched))
      await settleObligations(
        tx,
        { fund, person, caseNumber: of.caseNumber },
        { status: "void", because: "the report was a mistake" },
        instant,
      );
    await step({ because });
    return accepted(true as const);
  });
}

/** Puts back what the confirmation ended and ends what it opened, as later versions; what was recorded stays readable. */
async function undo(system: System, { tx, fund, instant, death }: InDeathCase): Promise<void> {
  const { ended, opened, marriages } = death.confirmed!;
  await recordDeath(tx, fund, death.person, undefined, instant);
  for (const { benefit, to } of ended) {
    const last = (await findBenefit(tx, fund, benefit)).at(-1)!;
    const end = to === 0 ? {} : { to };
    if (last.to < (to === 0 ? ENDLESS : to))
      await correctBenefit(tx, fund, benefit, { ...withoutEnd(last), from: last.to, ...end }, instant);
  }
  // What was opened keeps its first month on the roll, where the law gives nothing without the death: what was paid is then found.
  for (const { person, benefit } of opened) {
    const [first] = await findBenefit(tx, fund, benefit);
    if (first !== undefined) await endBenefit(tx, fund, person, benefit, addMonths(first.from, 1), instant);
  }
  for (const { person, spouse, from, proof } of marriages)
    await correct(
      tx,
      "records.marriage",
      { fund, person },
      { from },
      [{ fund, person, spouse, proof, valid_from: dateText(from) }],
      instant,
    );
  const month = formatDate(firstOfMonthOf(system.calendar.today()));
  await openLedger(tx, fund, instant);
  await openMonth(tx, fund, "pension", month, instant);
  await releaseReturns(
    tx,
    { fund, person: death.person, month, source: `death case ${death.caseNumber}` },
    instant,
  );
}

function withoutEnd<B extends { readonly to: number; readonly benefit: number }>(
  benefit: B,
): Omit<B, "to" | "benefit"> {
  const { to: _to, benefit: _benefit, ...rest } = benefit;
  return rest;
}
