/** One row of a worksheet: a numbered line with its name, its amount as printed, how it came about, and the law behind it. */
export interface LetterWorksheetLine {
  readonly line: string;
  readonly name: string;
  readonly value: string;
  readonly says: readonly string[];
  readonly cites: string;
}

/** A part of a letter's body. Texts are plain text in the letter's language; nothing in them is read as markup. */
export type LetterBlock =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "answer"; readonly label: string; readonly value: string; readonly says: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | {
      readonly kind: "table";
      readonly columns: readonly string[];
      readonly numbers: readonly number[];
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly kind: "worksheet";
      readonly columns: readonly [line: string, what: string, law: string, amount: string];
      readonly lines: readonly LetterWorksheetLine[];
    };

/** A whole letter as data: printing the same letter gives the same bytes, so it can be printed again years later. */
export interface Letter {
  /** BCP 47 language of the text. */
  readonly language: "en";
  readonly title: string;
  readonly sender: { readonly name: string; readonly lines: readonly string[] };
  /** ISO date of the letter; it is also the date inside the file. */
  readonly date: string;
  readonly dateLine: string;
  readonly addressee: readonly string[];
  readonly references: readonly { readonly label: string; readonly value: string }[];
  readonly salutation: string;
  readonly body: readonly LetterBlock[];
  readonly closing: readonly string[];
  /** Printed at the foot of each page before the page number. */
  readonly footer: string;
  /** Words of the page count, in which {page} and {pages} are replaced. */
  readonly pageOf: string;
}

/** Turns letters into accessible PDF files (PDF/UA-1). */
export interface LetterPrinter {
  /** The letter as PDF bytes; the same letter always gives the same bytes. Throws when the letter cannot be made accessible. */
  print(letter: Letter): Promise<Uint8Array>;
  /** Ends the printer's threads. */
  close(): Promise<void>;
}
