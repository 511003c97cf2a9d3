import { parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Facts, Given, Row } from "@emeritus/engine/facts.ts";
import { type CareerRows, readCareersEach } from "@emeritus/records/career-rows.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { type PartOfRecord, partsOf } from "@emeritus/records/division.ts";
import { type DeterminedBenefit, determinedBenefits, widowedOf } from "@emeritus/records/redetermination.ts";
import { type Career, careerOf } from "../career.ts";
import { decodeFacts } from "../determining/inputs.ts";
import { beforeStart, dayRead, factsRead } from "../determining/read-again.ts";
import type { RetirementResult } from "../determining/record-determination.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import type { ConvertedResult } from "../converting/converted-result.ts";
import type { PlanName } from "../converting/layout.ts";
import { type PlanLaw, planLaws } from "../converting/plan-laws.ts";
import { isJoint } from "../retiring/decide-election.ts";
import { holdingLaw } from "./holding-plan.ts";
import { partsFrom } from "./parts.ts";

/** A determination in force with the facts that it was made from: what a late change is measured against. */
export interface Basis extends Omit<DeterminedBenefit, "start" | "inputs" | "result" | "effective"> {
  readonly law: PlanLaw;
  readonly start: PlainDate;
  readonly facts: Facts;
  readonly result: RetirementResult;
  /** Of a benefit taken over from another system, what our law gave for its career then. */
  readonly byLaw: Amounts | undefined;
  /** Whether our law gave a right to the benefit then; of one that was taken over it may not have. */
  readonly eligibleThen: boolean;
  /** The day of the record that the determination read. */
  readonly on: PlainDate;
}

/** The determinations in force behind the retirement benefits of some members, in one statement, each with the law of its own plan. */
export async function basesOf(db: Reading, fund: number, members: readonly number[]): Promise<Basis[]> {
  return (await determinedBenefits(db, fund, members)).flatMap((one) => {
    const law = planLaws[one.plan as PlanName];
    const { option, amounts } = one.result as { option?: string; amounts?: Amounts };
    const known = law?.options.some((name) => name === option) && amounts?.[law.amountAtStart] !== undefined;
    return law !== undefined && known ? [basisOf(one, law)] : [];
  });
}

function basisOf(
  { plan, start, inputs, result, effective, ...rest }: DeterminedBenefit,
  law: PlanLaw,
): Basis {
  const facts = decodeFacts(inputs);
  const on = dayRead({ rootCase: rest.rootCase, facts, effective: parseDate(effective) });
  const {
    byLaw,
    eligible,
    accepted: _accepted,
    ...kept
  } = result as RetirementResult & Partial<ConvertedResult>;
  const eligibleThen = eligible ?? true;
  return { ...rest, plan, law, start: parseDate(start), facts, result: kept, byLaw, eligibleThen, on };
}

/** A basis with the career as the record gives it at an instant, now unless told, and the facts that the law is asked with. */
export interface Reread {
  readonly basis: Basis;
  readonly career: Career;
  readonly facts: Facts;
  /** The law that determines the benefit by those facts: mostly the one by which it was determined. */
  readonly law: PlanLaw;
  /** What orders take from the annuity for former spouses. */
  readonly parts: readonly PartOfRecord[];
}

/** Reads the careers behind some determinations again, all in one statement, and the orders that divide them. */
export async function reread(
  db: Reading,
  fund: number,
  bases: readonly Basis[],
  knownAt?: string,
): Promise<Reread[]> {
  const asked = bases.map(({ member: person, on }) => ({ person, on }));
  const rows = await readCareersEach(db, fund, asked, knownAt);
  const members = [...new Set(bases.map(({ member }) => member))];
  const parts = await partsOf(db, fund, members, { knownAt });
  const again = bases.map((basis, at) => ({
    ...rereadOf(basis, rows[at]!),
    parts: partsFrom(basis, parts),
  }));
  const alone = again.filter(({ basis, career }) => isJoint(basis.result.option) && career.spouse === null);
  if (alone.length === 0) return again;
  const widowed = await widowedOf(
    db,
    fund,
    alone.map(({ basis }) => basis),
    { knownAt },
  );
  return again.map((one) => (alone.includes(one) && !widowed.has(one.basis.member) ? unmarried(one) : one));
}

/** A basis whose marriage the record does not hold any more, other than by a death: it was entered by mistake, or had ended before. Pure. */
const unmarried = ({ facts, ...rest }: Reread): Reread => {
  const none = { spouseBirthDate: null };
  const stated = facts.stated?.["spouseBirthDate"] === undefined ? {} : none;
  return {
    ...rest,
    facts: {
      ...facts,
      stated: { ...facts.stated, ...stated },
      recorded: { ...facts.recorded, ...none },
    },
  };
};

/** A determination's basis with its career and the facts that follow from it. Pure. */
export function rereadOf(basis: Basis, rows: CareerRows): Reread {
  const facts = factsRead(basis, rows);
  return {
    basis,
    career: careerOf(beforeStart(rows, basis.start)),
    facts,
    law: holdingLaw(basis.law, basis.facts, facts),
    parts: [],
  };
}

/** A month whose pay is another than before, in whole cents; nothing where a side has no pay. */
export interface PayChange {
  readonly month: PlainDate;
  readonly before: bigint | undefined;
  readonly after: bigint | undefined;
}

/** The months in which two readings of a career differ in pay, in order. Pure. */
export function payChanges(before: Facts | undefined, after: Facts): PayChange[] {
  const [old, now] = [payOf(before), payOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .toSorted((a, b) => a - b)
    .map((month) => ({ month, before: old.get(month), after: now.get(month) }))
    .filter((one) => one.before !== one.after);
}

function payOf(facts: Facts | undefined): Map<PlainDate, bigint> {
  const rows = (facts?.recorded?.["pay"] ?? []) as readonly Row[];
  return new Map(rows.map(({ month, cents }) => [month as PlainDate, wholeCents(cents!)]));
}

/** Pay is kept as whole cents, as a number that came back from the record or as it was read. */
const wholeCents = (cents: Given): bigint =>
  typeof cents === "bigint" ? cents : BigInt(String(cents).split("/")[0]!);
