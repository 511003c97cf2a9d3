import { formatDate } from "@emeritus/engine/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { DisclosureItem } from "@emeritus/records/disclosure.ts";
import type { ReleaseGround } from "@emeritus/records/disclosure-tables.ts";
import { keepFile } from "@emeritus/records/document.ts";
import { recordLetter } from "@emeritus/records/letter.ts";
import { getPerson } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Letter } from "@emeritus/ports/letter-printer.ts";
import { longDate } from "@emeritus/words/format.ts";
import { type Words, wordsFor } from "@emeritus/words/index.ts";
import { type LetterFrame, letterOf, paragraph } from "../determining/letter-parts.ts";
import { addressLines, nameOf } from "../recording-deaths/write-letter.ts";
import type { System } from "../system.ts";

/** The kind under which copies to those whom a request was about are kept. */
export const COPY_LETTER = "copyOfDisclosure";

/** Everything that the copy says, as plain values. */
export interface CopyParts extends LetterFrame {
  readonly asker: string;
  /** Nothing for the four open facts. */
  readonly ground: ReleaseGround | undefined;
  readonly items: readonly DisclosureItem[];
}

/** Pure. The copy that a recipient gets of what was told of them (BR 1-3(4)); an SSN is named and not printed. */
function copyLetter(words: Words, parts: CopyParts): Letter {
  const { copy, cites, grounds, fields, package: made } = words.disclosure;
  const { ground } = parts;
  return letterOf(words, parts, copy.title, [
    paragraph(copy.opening({ asker: parts.asker, day: longDate(parts.writtenOn) })),
    paragraph(
      ground === undefined ? copy.open : copy.closed({ ground: grounds[ground], cites: cites[ground] }),
    ),
    {
      kind: "table",
      columns: made.columns,
      numbers: [],
      rows: parts.items.map(({ field, detail, value }) => [
        fields[field as keyof typeof fields],
        detail,
        value ?? copy.ssn,
      ]),
    },
    paragraph(copy.why),
  ]);
}

/** Writes the copy to whom a request was about and gives its number; nothing where the person has died. It waits where there is no address. */
export async function writeCopy(
  system: System,
  tx: Tx,
  told: {
    readonly person: number;
    readonly asker: string;
    readonly ground: ReleaseGround | undefined;
    readonly items: readonly DisclosureItem[];
  },
  instant: Instant,
): Promise<number | undefined> {
  const fund = system.fund.number;
  const today = system.calendar.today();
  const person = await getPerson(tx, fund, told.person);
  if (person.died !== undefined && person.died <= today) return undefined;
  const content = copyLetter(wordsFor("en"), {
    ...told,
    fund: system.fund,
    writtenOn: formatDate(today),
    addressee: [nameOf(person), ...(await addressLines(tx, fund, told.person, today))],
    name: nameOf(person),
    memberId: person.memberId,
  });
  const file =
    content.addressee.length > 1
      ? await keepFile(tx, fund, "application/pdf", await system.letters.print(content), instant)
      : undefined;
  const addressedTo = content.addressee.join("\n");
  const letter = { person: told.person, kind: COPY_LETTER, language: "en", addressedTo, content, file };
  return recordLetter(tx, fund, { ...letter, written: today }, instant);
}
