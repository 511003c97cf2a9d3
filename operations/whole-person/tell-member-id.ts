import { command } from "@emeritus/records/command.ts";
import { addContactNote } from "@emeritus/records/contact-note.ts";
import { findPerson } from "@emeritus/records/person.ts";
import { wordsFor } from "@emeritus/words/index.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** How a caller is authenticated: the first two are enough alone, of the others two are needed (ADR 28). */
export const authenticationWays = ["callBack", "identityCard", "birthDate", "ssnLast4", "address"] as const;

/** One of them. */
export type AuthenticationWay = (typeof authenticationWays)[number];

const enoughAlone: ReadonlySet<AuthenticationWay> = new Set(["callBack", "identityCard"]);

/** Pure. Whether these ways authenticate a caller. */
export function isAuthenticated(ways: readonly AuthenticationWay[]): boolean {
  const told = new Set(ways);
  return [...told].some((way) => enoughAlone.has(way)) || told.size >= 2;
}

/**
 * Staff record how a caller was authenticated and are shown the Member ID to tell it; without that it stays masked (Handbook, page 7).
 * The record is a note of the contact log.
 */
export async function tellMemberId(
  system: System,
  actor: Actor,
  ask: { readonly key: string; readonly person: number; readonly ways: readonly AuthenticationWay[] },
): Promise<Outcome<{ readonly memberId: string }, Refusal<"not-authenticated" | "no-such-person">>> {
  const { key, person } = ask;
  allow(actor, "note a contact", { person });
  const fund = system.fund.number;
  const ways = authenticationWays.filter((way) => ask.ways.includes(way));
  const given = { fund, actor, key, name: "tellMemberId", request: { person, ways }, persons: [person] };
  return command<Outcome<{ memberId: string }, Refusal<"not-authenticated" | "no-such-person">>>(
    system.db,
    given,
    async (tx, instant, note) => {
      if (!isAuthenticated(ways)) return refused("not-authenticated", {}, "Handbook, page 7");
      const found = await findPerson(tx, fund, person);
      if (found === undefined) return refused("no-such-person");
      const { about } = wordsFor("en").disclosure.memberId;
      const happened = system.calendar.today();
      const written = {
        channel: "phone",
        happened,
        about,
        authenticated: ways,
        actor: actor.account,
      } as const;
      await addContactNote(tx, fund, person, written, instant);
      note({ facts: { ways: ways.join(" ") } });
      return accepted({ memberId: found.memberId });
    },
  );
}
