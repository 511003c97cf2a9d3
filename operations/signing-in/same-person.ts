import { sql } from "kysely";
import type { Reading } from "@emeritus/records/db.ts";
import type { Actor } from "../actor.ts";

/**
 * The accounts of the fund behind which an actor stands: the actor's own, every other account of the same person on record, and every one
 * of which an administrator told that the same person holds it. Reads the accounts, which the role of readers may not.
 */
export async function accountsOfActor(db: Reading, fund: number, actor: Actor): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ account: string }>`
    with own as (
      select account, person, holder from signin.account
      where fund = ${fund} and (account = ${actor.account} or person = ${actor.person ?? null}::int)
    )
    select a.account from signin.account a
    where a.fund = ${fund} and (a.person in (select person from own) or a.holder in (select holder from own))`.execute(
    db,
  );
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
