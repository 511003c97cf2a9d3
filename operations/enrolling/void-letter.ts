import { formatDate } from "@emeritus/engine/dates.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import type { Letter } from "@emeritus/ports/letter-printer.ts";
import { getPerson } from "@emeritus/records/person.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import { type Words, wordsFor } from "@emeritus/words/index.ts";
import { heading, type LetterFrame, letterOf, paragraph } from "../determining/letter-parts.ts";
import { lawVersionOf } from "../determining/record-determination.ts";
import { letterLines } from "../determining/worksheet.ts";
import { addressLines, keepLetter, nameOf } from "../recording-deaths/write-letter.ts";
import { reckoned, type Reckoning, review } from "../service/service-letter.ts";
import type { System } from "../system.ts";
import type { InReemployment } from "./reemployment.ts";
import type { VoidSeen } from "./see-void.ts";

/** What the letter about a void retirement says; dates are ISO texts, amounts cents. */
export interface VoidLetterParts {
  readonly start: string;
  readonly leftService: string;
  readonly workFrom: string;
  readonly agreed: boolean;
  readonly payments: readonly {
    readonly period: string;
    readonly paid: bigint;
    readonly interest: bigint;
  }[];
  readonly reckoning: Reckoning;
}

/** The letter that a retirement is void: why, what is owed back payment by payment, how interest was worked out, and the right to a review (BR 1-2). */
function voidLetter(words: Words, frame: LetterFrame, parts: VoidLetterParts): Letter {
  const says = words.voidRetirement.letter;
  const { start, leftService, workFrom, agreed, payments, reckoning } = parts;
  const owed = payments.reduce((sum, { paid, interest }) => sum + paid + interest, 0n);
  const days = { start: longDate(start), left: longDate(leftService), work: longDate(workFrom) };
  return letterOf(words, frame, says.title, [
    paragraph(says.opening(days)),
    paragraph(agreed ? says.agreed : says.because(days)),
    ...(owed === 0n
      ? [paragraph(says.nothingPaid)]
      : [
          { kind: "answer", label: says.owed, value: money(owed), says: says.owedSays } as const,
          {
            kind: "table",
            columns: says.columns,
            numbers: [1, 2, 3],
            rows: payments.map(({ period, paid, interest }) => [
              longMonth(period),
              money(paid),
              money(interest),
              money(paid + interest),
            ]),
          } as const,
        ]),
    heading(says.nextHeading),
    { kind: "list", items: says.next },
    ...reckoned(words, reckoning),
    ...review(words, frame),
  ]);
}

/** Writes the letter of a retirement declared void; gives its number. */
export async function writeVoidLetter(
  system: System,
  { tx, fund, found, instant }: InReemployment,
  { facts, ended, payments, whole }: VoidSeen,
): Promise<number> {
  const { person, caseNumber } = found;
  const today = system.calendar.today();
  const words = wordsFor("en");
  const somebody = await getPerson(tx, fund, person);
  const name = nameOf(somebody);
  const frame = {
    fund: system.fund,
    writtenOn: formatDate(today),
    addressee: [name, ...(await addressLines(tx, fund, person, today))],
    name,
    memberId: somebody.memberId,
    caseNumber,
  };
  const letter = voidLetter(words, frame, {
    start: formatDate(facts.annuityStartingDate),
    leftService: formatDate(facts.leftService),
    workFrom: formatDate(facts.workFrom),
    agreed: facts.agreed,
    payments: payments.map(({ period, keptCents, interestCents }) => ({
      period,
      paid: keptCents,
      interest: interestCents,
    })),
    reckoning: {
      lawVersion: lawVersionOf(msep2000),
      worksheet: letterLines(words, [ended, ...(whole === undefined ? [] : [whole])]),
    },
  });
  return keepLetter(system, tx, { person, caseNumber, kind: "retirementVoid" }, letter, instant);
}
