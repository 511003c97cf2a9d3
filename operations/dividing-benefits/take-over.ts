import { ENDLESS, formatDate } from "@emeritus/engine/dates.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { type Benefit, correctBenefit } from "@emeritus/records/benefit.ts";
import { canonicalJson } from "@emeritus/records/canonical.ts";
import { dateOf, dateOrNone } from "@emeritus/records/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { findDetermination } from "@emeritus/records/determination.ts";
import {
  recordTakeover,
  type RegisterPaid,
  type TakenOver,
  takenOverOf,
} from "@emeritus/records/division-takeover.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { increasesByLaw } from "../converting/paid-here.ts";
import { decodeFacts, encodeFacts } from "../determining/inputs.ts";
import { lawVersionOf } from "../determining/record-determination.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import { payeeDuties } from "./divide-annuity.ts";
import { writeDivisionLetters } from "./division-letters.ts";
import { factsOfDivision, lawOfDivision, type PartByLaw, partByLaw, withOrder } from "./division-law.ts";
import type { Division, Made } from "./division-view.ts";
import { takeDivisionStep } from "./in-division.ts";
import { type MadeBy, recordDivision } from "./record-division.ts";

/** Why a divided annuity that was taken over is not put in payment. */
export type TakeOverRefusal =
  | "not-cut-over"
  | "not-as-taken-over"
  | "order-differs-from-taken-over"
  | "law-missing"
  | "evaluators-disagree";

/** A divided annuity that was taken over, with the part of its former spouse, before it is put in payment. */
export interface DividedElsewhere {
  readonly annuity: TakenOver;
  readonly part: TakenOver;
  readonly law: Plan;
  readonly increases: Benefit["increases"];
  readonly byLaw: PartByLaw;
  /** The old register's amounts, where they were accepted and are paid in place of the law's. */
  readonly register: RegisterPaid | undefined;
}

const office = "ADR 32";

/**
 * Reads a member's annuity that was taken over as divided, with the part of the former spouse whom the order names; nothing where none
 * was taken over. The order must say what the old system's files said of it: another order is an amended one. Changes nothing.
 */
export async function dividedElsewhere(
  tx: Tx,
  fund: number,
  { order }: Pick<Division, "order">,
): Promise<Outcome<DividedElsewhere | undefined, Refusal<TakeOverRefusal>>> {
  const rows = await takenOverOf(tx, fund, order.member);
  const annuity = rows.find(({ kind }) => kind === "retirement");
  if (annuity === undefined) return accepted(undefined);
  if (annuity.firstMonth === null) return refused("not-cut-over", {}, office);
  const part = rows.find(({ kind, payee }) => kind === "formerSpouse" && payee === order.alternatePayee);
  if (part === undefined) return refused("not-as-taken-over", {}, office);
  const made = await findDetermination(tx, fund, annuity.determination);
  const law = lawOfDivision(annuity.plan);
  if (law === undefined || made === undefined) return refused("law-missing", {}, office);
  const facts = decodeFacts(made.inputs);
  if (canonicalJson(encodeFacts(withOrder(facts, order))) !== canonicalJson(made.inputs))
    return refused("order-differs-from-taken-over", {}, office);
  const increases = increasesByLaw(law, facts);
  if (increases === undefined) return refused("law-missing", {}, office);
  const byLaw = partOf(law, facts, order, annuity);
  if (byLaw.cents !== byLaw.compiled) return refused("evaluators-disagree", {}, office);
  return accepted({ annuity, part, law, increases, byLaw, register: registerPaid(annuity, part) });
}

function partOf(law: Plan, facts: Facts, order: Division["order"], { option, from }: TakenOver): PartByLaw {
  const formerSpouseIsJoint = facts.stated?.["formerSpouseIsJoint"] === true;
  return partByLaw(factsOfDivision(facts, order, { start: dateOf(from), option, formerSpouseIsJoint }), law);
}

type Compared = Pick<TakenOver, "theirs" | "cause" | "because" | "month">;

/**
 * Pure. What the old register paid of a divided annuity, where it is paid in place of the law's: each of the two is the same in both
 * systems or was accepted with a reason, at least one was accepted, and no part of it ends at 62.
 */
export function registerPaid(
  annuity: Compared & Pick<TakenOver, "temporaryCents">,
  part: Compared,
): RegisterPaid | undefined {
  const both = [annuity, part];
  const told = both.every(
    ({ theirs, cause, because }) => theirs !== null && (cause === null || because !== null),
  );
  if (!told || annuity.month === null || annuity.temporaryCents > 0n) return undefined;
  if (both.every(({ cause }) => cause === null)) return undefined;
  const partCents = part.theirs!;
  const annuityCents = annuity.theirs! + partCents;
  return annuityCents > 0n ? { annuityCents, partCents, month: annuity.month } : undefined;
}

/** Puts a divided annuity that was taken over in payment with its part: the months since the payroll began are paid with the next run. */
export async function putInPayment(
  system: System,
  tx: Tx,
  division: Division,
  { annuity, part, law, increases, byLaw, register }: DividedElsewhere,
  by: MadeBy,
  instant: Instant,
): Promise<Made> {
  const fund = system.fund.number;
  const { order, caseNumber, person: member } = division;
  const result = {
    benefit: annuity.benefit,
    amounts: { formerSpouseShare: part.baseCents },
    paidFrom: dateOf(part.from),
    byLaw: { formerSpouseShare: byLaw.cents },
  };
  const determination = await recordDivision(
    tx,
    fund,
    { order, law, facts: byLaw.facts, result, ...by },
    instant,
  );
  const plan = annuity.plan as Benefit["plan"];
  for (const [one, kind, from] of [
    [annuity, "retirement", annuity.determination],
    [part, "formerSpouse", determination],
  ] as const)
    await correctBenefit(
      tx,
      fund,
      one.benefit,
      { ...rowOf(one), member, kind, plan, increases, determination: from },
      instant,
    );
  await recordTakeover(
    tx,
    fund,
    { annuity: annuity.benefit, part: part.benefit, member, caseNumber, register },
    instant,
  );
  await payeeDuties(system, tx, division, by.approvedBy, instant);
  const divided = { determination, benefit: part.benefit };
  const step = { action: "divide", actor: by.approvedBy, facts: { ...divided, takenOver: true } } as const;
  await takeDivisionStep(tx, fund, division, step, instant);
  await writeDivisionLetters(
    system,
    tx,
    division,
    {
      kind: "inEffect",
      amount: part.baseCents,
      paidFrom: formatDate(dateOf(annuity.firstMonth!)),
      determination,
      lawVersion: lawVersionOf(law),
      result: byLaw.part,
    },
    instant,
  );
  return divided;
}

function rowOf({ payee, option, baseCents, temporaryCents, temporaryEnds, from, to }: TakenOver) {
  const ends = dateOf(to);
  return {
    person: payee,
    option,
    baseCents,
    temporaryCents,
    temporaryEnds: dateOrNone(temporaryEnds),
    status: "due",
    from: dateOf(from),
    ...(ends === ENDLESS ? {} : { to: ends }),
  } as const;
}
