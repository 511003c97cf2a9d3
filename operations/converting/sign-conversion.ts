import { command } from "@emeritus/records/command.ts";
import { findConversion, lockFilling, recordSignOff } from "@emeritus/records/conversion.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, refused, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** Why a conversion is not signed off. */
export type SignRefusal = Refusal<"noConversion" | "signedBefore" | "ownConversion">;

/** Pure. A conversion is signed off once, by somebody other than who loaded it. */
export function decideSignOff(
  conversion: { readonly loadedBy: string; readonly signedBy: string | undefined } | undefined,
  account: string,
): SignRefusal | undefined {
  if (conversion === undefined) return refused("noConversion").refused;
  if (conversion.signedBy !== undefined) return refused("signedBefore").refused;
  return conversion.loadedBy === account ? refused("ownConversion").refused : undefined;
}

/** Signs the fund's conversion off by a second person; the bank accounts that came with it are confirmed by the same act. */
export async function signConversion(
  { db, fund }: System,
  actor: Actor,
  { key }: { readonly key: string },
): Promise<Outcome<{ readonly signedBy: string }, SignRefusal>> {
  allow(actor, "sign off a conversion");
  return command(
    db,
    { fund: fund.number, actor, key, name: "signConversion", request: {} },
    async (tx, instant) => {
      await lockFilling(tx);
      const refusal = decideSignOff(await findConversion(tx, fund.number), actor.account);
      if (refusal !== undefined) return { refused: refusal };
      await recordSignOff(tx, fund.number, actor.account, instant);
      return accepted({ signedBy: actor.account });
    },
  );
}
