import type { Facts } from "@emeritus/engine/facts.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { recordDetermination } from "@emeritus/records/determination.ts";
import type { DivisionOrder } from "@emeritus/records/division.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { encodeFacts } from "../determining/inputs.ts";
import { keepLaw } from "../determining/record-determination.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import { DIVISION_CASE } from "./division-view.ts";

/** What a determination of a division keeps as its result. */
export interface DivisionResult {
  /** The member's benefit that is divided. */
  readonly benefit: number;
  readonly amounts: Amounts;
  readonly paidFrom: PlainDate;
  /** What our law gives, where the part was taken over from another system with an amount of its own. */
  readonly byLaw?: Amounts;
}

/** Who made an amount of record: two people. */
export interface MadeBy {
  readonly calculatedBy: string;
  readonly approvedBy: string;
}

/** A former spouse's part of an annuity, to be made of record. */
export interface PartMade extends MadeBy {
  readonly order: Pick<DivisionOrder, "caseNumber" | "alternatePayee">;
  readonly law: Plan;
  /** The facts of the annuity with those of the order. */
  readonly facts: Facts;
  readonly result: DivisionResult;
  /** The determination that this one takes the place of. */
  readonly replaces?: number;
}

/** Makes a former spouse's part of record, with the law that gives it, from its first month on; gives the determination's number. */
export async function recordDivision(
  tx: Tx,
  fund: number,
  { order, law, facts, result, replaces, calculatedBy, approvedBy }: PartMade,
  instant: Instant,
): Promise<number> {
  const lawVersion = await keepLaw(tx, law, instant);
  return recordDetermination(
    tx,
    fund,
    {
      person: order.alternatePayee,
      caseNumber: order.caseNumber,
      kind: DIVISION_CASE,
      lawVersion,
      inputs: encodeFacts(facts),
      result,
      effective: result.paidFrom,
      knownAt: instant,
      calculatedBy,
      approvedBy,
      replaces,
    },
    instant,
  );
}
