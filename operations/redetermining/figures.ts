import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { compiledAmounts } from "../determining/second-evaluator.ts";
import { resultOf, type RetirementResult } from "../determining/record-determination.ts";
import { type AmountDiffers, differencesBetween } from "../determining/verify-determination.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import { type Determined, determine, lawInForce } from "../retiring/retirement-law.ts";
import type { Basis, Reread } from "./basis.ts";

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
  /** Whether anything of the benefit is another than it is determined. */
  readonly changed: boolean;
}

/** Compares a determination with what the law in force gives for the facts as they are read now. Pure. */
export function compared({ basis, facts }: Reread, plan: Plan = lawInForce): Compared {
  const before = basis.result;
  const explained = determine(plan, facts, before.option);
  const after = resultOf(before.option, explained);
  const differences = differencesBetween(comparable(basis), after.amounts);
  const changed =
    differences.length > 0 || !explained.eligible || before.temporaryEnds !== after.temporaryEnds;
  return {
    basis,
    before,
    explained,
    after,
    differences,
    changed,
    get explainedBefore() {
      return determine(plan, basis.facts, before.option);
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

/** Whether a benefit was taken over with amounts that are not those of our law; a person must say then what it should be. */
export const differsByTakeover = ({ result, byLaw }: Basis): boolean =>
  byLaw !== undefined && differencesBetween(byLaw, result.amounts).length > 0;

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

/** What a result makes payable; the temporary benefit ends the month after its last (RSMo 104.1024.4). Pure. */
export function payableOf({ amounts, temporaryEnds }: RetirementResult): Payable {
  return {
    baseCents: amounts["chosenAmount"] ?? 0n,
    lifeIncomeCents: amounts["reducedBaseBenefit"] ?? 0n,
    temporaryCents: amounts["temporaryBenefit"] ?? 0n,
    temporaryEnds: temporaryEnds === undefined ? undefined : temporaryEnds + 32,
  };
}
