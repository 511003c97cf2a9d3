import type { Db, Tx } from "@emeritus/records/db.ts";
import type { Keys } from "@emeritus/records/keys.ts";
import { sql } from "kysely";
import type { Role } from "../actor.ts";
import { note } from "./note.ts";
import { hashPassword } from "./password.ts";
import { sealTotpSecret } from "./totp-secret.ts";

/** What an account needs to begin with. */
export interface NewAccount {
  /** The Online ID; kept in lower case. */
  readonly account: string;
  readonly name: string;
  readonly person?: number;
  readonly roles: readonly Role[];
  readonly employers?: readonly number[];
  readonly password: string;
  /** The authenticator's secret in base32. */
  readonly totpSecret: string;
}

/** Makes an account with both factors set. Throws when the Online ID is taken; the caller decides who may call. */
export async function createAccount(
  { db, fund, keys }: { db: Db | Tx; fund: { number: number }; keys: Keys },
  { account, name, person, roles, employers = [], password, totpSecret }: NewAccount,
): Promise<void> {
  const id = account.trim().toLowerCase();
  const totp = sealTotpSecret(keys, fund.number, id, totpSecret);
  await sql`insert into signin.account (account, fund, name, person, roles, employers, password, totp)
    values (${id}, ${fund.number}, ${name}, ${person ?? null}, ${[...roles]}, ${[...employers]}, ${await hashPassword(password)}, ${totp})`.execute(
    db,
  );
  await note(db, {
    fund: fund.number,
    actor: "system",
    person,
    action: "create an account",
    facts: { account: id },
  });
}
