import { type Json, planFromCanonical } from "@emeritus/engine/canonical.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { canonicalJson, sha256 } from "@emeritus/records/canonical.ts";
import type { Reading } from "@emeritus/records/db.ts";
import {
  type Determination,
  determinationsAfter,
  findDetermination,
} from "@emeritus/records/determination.ts";
import { findLawVersion } from "@emeritus/records/law-version.ts";
import { readCareersEach } from "@emeritus/records/career-rows.ts";

import { careerFacts, stating } from "../career.ts";
import { determineBy } from "../converting/by-law.ts";
import { CONVERTED, type ConvertedResult } from "../converting/converted-result.ts";
import { planLaws } from "../converting/plan-laws.ts";
import { findRetirementCase } from "../retiring/case-view.ts";
import { factsOfCase } from "../retiring/case-law.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import { lawInForce } from "../retiring/retirement-law.ts";
import type { AfterDeathResult } from "../recording-deaths/record-in-payment.ts";
import { afterDeathKinds, amountsAfterDeath, inputsAfterDeath } from "./after-death-proof.ts";
import { DIVISION_CASE } from "../dividing-benefits/division-view.ts";
import type { DivisionResult } from "../dividing-benefits/record-division.ts";
import { partByLaw } from "../dividing-benefits/division-law.ts";
import { inputsOfDivision } from "../dividing-benefits/division-proof.ts";
import { determineByPlan } from "./determine-by-plan.ts";
import { decodeFacts, encodeFacts } from "./inputs.ts";
import { dayRead, factsRead } from "./read-again.ts";
import { lawVersionOf, resultOf, type RetirementResult } from "./record-determination.ts";

/** One amount that came out otherwise; an amount that one side lacks is null. */
export interface AmountDiffers {
  readonly name: string;
  readonly ofRecord: bigint | null;
  readonly now: bigint | null;
}

/** What working a determination out again found. */
export interface DeterminationProof {
  readonly determination: number;
  readonly person: number;
  readonly lawVersion: string;
  /** Which law was used: the version of record, or today's. */
  readonly against: "record" | "current";
  /** Whether the text kept under the hash has that hash; always so for today's law. */
  readonly lawHolds: boolean;
  /** Whether the record, as known at the determination's instant, still gives the facts that were kept; null where there is no case. */
  readonly inputsHold: boolean | null;
  readonly differences: readonly AmountDiffers[];
  /** Whether everything holds. */
  readonly agrees: boolean;
  /** For a benefit taken over from another system: on how many amounts it differs from our law, each accepted with a cause. */
  readonly converted?: { readonly accepted: number };
}

/** Works a determination out again: by the law version of record, or by today's law to tell what it would pay differently. */
export async function verifyDetermination(
  db: Reading,
  fund: number,
  determination: number,
  against: "record" | "current" = "record",
): Promise<DeterminationProof | undefined> {
  const made = await findDetermination(db, fund, determination);
  return made && prove(db, fund, made, against, new Map());
}

/** Works every determination of the fund out again, in order; law versions are read once. */
export async function* verifyAllDeterminations(
  db: Reading,
  fund: number,
  against: "record" | "current" = "record",
): AsyncGenerator<DeterminationProof> {
  const plans = new Map<string, LawRead>();
  for (let after = 0; ;) {
    const chunk = await determinationsAfter(db, fund, after, 200);
    if (chunk.length === 0) return;
    for (const made of chunk) yield await prove(db, fund, made, against, plans);
    after = chunk.at(-1)!.determination;
  }
}

interface LawRead {
  readonly plan: Plan;
  readonly holds: boolean;
}

async function prove(
  db: Reading,
  fund: number,
  made: Determination,
  against: "record" | "current",
  plans: Map<string, LawRead>,
): Promise<DeterminationProof> {
  const kept = async () => lawOf(db, made.lawVersion, plans);
  if (made.kind === CONVERTED) return proveConverted(db, fund, made, against, await kept());
  const law =
    against === "current" ? { plan: currentPlan((await kept()).plan.name), holds: true } : await kept();
  if (made.kind === DIVISION_CASE) return proveDivision(db, fund, made, against, law);
  if (afterDeathKinds.includes(made.kind)) return proveAfterDeath(db, fund, made, against, law);
  const result = made.result as RetirementResult;
  const again = resultOf(result.option, determineByPlan(law.plan, decodeFacts(made.inputs), result.option));
  const { byLaw, eligible: _granted, ...own } = made.result as RetirementResult & Partial<ConvertedResult>;
  const differences = differencesBetween(byLaw ?? result.amounts, again.amounts);
  const inputsHold = against === "current" ? null : await inputsOf(db, fund, made);
  const sameRest = canonicalJson({ ...again, amounts: {} }) === canonicalJson({ ...own, amounts: {} });
  return proofOf(made, against, law, { differences, inputsHold, sameRest });
}

/** The plan of a name as it is today; that of MSEP 2000 where no plan has the name any more. */
const currentPlan = (name: string): Plan =>
  Object.values(planLaws).find((each) => each?.plan.name === name)?.plan ?? lawInForce;

/** What was found of a determination, as its proof: it agrees where law, inputs, amounts and all the rest do. Pure. */
function proofOf(
  made: Determination,
  against: "record" | "current",
  law: LawRead,
  found: {
    readonly differences: readonly AmountDiffers[];
    readonly inputsHold: boolean | null;
    /** Whether what is no amount is the same too; it is unless told. */
    readonly sameRest?: boolean;
  },
): DeterminationProof {
  const { differences, inputsHold, sameRest = true } = found;
  return {
    determination: made.determination,
    person: made.person,
    lawVersion: against === "current" ? lawVersionOf(law.plan) : made.lawVersion,
    against,
    lawHolds: law.holds,
    inputsHold,
    differences,
    agrees: law.holds && inputsHold !== false && differences.length === 0 && sameRest,
  };
}

/**
 * A determination that was taken over: its amounts are the other system's. What is proven is what our law made of the converted
 * career then, and that the record still gives that career.
 */
async function proveConverted(
  db: Reading,
  fund: number,
  made: Determination,
  against: "record" | "current",
  kept: LawRead,
): Promise<DeterminationProof> {
  const law = against === "current" ? { plan: currentPlan(kept.plan.name), holds: true } : kept;
  const result = made.result as ConvertedResult;
  const facts = decodeFacts(made.inputs);
  const again = determineBy({ plan: law.plan, facts, option: result.option });
  const differences = differencesBetween(result.byLaw, again.amounts);
  const read = async () => {
    const moment = { on: made.effective, knownAt: made.knownAt };
    const career = await careerFacts(db, fund, made.person, moment);
    return canonicalJson(encodeFacts(stating(career, facts.stated ?? {}))) === canonicalJson(made.inputs);
  };
  const inputsHold = against === "current" ? null : await read();
  const sameRest = again.eligible === result.eligible;
  return {
    ...proofOf(made, against, law, { differences, inputsHold, sameRest }),
    converted: { accepted: result.accepted.length },
  };
}

/** A determination after a death: the amounts of the first month, from the facts of the benefit in payment. */
async function proveAfterDeath(
  db: Reading,
  fund: number,
  made: Determination,
  against: "record" | "current",
  law: LawRead,
): Promise<DeterminationProof> {
  const result = made.result as AfterDeathResult;
  const again = amountsAfterDeath(law.plan, decodeFacts(made.inputs), result);
  const differences = differencesBetween(result.amounts, again);
  const inputsHold = against === "current" ? null : await inputsAfterDeath(db, fund, made);
  return proofOf(made, against, law, { differences, inputsHold });
}

/** A division of an annuity: the former spouse's part, from the member's career and the order as they were known. */
async function proveDivision(
  db: Reading,
  fund: number,
  made: Determination,
  against: "record" | "current",
  law: LawRead,
): Promise<DeterminationProof> {
  const result = made.result as DivisionResult;
  const again = partByLaw(decodeFacts(made.inputs), law.plan);
  const differences = differencesBetween(result.byLaw ?? result.amounts, {
    formerSpouseShare: again.cents,
  });
  const inputsHold = against === "current" ? null : await inputsOfDivision(db, fund, made);
  return proofOf(made, against, law, { differences, inputsHold });
}

async function lawOf(db: Reading, hash: string, plans: Map<string, LawRead>): Promise<LawRead> {
  const known = plans.get(hash);
  if (known) return known;
  const version = await findLawVersion(db, hash);
  if (version === undefined) throw new Error(`the law version ${hash} is not kept`);
  const read = {
    plan: planFromCanonical(JSON.parse(version.content) as Json),
    holds: sha256(version.content).toString("hex") === hash,
  };
  plans.set(hash, read);
  return read;
}

/** Whether the record as known then gives the very facts that were kept. */
async function inputsOf(db: Reading, fund: number, made: Determination): Promise<boolean | null> {
  if (made.caseNumber === undefined) return null;
  if (made.replaces !== undefined) return redeterminedInputs(db, fund, made);
  const then = { knownAt: made.knownAt };
  const retirement = await findRetirementCase(db, fund, made.person, made.caseNumber, then);
  if (retirement?.application === undefined) return false;
  const { facts } = await factsOfCase(db, fund, made.person, retirement.application, made.knownAt);
  return canonicalJson(encodeFacts(facts)) === canonicalJson(made.inputs);
}

/** A redetermination read the career as the first determination of the benefit did, with what was stated and elected then. */
async function redeterminedInputs(db: Reading, fund: number, made: Determination): Promise<boolean> {
  const root = await firstOf(db, fund, made);
  const before = await findDetermination(db, fund, made.replaces!);
  const facts = decodeFacts(before!.inputs);
  const basis = {
    start: made.effective,
    facts,
    on: dayRead({ rootCase: root.caseNumber ?? null, facts, effective: root.effective }),
  };
  const [rows] = await readCareersEach(db, fund, [{ person: made.person, on: basis.on }], made.knownAt);
  return canonicalJson(encodeFacts(factsRead(basis, rows!))) === canonicalJson(made.inputs);
}

async function firstOf(db: Reading, fund: number, made: Determination): Promise<Determination> {
  if (made.replaces === undefined) return made;
  const before = await findDetermination(db, fund, made.replaces);
  if (before === undefined) throw new Error(`determination ${made.replaces} is not of record`);
  return firstOf(db, fund, before);
}

/** The amounts on which two results differ, by name. */
export function differencesBetween(ofRecord: Amounts, now: Amounts): AmountDiffers[] {
  const names = [...new Set([...Object.keys(ofRecord), ...Object.keys(now)])].toSorted();
  return names
    .filter((name) => ofRecord[name] !== now[name])
    .map((name) => ({ name, ofRecord: ofRecord[name] ?? null, now: now[name] ?? null }));
}
