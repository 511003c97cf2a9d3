import type { Amounts } from "../retiring/decide-approval.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { type Compared, differsByTakeover } from "./figures.ts";
import type { PartCompared } from "./parts.ts";

/**
 * What two people can make of a benefit that was taken over at another amount than our law gives, when a correction moves it: the law's
 * own amount, which ends the accepted difference, or the accepted difference kept and moved by what the correction adds (OVERPAYMENT-Q06).
 */
export const takenOverChoices = ["byLaw", "keepDifference"] as const;
/** What is made of an accepted difference. */
export type TakenOverChoice = (typeof takenOverChoices)[number];

/** Why a benefit that was taken over at another amount is not determined again as asked. */
export type TakenOverRefusal = "taken-over-otherwise" | "difference-not-kept";

/** Where the office decided what it makes of an accepted difference. */
const register = "OVERPAYMENT-Q06";

/** A comparison as two people chose to settle an accepted difference. */
export interface Chosen extends Compared {
  /** Nothing where there is no such difference or nobody has chosen. */
  readonly choice: TakenOverChoice | undefined;
}

/** Pure. What a choice makes of a comparison; without a difference there is nothing to choose, and without a choice the law's amounts stand. */
export function asChosen(one: Compared, choice: TakenOverChoice | undefined): Chosen {
  if (choice === undefined || !differsByTakeover(one)) return { ...one, choice: undefined };
  if (choice === "byLaw") return { ...one, choice };
  const kept = keptDifference(one);
  return kept === undefined ? { ...one, choice } : { ...one, ...kept, choice };
}

/** Pure. Whether a choice can be carried out: a person must choose, and a difference is kept only where each amount says it. */
export function decideChoice(
  one: Compared,
  choice: TakenOverChoice | undefined,
): Outcome<true, Refusal<TakenOverRefusal>> {
  if (!differsByTakeover(one)) return accepted(true);
  if (choice === undefined) return refused("taken-over-otherwise", {}, register);
  if (choice === "keepDifference" && keptDifference(one) === undefined)
    return refused("difference-not-kept", {}, register);
  return accepted(true);
}

/**
 * Each amount of record with what the correction adds to it by the law. Nothing where that does not say it: an amount of the old
 * register is paid for one month in place of the law's, the temporary benefit ends on another day, or the law lacked an amount then. Pure.
 */
function keptDifference({
  basis,
  after,
  parts,
  explainedBefore,
}: Compared): Pick<Compared, "after" | "parts"> | undefined {
  const { byLaw = basis.result.amounts, result, registerPaid } = basis;
  if (registerPaid || explainedBefore.temporaryEnds !== result.temporaryEnds) return undefined;
  const amounts = moved(result.amounts, byLaw, after.amounts);
  const moving = parts.map(movedPart);
  if (amounts === undefined || moving.some((part) => part.after < 0n)) return undefined;
  return { after: { ...after, amounts, byLaw: after.amounts, eligible: true }, parts: moving };
}

/** Amounts of record with the difference between two sets of the law's; nothing where one is lacking or would be below zero. Pure. */
function moved(ofRecord: Amounts, then: Amounts, now: Amounts): Amounts | undefined {
  const made: Record<string, bigint> = {};
  for (const [name, cents] of Object.entries(now)) {
    const [record, before] = [ofRecord[name], then[name]];
    if (record === undefined || before === undefined || record + cents - before < 0n) return undefined;
    made[name] = record + cents - before;
  }
  return made;
}

function movedPart(one: PartCompared): PartCompared {
  const { byLaw, before, byLawThen } = one;
  if (byLaw.cents < 0n) return one;
  return { ...one, after: before + byLaw.cents - (byLawThen ?? before) };
}
