import { formatDate } from "@emeritus/engine/dates.ts";
import {
  addSettlement,
  type BankSettlement,
  type ClearingItem,
  listSettlements,
  lockSettlements,
  openClearingItems,
} from "@emeritus/records/bank-settlement.ts";
import { command } from "@emeritus/records/command.ts";
import type { Cents, DateText } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** What the bank says of entries of payroll clearing cash: how much it took or gave back for them together, and on which day. */
export interface SettlementTold {
  readonly key: string;
  /** The ledger entries of the files and returned payments that it stands for. */
  readonly entries: readonly bigint[];
  readonly way: "took" | "gave";
  /** Above zero, as the bank writes it. */
  readonly cents: Cents;
  readonly settledOn: DateText;
  /** The bank's own number of the movement, where it gives one; it comes once. */
  readonly bankNumber?: string | undefined;
}

/** Why what was told is not taken. */
export type TellRefused = Refusal<
  | "nothingChosen"
  | "noSuchClearingItem"
  | "settledBefore"
  | "settlementWaits"
  | "settledLater"
  | "beforeTheBankHadIt"
  | "bankNumberKnown"
  | "nothingMoved"
  | "bankDiffers"
>;

/**
 * Records what the bank says it took for payroll files, or gave back for returned payments, as one movement of the bank's account.
 * Nothing is posted before a second person confirms it (ADR 35).
 */
export async function tellSettlement(
  { db, fund, calendar }: System,
  actor: Actor,
  asked: SettlementTold,
): Promise<Outcome<{ readonly settlement: number }, TellRefused>> {
  allow(actor, "tell a bank settlement");
  const { key, ...request } = asked;
  return command(
    db,
    { fund: fund.number, actor, key, name: "tellSettlement", request },
    async (tx, instant, note) => {
      await lockSettlements(tx, fund.number);
      const { entries, settledOn, bankNumber } = asked;
      const cents = asked.way === "took" ? asked.cents : -asked.cents;
      const open = await openClearingItems(tx, fund.number);
      const items = open.filter(({ entry }) => entries.includes(entry));
      const told = await listSettlements(tx, fund.number, { entries });
      const numbered = bankNumber === undefined ? [] : await listSettlements(tx, fund.number, { bankNumber });
      const refusal = decideTelling({
        asked,
        cents,
        items,
        told,
        numbered,
        today: formatDate(calendar.today()),
      });
      if (refusal !== undefined) return { refused: refusal };
      const settlement = await addSettlement(
        tx,
        fund.number,
        {
          settledOn,
          cents,
          bankNumber: bankNumber ?? null,
          takesBack: null,
          because: null,
          toldBy: actor.account,
          items,
        },
        instant,
      );
      note({
        facts: { settlement, cents, settledOn, files: items.flatMap(({ fileName }) => fileName ?? []) },
      });
      return accepted({ settlement });
    },
  );
}

interface TellSituation {
  readonly asked: Pick<SettlementTold, "entries" | "settledOn">;
  /** Above zero: the bank took it; below zero: it gave it back. */
  readonly cents: Cents;
  /** Those of the entries asked for that are open. */
  readonly items: readonly ClearingItem[];
  /** Settlements that stand for one of the entries, and those of the bank's number. */
  readonly told: readonly BankSettlement[];
  readonly numbered: readonly BankSettlement[];
  readonly today: DateText;
}

const counts = ({ takesBack, decision, takenBack }: BankSettlement): boolean =>
  takesBack === null && decision !== "refused" && takenBack !== "confirmed";

/** Pure. Entries that are open and nobody has told of, a day on which the bank can have moved them, and exactly what they come to. */
export function decideTelling({
  asked,
  cents,
  items,
  told,
  numbered,
  today,
}: TellSituation): TellRefused | undefined {
  const { entries, settledOn } = asked;
  if (entries.length === 0) return refused("nothingChosen").refused;
  const before = told.find(counts);
  if (before !== undefined) {
    const { settlement, settledOn: day } = before;
    return before.decision === null
      ? refused("settlementWaits", { settlement }).refused
      : refused("settledBefore", { settlement, day }).refused;
  }
  if (items.length < new Set(entries).size) return refused("noSuchClearingItem").refused;
  if (settledOn > today) return refused("settledLater", { today }).refused;
  const early = items.find(({ since }) => settledOn < since);
  if (early !== undefined) return refused("beforeTheBankHadIt", { day: early.since }).refused;
  const known = numbered.find(counts);
  if (known !== undefined) return refused("bankNumberKnown", { settlement: known.settlement }).refused;
  const ours = items.reduce((sum, item) => sum + item.cents, 0n);
  if (ours === 0n) return refused("nothingMoved").refused;
  return ours === cents ? undefined : refused("bankDiffers", { bank: cents, ours }).refused;
}
