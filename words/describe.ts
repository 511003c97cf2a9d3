/** The description of a provision in the words of a catalogue: lines of words in which each name is a token that a page can link. */
import type { Description } from "@emeritus/engine/describe.ts";
import type { Token } from "@emeritus/engine/notation.ts";
import { capital, phraseOf } from "./phrase.ts";
import type { Words } from "./index.ts";
import type { SaidLine, SaidPiece } from "./describe/pieces.ts";
import { SayerInWords } from "./describe/sayer.ts";

/** What a provision's formula says, in lines; the last says how it is rounded, where it is. */
export function formulaInWords(words: Words, { formula, rounding }: Description): SaidLine[] {
  const sayer = new SayerInWords(words);
  const lines = sayer.lines(formula, 0, 0);
  const rounded = rounding ? [{ level: 0, pieces: [capital(sayer.rounding(rounding, formula.kind))] }] : [];
  return [...lines.map((line, i) => (i === 0 ? { ...line, pieces: begun(line.pieces) } : line)), ...rounded];
}

/** Notation with the words of its names, for pages that show both; identifiers stay in `name`. */
export const notationInWords = (words: Words, notation: readonly Token[]): SaidPiece[] =>
  notation.map((token) =>
    typeof token === "string" ? token : { ...token, text: phraseOf(words)(token.name) },
  );

/** A line as plain text. */
export const plainLine = ({ level, pieces }: SaidLine): string =>
  "  ".repeat(level) + pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");

function begun([first, ...others]: readonly SaidPiece[]): SaidPiece[] {
  if (first === undefined) return [];
  return [typeof first === "string" ? capital(first) : { ...first, text: capital(first.text) }, ...others];
}
