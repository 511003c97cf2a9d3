import { command } from "@emeritus/records/command.ts";
import { findConversion, lockFilling } from "@emeritus/records/conversion.ts";
import { acceptDifferences } from "@emeritus/records/conversion-differences.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, refused, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import type { DifferenceClass } from "./differences.ts";

/** Why no difference was accepted. */
export type AcceptRefusal = Refusal<"noConversion" | "signedBefore" | "nothingOpen" | "reasonMissing">;

/** Which open differences: one by its number, or all of a class. Those that nobody can explain are accepted one by one. */
export type AcceptAsked = { readonly key: string; readonly because: string } & (
  | { readonly difference: number }
  | { readonly class: Exclude<DifferenceClass, "unexplained"> }
);

/** Accepts open differences of the conversion with a reason, which stands beside them for ever; those of the actor's own record stay open. */
export async function acceptDifference(
  { db, fund }: System,
  actor: Actor,
  { key, because, ...wanted }: AcceptAsked,
): Promise<Outcome<{ readonly count: number }, AcceptRefusal>> {
  allow(actor, "accept a difference");
  return command(
    db,
    { fund: fund.number, actor, key, name: "acceptDifference", request: { wanted, because }, because },
    async (tx, instant, note): Promise<Outcome<{ readonly count: number }, AcceptRefusal>> => {
      if (because.trim() === "") return refused("reasonMissing");
      await lockFilling(tx);
      const conversion = await findConversion(tx, fund.number);
      if (conversion === undefined) return refused("noConversion");
      if (conversion.signedBy !== undefined) return refused("signedBefore");
      const by = { because: because.trim(), acceptedBy: actor.account };
      const { count, apart } = await acceptDifferences(
        tx,
        fund.number,
        { ...wanted, without: actor.person },
        by,
        instant,
      );
      if (count === 0) return refused("nothingOpen");
      note({ facts: { ...wanted, count, apart } });
      return accepted({ count });
    },
  );
}
