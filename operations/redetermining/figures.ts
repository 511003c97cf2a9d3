import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import type { Increases } from "@emeritus/records/plans-in-payment.ts";
import type { ConvertedResult } from "../converting/converted-result.ts";
import type { PlanName } from "../converting/layout.ts";
import type { PlanLaw } from "../converting/plan-laws.ts";
import { increasesByLaw } from "../converting/paid-here.ts";
import { compiledByPlan, determineByPlan, isDeterminedHere } from "../determining/determine-by-plan.ts";
import { resultOf, type RetirementResult } from "../determining/record-determination.ts";
import { type AmountDiffers, differencesBetween } from "../determining/verify-determination.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import type { Determined } from "../retiring/retirement-law.ts";
import type { Basis, Reread } from "./basis.ts";
import { type PartCompared, partCompared, partDiffersByTakeover } from "./parts.ts";
import { careerChanged, hashOfCareer } from "./other-plans.ts";

/** A determination in force against what the record gives now. */
export interface Compared {
  readonly basis: Basis;
  /** The law that determines it now. */
  readonly law: PlanLaw;
  /** What the determination in force states. */
  readonly before: RetirementResult;
  /** The same facts as they were read then, explained by the law in force. */
  readonly explainedBefore: Determined;
  /** What would be of record; with what our law gives, where an accepted difference is kept beside it. */
  readonly after: RetirementResult & Partial<Pick<ConvertedResult, "byLaw" | "eligible">>;
  readonly explained: Determined;
  readonly differences: readonly AmountDiffers[];
  /** The former spouses' parts of a divided annuity. */
  readonly parts: readonly PartCompared[];
  /** How the benefit rises by the facts as they are read now; nothing where the law cannot say. */
  readonly increases: Increases | undefined;
  /** Whether the law of the plan lacks what it needs to say the amount. */
  readonly undetermined: boolean;
  /** The SHA-256 of the facts that the law was asked with, where it cannot say: what stands for the figures that are not there. */
  readonly career: string | undefined;
  /** Whether anything of the benefit, or of a former spouse's part of it, is another than it is determined. */
  readonly changed: boolean;
}

/**
 * Compares a determination with what the law of its plan gives for the facts as they are read now. Where that law cannot say, every
 * change of the career counts, so that a person looks. Pure.
 */
export function compared({ basis, facts, law, parts: divided }: Reread): Compared {
  const { plan } = law;
  const before = basis.result;
  const saidThen = () => determineByPlan(basis.law.plan, basis.facts, before.option);
  const explained = determineByPlan(plan, facts, before.option);
  const after = resultOf(before.option, explained);
  const differences = differencesBetween(comparable(basis), after.amounts);
  const undetermined = !isDeterminedHere(plan) && atStart(after.amounts) === undefined;
  const parts = divided.map((part) => partCompared(basis, part, { facts, law }));
  const increases = increasesByLaw(plan, facts);
  const endsOtherwise =
    before.temporaryEnds !== after.temporaryEnds &&
    (basis.byLaw === undefined || saidThen().temporaryEnds !== after.temporaryEnds);
  const changed = undetermined
    ? careerChanged(basis.facts, facts)
    : law !== basis.law ||
      differences.length > 0 ||
      explained.eligible !== basis.eligibleThen ||
      endsOtherwise ||
      risesOtherwise(basis, increases) ||
      parts.some((part) => part.changed);
  return {
    basis,
    law,
    before,
    explained,
    after,
    differences,
    parts,
    increases,
    undetermined,
    career: undetermined ? hashOfCareer(facts) : undefined,
    changed,
    get explainedBefore() {
      return saidThen();
    },
  };
}

/** Whether the law says for certain that a benefit that is paid here rises otherwise than is of record. */
const risesOtherwise = ({ increases: ofRecord }: Basis, now: Increases | undefined): boolean =>
  ofRecord !== undefined && now !== undefined && ofRecord !== now;

/**
 * What a late change is measured against: the amounts of record; of a benefit taken over from another system what our law gave for
 * its career then, so that a difference that was accepted at the takeover is not taken for a change.
 */
function comparable({ result, byLaw }: Basis): Amounts {
  return byLaw ?? result.amounts;
}

/** Whether a benefit, or a part of it, was taken over with amounts that are not those of our law; a person must say then what it should be. */
export const differsByTakeover = (one: Compared): boolean => {
  const { basis, parts, explainedBefore } = one;
  const { byLaw, result } = basis;
  return (
    basis.registerPaid ||
    (byLaw !== undefined &&
      (differencesBetween(byLaw, result.amounts).length > 0 ||
        explainedBefore.temporaryEnds !== result.temporaryEnds)) ||
    parts.some(partDiffersByTakeover)
  );
};

/** The same facts through the compiled law, which shares no code with the evaluator that explains. */
export const secondAmounts = ({ basis, facts, law }: Reread): Amounts =>
  compiledByPlan(law.plan, facts, basis.result.option);

/** Where a plan says who may retire and what is paid at the annuity starting date, as its own law cites it. Pure. */
export function rulesOf({ rules }: Plan): { readonly eligible: string; readonly options: string } {
  const cites = (name: string) => rules.get(name)?.cites.join(", ") ?? "";
  return {
    eligible: cites("eligible"),
    options: cites(rules.has("chosenAmount") ? "chosenAmount" : "annuityAtStart"),
  };
}

/** The amount under the option elected at the annuity starting date; the plans without options have one for everybody. Pure. */
export const atStart = (amounts: Amounts): bigint | undefined =>
  amounts["chosenAmount"] ?? amounts["annuityAtStart"];

/** What a benefit's row says of a result: the option's amount for life, and the temporary benefit with its first day without it. */
export interface Payable {
  readonly baseCents: bigint;
  readonly lifeIncomeCents: bigint;
  readonly temporaryCents: bigint;
  readonly temporaryEnds: PlainDate | undefined;
}

/** What becomes payable of a comparison, with how it rises and each former spouse's part by benefit. */
export interface PayableDivided extends Payable {
  /** Nothing where the law cannot say: then it rises as it did. */
  readonly increases: Increases | undefined;
  /** The plan that pays it. */
  readonly plan: PlanName;
  /** Whether an amount of another system's register ends with it, which was paid in place of the law's. */
  readonly registerEnds: boolean;
  readonly parts: ReadonlyMap<number, bigint>;
}

/** What a comparison would make payable; a part that the law cannot say stays as it is. Pure. */
export const payableDivided = ({ basis, law, after, increases, parts }: Compared): PayableDivided => ({
  ...payableOf(after),
  plan: law.plan.name as PlanName,
  increases,
  registerEnds: basis.registerPaid,
  parts: new Map(
    parts.map(({ part, before, after: now }) => [part.benefit, now < 0n ? before : now] as const),
  ),
});

/** What a result makes payable; the temporary benefit ends the month after its last (RSMo 104.1024.4). Pure. */
export function payableOf({ amounts, temporaryEnds }: RetirementResult): Payable {
  return {
    baseCents: atStart(amounts) ?? 0n,
    lifeIncomeCents: amounts["lifeIncomeAmount"] ?? amounts["reducedBaseBenefit"] ?? 0n,
    temporaryCents: amounts["temporaryBenefit"] ?? 0n,
    temporaryEnds: temporaryEnds === undefined ? undefined : temporaryEnds + 32,
  };
}
