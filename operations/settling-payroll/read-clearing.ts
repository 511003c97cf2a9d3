import { daysBetween, parseDate } from "@emeritus/engine/dates.ts";
import {
  type BankSettlement,
  type ClearingItem,
  listSettlements,
  openClearingItems,
} from "@emeritus/records/bank-settlement.ts";
import type { Cents } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** An open entry, with how many days the bank has had it, and whether somebody has told what the bank did. */
export interface OpenItem extends ClearingItem {
  readonly days: number;
  readonly toldIn: number | null;
}

/** Payroll clearing cash item by item. */
export interface Clearing {
  readonly open: readonly OpenItem[];
  /** The balance in credit: what the bank is still to take, less what it is still to give back. */
  readonly cents: Cents;
  /** Told and to be decided by a second person. */
  readonly waiting: readonly BankSettlement[];
  /** Decided, the newest first. */
  readonly decided: readonly BankSettlement[];
}

/** Reads what stands in payroll clearing cash, and what was told and confirmed of the bank. */
export async function readClearing({ reader, fund, calendar }: System, actor: Actor): Promise<Clearing> {
  allow(actor, "read the ledger");
  const open = await openClearingItems(reader, fund.number);
  const settlements = await listSettlements(reader, fund.number);
  const waiting = settlements.filter(({ decision }) => decision === null);
  const toldIn = new Map(
    waiting.flatMap(({ takesBack, settlement, items }) =>
      takesBack === null ? items.map(({ entry }) => [entry, settlement] as const) : [],
    ),
  );
  const today = calendar.today();
  return {
    open: open.map((item) => ({
      ...item,
      days: Math.max(daysBetween(parseDate(item.standsSince), today), 0),
      toldIn: toldIn.get(item.entry) ?? null,
    })),
    cents: open.reduce((sum, { cents }) => sum + cents, 0n),
    waiting,
    decided: settlements.filter(({ decision }) => decision !== null),
  };
}
