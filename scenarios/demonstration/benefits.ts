import { addMonths, ENDLESS, firstOfNextMonthOf } from "@emeritus/engine/dates.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { PaymentOption } from "@emeritus/operations/retiring/decide-election.ts";
import type { RetirementResult } from "@emeritus/operations/determining/record-determination.ts";
import type { Household } from "./household.ts";

/** What a payee is paid, as the record will hold it; `to` is the first day no longer payable. */
export interface PaidBenefit {
  readonly benefit: number;
  readonly person: number;
  readonly member: number;
  readonly kind: "retirement" | "survivor" | "guaranteedPayments";
  readonly option: PaymentOption;
  readonly determination: number;
  readonly baseCents: bigint;
  readonly temporaryCents: bigint;
  readonly temporaryEnds?: PlainDate;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Everything a household is paid under a determination: to the member, and after a death to whom the option names. */
export function benefitsOf(
  household: Household,
  { amounts, temporaryEnds, guaranteeEnds }: RetirementResult,
  determination: number,
  next: () => number,
): readonly [own: PaidBenefit, after?: PaidBenefit] {
  const { member, spouse, retirement } = household;
  const { start, option } = retirement!;
  const common = { member: member.person, option, determination };
  const afterDeath = member.died === undefined ? ENDLESS : firstOfNextMonthOf(member.died);
  const own: PaidBenefit = {
    ...common,
    benefit: next(),
    person: member.person,
    kind: "retirement",
    baseCents: amounts["chosenAmount"]!,
    temporaryCents: amounts["temporaryBenefit"] ?? 0n,
    ...(temporaryEnds === undefined ? {} : { temporaryEnds: addMonths(temporaryEnds, 1) }),
    from: start,
    to: afterDeath,
  };
  if (spouse === undefined || afterDeath === ENDLESS) return [own];
  const toSpouse = { ...common, person: spouse.person, temporaryCents: 0n, from: afterDeath };
  const lives = spouse.died === undefined || spouse.died >= afterDeath;
  const end = spouse.died === undefined ? ENDLESS : firstOfNextMonthOf(spouse.died);
  const share = amounts[`${option}SurvivorAmount`];
  if (share !== undefined && lives)
    return [own, { ...toSpouse, benefit: next(), kind: "survivor", baseCents: share, to: end }];
  if (guaranteeEnds !== undefined && guaranteeEnds > afterDeath && lives) {
    const to = Math.min(end, guaranteeEnds);
    return [own, { ...toSpouse, benefit: next(), kind: "guaranteedPayments", baseCents: own.baseCents, to }];
  }
  return [own];
}
