import type { PlainDate } from "@emeritus/engine/dates.ts";
import { exact, type Exact } from "@emeritus/engine/exact.ts";
import { explainer } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Given, Known } from "@emeritus/engine/facts.ts";
import type { Money } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import type { Provision } from "@emeritus/engine/provision.ts";
import {
  dueTemporary,
  dueToBeneficiary,
  dueToRetiree,
  dueToSurvivor,
} from "@emeritus/law/missouri/mosers/msep-2000/in-payment.ts";
import { dueToFormerSpouse } from "@emeritus/law/missouri/mosers/shared/division.ts";
import { usual } from "@emeritus/law/usual.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { readRoll, type PackedRoll } from "@emeritus/records/payroll-roll.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import {
  benefitKinds,
  dividedIn,
  paymentOptions,
  type BenefitKind,
  type PayeeColumns,
} from "./amounts-due.ts";
import { reasons } from "./decide-items.ts";
import { type OpeningOf, withOpening } from "./opening.ts";

/** What the law makes due to each kind of payee. */
export const dueBy: Record<BenefitKind, Provision<Money>> = {
  retirement: dueToRetiree,
  survivor: dueToSurvivor,
  guaranteedPayments: dueToBeneficiary,
  formerSpouse: dueToFormerSpouse,
};

/** The facts of one payee, as the law is asked with them; the determined amounts are stated, so that they are not computed again. */
export interface PayeeFacts {
  readonly kind: BenefitKind;
  readonly stated: Readonly<Record<string, Given>>;
  readonly recorded: Known;
  /** What the accepted amount of another system's register stands for, where it is paid in place of the law's. */
  readonly opening?: OpeningOf;
}

/** Which benefit, as the roll of which month, known when. */
export interface BenefitAsked {
  readonly fund: number;
  readonly benefit: number;
  readonly rollMonth: PlainDate;
  readonly knownAt: Instant;
}

/** One benefit as a payroll run reads it. */
export function readBenefit(
  tx: Tx,
  { fund, benefit, rollMonth, knownAt }: BenefitAsked,
): Promise<PackedRoll> {
  return readRoll(tx, { fund, month: rollMonth, paymentDate: rollMonth, knownAt, reasons, benefit });
}

/** The facts of a payee by place on a roll, the first unless told, for a month of payment. Pure. */
export function factsOf(roll: PayeeColumns, month: PlainDate, at = 0): PayeeFacts {
  const kind = benefitKinds[roll.kind[at]!]!;
  const perhaps = (date: number | undefined) => date || null;
  const amount = (cents: number | undefined) => exact(BigInt(cents ?? 0));
  const divided = dividedIn(roll, at, month);
  const opening = roll.openings?.get(at);
  const charge = roll.charges?.get(at);
  const ofAnnuity = kind === "retirement" || kind === "formerSpouse";
  return {
    kind,
    recorded: {
      ...usual, // the roll holds none of the rare facts
      memberClass: roll.legislator[at] === 1 ? "legislator" : "general",
      paymentOption: paymentOptions[roll.option[at]!]!,
      annuityStartingDate: roll.annuityStartingDate[at]!,
      birthDate: roll.memberBorn[at]!,
      paymentMonth: month,
      memberDied: perhaps(roll.memberDied[at]),
      spouseDied: perhaps(ofAnnuity ? roll.spouseDied[at] : roll.payeeDied[at]),
      ...(charge && { killingCharge: charge }),
      ...(divided && {
        dividedShare: exact(BigInt(divided.share), 10_000n),
        orderIssued: divided.issued,
        formerSpouseDied: perhaps(divided.formerSpouseDied),
      }),
    },
    stated: {
      chosenAmount: amount(roll.baseCents[at]),
      lifeIncomeAmount: amount(roll.lifeIncomeCents[at]),
      temporaryBenefit: amount(roll.temporaryCents[at]),
      ...(divided && {
        formerSpouseShare: amount(divided.cents),
        formerSpousePaidFrom: divided.from,
      }),
      ...(opening && { openingAmount: amount(opening.cents), openingMonth: opening.month }),
    },
    ...(opening && { opening: opening.of }),
  };
}

/** What a payee is due by a plan, with its explanation; the temporary benefit for a retiree alone. Pure. */
export function dueOf(
  plan: Plan,
  { kind, stated, recorded, opening }: PayeeFacts,
): { lasting: Result<Exact>; temporary: Result<Exact> | undefined } {
  const law = opening === undefined ? plan : withOpening(plan, opening);
  const says = explainer(law, { stated, recorded });
  return {
    lasting: says(dueBy[kind]) as Result<Exact>,
    temporary: kind === "retirement" ? (says(dueTemporary) as Result<Exact>) : undefined,
  };
}
