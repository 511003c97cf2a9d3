import type { Db, Tx } from "@emeritus/records/db.ts";
import { sql } from "kysely";

/** Wrong tries allowed within the window, for one account and for one network address. */
export const limits = { account: 10, address: 100, minutes: 15 } as const;

/** Counts one try of an account and an address, before any password is hashed; says whether both are within their limits. */
export async function countTry(tx: Db | Tx, account: string, address: string): Promise<boolean> {
  const { rows } = await sql<{ subject: string; tries: number }>`
    insert into signin.tries as t (subject, tries) values (${`account ${account}`}, 1), (${`address ${address}`}, 1)
    on conflict (subject) do update set
      tries = case when t.since < clock_timestamp() - make_interval(mins => ${limits.minutes}) then 1 else t.tries + 1 end,
      since = case when t.since < clock_timestamp() - make_interval(mins => ${limits.minutes}) then clock_timestamp() else t.since end
    returning subject, tries`.execute(tx);
  return rows.every(
    ({ subject, tries }) => tries <= (subject.startsWith("account ") ? limits.account : limits.address),
  );
}

/** Takes back the tries of a sign-in that succeeded: all of the account's, one of the address's for each step. */
export async function forgiveTries(tx: Db | Tx, account: string, address: string): Promise<void> {
  await sql`delete from signin.tries where subject = ${`account ${account}`}`.execute(tx);
  await sql`update signin.tries set tries = greatest(0, tries - 2) where subject = ${`address ${address}`}`.execute(
    tx,
  );
}
