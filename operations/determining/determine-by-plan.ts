import { compile, type Program } from "@emeritus/engine/compile.ts";
import { type Reads, sameValue } from "@emeritus/engine/columns.ts";
import type { FieldDeclaration } from "@emeritus/engine/declarations.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import { type Facts, findFact, type Given } from "@emeritus/engine/facts.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { temporaryBenefit } from "@emeritus/law/missouri/mosers/msep-2000/temporary-benefit.ts";
import { amountNames } from "../converting/by-law.ts";
import type { OptionName } from "../converting/layout.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import type { PaymentOption } from "../retiring/decide-election.ts";
import { amountsOf, type Determined, determine } from "../retiring/retirement-law.ts";
import { compiledAmounts } from "./second-evaluator.ts";

/** Whether retirements of a plan are determined here from the application on: MSEP 2000 and its tier of 2011. Pure. */
export const isDeterminedHere = (plan: Plan): boolean => plan.rules.has(temporaryBenefit.name);

/** What the law of any plan determines for facts that state the annuity starting date, as a determination of that plan states it. Pure. */
export const determineByPlan = (plan: Plan, facts: Facts, option: OptionName): Determined =>
  isDeterminedHere(plan)
    ? determine(plan, facts, option as PaymentOption)
    : determineByOther(plan, facts, option);

/** The same amounts by the compiled law of the plan, which shares no code with the evaluator that explains. Pure. */
export const compiledByPlan = (plan: Plan, facts: Facts, option: OptionName): Amounts =>
  isDeterminedHere(plan)
    ? compiledAmounts(plan, facts, option as PaymentOption)
    : compiledByOther(plan, facts, option);

/** The facts of a retirement in its first month under an option. */
function inFirstMonth(facts: Facts, option: OptionName): Facts {
  const start = facts.stated?.["annuityStartingDate"];
  const month = start === undefined ? {} : { paymentMonth: start };
  return { ...facts, stated: { ...facts.stated, paymentOption: option, ...month } };
}

function determineByOther(plan: Plan, facts: Facts, option: OptionName): Determined {
  const says = explainerByName(plan, inFirstMonth(facts, option));
  const open = says("eligible");
  const results = new Map(
    amountNames(plan, option).map((name) => [name, says(name) as Result<Exact>] as const),
  );
  return {
    eligible: open.value === true,
    door: says("door").value as string | undefined,
    amounts: amountsOf(results),
    missing: [...new Set([open, ...results.values()].flatMap(({ missing }) => missing))].toSorted(),
    results,
    temporaryEnds: undefined,
    firstCola: undefined,
    guaranteeEnds: undefined,
  };
}

const programs = new WeakMap<Plan, Map<OptionName, Program>>();

function programFor(plan: Plan, option: OptionName): Program {
  const ofPlan = programs.get(plan) ?? new Map<OptionName, Program>();
  programs.set(plan, ofPlan);
  const known = ofPlan.get(option);
  if (known !== undefined) return known;
  const program = compile(
    plan,
    amountNames(plan, option).map((name) => ({ name })),
  );
  ofPlan.set(option, program);
  return program;
}

/**
 * The compiled law asks for every fact that any career needs, the law that explains only for those of this one. A fact that the record
 * lacks is supposed in two ways: where the amount is not the same in both, or is left to the interpreter, it is left out, so that it
 * counts as a difference and never as agreement.
 */
function compiledByOther(plan: Plan, facts: Facts, option: OptionName): Amounts {
  const program = programFor(plan, option);
  const asked = inFirstMonth(facts, option);
  const both = edges.map((edge) => supposing(program.reads, asked, edge));
  const kept = program.run(program.columnsOf(both));
  if (kept.handedOver.size > 0) return {};
  const amounts: Record<string, bigint> = {};
  for (const name of amountNames(plan, option)) {
    if (program.interpreted.has(name)) continue;
    const [one, other] = both.map((_, at) => kept.valueByName(name, at) as Exact | undefined);
    if (one !== undefined && sameValue(one, other)) amounts[name] = wholeCents(one);
  }
  return amounts;
}

const edges = ["least", "most"] as const;

/** Facts with a supposed value for each that a program reads and nobody has told: the least, or the most, that the law declares. */
function supposing({ plan, facts: names, lists }: Reads, facts: Facts, edge: (typeof edges)[number]): Facts {
  const lacks = (name: string) => findFact(facts, name) === undefined;
  const supposed = names.filter(lacks).map((name) => [name, edgeOf(plan.facts.get(name)!, edge)] as const);
  const empty = lists.filter(lacks).map((name) => [name, []] as const);
  return {
    ...facts,
    assumed: { ...facts.assumed, ...Object.fromEntries(supposed), ...Object.fromEntries(empty) },
  };
}

function edgeOf({ kind, choices, ...bounds }: FieldDeclaration, edge: (typeof edges)[number]): Given {
  if (kind === "yesNo") return edge === "most";
  if (kind === "choice") return choices!.at(edge === "most" ? -1 : 0)!;
  return bounds[edge] as Given;
}
