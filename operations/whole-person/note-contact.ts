import type { PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import { addContactNote } from "@emeritus/records/contact-note.ts";
import { findPerson } from "@emeritus/records/person.ts";
import type { ContactChannel } from "@emeritus/records/person-tables.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** The ways in which staff and people meet. */
export const contactChannels = ["phone", "email", "letter", "visit", "onlineMeeting", "fax"] as const;

/** Why a note is not kept. */
export type NoteRefusal = "no-such-person" | "in-future" | "about-missing" | "closed-data";

/** Pure. Whether a text holds what looks like an SSN or an account number, which belong nowhere but in their sealed fields. */
export const holdsClosedData = (text: string): boolean =>
  /(?<![\d-])\d{3}[- ]?\d{2}[- ]?\d{4}(?![\d-])/.test(text) || /\d{11,}/.test(text);

/** Staff note that they spoke or wrote with a person: how, when and what about. It stays; a mistake is set right by another note. */
export async function noteContact(
  system: System,
  actor: Actor,
  ask: {
    readonly key: string;
    readonly person: number;
    readonly channel: ContactChannel;
    readonly happened: PlainDate;
    readonly spokeWith?: string | undefined;
    readonly about: string;
  },
): Promise<Outcome<{ readonly note: number }, Refusal<NoteRefusal>>> {
  allow(actor, "note a contact", { person: ask.person });
  const fund = system.fund.number;
  const { key, person, channel, happened, spokeWith, about } = ask;
  if (holdsClosedData(`${about} ${spokeWith ?? ""}`)) return refused("closed-data");
  const request = { person, channel, happened, spokeWith: spokeWith ?? null, about };
  return command<Outcome<{ note: number }, Refusal<NoteRefusal>>>(
    system.db,
    { fund, actor, key, name: "noteContact", request, persons: [person] },
    async (tx, instant, note) => {
      if ((await findPerson(tx, fund, person)) === undefined) return refused("no-such-person");
      if (happened > system.calendar.today()) return refused("in-future");
      if (about.trim() === "") return refused("about-missing");
      const written = { channel, happened, spokeWith, about: about.trim(), actor: actor.account };
      const number = await addContactNote(tx, fund, person, written, instant);
      note({ facts: { note: number, channel } });
      return accepted({ note: number });
    },
  );
}
