import type { KeyOf, VersionTable } from "@emeritus/records/correct.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { lastChange, NEVER_CHANGED, whoChanged } from "@emeritus/records/last-change.ts";
import type { Actor } from "../actor.ts";
import { type Refusal, refused } from "../outcome.ts";

/** Why a change is not made over one that its maker did not see. */
export type ChangedMeanwhile = Refusal<"changed-meanwhile">;

/**
 * Refuses a change by somebody who saw an older record than there is now, and says who changed it when: nobody writes over
 * what they have not read. `seen` is the version that the page showed. The person's lock must be held.
 */
export async function changedMeanwhile<T extends VersionTable>(
  tx: Tx,
  actor: Actor,
  table: T,
  key: KeyOf<T> & { readonly fund: number; readonly person: number },
  seen: string,
): Promise<ChangedMeanwhile | undefined> {
  const last = await lastChange(tx, table, key);
  if (last === seen) return undefined;
  if (last === NEVER_CHANGED) return refused("changed-meanwhile", { by: null, at: null }).refused;
  const by = await whoChanged(tx, key.fund, key.person, last);
  const ofStaff = actor.person !== key.person;
  return refused("changed-meanwhile", { by: ofStaff || by === actor.account ? (by ?? null) : null, at: last })
    .refused;
}
