import type { Part } from "@emeritus/engine/explanation.ts";
import type { Words } from "../index.ts";
import type { Phrase } from "../phrase.ts";
import { valueText } from "../value.ts";

/** A catalogue with its phrases of the law. */
export interface InWords {
  readonly words: Words;
  readonly phrase: Phrase;
}

/** The value of a part as a reader sees it. */
export const valueOf = ({ words, phrase }: InWords, { kind, value }: Pick<Part, "kind" | "value">): string =>
  valueText(words, phrase, kind, value);
