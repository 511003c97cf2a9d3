import { randomUUID } from "node:crypto";
import { addMonths, firstOfMonthOf, formatDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { decideSettlement } from "@emeritus/operations/settling-payroll/decide-settlement.ts";
import { readClearing } from "@emeritus/operations/settling-payroll/read-clearing.ts";
import { tellSettlement } from "@emeritus/operations/settling-payroll/tell-settlement.ts";
import type { System } from "@emeritus/operations/system.ts";
import { openMonth, post, trusts } from "@emeritus/records/ledger.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import type { Cents } from "@emeritus/records/schema.ts";
import { sql } from "kysely";

/** What a fund of this size may have had when it was taken over: months of its payroll in cash and in investments, in round sums. */
const opening = {
  monthsBefore: 4,
  cash: { months: 3n, round: 10_000_000n },
  investments: { months: 120n, round: 100_000_000n },
} as const;

/**
 * Opens the books of the pension trust with cash and investments against the net position, as a takeover does, so that payrolls are paid
 * from something; once. The amounts are invented from the cents of a month's payroll.
 */
export async function openBooks({ db, fund, calendar }: System, monthCents: Cents): Promise<void> {
  const month = formatDate(addMonths(firstOfMonthOf(calendar.today()), -opening.monthsBefore));
  const sum = ({ months, round }: { months: bigint; round: bigint }): bigint =>
    ((monthCents * months) / round + 1n) * round;
  await db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const { rows } = await sql`
      select from ledger.transfer where fund = ${fund.number} and trust = ${trusts.pension} and source = 'conversion' limit 1`.execute(
      tx,
    );
    if (rows.length > 0) return;
    await openMonth(tx, fund.number, "pension", month, instant);
    const transfers = [
      { debit: "operatingCash", credit: "netPosition", cents: sum(opening.cash) },
      { debit: "investments", credit: "netPosition", cents: sum(opening.investments) },
    ] as const;
    const source = "conversion";
    await post(tx, { fund: fund.number, trust: "pension", month, source, transfers }, instant);
  });
}

/** Tells and confirms by two people that the bank took the file of each payroll that it has, on its payment date. */
export async function settleWithBank(
  system: System,
  { preparing, releasing }: { preparing: Actor; releasing: Actor },
): Promise<void> {
  const { open } = await readClearing(system, preparing);
  for (const { kind, entry, cents, paymentDate, toldIn } of open) {
    if (kind !== "file" || paymentDate === null || toldIn !== null) continue;
    const told = await tellSettlement(system, preparing, {
      key: randomUUID(),
      entries: [entry],
      way: "took",
      cents,
      settledOn: paymentDate,
    });
    if (told.accepted === undefined) continue;
    const asked = { key: randomUUID(), ...told.accepted, decision: "confirmed" } as const;
    await decideSettlement(system, releasing, asked);
  }
}
