import {
  addSettlement,
  type BankSettlement,
  listSettlements,
  lockSettlements,
} from "@emeritus/records/bank-settlement.ts";
import { command } from "@emeritus/records/command.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** A confirmed settlement that was not what the bank did, and why. */
export interface TakingBackAsked {
  readonly key: string;
  readonly settlement: number;
  readonly because: string;
}

/** Why it cannot be taken back. */
export type TakeBackRefused = Refusal<
  "noSuchSettlement" | "notConfirmed" | "takenBackBefore" | "takingBackWaits" | "becauseMissing"
>;

/** Asks that a confirmed settlement is taken back: nothing is posted before a second person confirms that. */
export async function takeBackSettlement(
  { db, fund }: System,
  actor: Actor,
  { key, settlement, because }: TakingBackAsked,
): Promise<Outcome<{ readonly settlement: number }, TakeBackRefused>> {
  allow(actor, "tell a bank settlement");
  return command(
    db,
    { fund: fund.number, actor, key, name: "takeBackSettlement", request: { settlement }, because },
    async (tx, instant, note) => {
      await lockSettlements(tx, fund.number);
      const [earlier] = await listSettlements(tx, fund.number, { settlements: [settlement] });
      const refusal = decideTakingBack(earlier, because);
      if (refusal !== undefined) return { refused: refusal };
      const { settledOn, cents, items } = earlier!;
      const told = { settledOn, cents: -cents, bankNumber: null, takesBack: settlement, because };
      const number = await addSettlement(tx, fund.number, { ...told, toldBy: actor.account, items }, instant);
      note({ facts: { settlement: number, takesBack: settlement, cents: -cents } });
      return accepted({ settlement: number });
    },
  );
}

/** Pure. Only what is confirmed is taken back, once, with a reason; a taking back is not taken back itself, it is told anew. */
export function decideTakingBack(
  earlier: BankSettlement | undefined,
  because: string,
): TakeBackRefused | undefined {
  if (earlier === undefined) return refused("noSuchSettlement").refused;
  if (because.trim() === "") return refused("becauseMissing").refused;
  if (earlier.decision !== "confirmed" || earlier.takesBack !== null) return refused("notConfirmed").refused;
  if (earlier.takenBack === "confirmed") return refused("takenBackBefore").refused;
  return earlier.takenBack === "waiting" ? refused("takingBackWaits").refused : undefined;
}
