import { formatDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Letter, LetterBlock } from "@emeritus/ports/letter-printer.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { findOrder } from "@emeritus/records/division.ts";
import type { Person } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import { type Words, wordsFor } from "@emeritus/words/index.ts";
import {
  appeal,
  explained,
  heading,
  type LetterFrame,
  letterOf,
  paragraph,
} from "../determining/letter-parts.ts";
import { letterLines } from "../determining/worksheet.ts";
import { addressLines, keepLetter, nameOf } from "../recording-deaths/write-letter.ts";
import type { System } from "../system.ts";
import type { Reason } from "./decide-order.ts";
import type { Division } from "./division-view.ts";

/** The kind under which letters about an order are kept. */
export const DIVISION_LETTER = "divisionOfBenefits";

/** What a letter about an order tells. */
export type Told =
  | { readonly kind: "qualified" }
  | { readonly kind: "notQualified"; readonly reasons: readonly Reason[] }
  | {
      readonly kind: "inEffect";
      /** The former spouse's part at the annuity starting date, in whole cents. */
      readonly amount: bigint;
      readonly paidFrom: string;
      readonly determination: number;
      readonly lawVersion: string;
      readonly result: Result<Exact>;
    }
  | { readonly kind: "ended"; readonly died: string; readonly from: string };

/** Who reads a letter. */
export type Party = "member" | "formerSpouse";

/** What stands in a letter about an order beside what it tells. */
export interface DivisionLetterParts extends LetterFrame {
  readonly party: Party;
  /** The other party's name. */
  readonly other: string;
  readonly court: string;
  readonly causeNumber: string;
  readonly issued: string;
  /** The order in whose place this one comes. */
  readonly amended?: { readonly causeNumber: string; readonly issued: string } | undefined;
}

/**
 * Pure. A letter about an order to one of the two. The steps by which the part came about show the member's pay and service: they
 * stand in the member's letter alone.
 */
function divisionLetter(words: Words, parts: DivisionLetterParts, told: Told): Letter {
  const says = words.division.letter;
  const { party, other, court, causeNumber, issued } = parts;
  const about = paragraph(says.about({ court, causeNumber, issued: longDate(issued), other }));
  return letterOf(words, parts, says.titles[told.kind], [
    about,
    ...inPlaceOf(words, parts, told),
    ...body(words, parts, told, party),
  ]);
}

function inPlaceOf({ division }: Words, { amended }: DivisionLetterParts, told: Told): LetterBlock[] {
  const replaces = told.kind === "qualified" || told.kind === "inEffect";
  if (amended === undefined || !replaces) return [];
  const { causeNumber, issued } = amended;
  return [paragraph(division.letter.replaces({ causeNumber, issued: longDate(issued) }))];
}

function body(words: Words, parts: DivisionLetterParts, told: Told, party: Party): LetterBlock[] {
  const says = words.division.letter;
  switch (told.kind) {
    case "qualified":
      return [paragraph(says.qualified[party]), paragraph(says.later)];
    case "notQualified":
      return [
        paragraph(says.notQualified),
        { kind: "list", items: told.reasons.map((reason) => reasonText(words, reason)) },
        paragraph(says.amend),
        ...appeal(words, parts),
      ];
    case "inEffect":
      return [
        {
          kind: "answer",
          label: says.amount[party],
          value: money(told.amount),
          says: says.from({ month: longMonth(told.paidFrom) }),
        },
        paragraph(says.increases),
        paragraph(says.untilDeath),
        heading(says.paymentHeading),
        paragraph(says.payment[party]),
        ...(party === "member"
          ? explained(words, { ...told, worksheet: letterLines(words, [told.result]) })
          : []),
        ...appeal(words, parts),
      ];
    case "ended":
      return [
        paragraph(says.died({ name: parts.other, died: longDate(told.died) })),
        paragraph(says.ended[party]({ month: longMonth(told.from) })),
      ];
  }
}

/** A reason in words with its citation. Pure. */
export function reasonText({ division }: Words, { code, cites, says }: Reason): string {
  return says === undefined
    ? `${division.reasons[code]} (${cites})`
    : `${division.reasons[code]} ${says} (${cites})`;
}

/** Writes the letters about an order to both parties, or to one of them; each is printed as soon as there is an address. */
export async function writeDivisionLetters(
  system: System,
  tx: Tx,
  {
    order,
    caseNumber,
    member,
    formerSpouse,
  }: Pick<Division, "order" | "caseNumber" | "member" | "formerSpouse">,
  told: Told,
  instant: Instant,
  to: readonly Party[] = ["member", "formerSpouse"],
): Promise<void> {
  const words = wordsFor("en");
  const today = system.calendar.today();
  const fund = system.fund.number;
  const persons: Record<Party, Person> = { member, formerSpouse };
  const before =
    order.amends === undefined
      ? undefined
      : await findOrder(tx, fund, { person: order.member, caseNumber: order.amends });
  for (const party of to) {
    const reader = persons[party];
    const other = persons[party === "member" ? "formerSpouse" : "member"];
    const content = divisionLetter(
      words,
      {
        fund: system.fund,
        writtenOn: formatDate(today),
        addressee: [nameOf(reader), ...(await addressLines(tx, fund, reader.person, today))],
        name: nameOf(reader),
        memberId: reader.memberId,
        caseNumber,
        party,
        other: nameOf(other),
        court: order.court,
        causeNumber: order.causeNumber,
        issued: formatDate(order.issued),
        amended: before && { causeNumber: before.causeNumber, issued: formatDate(before.issued) },
      },
      told,
    );
    const determination = told.kind === "inEffect" ? told.determination : undefined;
    const of = { person: reader.person, kind: DIVISION_LETTER, caseNumber, determination };
    await keepLetter(system, tx, of, content, instant);
  }
}
