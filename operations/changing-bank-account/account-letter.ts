import { longDate } from "@emeritus/words/format.ts";
import type { Letter } from "@emeritus/ports/letter-printer.ts";
import type { Words } from "@emeritus/words/index.ts";
import { heading, type LetterFrame, letterOf, paragraph } from "../determining/letter-parts.ts";

/** What the notice of a changed account says, as plain values; never more of an account than its last four digits. */
export interface AccountLetterParts extends LetterFrame {
  readonly last4: string;
  readonly before: string | undefined;
}

/** The notice to the address on record before the change: what was asked, and what to do when it was not you. */
export function accountLetter(words: Words, parts: AccountLetterParts): Letter {
  const says = words.payroll.accountLetter;
  return letterOf(words, parts, says.title, [
    paragraph(says.asked({ last4: parts.last4, on: longDate(parts.writtenOn) })),
    ...(parts.before === undefined ? [] : [paragraph(says.before({ last4: parts.before }))]),
    heading(says.ifYou),
    paragraph(says.nothingToDo),
    heading(says.ifNotYou),
    paragraph(says.callUs),
  ]);
}
