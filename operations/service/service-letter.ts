import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { lastDayToAppeal } from "@emeritus/law/missouri/mosers/board/appeals.ts";
import type { Letter, LetterBlock, LetterWorksheetLine } from "@emeritus/ports/letter-printer.ts";
import type { GivenUpHow } from "@emeritus/records/service-tables.ts";
import { longDate, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { monthsText } from "@emeritus/words/value.ts";
import { heading, type LetterFrame, letterOf, paragraph } from "../determining/letter-parts.ts";
import type { ServiceAskKind } from "./case-view.ts";

/** How an amount of a letter came about: the law's version, and every line of its worksheet. */
export interface Reckoning {
  readonly lawVersion: string;
  readonly worksheet: readonly LetterWorksheetLine[];
}

/** The request that a letter answers; dates are ISO texts. */
interface Request {
  readonly what: ServiceAskKind;
  readonly filed: string;
}

/** The first and the last day of a stretch, as ISO texts. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** What a letter about service says, by its kind, as plain values; dates are ISO texts, amounts cents. */
export type ServiceLetterParts =
  | ({
      readonly kind: "serviceOffered";
      readonly months: number;
      readonly cost: bigint;
      readonly expires: string;
      readonly reckoning: Reckoning;
    } & Request)
  | ({ readonly kind: "serviceRefused"; readonly because: string; readonly cites: string } & Request)
  | ({ readonly kind: "serviceOfferEnded"; readonly expires: string } & Request)
  | ({
      readonly kind: "serviceInstalmentMissed";
      readonly due: string;
      readonly last: string;
      readonly owed: bigint;
      readonly reckoning: Reckoning;
    } & Request)
  | ({ readonly kind: "serviceNotPaid"; readonly last: string; readonly paid: bigint } & Request)
  | ({ readonly kind: "serviceMoneyBack"; readonly paid: bigint } & Request)
  | ({
      readonly kind: "serviceCredited";
      /** Nothing for leave, whose days count as they are. */
      readonly months: number | undefined;
      readonly paid: bigint;
      readonly effective: string | undefined;
      readonly days: readonly Days[];
      readonly reckoning: Reckoning;
    } & Request)
  | ({ readonly kind: "serviceGivenUp"; readonly how: GivenUpHow; readonly effective: string } & Days)
  | {
      readonly kind: "recordCorrected";
      readonly line: string;
      readonly says: string;
      readonly because: string;
    }
  | {
      readonly kind: "recordNotChanged";
      readonly line: string;
      readonly says: string;
      readonly because: string;
      readonly cites: string;
    };

/** A letter about service: what was decided, how it came about, what the law says, and the right to a review (BR 1-2). */
export const serviceLetter = (words: Words, frame: LetterFrame, parts: ServiceLetterParts): Letter =>
  letterOf(words, frame, words.serviceLetters.titles[parts.kind], [
    ...("what" in parts ? [paragraph(asked(words, parts))] : []),
    ...says(words, parts),
    ...("reckoning" in parts ? reckoned(words, parts.reckoning) : []),
    ...review(words, frame),
  ]);

const asked = ({ service, serviceLetters }: Words, { what, filed }: Request): string =>
  serviceLetters.asked({ what: service.asks[what], on: longDate(filed) });

function says(words: Words, parts: ServiceLetterParts): LetterBlock[] {
  const said = words.serviceLetters;
  switch (parts.kind) {
    case "serviceOffered":
      return [
        {
          kind: "answer",
          label: said.offered,
          value: money(parts.cost),
          says: said.offeredSays({
            months: monthsText(words, parts.months),
            expires: longDate(parts.expires),
          }),
        },
        heading(said.acceptHeading),
        { kind: "list", items: said.accept },
      ];
    case "serviceRefused":
      return reasoned(words, said.refused, parts);
    case "serviceOfferEnded":
      return [paragraph(said.offerEnded({ expires: longDate(parts.expires) })), paragraph(said.askAgain)];
    case "serviceInstalmentMissed":
      return [
        {
          kind: "answer",
          label: said.missed,
          value: money(parts.owed),
          says: said.missedSays({ due: longDate(parts.due), last: longDate(parts.last) }),
        },
        heading(said.missedHeading),
        { kind: "list", items: said.missedHow },
      ];
    case "serviceNotPaid":
      return [
        paragraph(said.notPaid({ last: longDate(parts.last) })),
        paragraph(parts.paid > 0n ? said.paidBack({ amount: money(parts.paid) }) : said.paidNothing),
      ];
    case "serviceMoneyBack":
      return [{ kind: "answer", label: said.moneyBack, value: money(parts.paid), says: said.moneyBackSays }];
    case "serviceCredited":
      return credited(words, parts);
    case "serviceGivenUp": {
      const { how, from, to, effective } = parts;
      const days = { from: longDate(from), to: longDate(to), effective: longDate(effective) };
      return [paragraph(said.givenUp[how](days)), ...(how === "refunded" ? [paragraph(said.comesBack)] : [])];
    }
    case "recordCorrected":
      return [
        paragraph(said.said(parts)),
        paragraph(said.corrected),
        paragraph(parts.because),
        paragraph(said.seeRecord),
      ];
    case "recordNotChanged":
      return [paragraph(said.said(parts)), ...reasoned(words, said.notChanged, parts)];
  }
}

function credited(
  words: Words,
  { months, paid, effective, days }: Extract<ServiceLetterParts, { kind: "serviceCredited" }>,
): LetterBlock[] {
  const said = words.serviceLetters;
  const range = ({ from, to }: Days) => ({ from: longDate(from), to: longDate(to) });
  if (months === undefined) return days.map((one) => paragraph(said.leave(range(one))));
  const cost = paid > 0n ? said.creditedPaid({ amount: money(paid) }) : said.creditedFree;
  return [
    { kind: "answer", label: said.credited, value: monthsText(words, months), says: cost },
    ...(effective === undefined ? [] : [paragraph(said.creditedFrom({ from: longDate(effective) }))]),
    ...days.map((one) => paragraph(said.days(range(one)))),
  ];
}

const reasoned = (
  { serviceLetters }: Words,
  opening: string,
  { because, cites }: { because: string; cites: string },
): LetterBlock[] => [paragraph(opening), paragraph(because), paragraph(serviceLetters.cites({ cites }))];

/** How amounts of a letter were worked out, and how to check it; nothing without a worksheet. */
export function reckoned(
  { letters, serviceLetters }: Words,
  { lawVersion, worksheet }: Reckoning,
): LetterBlock[] {
  if (worksheet.length === 0) return [];
  const approved = letters.retirementApproved;
  return [
    heading(serviceLetters.workedOut),
    paragraph(approved.worksheetIntro),
    { kind: "worksheet", columns: letters.worksheetColumns, lines: worksheet },
    heading(approved.checkHeading),
    paragraph(serviceLetters.check({ law: lawVersion.slice(0, 16) })),
  ];
}

/** The right to a review by the board, with its last day (BR 1-2). */
export function review({ letters, serviceLetters }: Words, { writtenOn }: LetterFrame): LetterBlock[] {
  const approved = letters.retirementApproved;
  const lastDay = formatDate(lastDayToAppeal(parseDate(writtenOn)));
  return [
    heading(approved.appealHeading),
    paragraph(approved.appeal({ lastDay: longDate(lastDay) })),
    { kind: "list", items: serviceLetters.appealHow },
    paragraph(approved.summaryNotice),
  ];
}
