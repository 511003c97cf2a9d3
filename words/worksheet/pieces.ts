import type { Words } from "../index.ts";
import { capital } from "../phrase.ts";

/** A piece of a sentence: words, or a reference to a line. */
export type Piece = string | { readonly line: number; readonly id: string };

/** A sentence as plain text, for letters and the terminal. */
export function plainSentence(words: Words, pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => (typeof piece === "string" ? piece : words.worksheet.line({ number: piece.line })))
    .join("");
}

/** A sentence with a capital first letter. */
export function beginCapital(pieces: Piece[]): Piece[] {
  const [first, ...rest] = pieces;
  return typeof first === "string" ? [capital(first), ...rest] : pieces;
}
