import { sql } from "kysely";
import type { Reading } from "@emeritus/records/db.ts";
import type { Actor } from "../actor.ts";

/**
 * The accounts of the fund behind which an actor stands: the actor's own, and every other account of the same person. Accounts
 * that belong to no person are told apart by their names alone. Reads the accounts, which the role of readers may not.
 */
export async function accountsOfActor(db: Reading, fund: number, actor: Actor): Promise<ReadonlySet<string>> {
  if (actor.person === undefined) return new Set([actor.account]);
  const { rows } = await sql<{ account: string }>`
    select account from signin.account where fund = ${fund} and person = ${actor.person}`.execute(db);
  return new Set([actor.account, ...rows.map(({ account }) => account)]);
}

/** Whether an actor and an account of the fund are one person: the same account, or another account of the same person. */
export async function isSamePerson(
  db: Reading,
  fund: number,
  actor: Actor,
  account: string,
): Promise<boolean> {
  return actor.account === account || (await accountsOfActor(db, fund, actor)).has(account);
}

/** Whether an actor and one of some accounts are one person: for who had a hand in what is decided. */
export async function isOneOf(
  db: Reading,
  fund: number,
  actor: Actor,
  accounts: readonly string[],
): Promise<boolean> {
  const own = await accountsOfActor(db, fund, actor);
  return accounts.some((account) => own.has(account));
}
