import { command } from "@emeritus/records/command.ts";
import { type Conversion, findConversion, lockFilling, recordSignOff } from "@emeritus/records/conversion.ts";
import {
  type DifferenceSum,
  sumDifferences,
  type TakenOver,
  takenOver,
} from "@emeritus/records/conversion-differences.ts";
import type { Reading } from "@emeritus/records/db.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, refused, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { accountsOfActor } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import type { TotalSeen } from "./check-conversion.ts";

/** Why a conversion is not signed off. */
export type SignRefusal = Refusal<"noConversion" | "signedBefore" | "ownConversion" | "differencesOpen">;

/** What both people stood for on the day of signing. */
export interface SignedFor extends TakenOver {
  readonly loadedBy: string;
  readonly signedBy: string;
  readonly differences: readonly DifferenceSum[];
}

/** What came with a conversion; its pay by the control total of the file. */
export async function countTakenOver(
  db: Reading,
  fund: number,
  { totals }: Pick<Conversion, "totals">,
): Promise<TakenOver> {
  const pay = (totals as readonly TotalSeen[]).find(({ of }) => of === "pay");
  return { ...(await takenOver(db, fund)), payYears: pay?.rows ?? 0n, payCents: pay?.cents ?? 0n };
}

/** Pure. A conversion is signed off once, by somebody other than who loaded it by whatever account, when no difference is open. */
export function decideSignOff(
  conversion: Pick<Conversion, "loadedBy" | "signedBy"> | undefined,
  own: ReadonlySet<string>,
  sums: readonly Pick<DifferenceSum, "open">[] = [],
): SignRefusal | undefined {
  if (conversion === undefined) return refused("noConversion").refused;
  if (conversion.signedBy !== undefined) return refused("signedBefore").refused;
  if (own.has(conversion.loadedBy)) return refused("ownConversion").refused;
  const open = sums.reduce((all, sum) => all + sum.open, 0);
  return open > 0 ? refused("differencesOpen", { open }).refused : undefined;
}

/**
 * Signs the fund's conversion off by a second person, with the totals that both stand for; the bank accounts that came with it are
 * confirmed by the same act, and nothing can be added to the conversion afterwards.
 */
export async function signConversion(
  { db, fund }: System,
  actor: Actor,
  { key }: { readonly key: string },
): Promise<Outcome<{ readonly signedBy: string }, SignRefusal>> {
  allow(actor, "sign off a conversion");
  return command(
    db,
    { fund: fund.number, actor, key, name: "signConversion", request: {} },
    async (tx, instant, note) => {
      await lockFilling(tx);
      const conversion = await findConversion(tx, fund.number);
      const differences = await sumDifferences(tx, fund.number);
      const own = await accountsOfActor(tx, fund.number, actor);
      const refusal = decideSignOff(conversion, own, differences);
      if (refusal !== undefined) return { refused: refusal };
      const statement: SignedFor = {
        ...(await countTakenOver(tx, fund.number, conversion!)),
        loadedBy: conversion!.loadedBy,
        signedBy: actor.account,
        differences,
      };
      await recordSignOff(tx, fund.number, { signedBy: actor.account, statement }, instant);
      note({ facts: { loadedBy: conversion!.loadedBy } });
      return accepted({ signedBy: actor.account });
    },
  );
}
