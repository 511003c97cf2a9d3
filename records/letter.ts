import type { PlainDate } from "@emeritus/engine/dates.ts";
import { canonicalJson, fromCanonicalJson } from "./canonical.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { type Known, recordedBy } from "./moment.ts";
import { nextNumber } from "./person.ts";
import type { Instant } from "./schema.ts";

/** A letter as it was written: its content can be printed again, its file is what was sent. */
export interface Letter {
  readonly letter: number;
  readonly person: number;
  readonly kind: string;
  readonly caseNumber?: number | undefined;
  readonly determination?: number | undefined;
  /** Two letters: en, es. */
  readonly language: string;
  readonly addressedTo: string;
  readonly content: unknown;
  /** SHA-256 in hexadecimal of the file kept. */
  readonly file?: string | undefined;
  readonly written: PlainDate;
  readonly recordedFrom: Instant;
}

/** Records a letter and gives its number. */
export async function recordLetter(
  tx: Tx,
  fund: number,
  written: Omit<Letter, "letter" | "recordedFrom">,
  instant: Instant,
): Promise<number> {
  const letter = await nextNumber(tx, "records.letter_number");
  await tx
    .insertInto("records.letter")
    .values({
      fund,
      person: written.person,
      letter,
      kind: written.kind,
      case_number: written.caseNumber ?? null,
      determination: written.determination ?? null,
      language: written.language,
      addressed_to: written.addressedTo,
      content: canonicalJson(written.content),
      file: written.file === undefined ? null : Buffer.from(written.file, "hex"),
      written: dateText(written.written),
      recorded_from: instant,
    })
    .execute();
  return letter;
}

/** A person's letters, newest first, as far as they were written then. */
export async function lettersOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<Letter[]> {
  const rows = await db
    .selectFrom("records.letter")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(recordedBy("records.letter", when))
    .orderBy("letter", "desc")
    .execute();
  return rows.map((row) => ({
    letter: row.letter,
    person: row.person,
    kind: row.kind,
    caseNumber: row.case_number ?? undefined,
    determination: row.determination ?? undefined,
    language: row.language,
    addressedTo: row.addressed_to,
    content: fromCanonicalJson(row.content),
    file: row.file?.toString("hex"),
    written: dateOf(row.written),
    recordedFrom: row.recorded_from,
  }));
}
