import { wearing, type Actor } from "@emeritus/operations/actor.ts";
import { confirmCode } from "@emeritus/operations/signing-in/confirm-code.ts";
import { readSession } from "@emeritus/operations/signing-in/session.ts";
import { signIn } from "@emeritus/operations/signing-in/sign-in.ts";
import { signOut } from "@emeritus/operations/signing-in/sign-out.ts";
import type { System } from "@emeritus/operations/system.ts";

/** Who gives a command of the terminal, by both factors, as staff; the session ends with it. Nothing where a factor is wrong. */
export async function signedIn(
  system: System,
  { onlineId, password, code }: { onlineId: string; password: string; code: string },
): Promise<Actor | undefined> {
  const from = { address: "terminal", browser: "emeritus" };
  const first = await signIn(system, { onlineId, password, from });
  if (first.accepted === undefined) return undefined;
  const second = await confirmCode(system, { token: first.accepted.token, code, from });
  if (second.accepted === undefined) return undefined;
  const session = await readSession(system.db, second.accepted.token);
  await signOut(system, second.accepted.token);
  return session && wearing(session, "staff");
}
