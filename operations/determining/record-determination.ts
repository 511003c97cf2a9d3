import { canonicalOf, canonicalText, hashOf } from "@emeritus/engine/canonical.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { recordDetermination } from "@emeritus/records/determination.ts";
import { keepLawVersion } from "@emeritus/records/law-version.ts";
import type { Instant } from "@emeritus/records/schema.ts";

import type { Amounts } from "../retiring/decide-approval.ts";
import type { PaymentOption } from "../retiring/decide-election.ts";
import type { Determined } from "../retiring/retirement-law.ts";
import { encodeFacts } from "./inputs.ts";

/** What a retirement determination keeps as its result; dates are the engine's whole numbers. */
export interface RetirementResult {
  readonly option: PaymentOption;
  readonly door: string;
  readonly amounts: Amounts;
  /** First of the last month with the temporary benefit. */
  readonly temporaryEnds?: PlainDate;
  readonly firstCola?: PlainDate;
  readonly guaranteeEnds?: PlainDate;
}

/** The result of a determination, from what the law determined. Pure. */
export function resultOf(option: PaymentOption, determined: Determined): RetirementResult {
  const { door, amounts, temporaryEnds, firstCola, guaranteeEnds } = determined;
  return {
    option,
    door: door ?? "none",
    amounts,
    ...(temporaryEnds === undefined ? {} : { temporaryEnds }),
    ...(firstCola === undefined ? {} : { firstCola }),
    ...(guaranteeEnds === undefined ? {} : { guaranteeEnds }),
  };
}

const hashes = new WeakMap<Plan, string>();

/** The hash of a law version; a plan never changes, so it is worked out once. */
export function lawVersionOf(plan: Plan): string {
  const known = hashes.get(plan);
  if (known !== undefined) return known;
  const hash = hashOf(plan);
  hashes.set(plan, hash);
  return hash;
}

/** Keeps a plan's law in canonical form under its hash, once, as every determination must find it; gives the hash. */
export async function keepLaw(tx: Tx, plan: Plan, instant: Instant): Promise<string> {
  const hash = lawVersionOf(plan);
  await keepLawVersion(tx, { hash, plan: plan.name, content: canonicalText(canonicalOf(plan)) }, instant);
  return hash;
}

/** A retirement as determined and approved, to be made of record. */
export interface RetirementDetermined {
  readonly fund: number;
  readonly person: number;
  readonly caseNumber?: number;
  readonly plan: Plan;
  readonly facts: Facts;
  readonly result: RetirementResult;
  readonly effective: PlainDate;
  readonly knownAt: Instant;
  readonly calculatedBy: string;
  readonly approvedBy: string;
  /** The determination that this one takes the place of. */
  readonly replaces?: number;
}

/** Makes a retirement of record: the law's version in canonical form, the facts as read, the result, and the two people behind it. */
export async function recordRetirement(
  tx: Tx,
  made: RetirementDetermined,
  instant: Instant,
): Promise<number> {
  const lawVersion = await keepLaw(tx, made.plan, instant);
  const { fund, person, caseNumber, effective, knownAt, calculatedBy, approvedBy, replaces } = made;
  return recordDetermination(
    tx,
    fund,
    {
      person,
      caseNumber,
      kind: "retirement",
      lawVersion,
      inputs: encodeFacts(made.facts),
      result: made.result,
      effective,
      knownAt,
      calculatedBy,
      approvedBy,
      replaces,
    },
    instant,
  );
}
