import { addDays, ENDLESS, firstOfMonthOf, type PlainDate } from "@emeritus/engine/dates.ts";
import { exact, type Exact } from "@emeritus/engine/exact.ts";
import { explain } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Known } from "@emeritus/engine/facts.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { repaymentWithInterest, severedForGood } from "@emeritus/law/missouri/mosers/shared/reemployment.ts";

/** What decides whether a retirement is void. */
export interface VoidFacts {
  readonly annuityStartingDate: PlainDate;
  /** Last day of work before it. */
  readonly leftService: PlainDate;
  /** First day of the new work. */
  readonly workFrom: PlainDate;
  /** Whether the return was agreed before the end of employment. */
  readonly agreed: boolean;
}

/** One payment on the retirement. */
export interface Received {
  readonly paidOn: PlainDate;
  readonly cents: bigint;
}

const factsOf = ({ annuityStartingDate, leftService, workFrom, agreed }: VoidFacts): Known => ({
  annuityStartingDate,
  leftService,
  agreedToReturn: agreed,
  laterEmployment: [{ workFrom, workTo: ENDLESS, work: "generalPosition" }],
  paymentMonth: firstOfMonthOf(workFrom),
});

/** Whether employment had really ended, with its explanation; false makes the retirement void. Pure. */
export const reallyEnded = (facts: VoidFacts): Result<boolean> =>
  explain(msep2000, { recorded: factsOf(facts) }, severedForGood) as Result<boolean>;

/** What is to be repaid on a day of some payments, with interest, as the law explains it. Pure. */
export const repayment = (
  facts: VoidFacts,
  received: readonly Received[],
  repaidOn: PlainDate,
): Result<Exact> =>
  explain(
    msep2000,
    {
      recorded: {
        ...factsOf(facts),
        repaidOn,
        benefitsReceived: received.map(({ paidOn, cents }) => ({ paidOn, amountPaid: exact(cents) })),
      },
    },
    repaymentWithInterest,
  ) as Result<Exact>;

/** The last day of work before a retirement: of the job that ended last, and never later than the day before the annuity starts. Pure. */
export function lastDayBefore(
  jobs: readonly { readonly from: PlainDate; readonly to: PlainDate; readonly eligible: boolean }[],
  annuityStartingDate: PlainDate,
): PlainDate {
  const before = addDays(annuityStartingDate, -1);
  const ends = jobs
    .filter(({ from, eligible }) => eligible && from < annuityStartingDate)
    .map(({ to }) => Math.min(to === ENDLESS ? before : addDays(to, -1), before));
  return ends.length === 0 ? before : Math.max(...ends);
}
