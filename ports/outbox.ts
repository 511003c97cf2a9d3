/** A printed letter on its way out. */
export interface OutgoingLetter {
  /** The letter's number in the record; the same number is never sent twice. */
  readonly letter: number;
  /** SHA-256 of the file in lower-case hexadecimal. */
  readonly sha256: string;
  readonly mediaType: "application/pdf";
  /** Name and postal address, one line each. */
  readonly addressee: readonly string[];
  readonly file: Uint8Array;
}

/** Takes letters for mailing: a print room, a mailing house or, on one machine, a folder. */
export interface Outbox {
  /** Hands a letter over; handing the same letter over again has no further effect. */
  hand(letter: OutgoingLetter): Promise<void>;
}
