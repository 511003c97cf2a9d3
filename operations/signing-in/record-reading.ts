import type { Actor } from "../actor.ts";
import type { Action } from "../permissions.ts";
import type { System } from "../system.ts";
import { note } from "./note.ts";

/**
 * Writes down that somebody read another person's record, so that all whom an account has read can be listed. Reading one's own
 * is not noted. `route` says which page or answer it was.
 */
export async function recordReadingOf(
  { db, fund }: System,
  actor: Actor,
  { action, person, route }: { action: Action; person: number | undefined; route: string },
): Promise<void> {
  if (person === undefined || person === actor.person) return;
  await note(db, { fund: fund.number, actor: actor.account, person, action, facts: { route } });
}
