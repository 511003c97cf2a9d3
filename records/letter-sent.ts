import type { Reading, Tx } from "./db.ts";
import type { Instant } from "./schema.ts";

/** A printed letter that nobody has taken for mailing yet. */
export interface LetterWaiting {
  readonly person: number;
  readonly letter: number;
  /** SHA-256 of the file in hexadecimal. */
  readonly sha256: string;
  /** Name and postal address, one line each. */
  readonly addressedTo: string;
  readonly content: Buffer;
}

/** Up to so many printed letters that wait, oldest first. */
export async function lettersWaiting(db: Reading, fund: number, most: number): Promise<LetterWaiting[]> {
  const rows = await db
    .selectFrom("records.letter as l")
    .innerJoin("records.file as f", (join) =>
      join.onRef("f.fund", "=", "l.fund").onRef("f.sha256", "=", "l.file"),
    )
    .leftJoin("records.letter_sent as s", (join) =>
      join
        .onRef("s.fund", "=", "l.fund")
        .onRef("s.person", "=", "l.person")
        .onRef("s.letter", "=", "l.letter"),
    )
    .select(["l.person", "l.letter", "l.addressed_to", "f.sha256", "f.content"])
    .where("l.fund", "=", fund)
    .where("s.letter", "is", null)
    .orderBy("l.letter")
    .limit(most)
    .execute();
  return rows.map(({ person, letter, addressed_to, sha256, content }) => ({
    person,
    letter,
    sha256: sha256.toString("hex"),
    addressedTo: addressed_to,
    content,
  }));
}

/** Notes that a letter was handed over; noting it again changes nothing. */
export async function noteLetterSent(
  tx: Tx,
  of: { fund: number; person: number; letter: number },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.letter_sent")
    .values({ ...of, recorded_from: instant })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
