import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { command } from "@emeritus/records/command.ts";
import type { System } from "../system.ts";
import { note } from "./note.ts";
import { isSamePerson } from "./same-person.ts";

/** An account as its administrator sees it: no member data. */
export interface AccountSeen {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly locked: boolean;
  /** The instant of the last full sign-in, or null. */
  readonly signedIn: string | null;
  /** Other accounts of which it was told that the same person holds them. */
  readonly sameAs: readonly string[];
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
    select account, name, roles, locked, signed_in as "signedIn", count(*) over () as of,
      array(select o.account from signin.account o where o.fund = a.fund and o.holder = a.holder and o.account <> a.account order by 1) as "sameAs"
    from signin.account a where fund = ${fund.number} and (account ilike ${pattern} or name ilike ${pattern})
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

/** Why it is not noted who holds two accounts. */
export type HolderRefused = Refusal<"unknownAccount" | "ownAccount" | "sameAccount">;

/**
 * Notes that one person holds two accounts, or, where that was wrong, that an account stands alone again. Wherever two people are needed
 * the accounts of one holder count as one person. Nobody frees an account of their own.
 */
export async function noteHolder(
  { db, fund }: System,
  actor: Actor,
  ask: { readonly key: string; readonly account: string; readonly other: string | undefined },
): Promise<Outcome<{ account: string }, HolderRefused>> {
  allow(actor, "manage accounts");
  const { key, account, other } = ask;
  const request = { account, other: other ?? null };
  return command(db, { fund: fund.number, actor, key, name: "noteHolder", request }, async (tx, _, say) => {
    if (account === other) return refused("sameAccount");
    const named = [account, ...(other === undefined ? [] : [other])];
    const { rows } = await sql<{ account: string; holder: string | null }>`
      select account, holder from signin.account where fund = ${fund.number} and account = any(${named}) order by account for update`.execute(
      tx,
    );
    if (rows.length < named.length) return refused("unknownAccount");
    if (other === undefined && (await isSamePerson(tx, fund.number, actor, account)))
      return refused("ownAccount");
    const before = rows.flatMap(({ holder }) => holder ?? []);
    const holder = other === undefined ? null : (before[0] ?? rows[0]!.account);
    await sql`update signin.account set holder = ${holder}
      where fund = ${fund.number} and (account = any(${named}) or (${holder}::text is not null and holder = any(${before})))`.execute(
      tx,
    );
    say({ facts: request });
    return accepted({ account });
  });
}
