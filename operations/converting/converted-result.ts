import { addMonths } from "@emeritus/engine/dates.ts";
import type { RetirementResult } from "../determining/record-determination.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import type { Retirement } from "./compare-payees.ts";
import { type Accepted, type Cause, isOfTotals, more } from "./differences.ts";
import type { Row } from "./layout.ts";

/** The kind of a determination that another system made and that was taken over. */
export const CONVERTED = "converted";

/** A difference from our law that was accepted when a benefit was taken over. */
export interface AcceptedDifference {
  readonly of: string;
  readonly difference: string;
  /** Ours less theirs, in cents. */
  readonly cents: bigint;
  readonly cause: Cause;
  readonly because: string;
}

/**
 * The result of a determination of kind `converted`: the amounts are those that the other system paid, and beside them stands what
 * the law of the plan determined from the converted career on the day of the load. Differences that were accepted afterwards stand
 * with the conversion.
 */
export interface ConvertedResult extends RetirementResult {
  readonly byLaw: Amounts;
  /** Whether our law grants the retirement at all. */
  readonly eligible: boolean;
  readonly accepted: readonly AcceptedDifference[];
}

/** What a converted determination keeps. Pure. */
export function convertedResult(
  { row, law, byLaw }: Retirement,
  family: readonly Row<"payees">[],
  accepted: readonly Accepted[],
): ConvertedResult {
  const survivor = family.find(({ kind }) => kind === "survivor");
  const survivorName =
    law.amountAtStart === "chosenAmount" ? `${row.option}SurvivorAmount` : "survivorAmountAtDeath";
  const temporary = row.temporary ?? 0n;
  return {
    option: row.option as RetirementResult["option"], // of the closed plan also guaranteed60
    door: byLaw.door ?? "none",
    amounts: {
      ...byLaw.amounts,
      [law.amountAtStart]: row.base,
      ...(law.plan.rules.has("temporaryBenefit") ? { temporaryBenefit: temporary } : {}),
      ...(survivor === undefined ? {} : { [survivorName]: survivor.base }),
    },
    ...(temporary > 0n ? { temporaryEnds: addMonths(row.temporary_ends!, -1) } : {}),
    byLaw: byLaw.amounts,
    eligible: byLaw.eligible,
    accepted: accepted
      .filter((one) => !isOfTotals(one))
      .map((one) => ({
        of: one.of,
        difference: one.difference,
        cents: more(one),
        cause: one.cause,
        because: one.because,
      })),
  };
}
