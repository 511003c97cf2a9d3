import { addDays, firstOfMonthOf, formatDate } from "@emeritus/engine/dates.ts";
import { benefitsFrom, endBenefit } from "@emeritus/records/benefit.ts";
import { casesOf, takeStep } from "@emeritus/records/case.ts";
import { openMonth } from "@emeritus/records/ledger.ts";
import { oblige, settleObligations } from "@emeritus/records/obligation.ts";
import { runsUnderWay } from "@emeritus/records/payments-received.ts";
import { chargeVoid, type VoidPayment } from "@emeritus/records/receivable.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused } from "../outcome.ts";
import { undivide } from "../dividing-benefits/end-divisions.ts";
import { closeWithoutBenefit } from "../redetermining/close-without-benefit.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";
import { statusAfter } from "../retiring/status.ts";
import type { System } from "../system.ts";
import { WORKING_DAYS_TO_DECIDE } from "./reemployment-status.ts";
import {
  type InReemployment,
  inReemployment,
  type OfReemployment,
  releaseHold,
  settleDuty,
} from "./reemployment.ts";
import { agreedIn, seeVoid, type VoidSeen } from "./see-void.ts";
import { writeVoidLetter } from "./void-letter.ts";

/** Where the law says that a retirement without a true end of employment is void. */
export const voidCites = "BR 9-2, 4-9(2), 4-10(2)";

/** Days in which a debt is expected back; a target of ours, not law (ADR 29). */
const DAYS_TO_REPAY = 30;

/**
 * A counselor proposes that the retirement is void: the retiree never left, or returned within the time of the rule, or had agreed to
 * return. Nothing changes until a second person declares it; payments stay held.
 */
export const proposeVoid = (
  system: System,
  actor: Actor,
  of: OfReemployment & { readonly agreed: boolean },
) => {
  const { agreed } = of;
  return inReemployment(
    system,
    actor,
    { may: "work a case", action: "proposeVoid", of, request: { agreed } },
    async ({ tx, fund, found, instant }) => {
      const today = system.calendar.today();
      const seen = await seeVoid(tx, fund, found, { agreed, today });
      if (seen === undefined || seen.ended.value !== false)
        return refused("retirement-stands", {}, voidCites);
      const { person, caseNumber } = found;
      const due = workingDaysAfter(today, WORKING_DAYS_TO_DECIDE);
      const duty = { kind: "decide-on-void", subject: String(caseNumber), due, owner: "benefitVerifier" };
      await oblige(tx, { fund, person, ...duty, caseNumber, cites: voidCites }, instant);
      return accepted({ agreed });
    },
  );
};

/** A second person finds that the retirement stands; the case is decided as before. */
export const keepRetirement = (system: System, actor: Actor, of: OfReemployment) =>
  inReemployment(
    system,
    actor,
    { may: "approve a determination", action: "keepRetirement", of },
    async (at) => {
      await settleDuty(at, "decide-on-void", "the retirement stands");
      return accepted({});
    },
  );

/**
 * A second person declares the retirement void: its benefits end with the day they began, the member is in service as if never
 * retired, and everything that was paid is owed back with the law's interest to this day, each payment on its own, in one transaction.
 * Between a payroll's approval and its postings it waits: what is approved will be paid, and would not be among what is owed back.
 */
export const declareVoid = (system: System, actor: Actor, of: OfReemployment) =>
  inReemployment(system, actor, { may: "approve a determination", action: "declareVoid", of }, async (at) => {
    const { tx, fund, found, instant } = at;
    const today = system.calendar.today();
    const agreed = agreedIn(found);
    const seen = await seeVoid(tx, fund, found, { agreed, today });
    if (seen === undefined || seen.ended.value !== false) return refused("retirement-stands", {}, voidCites);
    const parts = (await benefitsFrom(tx, fund, found.person)).filter(({ kind }) => kind === "formerSpouse");
    const [run] = await runsUnderWay(tx, fund, [...found.benefits, ...parts.map(({ benefit }) => benefit)]);
    if (run !== undefined) return refused("payment-under-way", { run });
    for (const { person, benefit, from } of seen.benefits)
      await endBenefit(tx, fund, person, benefit, from, instant);
    const ended = { fund, person: found.person, actor: actor.account, because: "the retirement is void" };
    await undivide(tx, ended, instant);
    await closeWithoutBenefit(tx, ended, instant);
    const cents = await charge(system, at, seen);
    await releaseHold(at, of, actor);
    await settleDuty(at, "decide-on-void", "the retirement is void");
    await settleDuty(at, "look-into-reemployment", "the retirement is void");
    await closeRetirement(at, actor, of.because);
    const letter = await writeVoidLetter(system, at, seen);
    return accepted({ cents: String(cents), letter, void: found.benefits });
  });

async function charge(
  system: System,
  { tx, fund, found, instant }: InReemployment,
  { payments }: VoidSeen,
): Promise<bigint> {
  if (payments.length === 0) return 0n;
  const { person, caseNumber } = found;
  const today = system.calendar.today();
  const month = formatDate(firstOfMonthOf(today));
  await openMonth(tx, fund, "pension", month, instant);
  const source = `void retirement, case ${caseNumber}`;
  const { cents } = await chargeVoid(tx, { fund, person, month, source }, byMonth(payments), instant);
  const owed = payments.reduce((sum, one) => sum + one.keptCents + one.interestCents, 0n);
  if (cents > 0n && owed > 0n) {
    const due = addDays(today, DAYS_TO_REPAY);
    const duty = { kind: "recoverOverpayment", subject: `case ${caseNumber}`, due, owner: "counselor" };
    await oblige(tx, { fund, person, ...duty, caseNumber, cites: voidCites }, instant);
  }
  return cents;
}

/** The payments of each month together. Pure. */
export function byMonth(payments: readonly VoidPayment[]): VoidPayment[] {
  const months = new Map<string, VoidPayment>();
  for (const { benefit, period, paidCents, interestCents } of payments) {
    const at = `${benefit} ${period}`;
    const before = months.get(at);
    months.set(at, {
      benefit,
      period,
      paidCents: paidCents + (before?.paidCents ?? 0n),
      interestCents: interestCents + (before?.interestCents ?? 0n),
    });
  }
  return [...months.values()];
}

/** The retirement's own case ends as void, with its duties. */
async function closeRetirement(
  { tx, fund, found, instant }: InReemployment,
  actor: Actor,
  because: string,
): Promise<void> {
  const { person } = found;
  for (const { caseNumber, status, step } of await casesOf(tx, fund, person, "retirement")) {
    if (status !== "inPayment" && status !== "approved") continue;
    if (statusAfter(status, "voidForWork") === undefined) throw new Error(`${status} allows no end as void`);
    const taken = { fund, person, caseNumber, step: step + 1, action: "voidForWork", status: "void" };
    await takeStep(tx, { ...taken, actor: actor.account, facts: { because, cites: voidCites } }, instant);
    await settleObligations(tx, { fund, person, caseNumber }, { status: "void", because }, instant);
  }
}
