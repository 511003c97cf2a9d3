import { type PlainDate } from "@emeritus/engine/dates.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { rightsOfAccount, type GroupRights } from "@emeritus/records/employer-desk.ts";
import type { GroupRight } from "@emeritus/records/employer-tables.ts";
import type { Actor } from "../actor.ts";
import { type Action, allow, NotAllowed } from "../permissions.ts";

/** What an employer's account asks to do in a reporting group. */
export interface InGroup {
  readonly fund: number;
  readonly employer: number;
  readonly reportingGroup: number;
  readonly right: GroupRight;
  readonly on: PlainDate;
  readonly person?: number;
}

/**
 * Whether rights allow something in a group: an account for which nothing is recorded at an employer may do everything there, one whose
 * first right begins later may do nothing until then, and one that may do anything in a group may read it. Pure.
 */
export function mayInGroup(
  rights: readonly GroupRights[],
  { employer, reportingGroup, right }: Pick<InGroup, "employer" | "reportingGroup" | "right">,
): boolean {
  const here = rights.filter((each) => each.employer === employer);
  if (here.length === 0) return true;
  return here.some(
    (each) =>
      each.reportingGroup === reportingGroup &&
      (each.rights.includes(right) || (right === "read" && each.rights.length > 0)),
  );
}

/** Returns when the actor may do this in the group and throws `NotAllowed` when not; staff are asked for the action alone. */
export async function allowInGroup(db: Reading, actor: Actor, action: Action, asked: InGroup): Promise<void> {
  const { fund, employer, on, person } = asked;
  allow(actor, action, person === undefined ? { employer } : { employer, person });
  if (!actor.roles.includes("employer")) return;
  const rights = await rightsOfAccount(db, fund, { on }, actor.account);
  if (!mayInGroup(rights, asked)) throw new NotAllowed(actor, action, "another employer", { employer });
}

/** What decides whether an actor may read of a group: staff read of every one, an employer's account of those where it has a right. */
export async function readerOfGroups(
  db: Reading,
  fund: number,
  actor: Actor,
  on: PlainDate,
): Promise<(of: { readonly employer: number; readonly group: number }) => boolean> {
  if (!actor.roles.includes("employer")) return () => true;
  const rights = await rightsOfAccount(db, fund, { on }, actor.account);
  return ({ employer, group }) => mayInGroup(rights, { employer, reportingGroup: group, right: "read" });
}
