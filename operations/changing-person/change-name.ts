import { type PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import { getPerson, type Name, recordName } from "@emeritus/records/person.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "./changed-meanwhile.ts";

/** The papers by which a name changes, or "correction" where it was entered wrong. */
export const nameProofs = ["marriageCertificate", "courtOrder", "divorceDecree", "correction"] as const;

/** A paper by which a name changes. */
export type NameProof = (typeof nameProofs)[number];

/** Why a name is not changed. */
export type NameRefusal = ChangedMeanwhile | Refusal<"in-future" | "before-birth" | "name-same">;

/**
 * A counselor records a new name from the day it was borne, by the paper seen; the earlier name stays and is found by searches.
 * A correction replaces the name from birth, since it never was another.
 */
export async function changeName(
  system: System,
  actor: Actor,
  ask: {
    readonly key: string;
    readonly person: number;
    readonly name: Name;
    readonly from: PlainDate;
    readonly proof: NameProof;
    readonly seen: string;
  },
): Promise<Outcome<{ from: PlainDate }, NameRefusal>> {
  allow(actor, "change a record", { person: ask.person });
  const fund = system.fund.number;
  const { key, person, name, proof, seen } = ask;
  const request = { person, name: { ...name }, from: ask.from, proof, seen };
  const given = { fund, actor, key, name: "changeName", request, persons: [person] };
  return command<Outcome<{ from: PlainDate }, NameRefusal>>(system.db, given, async (tx, instant, note) => {
    const stale = await changedMeanwhile(tx, actor, "records.person_name", { fund, person }, seen);
    if (stale) return { refused: stale };
    const before = await getPerson(tx, fund, person);
    const from = proof === "correction" ? before.born : ask.from;
    const today = system.calendar.today();
    if (from > today) return refused("in-future");
    if (from < before.born) return refused("before-birth");
    if (same(before.name, name)) return refused("name-same");
    await recordName(tx, fund, person, from, name, instant);
    note({ because: proof, facts: { from } });
    return accepted({ from });
  });
}

const same = (one: Name, other: Name): boolean =>
  one.first === other.first &&
  one.last === other.last &&
  (one.middle ?? "") === (other.middle ?? "") &&
  (one.suffix ?? "") === (other.suffix ?? "");
