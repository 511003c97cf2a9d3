import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { lastDayToAppeal } from "@emeritus/law/missouri/mosers/board/appeals.ts";
import type { Letter, LetterBlock, LetterWorksheetLine } from "@emeritus/ports/letter-printer.ts";
import { longDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";

/** What stands on every letter, as plain values; dates are ISO texts. */
export interface LetterFrame {
  readonly fund: { readonly name: string; readonly demonstration: boolean };
  readonly writtenOn: string;
  readonly addressee: readonly string[];
  readonly name: string;
  readonly memberId: string;
  readonly caseNumber?: number;
}

/** A letter with this title and body from the fund to one person. */
export function letterOf(
  { letters }: Words,
  { fund, writtenOn, addressee, name, memberId, caseNumber }: LetterFrame,
  title: string,
  body: readonly LetterBlock[],
): Letter {
  const { lines, demonstration } = letters.sender;
  return {
    language: "en",
    title,
    sender: { name: fund.name, lines: fund.demonstration ? [...lines, demonstration] : lines },
    date: writtenOn,
    dateLine: longDate(writtenOn),
    addressee,
    references: [
      { label: letters.memberId, value: memberId },
      ...(caseNumber === undefined ? [] : [{ label: letters.caseNumber, value: String(caseNumber) }]),
    ],
    salutation: letters.dear({ name }),
    body,
    closing: letters.closing,
    footer: letters.footer({ memberId, title }),
    pageOf: letters.pageOf,
  };
}

/** A determination as a letter explains it. */
export interface LetterDetermination {
  readonly determination: number;
  readonly lawVersion: string;
  readonly worksheet: readonly LetterWorksheetLine[];
}

/** How a determination came about, and how to check it. */
export function explained(
  { letters }: Words,
  { determination, lawVersion, worksheet }: LetterDetermination,
): LetterBlock[] {
  const says = letters.retirementApproved;
  return [
    heading(says.worksheetHeading),
    paragraph(says.worksheetIntro),
    { kind: "worksheet", columns: letters.worksheetColumns, lines: worksheet },
    heading(says.checkHeading),
    paragraph(says.check({ determination, law: lawVersion.slice(0, 16) })),
  ];
}

/** The right to a review by the board, with its last day (BR 1-2). */
export function appeal({ letters }: Words, { writtenOn }: LetterFrame): LetterBlock[] {
  const says = letters.retirementApproved;
  const lastDay = formatDate(lastDayToAppeal(parseDate(writtenOn)));
  return [
    heading(says.appealHeading),
    paragraph(says.appeal({ lastDay: longDate(lastDay) })),
    { kind: "list", items: says.appealHow },
    paragraph(says.appealPayment),
    paragraph(says.summaryNotice),
  ];
}

/** Some sentences of a letter. */
export const paragraph = (text: string): LetterBlock => ({ kind: "paragraph", text });
/** A heading of a letter. */
export const heading = (text: string): LetterBlock => ({ kind: "heading", text });
