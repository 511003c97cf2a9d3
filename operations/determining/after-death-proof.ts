import { explainerByName } from "@emeritus/engine/explain.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { canonicalJson } from "@emeritus/records/canonical.ts";
import type { Db, Reading } from "@emeritus/records/db.ts";
import type { Determination } from "@emeritus/records/determination.ts";
import { lifeIncomeOf } from "@emeritus/records/death.ts";
import { findBenefit } from "@emeritus/records/benefit.ts";
import { factsOf, readBenefit } from "../benefit-payroll/payee-facts.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import { asKindAfterDeath } from "../recording-deaths/after-death.ts";
import type { AfterDeathKind, AfterDeathResult } from "../recording-deaths/record-in-payment.ts";
import { encodeFacts } from "./inputs.ts";

/** Kinds of determinations that a death brings about; every other is a retirement. */
export const afterDeathKinds: readonly string[] = ["survivor", "popUp", "guaranteedPayments"];

/** The amounts of such a determination worked out again by a plan. Pure. */
export function amountsAfterDeath(plan: Plan, facts: Facts, result: AfterDeathResult): Amounts {
  const says = explainerByName(plan, facts);
  const amounts: Record<string, bigint> = {};
  for (const name of Object.keys(result.amounts)) {
    const { value } = says(name) as Result<Exact>;
    if (value !== undefined) amounts[name] = wholeCents(value);
  }
  return amounts;
}

/** Whether the record as known at the determination's instant gives the very facts that were kept. */
export async function inputsAfterDeath(db: Reading, fund: number, made: Determination): Promise<boolean> {
  const { benefit } = made.result as AfterDeathResult;
  const [first] = await findBenefit(db, fund, benefit, { knownAt: made.knownAt });
  if (first === undefined) return false;
  const asked = { fund, benefit, rollMonth: made.effective, knownAt: made.knownAt };
  const roll = await (db as Db).transaction().execute((tx) => readBenefit(tx, asked));
  const kind = made.kind as AfterDeathKind;
  const life = kind === "popUp" ? await lifeIncomeOf(db, fund, first.determination) : undefined;
  const facts = factsOf(asKindAfterDeath(roll, kind, life), made.effective);
  const again = encodeFacts({ stated: facts.stated, recorded: facts.recorded });
  return canonicalJson(again) === canonicalJson(made.inputs);
}
