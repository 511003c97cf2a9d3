import { sql } from "kysely";
import type { Db } from "./db.ts";

/**
 * Lets the server count anew what its tables hold, after a load and before what reads it: without statistics an update that
 * looks up many rows compares each with each. Needs the owner's connection.
 */
export async function refreshStatistics(owner: Db): Promise<void> {
  await sql`analyze`.execute(owner);
}
