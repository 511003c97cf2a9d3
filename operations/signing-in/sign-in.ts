import type { System } from "../system.ts";
import { sql } from "kysely";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { note } from "./note.ts";
import { passwordFits } from "./password.ts";
import { beginSession } from "./session.ts";
import { DORMANT_DAYS, OLDEST_PASSWORD } from "./dormant.ts";
import { countTry } from "./tries.ts";

/** Where a try comes from: the network address, for limits, and the browser's name, for the list of sign-ins. */
export interface From {
  readonly address: string;
  readonly browser: string;
}

/** What the first step of signing in may answer; it never says whether an account exists. */
export type SignInRefused = Refusal<"notKnown" | "locked" | "dormant">;

/**
 * First factor: an Online ID and a password give a session that opens nothing but the second step.
 * Unknown accounts, locked accounts and wrong passwords get the same answer after the same work.
 */
export async function signIn(
  { db, fund, keys }: System,
  { onlineId, password, from }: { onlineId: string; password: string; from: From },
): Promise<Outcome<{ token: string }, SignInRefused>> {
  const account = onlineId.trim().toLowerCase();
  const within = await countTry(db, keys, { account, step: "password", address: from.address });
  if (!within) {
    await note(db, { fund: fund.number, actor: "visitor", action: "sign in", because: "too many tries" });
    return refused("locked");
  }
  const { rows } = await sql<{ password: string; locked: boolean; dormant: boolean }>`
    select password, locked, 'member' = any(roles) and (password_set < ${OLDEST_PASSWORD}::date
      or greatest(coalesce(signed_in, created), password_set) < clock_timestamp() - make_interval(days => ${DORMANT_DAYS})) as dormant from signin.account where account = ${account} and fund = ${fund.number}`.execute(
    db,
  );
  const fits = await passwordFits(password, rows[0]?.password);
  if (!fits || rows[0]!.locked) {
    const because = !rows[0] ? "unknown account" : rows[0].locked ? "locked account" : "wrong password";
    await note(db, { fund: fund.number, actor: rows[0] ? account : "visitor", action: "sign in", because });
    return refused("notKnown");
  }
  if (rows[0]!.dormant) {
    await note(db, { fund: fund.number, actor: account, action: "sign in", because: "password too old" });
    return refused("dormant", {}, "Handbook, page 8");
  }
  const token = await db.transaction().execute(async (tx) => {
    await note(tx, { fund: fund.number, actor: account, action: "sign in: password" });
    return beginSession(tx, account, "password", from.browser);
  });
  return accepted({ token });
}
