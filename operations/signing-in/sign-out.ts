import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { note } from "./note.ts";
import { digest, endSession, readSession } from "./session.ts";

/** Ends the session of a browser's secret. */
export async function signOut({ db, fund }: System, token: string): Promise<void> {
  const session = await readSession(db, token);
  await db.transaction().execute(async (tx) => {
    if (session) await note(tx, { fund: fund.number, actor: session.account, action: "sign out" });
    await endSession(tx, token);
  });
}

/** One place where an account is signed in. */
export interface SignedInPlace {
  readonly number: bigint;
  readonly begun: string;
  readonly seen: string;
  readonly browser: string;
  /** Whether it is the browser that asks. */
  readonly here: boolean;
}

/** Every place where the actor's account is signed in, the latest first. */
export async function listSessions(
  { db }: System,
  actor: Actor,
  token: string | undefined,
): Promise<SignedInPlace[]> {
  allow(actor, "use own account");
  const { rows } = await sql<SignedInPlace>`
    select number, begun, seen, browser, session = ${digest(token ?? "")} as here
    from signin.session where account = ${actor.account} and strength = 'full' order by seen desc`.execute(
    db,
  );
  return rows;
}

/** Ends one of the account's sessions by its number, or all but the one that asks. */
export async function endSessions(
  { db, fund }: System,
  actor: Actor,
  { number, token }: { number?: bigint; token: string | undefined },
): Promise<void> {
  allow(actor, "use own account");
  await db.transaction().execute(async (tx) => {
    const which = number === undefined ? sql`session <> ${digest(token ?? "")}` : sql`number = ${number}`;
    await sql`delete from signin.session where account = ${actor.account} and ${which}`.execute(tx);
    const facts: Record<string, string> = { which: number === undefined ? "all others" : String(number) };
    await note(tx, { fund: fund.number, actor: actor.account, action: "end a sign-in", facts });
  });
}
