import { recordReadings } from "@emeritus/records/audit.ts";
import type { Actor } from "../actor.ts";
import type { Action } from "../permissions.ts";
import type { System } from "../system.ts";

/**
 * Writes down that somebody read another person's record, so that all whom an account has read can be listed. Reading one's own
 * is not noted. `route` says which page or answer it was.
 */
export const recordReadingOf = (
  system: System,
  actor: Actor,
  { person, ...read }: { action: Action; person: number | undefined; route: string },
): Promise<void> =>
  recordReadingsOf(system, actor, { ...read, persons: person === undefined ? [] : [person] });

/** Writes the same down of each of some persons whose records one page or answer showed; a person named twice is noted once. */
export async function recordReadingsOf(
  { db, fund }: System,
  { account, person: own }: Actor,
  { action, persons, route }: { action: Action; persons: readonly number[]; route: string },
): Promise<void> {
  const others = [...new Set(persons)].filter((person) => person !== own);
  const read = { fund: fund.number, actor: account, action, facts: { route } };
  await recordReadings(
    db,
    others.map((person) => ({ ...read, person })),
  );
}
