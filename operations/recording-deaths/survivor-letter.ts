import type { Letter, LetterBlock } from "@emeritus/ports/letter-printer.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import {
  appeal,
  explained,
  heading,
  type LetterDetermination,
  type LetterFrame,
  letterOf,
  paragraph,
} from "../determining/letter-parts.ts";

/** Everything that a letter after a death says, as plain values; dates are ISO texts, amounts cents a month. */
export interface SurvivorLetterParts extends LetterFrame, LetterDetermination {
  readonly kind: "survivor" | "popUp" | "guaranteed";
  readonly deceased: string;
  readonly died: string;
  readonly start: string;
  readonly amount: bigint;
  /** The whole payment and the payee's part of it, where others are paid too. */
  readonly whole?: bigint;
  readonly share?: { readonly from: number; readonly to: number; readonly of: number };
  /** The last month with a guaranteed payment. */
  readonly lastMonth?: string;
}

/** The letter after a death: what is due to the payee, from when to when, how it came about, and the right to a review (BR 1-2). */
export const survivorLetter = (words: Words, parts: SurvivorLetterParts): Letter =>
  letterOf(words, parts, words.deaths.letter.titles[parts.kind], [
    ...answer(words, parts),
    ...payment(words, parts),
    ...explained(words, parts),
    ...appeal(words, parts),
  ]);

function answer(words: Words, parts: SurvivorLetterParts): LetterBlock[] {
  const says = words.deaths.letter;
  const { kind, deceased, died, start, amount, lastMonth, whole, share } = parts;
  const long = { from: longDate(start) };
  const until =
    lastMonth === undefined ? says.forLife(long) : says.through({ ...long, month: longMonth(lastMonth) });
  const blocks: LetterBlock[] = [
    paragraph(says.sorry({ name: deceased, died: longDate(died) })),
    paragraph(says.because[kind]),
    { kind: "answer", label: words.letters.retirementApproved.eachMonth, value: money(amount), says: until },
  ];
  if (whole !== undefined && share !== undefined)
    blocks.push(paragraph(says.share({ parts: share.to - share.from, of: share.of, whole: money(whole) })));
  return blocks;
}

function payment(words: Words, { kind, start }: SurvivorLetterParts): LetterBlock[] {
  const says = words.deaths.letter;
  const approved = words.letters.retirementApproved;
  return [
    heading(approved.paymentHeading),
    paragraph(says.payment({ month: longMonth(start) })),
    paragraph(kind === "popUp" ? says.sameAccount : says.needAccount),
  ];
}
