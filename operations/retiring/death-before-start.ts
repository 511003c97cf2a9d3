import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";
import { recordDeath } from "@emeritus/records/person.ts";

import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { endDivisions } from "../dividing-benefits/end-divisions.ts";
import type { System } from "../system.ts";
import type { CaseKey } from "../in-one-case.ts";
import { inCase, nextStatus } from "./in-case.ts";
import { endBenefitsOfCase } from "./rescind-retirement.ts";

/** The member's death, which ends a retirement case before its start. */
export interface DeathReported {
  readonly key: string;
  readonly of: CaseKey;
  readonly died: PlainDate;
  readonly proof?: string;
}

/** Why a death does not end the case. */
export type DeathRefusal = "cannot-do-now" | "not-before-start";

/** The member died before the annuity starting date: application and election are void, and survivors' rights are looked at (T14). */
export async function recordDeathBeforeStart(
  system: System,
  actor: Actor,
  { key, of, died, proof }: DeathReported,
): Promise<Outcome<true, Refusal<DeathRefusal | "no-open-case">>> {
  const asked = {
    key,
    may: "record a death",
    name: "record a death before retirement",
    of,
    request: { died, proof },
  } as const;
  return inCase<true, DeathRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, retirement } = within;
    const next = nextStatus(retirement, "recordDeathBeforeStart");
    if (next.refused) return next;
    const start = retirement.application?.annuityStartingDate;
    if (start !== undefined && died >= start)
      return refused(
        "not-before-start",
        { died: formatDate(died), start: formatDate(start) },
        "Handbook, page 11",
      );
    await recordDeath(tx, fund, of.person, { died, ...(proof === undefined ? {} : { proof }) }, instant);
    await endBenefitsOfCase(within, "the member died before the start");
    await endDivisions(system, tx, { person: of.person, died, actor: actor.account }, instant);
    await settleObligations(
      tx,
      { fund, ...of },
      { status: "void", because: "the member died before the start" },
      instant,
    );
    await within.step("recordDeathBeforeStart", next.accepted, { died: formatDate(died) });
    return accepted(true as const);
  });
}
