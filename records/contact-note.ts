import type { PlainDate } from "@emeritus/engine/dates.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { recordedBy, type Known } from "./moment.ts";
import { nextNumber } from "./person.ts";
import type { ContactChannel } from "./person-tables.ts";
import type { Instant } from "./schema.ts";

/** One time that somebody of the staff spoke or wrote with a person. */
export interface ContactNote {
  readonly note: number;
  readonly channel: ContactChannel;
  readonly happened: PlainDate;
  /** Somebody other than the person. */
  readonly spokeWith?: string | undefined;
  readonly about: string;
  /** How a caller was authenticated, where something closed was told. */
  readonly authenticated?: readonly string[] | undefined;
  /** Who of the staff. */
  readonly actor: string;
  readonly recorded: Instant;
}

/** Adds a note and gives its number. */
export async function addContactNote(
  tx: Tx,
  fund: number,
  person: number,
  { channel, happened, spokeWith, about, authenticated, actor }: Omit<ContactNote, "note" | "recorded">,
  instant: Instant,
): Promise<number> {
  const note = await nextNumber(tx, "records.contact_note_number");
  await tx
    .insertInto("records.contact_note")
    .values({
      fund,
      person,
      note,
      channel,
      happened: dateText(happened),
      spoke_with: spokeWith ?? null,
      about,
      authenticated: authenticated === undefined ? null : [...authenticated],
      actor,
      recorded_from: instant,
    })
    .execute();
  return note;
}

/** The notes about a person, the newest first. */
export async function contactNotesOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<ContactNote[]> {
  const rows = await db
    .selectFrom("records.contact_note")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(recordedBy("records.contact_note", when))
    .orderBy("happened", "desc")
    .orderBy("note", "desc")
    .execute();
  return rows.map((row) => ({
    note: row.note,
    channel: row.channel,
    happened: dateOf(row.happened),
    spokeWith: row.spoke_with ?? undefined,
    about: row.about,
    authenticated: row.authenticated ?? undefined,
    actor: row.actor,
    recorded: row.recorded_from,
  }));
}
