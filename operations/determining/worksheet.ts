import type { Part } from "@emeritus/engine/explanation.ts";
import type { LetterWorksheetLine } from "@emeritus/ports/letter-printer.ts";
import type { Words } from "@emeritus/words/index.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { plainSentence } from "@emeritus/words/worksheet/pieces.ts";

/** The lines of a letter's worksheet: every result after what it rests on, each line once. */
export function letterLines(
  words: Words,
  results: Iterable<{ readonly explanation: Part }>,
): LetterWorksheetLine[] {
  const sheet = beginWorksheet(words);
  for (const { explanation } of results) sheet.add(explanation);
  return sheet.lines.map(({ number, name, value, says, sourceText, cites }) => ({
    line: String(number),
    name,
    value,
    says: [...says.map((sentence) => plainSentence(words, sentence)), sourceText],
    cites: cites.join("; "),
  }));
}
