import type { TokenOf } from "@emeritus/engine/notation.ts";

/** A piece of a line: words, or a name with the identifier it stands for. */
export type SaidPiece = string | { readonly of: TokenOf; readonly name: string; readonly text: string };

/** A line of a description; what stands below another line is one level deeper. */
export interface SaidLine {
  readonly level: number;
  readonly pieces: readonly SaidPiece[];
}

/** Words and names in a row. */
export type Pieces = readonly SaidPiece[];
/** What stands in the slots of a text. */
export type Slots = Readonly<Record<string, Pieces | string>>;

/** How many letters pieces take. */
export const lengthOf = (pieces: Pieces): number =>
  pieces.reduce((length, piece) => length + (typeof piece === "string" ? piece : piece.text).length, 0);

/** A text with what stands in its slots; a slot that is not filled is a mistake in the catalogue and throws. */
export function filled(text: string, slots: Slots): SaidPiece[] {
  return text
    .split(/(\{[a-z]+\})/i)
    .filter((part) => part !== "")
    .flatMap((part): Pieces => {
      if (!part.startsWith("{")) return [part];
      const slot = slots[part.slice(1, -1)];
      if (slot === undefined) throw new ReferenceError(`"${text}" has no ${part}`);
      return typeof slot === "string" ? [slot] : slot;
    });
}
