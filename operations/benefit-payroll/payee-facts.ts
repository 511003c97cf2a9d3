import { addDays, type PlainDate } from "@emeritus/engine/dates.ts";
import { add, exact, type Exact } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Given, Known } from "@emeritus/engine/facts.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { usual } from "@emeritus/law/usual.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { readRoll, type PackedRoll } from "@emeritus/records/payroll-roll.ts";
import { increaseKinds, type PlanInPayment, plansInPayment } from "@emeritus/records/plans-in-payment.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import {
  benefitKinds,
  dividedIn,
  paidBefore,
  paymentOptions,
  type BenefitKind,
  type PayeeColumns,
} from "./amounts-due.ts";
import { reasons } from "./items.ts";
import { dueBy, dueTemporary, lawsInPayment } from "./laws-in-payment.ts";
import { type OpeningOf, withOpening } from "./opening.ts";

/** The facts of one payee, as the law is asked with them; the determined amounts are stated, so that they are not computed again. */
export interface PayeeFacts {
  readonly plan: PlanInPayment;
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
  const plan = plansInPayment[roll.plan?.[at] ?? 0]!;
  const law = lawsInPayment[plan];
  const has = (name: string) => law.plan.rules.has(name);
  const perhaps = (date: number | undefined) => date || null;
  const amount = (cents: number | undefined) => exact(BigInt(cents ?? 0));
  const divided = dividedIn(roll, at, month);
  const before = divided === undefined ? [] : paidBefore(roll, at, month);
  const opening = roll.openings?.get(at);
  const charge = roll.charges?.get(at);
  const worked = has("adjustmentLostToWork") ? workBetween(roll, at) : undefined;
  const ofAnnuity = kind === "retirement" || kind === "formerSpouse";
  return {
    plan,
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
      ...(before.length > 0 && { takenByOtherOrders: takenBy(before, month) }),
      ...(worked && { laterEmployment: worked }),
    },
    stated: {
      ...(has("chosenAmount")
        ? { chosenAmount: amount(roll.baseCents[at]), lifeIncomeAmount: amount(roll.lifeIncomeCents[at]) }
        : { annuityAtStart: amount(roll.baseCents[at]) }),
      ...(law.hasTemporary ? { temporaryBenefit: amount(roll.temporaryCents[at]) } : {}),
      ...law.stated(increaseKinds[roll.increases?.[at] ?? 0]!, roll.memberDied[at] !== 0),
      ...(divided && {
        formerSpouseShare: amount(divided.cents),
        ...(divided.of === 0 ? {} : { chosenAmount: amount(divided.of) }),
        formerSpousePaidFrom: divided.from,
      }),
      ...(opening && { openingAmount: amount(opening.cents), openingMonth: opening.month }),
      ...(worked && { severedForGood: true }), // the office found it when it stopped the annuity and did not call it void
    },
    ...(opening && { opening: opening.of }),
  };
}

/** The work for which an annuity stopped until it resumed: adjustments that fall in those months are not granted (RSMo 104.1039, handbook p.33). Pure. */
const workBetween = ({ gaps }: PayeeColumns, at: number) =>
  gaps
    ?.get(at)
    ?.map(({ from, to }) => ({ workFrom: from, workTo: addDays(to, -1), work: "generalPosition" }));

/** What former spouses are due for a month together, each by its own order; nothing for one of whom the law cannot say. Pure. */
const takenBy = (before: readonly PayeeColumns[], month: PlainDate): Exact =>
  before
    .map((one) => dueOf(factsOf(one, month)).lasting.value)
    .reduce<Exact>((sum, value) => (value === undefined ? sum : add(sum, value)), exact(0n));

/**
 * Whether the record lacks what the plan's law asks of a payee for a month: when the annuity began, to what an annuity returns after a
 * spouse's death, what a death before the start would leave, or the plan pays no such benefit; or whether the plan does not say what a
 * payee who is charged with having killed the member is paid. Pure.
 */
export function lacksFacts(payees: PayeeColumns, month: PlainDate, at: number): boolean {
  const kind = benefitKinds[payees.kind[at]!]!;
  const law = lawsInPayment[plansInPayment[payees.plan?.[at] ?? 0]!];
  const start = payees.annuityStartingDate[at]!;
  if (start === 0 || !law.pays(kind)) return true;
  const spouseDied = payees.spouseDied[at]!;
  if (spouseDied !== 0 && spouseDied < month && payees.lifeIncomeCents[at] === 0) return true;
  if (payees.charges?.has(at) === true && !law.forfeits) return true;
  const died = payees.memberDied[at]!;
  return law.deathBeforeStart && kind === "survivor" && died !== 0 && died < start;
}

/** What a payee is due by the law of the plan, with its explanation; the temporary benefit for a retiree alone. Pure. */
export function dueOf(
  { plan: name, kind, stated, recorded, opening }: PayeeFacts,
  as: Plan = lawsInPayment[name].plan,
): { lasting: Result<Exact>; temporary: Result<Exact> | undefined } {
  const { openings } = lawsInPayment[name];
  const law = opening === undefined ? as : withOpening(as, openings, opening);
  const says = explainerByName(law, { stated, recorded });
  const temporary = kind === "retirement" && law.rules.has(dueTemporary);
  return {
    lasting: says(dueBy[kind]) as Result<Exact>,
    temporary: temporary ? (says(dueTemporary) as Result<Exact>) : undefined,
  };
}
