import { isRetired } from "@emeritus/records/benefit.ts";
import { openCase } from "@emeritus/records/case.ts";
import { command } from "@emeritus/records/command.ts";

import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { findOpenRetirement } from "./case-view.ts";
import type { CaseKey } from "../in-one-case.ts";

/** Opens a draft for a member who wants to retire; it files nothing and pays nothing. One open case a member, and none for who has retired. */
export async function startRetirement(
  system: System,
  actor: Actor,
  { key, person }: { key: string; person: number },
): Promise<Outcome<CaseKey, Refusal<"open-case-exists" | "already-retired">>> {
  allow(actor, "apply for retirement", { person });
  const fund = system.fund.number;
  const given = {
    fund,
    actor,
    key,
    name: "start a retirement application",
    request: { person },
    persons: [person],
  };
  return command(system.db, given, async (tx, instant, note) => {
    const open = await findOpenRetirement(tx, fund, person);
    if (open) return refused("open-case-exists", { caseNumber: open.caseNumber });
    if (await isRetired(tx, fund, person)) return refused("already-retired", {}, "RSMo 104.1039");
    const begun = {
      fund,
      person,
      kind: "retirement",
      action: "start",
      status: "draft",
      actor: actor.account,
    };
    const caseNumber = await openCase(tx, begun, instant);
    note({ facts: { case: caseNumber } });
    return accepted({ person, caseNumber });
  });
}
