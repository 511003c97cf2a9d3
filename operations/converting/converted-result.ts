import { addMonths } from "@emeritus/engine/dates.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import type { RetirementResult } from "../determining/record-determination.ts";
import type { Retirement } from "./compare-payees.ts";
import { type Accepted, type Cause, more } from "./differences.ts";
import type { Row } from "./layout.ts";

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
 * our law determined from the converted career on the day of the load.
 */
export interface ConvertedResult extends RetirementResult {
  readonly byLaw: Amounts;
  /** Whether our law grants the retirement at all. */
  readonly eligible: boolean;
  readonly accepted: readonly AcceptedDifference[];
}

/** What a converted determination keeps. Pure. */
export function convertedResult(
  { row, byLaw }: Retirement,
  family: readonly Row<"payees">[],
  accepted: readonly Accepted[],
): ConvertedResult {
  const names = new Set(family.map(({ benefit }) => benefit));
  const survivor = family.find(({ kind }) => kind === "survivor");
  const temporary = row.temporary ?? 0n;
  return {
    option: row.option,
    door: byLaw.door ?? "none",
    amounts: {
      ...byLaw.amounts,
      chosenAmount: row.base,
      temporaryBenefit: temporary,
      ...(survivor === undefined ? {} : { [`${row.option}SurvivorAmount`]: survivor.base }),
    },
    ...(temporary > 0n ? { temporaryEnds: addMonths(row.temporary_ends!, -1) } : {}),
    byLaw: byLaw.amounts,
    eligible: byLaw.eligible,
    accepted: accepted
      .filter(({ of, difference }) => names.has(of) && difference !== "rows" && difference !== "amount")
      .map(({ of, difference, theirs, ours, cause, because }) => ({
        of,
        difference,
        cents: more({ theirs, ours }),
        cause,
        because,
      })),
  };
}
