import type { NotAllowed } from "../permissions.ts";
import type { System } from "../system.ts";
import { note } from "./note.ts";

/** Writes down that somebody tried what they may not do; nothing else comes of it. */
export async function recordRefusedAccess(
  { db, fund }: System,
  error: NotAllowed,
  route: string,
): Promise<void> {
  await note(db, {
    fund: fund.number,
    actor: error.actor.account,
    person: error.subject.person,
    action: `refused: ${error.action}`,
    because: error.because,
    facts: { route },
  });
}
