import type { Facts } from "@emeritus/engine/facts.ts";
import type { PartOfRecord } from "@emeritus/records/division.ts";
import { factsOfDivision, type PartByLaw, partByLaw } from "../dividing-benefits/division-law.ts";
import { type DivisionResult, type MadeBy, recordDivision } from "../dividing-benefits/record-division.ts";
import { decodeFacts } from "../determining/inputs.ts";
import type { PlanLaw } from "../converting/plan-laws.ts";
import type { Basis } from "./basis.ts";
import type { InRedetermination } from "./in-redetermination.ts";

/** A former spouse's part against what its order gives by the record now; whole cents a month at the annuity starting date. */
export interface PartCompared {
  readonly part: PartOfRecord;
  readonly before: bigint;
  /** -1 where the law gives none, or cannot say. */
  readonly after: bigint;
  /** What our law gave when the part was taken over from another system; nothing where it was made here. */
  readonly byLawThen: bigint | undefined;
  readonly byLaw: PartByLaw;
  readonly changed: boolean;
}

/** Those of some parts that were taken from the annuity of a basis. Pure. */
export const partsFrom = (
  { benefit }: Pick<Basis, "benefit">,
  parts: readonly PartOfRecord[],
): PartOfRecord[] => parts.filter(({ result }) => (result as DivisionResult).benefit === benefit);

/**
 * What an order gives of an annuity by the facts as they are read now: the order, the option and who the joint spouse was stay as
 * they were. A part that was taken over is measured by what our law gave then. Pure.
 */
export function partCompared(
  { start, result }: Basis,
  part: PartOfRecord,
  { facts, law }: { readonly facts: Facts; readonly law: PlanLaw },
): PartCompared {
  const said = decodeFacts(part.inputs).stated ?? {};
  const formerSpouseIsJoint = said["formerSpouseIsJoint"] === true;
  const given = factsOfDivision(facts, part.order, { start, option: result.option, formerSpouseIsJoint });
  const byLaw = partByLaw(given, law.plan);
  const byLawThen = (part.result as DivisionResult).byLaw?.["formerSpouseShare"];
  return {
    part,
    before: part.cents,
    after: byLaw.cents,
    byLawThen,
    byLaw,
    changed: byLaw.cents !== (byLawThen ?? part.cents),
  };
}

/** Whether a part was taken over at another amount than our law gives. Pure. */
export const partDiffersByTakeover = ({ before, byLawThen }: PartCompared): boolean =>
  byLawThen !== undefined && byLawThen !== before;

/** Makes a former spouse's part of record again, in place of the determination before it; gives its number. */
export function recordPart(
  { tx, fund, instant, now }: InRedetermination,
  { part, after, byLaw }: PartCompared,
  by: MadeBy,
): Promise<number> {
  const { paidFrom } = part.result as DivisionResult;
  const { benefit } = now.again.basis;
  const { law } = now.compared;
  const kept = after === byLaw.cents ? {} : { byLaw: { formerSpouseShare: byLaw.cents } };
  const result = { benefit, amounts: { formerSpouseShare: after }, paidFrom, ...kept };
  const { order, determination: replaces } = part;
  return recordDivision(
    tx,
    fund,
    { order, law: law.plan, facts: byLaw.facts, result, replaces, ...by },
    instant,
  );
}
