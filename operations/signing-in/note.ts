import { type Entry, recordReading } from "@emeritus/records/audit.ts";
import type { Db, Tx } from "@emeritus/records/db.ts";

/** Adds an audit entry about signing in or an account, in the transaction at hand. */
export function note(tx: Db | Tx, entry: Entry): Promise<void> {
  return recordReading(tx, entry);
}
