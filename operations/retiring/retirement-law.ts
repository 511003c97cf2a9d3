import type { Exact } from "@emeritus/engine/exact.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import { explainer, type Explainer } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { Money } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import type { Provision } from "@emeritus/engine/provision.ts";
import { baseBenefit } from "@emeritus/law/missouri/mosers/msep-2000/base-benefit.ts";
import { nextColaMonth } from "@emeritus/law/missouri/mosers/msep-2000/cola.ts";
import { door, eligible } from "@emeritus/law/missouri/mosers/msep-2000/door.ts";
import { reducedBaseBenefit } from "@emeritus/law/missouri/mosers/msep-2000/early-retirement.ts";
import { guaranteeEnds } from "@emeritus/law/missouri/mosers/msep-2000/in-payment.ts";
import {
  chosenAmount,
  guaranteed120Amount,
  guaranteed180Amount,
  joint100Amount,
  joint100SurvivorAmount,
  joint50Amount,
  joint50SurvivorAmount,
  lifeIncomeAmount,
} from "@emeritus/law/missouri/mosers/msep-2000/payment-options.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import {
  temporaryBenefit,
  temporaryBenefitEnds,
} from "@emeritus/law/missouri/mosers/msep-2000/temporary-benefit.ts";

import type { Amounts } from "./decide-approval.ts";
import { isJoint, type PaymentOption, paymentOptions } from "./decide-election.ts";

/** The law of retirements where the record names no tier: that of the year 2000 plan. */
export const lawInForce: Plan = msep2000;

/** The provision that gives the amount to the member under each option. */
export const optionProvisions: Record<PaymentOption, Provision<Money>> = {
  lifeIncome: lifeIncomeAmount,
  joint50: joint50Amount,
  joint100: joint100Amount,
  guaranteed120: guaranteed120Amount,
  guaranteed180: guaranteed180Amount,
};

/** The provision that gives what the spouse would be paid under each joint option. */
export const survivorProvisions = {
  joint50: joint50SurvivorAmount,
  joint100: joint100SurvivorAmount,
} as const;

/** The names of the amounts that a determination of this option states, in the order in which they are explained. */
export function determinedNames(option: PaymentOption): string[] {
  const survivor = option === "joint50" || option === "joint100" ? [`${option}SurvivorAmount`] : [];
  return ["baseBenefit", "reducedBaseBenefit", "temporaryBenefit", "chosenAmount", ...survivor];
}

/** The amounts of a determination as the law explains them. */
export interface Determined {
  readonly eligible: boolean;
  readonly door: string | undefined;
  readonly amounts: Amounts;
  /** Facts without which an amount is an estimate or cannot be computed. */
  readonly missing: readonly string[];
  /** The explained results by name, in the order of `determinedNames`. */
  readonly results: ReadonlyMap<string, Result<Exact>>;
  readonly temporaryEnds: number | undefined;
  readonly firstCola: number | undefined;
  readonly guaranteeEnds: number | undefined;
}

/** The provisions whose amounts a determination can state, by name. */
export const determinedProvisions: Readonly<Record<string, Provision<Money>>> = {
  baseBenefit,
  reducedBaseBenefit,
  temporaryBenefit,
  chosenAmount,
  joint50SurvivorAmount,
  joint100SurvivorAmount,
};

/** What the law determines for facts that state an annuity starting date and a payment option. Pure. */
export function determine(plan: Plan, facts: Facts, option: PaymentOption): Determined {
  const says = explainer(plan, { ...facts, stated: { ...facts.stated, paymentOption: option } });
  const open = says(eligible);
  const results = new Map(
    determinedNames(option).map((name) => [name, says(determinedProvisions[name]!) as Result<Exact>]),
  );
  const amounts = amountsOf(results);
  const start = facts.stated?.["annuityStartingDate"];
  const months = explainer(plan, {
    ...facts,
    stated: {
      ...facts.stated,
      paymentOption: option,
      ...(start === undefined ? {} : { paymentMonth: start }),
    },
  });
  const pays = (amounts["temporaryBenefit"] ?? 0n) > 0n;
  return {
    eligible: open.value === true,
    door: says(door).value,
    amounts,
    missing: [...new Set([open, ...results.values()].flatMap(({ missing }) => missing))].toSorted(),
    results,
    temporaryEnds: pays ? months(temporaryBenefitEnds).value : undefined,
    firstCola: months(nextColaMonth).value ?? undefined,
    guaranteeEnds: option.startsWith("guaranteed") ? months(guaranteeEnds).value : undefined,
  };
}

/** The amounts that have a value, in whole cents. */
export function amountsOf(results: ReadonlyMap<string, Result<Exact>>): Amounts {
  const amounts: Record<string, bigint> = {};
  for (const [name, { value }] of results) if (value !== undefined) amounts[name] = wholeCents(value);
  return amounts;
}

/** One payment option as a member compares it; without a value where the law gives none, such as a joint option without a spouse. */
export interface OptionSeen {
  readonly option: PaymentOption;
  readonly toMember: Result<Exact>;
  readonly toSpouse: Result<Exact> | undefined;
}

/** What the law says of a retirement on a date, with every option side by side. */
export interface Compared {
  readonly eligible: Result<boolean>;
  readonly door: string | undefined;
  readonly base: Result<Exact>;
  readonly reducedBase: Result<Exact>;
  readonly temporary: Result<Exact>;
  readonly temporaryEnds: number | undefined;
  readonly options: readonly OptionSeen[];
}

/** Compares the options that are open; the joint ones only to a member with a spouse. Pure. */
export function compareOptions(plan: Plan, facts: Facts, hasSpouse: boolean): Compared {
  const says = explainer(plan, facts);
  const open = paymentOptions.filter((option) => hasSpouse || !isJoint(option));
  return {
    eligible: says(eligible),
    door: says(door).value,
    base: says(baseBenefit) as Result<Exact>,
    reducedBase: says(reducedBaseBenefit) as Result<Exact>,
    temporary: says(temporaryBenefit) as Result<Exact>,
    temporaryEnds: says(temporaryBenefitEnds).value,
    options: open.map((option) => ({
      option,
      toMember: says(optionProvisions[option]) as Result<Exact>,
      toSpouse: survivorOf(says, option),
    })),
  };
}

function survivorOf(says: Explainer, option: PaymentOption): Result<Exact> | undefined {
  if (option !== "joint50" && option !== "joint100") return undefined;
  return says(survivorProvisions[option]) as Result<Exact>;
}

/** The whole cents of a result, where it has a value. */
export function centsOf(result: Result<Exact> | undefined): bigint | undefined {
  return result?.value === undefined ? undefined : wholeCents(result.value);
}
