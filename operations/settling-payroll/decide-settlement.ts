import { formatDate } from "@emeritus/engine/dates.ts";
import {
  type BankSettlement,
  type ClearingItem,
  decideSettlement as recordDecision,
  listSettlements,
  lockSettlements,
  openClearingItems,
} from "@emeritus/records/bank-settlement.ts";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { monthToPost, post, reverse } from "@emeritus/records/ledger.ts";
import type { Cents, DateText, Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";

/** What a second person decides of a settlement; a refusal says why. */
export interface SettlementDecided {
  readonly key: string;
  readonly settlement: number;
  readonly decision: "confirmed" | "refused";
  readonly because?: string | undefined;
}

/** Why nothing is decided. */
export type DecideRefused = Refusal<
  "noSuchSettlement" | "decided" | "enteredByYou" | "becauseMissing" | "changedSince"
>;

/**
 * A second person, with the bank's statement, confirms what was told of the bank, or refuses it. What the bank took moves operating
 * cash to payroll clearing cash (1020 from 1010), what it gave back the other way; the entries it stands for are cleared, once. One that
 * takes an earlier settlement back posts its opposite, and its entries are open again (ADR 35).
 */
export async function decideSettlement(
  { db, fund, calendar }: System,
  actor: Actor,
  asked: SettlementDecided,
): Promise<Outcome<{ readonly settlement: number; readonly cents: Cents }, DecideRefused>> {
  allow(actor, "confirm a bank settlement");
  const { key, because, ...request } = asked;
  return command(
    db,
    {
      fund: fund.number,
      actor,
      key,
      name: "decideSettlement",
      request,
      ...(because === undefined ? {} : { because }),
    },
    async (tx, instant, note) => {
      await lockSettlements(tx, fund.number);
      const [told] = await listSettlements(tx, fund.number, { settlements: [asked.settlement] });
      const sameHand = told !== undefined && (await isSamePerson(tx, fund.number, actor, told.toldBy));
      const open = await openClearingItems(tx, fund.number);
      const refusal = decideConfirmation({ asked, told, sameHand, open });
      if (refusal !== undefined) return { refused: refusal };
      const { decision } = asked;
      const entry =
        decision === "confirmed"
          ? await postSettlement(tx, fund.number, told!, formatDate(calendar.today()), instant)
          : null;
      const decided = {
        settlement: asked.settlement,
        decision,
        because: decision === "refused" ? because! : null,
        actor: actor.account,
        entry,
      };
      await recordDecision(tx, fund.number, decided, instant);
      note({ facts: { settlement: asked.settlement, decision, cents: told!.cents } });
      return accepted({ settlement: asked.settlement, cents: told!.cents });
    },
  );
}

interface DecideSituation {
  readonly asked: Pick<SettlementDecided, "decision" | "because">;
  readonly told: BankSettlement | undefined;
  /** Whether the person who decides has told it, by whatever account. */
  readonly sameHand: boolean;
  readonly open: readonly Pick<ClearingItem, "entry" | "cents">[];
}

/** Pure. Another person than who told it, once; what it stands for is as it was told. */
export function decideConfirmation({
  asked,
  told,
  sameHand,
  open,
}: DecideSituation): DecideRefused | undefined {
  if (told === undefined) return refused("noSuchSettlement").refused;
  if (told.decision !== null) return refused("decided", { by: told.decidedBy! }).refused;
  if (sameHand) return refused("enteredByYou").refused;
  if (asked.decision === "refused") return asked.because ? undefined : refused("becauseMissing").refused;
  if (told.takesBack !== null) return undefined;
  const named = new Set(told.items.map(({ entry }) => entry));
  const ours = open.reduce((sum, { entry, cents }) => (named.has(entry) ? sum + cents : sum), 0n);
  return ours === told.cents ? undefined : refused("changedSince").refused;
}

async function postSettlement(
  tx: Tx,
  fund: number,
  { settlement, settledOn, cents, takesBack }: BankSettlement,
  today: DateText,
  instant: Instant,
): Promise<bigint> {
  const month = await monthToPost(tx, { fund, trust: "pension", wanted: settledOn, today }, instant);
  const source = `bank settlement ${settlement}`;
  if (takesBack !== null) {
    const [earlier] = await listSettlements(tx, fund, { settlements: [takesBack] });
    return reverse(tx, { fund, trust: "pension", entry: earlier!.entry!, month, source }, instant);
  }
  const transfer =
    cents > 0n
      ? ({ debit: "payrollClearingCash", credit: "operatingCash", cents } as const)
      : ({ debit: "operatingCash", credit: "payrollClearingCash", cents: -cents } as const);
  return post(tx, { fund, trust: "pension", month, source, transfers: [transfer] }, instant);
}
