import { firstOfMonthOf, formatDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import { findCutover } from "@emeritus/records/cutover.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { closeMonth, type LedgerMonth, listMonths, type Trust } from "@emeritus/records/ledger.ts";
import { listRuns, stepsOf } from "@emeritus/records/run.ts";
import type { Cents, DateText } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { PAYROLL } from "../benefit-payroll/payroll-system.ts";
import { isWithdrawn } from "../benefit-payroll/prepare-run.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** A month of a trust, by its first day. */
export interface ClosingAsked {
  readonly key: string;
  readonly trust: Trust;
  readonly month: DateText;
}

/** Why a month is not closed. */
export type ClosingRefused = Refusal<
  "noSuchMonth" | "monthClosed" | "monthNotOver" | "earlierMonthOpen" | "payrollNotOver"
>;

/**
 * Closes a month of a trust for ever: nothing is posted to it any more, and what still comes for it is posted in the month of the
 * day. What it held is counted by the database and compared by every verification (ADR 36).
 */
export async function closeLedgerMonth(
  { db, fund, calendar }: System,
  actor: Actor,
  { key, trust, month }: ClosingAsked,
): Promise<Outcome<{ readonly transfers: number; readonly cents: Cents }, ClosingRefused>> {
  allow(actor, "close a ledger month");
  return command(
    db,
    { fund: fund.number, actor, key, name: "closeLedgerMonth", request: { trust, month } },
    async (tx, instant, note) => {
      const refusal = decideClosing({
        month,
        months: await listMonths(tx, fund.number, trust),
        thisMonth: formatDate(firstOfMonthOf(calendar.today())),
        payrollToCome: trust === "pension" && (await payrollToCome(tx, fund.number, month)),
      });
      if (refusal !== undefined) return { refused: refusal };
      const closing = { fund: fund.number, trust, month, closedBy: actor.account };
      const { transfers, cents } = await closeMonth(tx, closing, instant);
      note({ facts: { trust, month, transfers: Number(transfers), cents } });
      return accepted({ transfers: Number(transfers), cents });
    },
  );
}

interface Situation {
  readonly month: DateText;
  readonly months: readonly Pick<LedgerMonth, "month" | "closing">[];
  /** The first day of today's month. */
  readonly thisMonth: DateText;
  /** Whether a payroll is still to be posted to the month. */
  readonly payrollToCome: boolean;
}

/** Pure. An opened month that is over, after every earlier one, and after its payroll: a run posts to the month that it pays. */
export function decideClosing({
  month,
  months,
  thisMonth,
  payrollToCome,
}: Situation): ClosingRefused | undefined {
  const asked = months.find((each) => each.month === month);
  if (asked === undefined) return refused("noSuchMonth", { month }).refused;
  if (asked.closing !== null) return refused("monthClosed", { month, by: asked.closing.by }).refused;
  if (month >= thisMonth) return refused("monthNotOver", { month }).refused;
  const first = firstOpen(months)!;
  if (first < month) return refused("earlierMonthOpen", { month: first }).refused;
  return payrollToCome ? refused("payrollNotOver", { month }).refused : undefined;
}

/** The earliest month that is open; nothing where none is. Pure. */
export const firstOpen = (months: Situation["months"]): DateText | undefined =>
  months
    .filter(({ closing }) => closing === null)
    .map((each) => each.month)
    .toSorted()[0];

/** Whether a payroll of the month is under way, or still to come where payrolls have begun or are to begin by then. */
async function payrollToCome(db: Reading, fund: number, month: DateText): Promise<boolean> {
  const cutover = await findCutover(db, fund);
  let begun = cutover !== undefined && cutover.firstMonth <= month;
  for (const { run, period } of await listRuns(db, fund, PAYROLL)) {
    if (period > month) continue;
    const steps = await stepsOf(db, fund, run);
    if (isWithdrawn(steps)) continue;
    if (period === month) return !steps.some(({ step }) => step === "handedOver");
    begun = true;
  }
  return begun;
}
