import type { Letter, LetterBlock } from "@emeritus/ports/letter-printer.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";

import type { PaymentOption } from "../retiring/decide-election.ts";
import {
  appeal,
  explained,
  heading,
  type LetterDetermination,
  type LetterFrame,
  letterOf,
  paragraph,
} from "./letter-parts.ts";

/** The amounts that a retirement letter states, in cents a month. */
export interface LetterAmounts {
  readonly base: bigint;
  /** After the reduction for early retirement; the base benefit itself where nothing is reduced. */
  readonly reducedBase: bigint;
  readonly option: bigint;
  readonly temporary: bigint;
  /** To the spouse after the member's death; only in a joint option. */
  readonly survivor?: bigint;
}

/** Everything a letter of approval says, as plain values; dates are ISO texts. */
export interface ApprovalLetterParts extends LetterFrame, LetterDetermination {
  readonly start: string;
  readonly option: PaymentOption;
  readonly spouse?: string;
  readonly beneficiaries: readonly string[];
  readonly amounts: LetterAmounts;
  /** What the estimate said of the first monthly total, where it said something else. */
  readonly estimate?: bigint;
  /** The last month with the temporary benefit. */
  readonly temporaryLastMonth?: string;
  readonly firstPaymentMonth: string;
  readonly firstCola?: string;
}

/** The payment option's name as a letter prints it. */
export function optionName(words: Words, option: PaymentOption, spouse: string | undefined): string {
  const name = words.retirement.options[option].name;
  return typeof name === "string" ? name : name({ spouse: spouse ?? "" });
}

/** What a payee gets each month at first: the option's amount and the temporary benefit (RSMo 104.1024.4). */
export function firstTotal(amounts: LetterAmounts): bigint {
  return amounts.option + amounts.temporary;
}

/** The letter that tells a member that the benefit is approved: the amount, how it came about, and the right to a review (BR 1-2). */
export const approvalLetter = (words: Words, parts: ApprovalLetterParts): Letter =>
  letterOf(words, parts, words.letters.retirementApproved.title, [
    ...answer(words, parts),
    ...figures(words, parts),
    ...payment(words, parts),
    ...explained(words, parts),
    ...appeal(words, parts),
  ]);

function answer(
  words: Words,
  { start, option, spouse, amounts, temporaryLastMonth }: ApprovalLetterParts,
): LetterBlock[] {
  const says = words.letters.retirementApproved;
  const until =
    temporaryLastMonth &&
    says.untilTemporaryEnds({ until: longMonth(temporaryLastMonth), later: money(amounts.option) });
  return [
    paragraph(says.opening({ start: longDate(start), option: optionName(words, option, spouse) })),
    {
      kind: "answer",
      label: says.eachMonth,
      value: money(firstTotal(amounts)),
      says: until || says.forLife({ start: longDate(start) }),
    },
  ];
}

function figures(words: Words, parts: ApprovalLetterParts): LetterBlock[] {
  const says = words.letters.retirementApproved;
  const { amounts, option, spouse, beneficiaries } = parts;
  const rows: [string, string][] = [[says.baseBenefit, money(amounts.base)]];
  if (amounts.reducedBase !== amounts.base) rows.push([says.reducedForEarly, money(amounts.reducedBase)]);
  rows.push([says.optionAmount({ option: optionName(words, option, spouse) }), money(amounts.option)]);
  if (amounts.temporary > 0n)
    rows.push(
      [says.temporaryBenefit, money(amounts.temporary)],
      [says.firstTotal, money(firstTotal(amounts))],
    );
  if (amounts.survivor !== undefined && spouse)
    rows.push([says.survivor({ spouse }), money(amounts.survivor)]);
  const more: LetterBlock[] = [];
  if (beneficiaries.length > 0)
    more.push(
      paragraph(
        says.guaranteed({
          payments: option === "guaranteed120" ? 120 : 180,
          names: beneficiaries.join(", "),
        }),
      ),
    );
  if (amounts.survivor !== undefined && spouse)
    more.push(paragraph(says.popUp({ spouse, amount: money(amounts.reducedBase) })));
  if (parts.estimate !== undefined && parts.estimate !== firstTotal(amounts))
    more.push(
      paragraph(
        says.changesFromEstimate({ estimate: money(parts.estimate), amount: money(firstTotal(amounts)) }),
      ),
    );
  return [
    heading(says.amountsHeading),
    { kind: "table", columns: says.amountColumns, numbers: [1], rows },
    ...more,
  ];
}

function payment(words: Words, parts: ApprovalLetterParts): LetterBlock[] {
  const says = words.letters.retirementApproved;
  const month = longMonth(parts.firstPaymentMonth);
  const late = parts.firstPaymentMonth > parts.start;
  return [
    heading(says.paymentHeading),
    paragraph(
      late ? says.paymentWithArrears({ month, from: longMonth(parts.start) }) : says.payment({ month }),
    ),
    ...(parts.firstCola ? [paragraph(says.firstCola({ month: longMonth(parts.firstCola) }))] : []),
    heading(says.finalHeading),
    paragraph(says.final),
  ];
}
