import { formatDate } from "@emeritus/engine/dates.ts";
import { keepFile } from "@emeritus/records/document.ts";
import { recordLetter } from "@emeritus/records/letter.ts";
import { getPerson } from "@emeritus/records/person.ts";
import type { Letter, LetterBlock } from "@emeritus/ports/letter-printer.ts";
import { longDate, money } from "@emeritus/words/format.ts";
import { type Words, wordsFor } from "@emeritus/words/index.ts";
import { wordsOfPlan } from "@emeritus/words/phrase.ts";
import {
  appeal,
  explained,
  heading,
  type LetterDetermination,
  type LetterFrame,
  letterOf,
  paragraph,
} from "../determining/letter-parts.ts";
import { lawVersionOf } from "../determining/record-determination.ts";
import { differencesBetween } from "../determining/verify-determination.ts";
import { letterLines } from "../determining/worksheet.ts";
import { addressLines, nameOf } from "../recording-deaths/write-letter.ts";
import type { System } from "../system.ts";
import type { Cause } from "./cause.ts";
import type { InRedetermination } from "./in-redetermination.ts";
import type { TakenOverChoice } from "./taken-over.ts";

/** The kind under which letters about a redetermination are kept. */
export const REDETERMINATION_LETTER = "benefitRedetermined";

/** Everything that the letter says, as plain values; cents, dates as ISO texts. */
export interface RedeterminationLetterParts extends LetterFrame, LetterDetermination {
  readonly start: string;
  readonly causes: readonly Cause[];
  /** The member, where the letter goes to somebody else. */
  readonly member: string | undefined;
  /**
   * Whether the reader is a former spouse with a part of the annuity: what was corrected and the steps show the member's pay and
   * service, so they stand in the member's letter alone.
   */
  readonly formerSpouse: boolean;
  readonly before: bigint;
  readonly after: bigint;
  readonly arrears: bigint;
  readonly overpaid: bigint;
  /** The plan whose law determines the benefit from now on, where that is another than before. */
  readonly heldBy: string | undefined;
  /** What becomes of a difference that was accepted when the benefit was taken over; nothing where there is none. */
  readonly takenOver: TakenOverChoice | undefined;
  /** Each amount that changed: its name in the words, before and after. */
  readonly rows: readonly (readonly [name: string, before: bigint | undefined, after: bigint | undefined])[];
}

/** The letter that tells a payee what the benefit is now, what it was, why it changed, and the right to a review (BR 1-2). */
export function redeterminationLetter(words: Words, parts: RedeterminationLetterParts): Letter {
  const says = words.redetermining.letter;
  return letterOf(words, parts, says.title, [
    paragraph(openingOf(words, parts)),
    ...(parts.formerSpouse ? [] : causesOf(words, parts)),
    {
      kind: "answer",
      label: says.now,
      value: money(parts.after),
      says: says.wasBefore({ before: money(parts.before), from: longDate(parts.start) }),
    },
    ...(parts.heldBy === undefined
      ? []
      : [paragraph(words.redetermining.letter.heldBy({ plan: parts.heldBy }))]),
    ...(parts.takenOver === undefined
      ? []
      : [paragraph(words.redetermining.letter.takenOver[parts.takenOver])]),
    ...amountsOf(words, parts),
    ...moneyOf(words, parts),
    ...(parts.formerSpouse ? [] : explained(words, parts)),
    ...appeal(words, parts),
  ]);
}

function openingOf(words: Words, { member, formerSpouse }: RedeterminationLetterParts): string {
  const says = words.redetermining.letter;
  if (member === undefined) return says.opening;
  return formerSpouse ? says.openingFormerSpouse({ member }) : says.openingOther({ member });
}

function causesOf(words: Words, { causes }: RedeterminationLetterParts): LetterBlock[] {
  const says = words.redetermining;
  return [{ kind: "list", items: causes.map((cause) => says.causeSays(cause)) }];
}

function amountsOf(words: Words, { rows }: RedeterminationLetterParts): LetterBlock[] {
  const says = words.redetermining.letter;
  if (rows.length === 0) return [];
  const cents = (value: bigint | undefined) => (value === undefined ? "-" : money(value));
  return [
    heading(says.amountsHeading),
    {
      kind: "table",
      columns: says.amountColumns,
      numbers: [1, 2],
      rows: rows.map(([name, before, after]) => [name, cents(before), cents(after)]),
    },
  ];
}

function moneyOf(words: Words, { arrears, overpaid }: RedeterminationLetterParts): LetterBlock[] {
  const says = words.redetermining.letter;
  if (arrears === 0n && overpaid === 0n) return [heading(says.moneyHeading), paragraph(says.nothingPast)];
  return [
    heading(says.moneyHeading),
    ...(arrears > 0n ? [paragraph(says.arrears({ amount: money(arrears) }))] : []),
    ...(overpaid > 0n ? [paragraph(says.overpaid({ amount: money(overpaid) }))] : []),
  ];
}

/** Writes the letter to one payee, printed where there is an address; nothing to somebody who has died. */
export async function writeRedeterminationLetter(
  system: System,
  { tx, fund, instant, found, now }: InRedetermination,
  to: { readonly person: number; readonly benefit: number; readonly determination: number },
): Promise<boolean> {
  const payee = await getPerson(tx, fund, to.person);
  if (payee.died !== undefined) return false;
  const { plan } = now.compared.law;
  const words = wordsOfPlan(wordsFor("en"), plan.name);
  const today = system.calendar.today();
  const effect = now.figures.payees.find(({ benefit }) => benefit === to.benefit);
  const own = to.person === found.person;
  const addressee = [nameOf(payee), ...(await addressLines(tx, fund, to.person, today))];
  const { before, after, parts, explained: says, choice } = now.compared;
  const changed = parts.filter((one) => one.before !== one.after);
  const results = own
    ? [...says.results.values(), ...parts.map(({ byLaw }) => byLaw.part)]
    : says.results.values();
  const content = redeterminationLetter(words, {
    fund: system.fund,
    writtenOn: formatDate(today),
    addressee,
    name: nameOf(payee),
    memberId: payee.memberId,
    caseNumber: found.caseNumber,
    determination: to.determination,
    lawVersion: lawVersionOf(plan),
    start: formatDate(now.again.basis.start),
    causes: found.causes,
    member: own ? undefined : now.again.basis.name,
    heldBy: now.figures.heldBy,
    takenOver: choice,
    formerSpouse: parts.some(({ part }) => part.benefit === to.benefit),
    before: effect?.monthBefore ?? 0n,
    after: effect?.monthAfter ?? 0n,
    arrears: effect?.arrears ?? 0n,
    overpaid: effect?.overpaid ?? 0n,
    rows: own
      ? [
          ...differencesBetween(before.amounts, after.amounts).map(
            ({ name, ofRecord, now: cents }) =>
              [words.redetermining.amountName(name), ofRecord ?? undefined, cents ?? undefined] as const,
          ),
          ...changed.map((one) => [words.redetermining.part, one.before, one.after] as const),
        ]
      : [],
    worksheet: letterLines(words, results),
  });
  const file =
    addressee.length > 1
      ? await keepFile(tx, fund, "application/pdf", await system.letters.print(content), instant)
      : undefined;
  await recordLetter(
    tx,
    fund,
    {
      person: to.person,
      kind: REDETERMINATION_LETTER,
      caseNumber: found.caseNumber,
      determination: to.determination,
      language: "en",
      addressedTo: addressee.join("\n"),
      content,
      file,
      written: today,
    },
    instant,
  );
  return true;
}
