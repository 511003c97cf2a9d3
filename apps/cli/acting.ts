import type { Actor } from "@emeritus/operations/actor.ts";
import type { System } from "@emeritus/operations/system.ts";
import { en } from "@emeritus/words/en/index.ts";
import type { Context } from "./command.ts";
import { signedIn } from "./signed-in.ts";
import { bad, REFUSED } from "./exit-status.ts";

/** Opens the fund and signs in who gives a command by `--as`, `--code` and EMERITUS_PASSWORD; does it, and closes the fund. */
export async function acting(
  { say, open, environment }: Context,
  options: Readonly<Record<string, string | undefined>>,
  act: (system: System, actor: Actor) => Promise<number>,
): Promise<number> {
  const { as: onlineId, code } = options;
  const password = environment["EMERITUS_PASSWORD"];
  if (!onlineId || !code || !password) return bad(say, en.payroll.terminal.accountNeeded);
  const { system, close } = await open();
  try {
    const actor = await signedIn(system, { onlineId, password, code });
    return actor === undefined ? bad(say, en.payroll.terminal.notSignedIn) : await act(system, actor);
  } finally {
    await close();
  }
}

/** What a refusal says, from the words of an area: a sentence, or one made of the refusal's facts. */
export function refusalText(
  problems: Readonly<Record<string, unknown>>,
  { code, facts }: { readonly code: string; readonly facts: object },
): string {
  const sentence = problems[code];
  if (typeof sentence === "string") return sentence;
  return typeof sentence === "function" ? (sentence as (parts: object) => string)(facts) : code;
}

/** Says a refusal in the words of an area; gives the exit status. */
export function saysNo(
  say: (line: string) => void,
  problems: Readonly<Record<string, unknown>>,
  refused: { readonly code: string; readonly facts: object },
): number {
  say(refusalText(problems, refused));
  return REFUSED;
}
