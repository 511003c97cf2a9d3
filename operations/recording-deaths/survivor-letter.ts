import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { lastDayToAppeal } from "@emeritus/law/missouri/mosers/board/appeals.ts";
import type { Letter, LetterBlock, LetterWorksheetLine } from "@emeritus/ports/letter-printer.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";

/** Everything that a letter after a death says, as plain values; dates are ISO texts, amounts cents a month. */
export interface SurvivorLetterParts {
  readonly fund: { readonly name: string; readonly demonstration: boolean };
  readonly writtenOn: string;
  readonly addressee: readonly string[];
  readonly name: string;
  readonly memberId: string;
  readonly caseNumber: number;
  readonly determination: number;
  readonly lawVersion: string;
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
  readonly worksheet: readonly LetterWorksheetLine[];
}

/** The letter after a death: what is due to the payee, from when to when, how it came about, and the right to a review (BR 1-2). */
export function survivorLetter(words: Words, parts: SurvivorLetterParts): Letter {
  const says = words.deaths.letter;
  const lines = words.letters.sender.lines;
  const title = says.titles[parts.kind];
  return {
    language: "en",
    title,
    sender: {
      name: parts.fund.name,
      lines: parts.fund.demonstration ? [...lines, words.letters.sender.demonstration] : lines,
    },
    date: parts.writtenOn,
    dateLine: longDate(parts.writtenOn),
    addressee: parts.addressee,
    references: [
      { label: words.letters.memberId, value: parts.memberId },
      { label: words.letters.caseNumber, value: String(parts.caseNumber) },
    ],
    salutation: words.letters.dear({ name: parts.name }),
    body: [
      ...answer(words, parts),
      ...payment(words, parts),
      ...explained(words, parts),
      ...appeal(words, parts),
    ],
    closing: words.letters.closing,
    footer: words.letters.footer({ memberId: parts.memberId, title }),
    pageOf: words.letters.pageOf,
  };
}

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

function explained(words: Words, parts: SurvivorLetterParts): LetterBlock[] {
  const says = words.letters.retirementApproved;
  return [
    heading(says.worksheetHeading),
    paragraph(says.worksheetIntro),
    { kind: "worksheet", columns: words.letters.worksheetColumns, lines: parts.worksheet },
    heading(says.checkHeading),
    paragraph(says.check({ determination: parts.determination, law: parts.lawVersion.slice(0, 16) })),
  ];
}

function appeal(words: Words, { writtenOn }: SurvivorLetterParts): LetterBlock[] {
  const says = words.letters.retirementApproved;
  const lastDay = formatDate(lastDayToAppeal(parseDate(writtenOn)));
  return [
    heading(says.appealHeading),
    paragraph(says.appeal({ lastDay: longDate(lastDay) })),
    { kind: "list", items: says.appealHow },
    paragraph(says.appealPayment),
    paragraph(says.summaryNotice),
  ];
}

const paragraph = (text: string): LetterBlock => ({ kind: "paragraph", text });
const heading = (text: string): LetterBlock => ({ kind: "heading", text });
