import { addDays, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Letter } from "@emeritus/ports/letter-printer.ts";
import { addressThen, findAddress, findContact } from "@emeritus/records/address.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import { getPerson } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { longDate } from "@emeritus/words/format.ts";
import { type Words, wordsFor } from "@emeritus/words/index.ts";
import { heading, type LetterFrame, letterOf, paragraph } from "../determining/letter-parts.ts";
import { keepLetter, linesOf, nameOf } from "../recording-deaths/write-letter.ts";
import type { System } from "../system.ts";

/** For so many days an address that was replaced still gets notices, so that nobody moves the letters first and the money then. */
const OLD_ADDRESS_DAYS = 60;

/** Whom a notice is to, and the kind under which its letters are kept. */
export interface NoticeOf {
  readonly person: number;
  readonly kind: string;
}

/**
 * Writes a notice to the address on record, and to another that was on record lately, and prints each; where there is no address, one
 * waits for it. Gives the number of the first letter.
 */
export async function writeNotice(
  system: System,
  tx: Tx,
  of: NoticeOf,
  letterIn: (words: Words, frame: LetterFrame) => Letter,
  instant: Instant,
): Promise<number> {
  const today = system.calendar.today();
  const fund = system.fund.number;
  const person = await getPerson(tx, fund, of.person);
  const name = nameOf(person);
  const ago = { today, days: OLD_ADDRESS_DAYS, instant };
  const now = linesOf(await findAddress(tx, fund, of.person, { on: today }));
  const then = linesOf(await addressThen(tx, fund, of.person, ago));
  const moved = then.length > 0 && then.join("\n") !== now.join("\n");
  const letters: number[] = [];
  for (const place of moved ? [now, then] : [now]) {
    const frame = {
      fund: system.fund,
      writtenOn: formatDate(today),
      addressee: [name, ...place],
      name,
      memberId: person.memberId,
    };
    letters.push(await keepLetter(system, tx, of, letterIn(wordsFor("en"), frame), instant));
  }
  return letters[0]!;
}

/** What was done to somebody's sign-in or e-mail address and is told to them, whoever did it. */
export type AccountNotice = "accountOpened" | "passwordSet" | "emailChanged";

/** Writes the letter that tells a person what was done, on which day, and what to do when it was not them. */
export const tellByLetter = (
  system: System,
  tx: Tx,
  person: number,
  kind: AccountNotice,
  instant: Instant,
): Promise<number> =>
  writeNotice(system, tx, { person, kind }, (words, frame) => noticeLetter(words, frame, kind), instant);

/** Pure. The letter of a notice; it names no e-mail address, since letters are opened by others too. */
function noticeLetter(words: Words, frame: LetterFrame, kind: AccountNotice): Letter {
  const { letters, nothingToDo, ifNotYou, callUs } = words.notices;
  const says = letters[kind];
  return letterOf(words, frame, says.title, [
    paragraph(says.says({ on: longDate(frame.writtenOn) })),
    heading(says.ifYou),
    paragraph(nothingToDo),
    heading(ifNotYou),
    paragraph(callUs),
  ]);
}

/** The e-mail addresses to which a notice goes: the one in use today, and the one in use some days ago. */
export async function emailsToTell(
  db: Reading,
  fund: number,
  person: number,
  today: PlainDate,
): Promise<string[]> {
  const moments = [{ on: today }, { on: addDays(today, -OLD_ADDRESS_DAYS) }];
  const found = await Promise.all(moments.map((moment) => findContact(db, fund, person, "email", moment)));
  return [...new Set(found.filter((email) => email !== undefined))];
}

/** Sends a notice by e-mail, after what it tells is recorded; what cannot be sent is logged, since the letter says the same. */
export function tellByEmail({ mail, log }: System, emails: readonly string[], kind: AccountNotice): void {
  const words = wordsFor("en").notices;
  const { subject, says } = words.mails[kind];
  for (const to of emails)
    void mail?.send({ to, subject, text: words.mail({ says }) }).catch((error: unknown) => {
      log.error({ error: (error as Error).name }, "a notice could not be sent by e-mail");
    });
}
