import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { note } from "./note.ts";

/** An account as its administrator sees it: no member data. */
export interface AccountSeen {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly locked: boolean;
  /** The instant of the last full sign-in, or null. */
  readonly signedIn: string | null;
}

const most = 100;

/** The accounts whose name or Online ID contains a text, at most 100 at once, and how many there are. */
export async function listAccounts(
  { db, fund }: System,
  actor: Actor,
  find: string,
): Promise<{ accounts: AccountSeen[]; of: number }> {
  allow(actor, "manage accounts");
  const pattern = `%${find.trim().replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await sql<AccountSeen & { of: bigint }>`
    select account, name, roles, locked, signed_in as "signedIn", count(*) over () as of
    from signin.account where fund = ${fund.number} and (account ilike ${pattern} or name ilike ${pattern})
    order by account limit ${most}`.execute(db);
  return { accounts: rows, of: Number(rows[0]?.of ?? 0n) };
}

/** What locking or unlocking may answer. */
export type LockRefused = Refusal<"unknownAccount" | "ownAccount">;

/** Locks an account, which ends its sessions at once, or opens it again. */
export async function setAccountLock(
  { db, fund }: System,
  actor: Actor,
  { account, locked }: { account: string; locked: boolean },
): Promise<Outcome<{ account: string; locked: boolean }, LockRefused>> {
  allow(actor, "manage accounts");
  if (account === actor.account) return refused("ownAccount");
  return db.transaction().execute(async (tx) => {
    const { numAffectedRows } = await sql`update signin.account set locked = ${locked}
      where account = ${account} and fund = ${fund.number}`.execute(tx);
    if (!numAffectedRows) return refused("unknownAccount");
    if (locked) await sql`delete from signin.session where account = ${account}`.execute(tx);
    else await sql`delete from signin.tries where subject = ${`account ${account}`}`.execute(tx);
    await note(tx, {
      fund: fund.number,
      actor: actor.account,
      action: locked ? "lock an account" : "unlock an account",
      facts: { account },
    });
    return accepted({ account, locked });
  });
}
