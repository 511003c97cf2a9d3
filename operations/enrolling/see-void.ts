import { parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import { type Benefit, findBenefit } from "@emeritus/records/benefit.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { employmentOf } from "@emeritus/records/employment.ts";
import { paymentsReceived } from "@emeritus/records/payments-received.ts";
import type { VoidPayment } from "@emeritus/records/receivable.ts";
import type { ReemploymentCase } from "./reemployment.ts";
import { lastDayBefore, reallyEnded, type Received, repayment, type VoidFacts } from "./void-law.ts";

/** A payment as it is to be repaid. */
export interface ToRepay extends VoidPayment {
  readonly paidOn: PlainDate;
  /** What of it the bank did not give back. */
  readonly keptCents: bigint;
}

/** What a void retirement does, as the record is: what was paid, and what the law has repaid. */
export interface VoidSeen {
  readonly facts: VoidFacts;
  readonly ended: ReturnType<typeof reallyEnded>;
  readonly benefits: readonly Benefit[];
  readonly payments: readonly ToRepay[];
  /** Everything to be repaid with its explanation; nothing where nothing was paid. */
  readonly whole: ReturnType<typeof repayment> | undefined;
}

/** What declaring the retirement of a case void would do today, as the record is. */
export async function seeVoid(
  db: Reading,
  fund: number,
  found: ReemploymentCase,
  { agreed, today }: { readonly agreed: boolean; readonly today: PlainDate },
): Promise<VoidSeen | undefined> {
  const benefits: Benefit[] = [];
  for (const number of found.benefits) benefits.push(...(await findBenefit(db, fund, number)).slice(0, 1));
  const start = Math.min(...benefits.map(({ from }) => from));
  if (benefits.length === 0) return undefined;
  const leftService = lastDayBefore(await employmentOf(db, fund, found.person), start);
  const facts = { annuityStartingDate: start, leftService, workFrom: found.workFrom, agreed };
  const paid = await paymentsReceived(
    db,
    fund,
    benefits.map(({ benefit }) => benefit),
  );
  const received = (one: (typeof paid)[number]): Received => ({
    paidOn: parseDate(one.paidOn),
    cents: one.keptCents,
  });
  const payments = paid.map((one) => {
    const back = one.keptCents === 0n ? undefined : repayment(facts, [received(one)], today);
    const cents = back?.value === undefined ? one.keptCents : wholeCents(back.value);
    const { benefit, period, paidCents, keptCents } = one;
    return {
      benefit,
      period,
      paidCents,
      keptCents,
      interestCents: cents - keptCents,
      paidOn: parseDate(one.paidOn),
    };
  });
  const kept = paid.filter(({ keptCents }) => keptCents > 0n);
  return {
    facts,
    ended: reallyEnded(facts),
    benefits,
    payments,
    whole: kept.length === 0 ? undefined : repayment(facts, kept.map(received), today),
  };
}

/** Whether the proposal said that the return was agreed before. */
export const agreedIn = ({ steps }: ReemploymentCase): boolean =>
  steps.findLast(({ action }) => action === "proposeVoid")?.facts["agreed"] === true;
