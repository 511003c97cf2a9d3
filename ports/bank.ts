/** One credit to one payee's account, as a bank file carries it. Closed data: never logged. */
export interface BankEntry {
  readonly kind: "checking" | "savings";
  /** Nine digits, the last a check digit. */
  readonly routing: string;
  /** At most 17 characters. */
  readonly account: string;
  /** Whole cents, a safe integer above 0. */
  readonly cents: number;
  /** The payee's number with the fund; never an SSN. At most 15 characters. */
  readonly id: string;
  /** Last name first, as the bank prints it; accents are folded and the rest is cut at 22 characters. */
  readonly name: string;
}

/** What a file says of its own making; fixed when the run is approved, so that writing it again gives the same bytes. */
export interface CreationStamp {
  /** ISO date of creation in the fund's time zone. */
  readonly date: string;
  /** Four digits, hours and minutes in the fund's time zone. */
  readonly time: string;
  /** One of A to Z and 0 to 9, different for each file of one day. */
  readonly modifier: string;
}

/** What all entries of one payment date have in common. */
export interface BankBatch {
  /** ISO date on which the money is to be in the payees' accounts. */
  readonly paymentDate: string;
  /** At most ten characters shown to the payee, such as PENSION. */
  readonly description: string;
}

/**
 * How a bank wants its file: a head of constant length that carries the creation stamp, and a body that does not,
 * so that a body can be formed before the approval and is the same after it.
 */
export interface BankFileFormat {
  /** Length of every head in bytes. */
  readonly headBytes: number;
  head(stamp: CreationStamp): Uint8Array;
  /** Throws when an entry cannot stand in the file (a wrong check digit, an amount of nothing, an SSN as number). */
  body(batch: BankBatch, entries: Iterable<BankEntry>): Uint8Array;
  /** What the body's own control records say the bank will count and add; cents are whole. */
  controls(body: Uint8Array): { readonly entries: number; readonly cents: bigint };
}

/** A file that is to go out: its name, its fingerprint, and how to form its bytes again. */
export interface OutgoingFile {
  /** File name without folder; one name a run. */
  readonly name: string;
  /** SHA-256 of all bytes, in hexadecimal. */
  readonly sha256: string;
}

/** What became of a hand-over: done now, done before, or the bank's side cannot tell and a person must ask it. */
export type HandOver = "handed over" | "already there" | "cannot say";

/** The bank's side of a payment file. Every act may be repeated without another effect. */
export interface Bank {
  /** Keeps a body with room for its head, so that an approved file need not be written again; may be lost without harm. */
  keepDraft(name: string, headBytes: number, body: Uint8Array): void;
  /** The body of a kept draft, or nothing when none is there. */
  draftBody(name: string, headBytes: number): Uint8Array | undefined;
  /** Puts the file in its place, whole or not at all. Throws when the bytes do not have the fingerprint. */
  makeReady(file: OutgoingFile, head: Uint8Array, body: () => Promise<Uint8Array>): Promise<void>;
  /** Gives a ready file to the bank once, told apart by its fingerprint. */
  handOver(file: OutgoingFile): HandOver;
}
