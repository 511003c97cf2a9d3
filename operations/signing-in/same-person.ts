import { sql } from "kysely";
import type { Reading } from "@emeritus/records/db.ts";
import type { Actor } from "../actor.ts";

/**
 * Whether an actor and an account of the fund are one person: the same account, or another account of the same person. Accounts
 * that belong to no person are told apart by their names alone. Reads the accounts, which the role of readers may not.
 */
export async function isSamePerson(
  db: Reading,
  fund: number,
  actor: Actor,
  account: string,
): Promise<boolean> {
  if (actor.account === account) return true;
  if (actor.person === undefined) return false;
  const { rows } = await sql`
    select from signin.account where account = ${account} and fund = ${fund} and person = ${actor.person}`.execute(
    db,
  );
  return rows.length > 0;
}
