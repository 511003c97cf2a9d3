import type { PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import { getPerson, recordBirth } from "@emeritus/records/person.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { openAboutPersons } from "../redetermining/about-person.ts";
import type { System } from "../system.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "./changed-meanwhile.ts";

/** The papers that prove a birth date, as the office sees them. */
export const birthProofs = ["birthCertificate", "passport", "courtOrder"] as const;

/** A paper that proves a birth date. */
export type BirthProof = (typeof birthProofs)[number];

/** Why a birth date is not corrected. */
export type BirthRefusal = ChangedMeanwhile | Refusal<"born-in-future" | "birth-same" | "born-after-death">;

/**
 * A counselor corrects a birth date by the paper that proves it. What benefits would be another by it, the person's own or a spouse's
 * under a joint option, become cases for two people; nothing is paid otherwise before.
 */
export async function correctBirthDate(
  system: System,
  actor: Actor,
  ask: {
    readonly key: string;
    readonly person: number;
    readonly born: PlainDate;
    readonly proof: BirthProof;
    readonly seen: string;
  },
): Promise<Outcome<{ readonly cases: number }, BirthRefusal>> {
  const { key, person, born, proof, seen } = ask;
  allow(actor, "change a record", { person });
  const fund = system.fund.number;
  const today = system.calendar.today();
  const given = { fund, actor, key, name: "correctBirthDate", persons: [person], because: proof };
  return command<Outcome<{ readonly cases: number }, BirthRefusal>>(
    system.db,
    { ...given, request: { person, born, proof, seen } },
    async (tx, instant, note) => {
      const stale = await changedMeanwhile(tx, actor, "records.person_birth", { fund, person }, seen);
      if (stale) return { refused: stale };
      const before = await getPerson(tx, fund, person);
      if (born > today) return refused("born-in-future");
      if (before.died !== undefined && born > before.died) return refused("born-after-death");
      if (before.born === born && before.birthProof === proof) return refused("birth-same");
      await recordBirth(tx, fund, person, born, proof, instant);
      const cause = { kind: "birthDate" } as const;
      const changed = { fund, today, actor: actor.account, persons: [person], cause };
      const cases = before.born === born ? 0 : await openAboutPersons(tx, changed, instant);
      note({ facts: { cases } }); // the dates stand in the history of the record, which fewer people read
      return accepted({ cases });
    },
  );
}
