import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { compiledAmounts } from "../determining/second-evaluator.ts";
import { resultOf, type RetirementResult } from "../determining/record-determination.ts";
import { type AmountDiffers, differencesBetween } from "../determining/verify-determination.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import { type Determined, determine, lawInForce } from "../retiring/retirement-law.ts";
import type { Basis, Reread } from "./basis.ts";
import { type PartCompared, partCompared, partDiffersByTakeover } from "./parts.ts";
import { careerChanged, determineByOther, hashOfCareer } from "./other-plans.ts";

/** A determination in force against what the record gives now. */
export interface Compared {
  readonly basis: Basis;
  /** What the determination in force states. */
  readonly before: RetirementResult;
  /** The same facts as they were read then, explained by the law in force. */
  readonly explainedBefore: Determined;
  readonly after: RetirementResult;
  readonly explained: Determined;
  readonly differences: readonly AmountDiffers[];
  /** The former spouses' parts of a divided annuity. */
  readonly parts: readonly PartCompared[];
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
export function compared({ basis, facts, parts: divided }: Reread, plan: Plan = basis.law.plan): Compared {
  const before = basis.result;
  const says = (asked: Facts) =>
    basis.paidHere
      ? determine(plan, asked, before.option)
      : determineByOther(basis.law, asked, before.option);
  const explained = says(facts);
  const after = resultOf(before.option, explained);
  const differences = differencesBetween(comparable(basis), after.amounts);
  const undetermined = !basis.paidHere && after.amounts[basis.law.amountAtStart] === undefined;
  const parts = divided.map((part) => partCompared(basis, part, facts));
  const changed = undetermined
    ? careerChanged(basis.facts, facts)
    : differences.length > 0 ||
      !explained.eligible ||
      before.temporaryEnds !== after.temporaryEnds ||
      parts.some((part) => part.changed);
  return {
    basis,
    before,
    explained,
    after,
    differences,
    parts,
    undetermined,
    career: undetermined ? hashOfCareer(facts) : undefined,
    changed,
    get explainedBefore() {
      return says(basis.facts);
    },
  };
}

/**
 * What a late change is measured against: the amounts of record; of a benefit taken over from another system what our law gave for
 * its career then, so that a difference that was accepted at the takeover is not taken for a change.
 */
function comparable({ result, byLaw }: Basis): Amounts {
  return byLaw ?? result.amounts;
}

/** Whether a benefit, or a part of it, was taken over with amounts that are not those of our law; a person must say then what it should be. */
export const differsByTakeover = ({ basis: { result, byLaw }, parts }: Compared): boolean =>
  (byLaw !== undefined && differencesBetween(byLaw, result.amounts).length > 0) ||
  parts.some(partDiffersByTakeover);

/** The same facts through the compiled law, which shares no code with the evaluator that explains. */
export const secondAmounts = ({ basis, facts }: Reread): Amounts =>
  compiledAmounts(lawInForce, facts, basis.result.option);

/** What a benefit's row says of a result: the option's amount for life, and the temporary benefit with its first day without it. */
export interface Payable {
  readonly baseCents: bigint;
  readonly lifeIncomeCents: bigint;
  readonly temporaryCents: bigint;
  readonly temporaryEnds: PlainDate | undefined;
}

/** What becomes payable of a comparison, with each former spouse's part by benefit. */
export interface PayableDivided extends Payable {
  readonly parts: ReadonlyMap<number, bigint>;
}

/** What a comparison would make payable; a part that the law cannot say stays as it is. Pure. */
export const payableDivided = ({ after, parts }: Compared): PayableDivided => ({
  ...payableOf(after),
  parts: new Map(
    parts.map(({ part, before, after: now }) => [part.benefit, now < 0n ? before : now] as const),
  ),
});

/** What a result makes payable; the temporary benefit ends the month after its last (RSMo 104.1024.4). Pure. */
export function payableOf({ amounts, temporaryEnds }: RetirementResult): Payable {
  return {
    baseCents: amounts["chosenAmount"] ?? 0n,
    lifeIncomeCents: amounts["reducedBaseBenefit"] ?? 0n,
    temporaryCents: amounts["temporaryBenefit"] ?? 0n,
    temporaryEnds: temporaryEnds === undefined ? undefined : temporaryEnds + 32,
  };
}
