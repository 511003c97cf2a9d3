import { timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import { note } from "./note.ts";
import { beginSession, endSession, readSession } from "./session.ts";
import type { From } from "./sign-in.ts";
import { codeOfStep, stepAt } from "./totp.ts";
import { openTotpSecret } from "./totp-secret.ts";
import { countTry, forgiveTries } from "./tries.ts";

/** What the second step of signing in may answer. */
export type CodeRefused = Refusal<"codeWrong" | "locked" | "timedOut">;

/**
 * Second factor: a code of the authenticator makes a full session under a new secret, and the half session ends.
 * A code is taken one step early or late, and each step only once, whichever browsers try it.
 */
export async function confirmCode(
  system: System,
  { token, code, from }: { token: string; code: string; from: From },
): Promise<Outcome<{ token: string }, CodeRefused>> {
  const { db, fund, clock } = system;
  const session = await readSession(db, token);
  if (!session) return refused("timedOut");
  const { account, person } = session;
  if (!(await countTry(db, system.keys, { account, step: "code", address: from.address }))) {
    await note(db, {
      fund: fund.number,
      actor: account,
      person,
      action: "sign in: code",
      because: "too many tries",
    });
    return refused("locked");
  }
  return db.transaction().execute(async (tx) => {
    const secret = await openTotpSecret(tx, system.keys, fund.number, account);
    const step = stepOfCode(secret, code.replace(/\s/g, ""), stepAt(clock.milliseconds()));
    const used = step === undefined ? 0 : await useStep(account, step);
    if (!used) {
      await note(tx, {
        fund: fund.number,
        actor: account,
        person,
        action: "sign in: code",
        because: "wrong or used code",
      });
      return refused("codeWrong");
    }
    await endSession(tx, token);
    await forgiveTries(tx, system.keys, { account, address: from.address });
    await note(tx, { fund: fund.number, actor: account, person, action: "sign in" });
    return accepted({ token: await beginSession(tx, account, "full", from.browser) });

    async function useStep(of: string, at: number): Promise<number> {
      const { numAffectedRows } = await sql`update signin.account
        set totp_step = ${at}, signed_in = clock_timestamp() where account = ${of} and totp_step < ${at}`.execute(
        tx,
      );
      return Number(numAffectedRows ?? 0n);
    }
  });
}

/** The time step whose code this is, at most one step from now, or nothing. */
function stepOfCode(secret: string, code: string, now: number): number | undefined {
  const typed = Buffer.from(code);
  return [now - 1, now, now + 1].find((step) => {
    const wanted = Buffer.from(codeOfStep(secret, step));
    return typed.length === wanted.length && timingSafeEqual(typed, wanted);
  });
}
