import { addDays, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import { employmentOf } from "@emeritus/records/employment.ts";
import { recordServiceProof } from "@emeritus/records/service-ledger.ts";
import type { ServiceProofKind } from "@emeritus/records/service-tables.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** A paper that proves the days of a job, both ends included (BR 2-5.1, 3-5.1, 4-4.1). */
export interface ProofGiven {
  readonly key: string;
  readonly person: number;
  readonly position: number;
  readonly kind: ServiceProofKind;
  readonly certifiedBy: string;
  readonly certifiedOn: PlainDate;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly hoursAYear?: number | undefined;
}

/** Why a proof is not taken. */
export type ProofRefusal =
  | "proof-backwards"
  | "no-such-job"
  | "certified-ahead"
  | "days-ahead"
  | "not-in-job";

/** A counselor records the paper that proves service; a better paper of the same days comes first in the ledger. */
export async function recordProof(
  system: System,
  actor: Actor,
  proof: ProofGiven,
): Promise<Outcome<{ readonly person: number }, Refusal<ProofRefusal>>> {
  const { key, person, ...given } = proof;
  allow(actor, "change a record", { person });
  const fund = system.fund.number;
  const request = { person, ...given };
  return command(
    system.db,
    { fund, actor, key, name: "service: prove", request, persons: [person] },
    async (tx, instant, note) => {
      if (given.to < given.from) return refused("proof-backwards");
      const held = (await employmentOf(tx, fund, person)).filter(
        ({ position }) => position === given.position,
      );
      if (held.length === 0) return refused("no-such-job");
      const today = system.calendar.today();
      if (given.certifiedOn > today) return refused("certified-ahead");
      if (given.to > today) return refused("days-ahead");
      if (!held.some(({ from, to }) => from <= given.to && given.from < to)) return refused("not-in-job");
      await recordServiceProof(tx, fund, person, { ...given, to: addDays(given.to, 1) }, instant);
      note({ facts: { position: given.position, from: formatDate(given.from), to: formatDate(given.to) } });
      return accepted({ person });
    },
  );
}
