import { compile, type Program } from "@emeritus/engine/compile.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { Plan } from "@emeritus/engine/plan.ts";

import type { Amounts } from "../retiring/decide-approval.ts";
import type { PaymentOption } from "../retiring/decide-election.ts";
import { determinedNames, determinedProvisions } from "../retiring/retirement-law.ts";

const programs = new WeakMap<Plan, Map<PaymentOption, Program>>();

function programFor(plan: Plan, option: PaymentOption): Program {
  const ofPlan = programs.get(plan) ?? new Map<PaymentOption, Program>();
  programs.set(plan, ofPlan);
  const known = ofPlan.get(option);
  if (known) return known;
  const program = compile(
    plan,
    determinedNames(option).map((name) => determinedProvisions[name]!),
  );
  ofPlan.set(option, program);
  return program;
}

/**
 * The amounts of a determination by the compiled form of the law: the evaluator that explains nothing and shares no code with the
 * one that does. What it leaves to the interpreter is left out, so that it counts as a difference and never as agreement.
 */
export function compiledAmounts(plan: Plan, facts: Facts, option: PaymentOption): Amounts {
  const program = programFor(plan, option);
  const person = { ...facts, stated: { ...facts.stated, paymentOption: option } };
  const kept = program.run(program.columnsOf([person]));
  if (kept.handedOver.has(0)) return {};
  const amounts: Record<string, bigint> = {};
  for (const name of determinedNames(option)) {
    const value = program.interpreted.has(name) ? undefined : kept.value(determinedProvisions[name]!, 0);
    if (value !== undefined) amounts[name] = wholeCents(value);
  }
  return amounts;
}
