import { compile, type Program } from "@emeritus/engine/compile.ts";
import { Exact, roundRatio } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import type { Increases } from "@emeritus/records/plans-in-payment.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import type { OptionName } from "./layout.ts";
import { increasesName, increasesOf } from "./paid-here.ts";

/** What a plan's law determines from a converted career. */
export interface ByLaw {
  readonly eligible: boolean;
  readonly door: string | undefined;
  readonly amounts: Amounts;
  readonly missing: readonly string[];
  /** First of the last month with the temporary benefit. */
  readonly temporaryEnds: number | undefined;
  /** Service that counts, in months. */
  readonly service: number | undefined;
  /** How the benefit rises; nothing where the law could not say. */
  readonly increases: Increases | undefined;
  /** Final average pay to the cent, of a plan that averages pay. */
  readonly averagePay: bigint | undefined;
}

/** A retirement as the law of its plan is asked for it. */
export interface Asked {
  readonly plan: Plan;
  readonly facts: Facts;
  readonly option: OptionName;
}

const isJoint = (option: OptionName) => option === "joint50" || option === "joint100";

/** The amounts that a determination of an option states, in the order in which they are explained, as far as the plan has them. */
export function amountNames(plan: Plan, option: OptionName): string[] {
  const life = isJoint(option) && plan.rules.has("normalAnnuity") ? ["lifeIncomeAmount"] : [];
  const wanted = ["baseBenefit", "reducedBaseBenefit", ...life, "temporaryBenefit", "chosenAmount"];
  const survivor = isJoint(option) && plan.rules.has("chosenAmount") ? [`${option}SurvivorAmount`] : [];
  const general = wanted.filter((name) => plan.rules.has(name));
  return [...(plan.rules.has("chosenAmount") ? general : ["annuityAtStart"]), ...survivor];
}

const serviceName = (plan: Plan): string =>
  plan.rules.has("creditedService") ? "creditedService" : "judicialService";

const inFirstMonth = ({ facts, option }: Asked): Facts => ({
  ...facts,
  stated: {
    ...facts.stated,
    paymentOption: option,
    paymentMonth: facts.stated!["annuityStartingDate"] as number,
  },
});

/** What a plan's law determines, evaluated with its explanation. Pure. */
export function determineBy(asked: Asked): ByLaw {
  const { plan, option } = asked;
  const says = explainerByName(plan, inFirstMonth(asked));
  const open = says("eligible");
  const missing = new Set(open.missing);
  const amounts: Record<string, bigint> = {};
  for (const name of amountNames(plan, option)) {
    const { value, missing: lacks } = says(name);
    for (const one of lacks) missing.add(one);
    if (value !== undefined) amounts[name] = wholeCents(value as Exact);
  }
  const pays = (amounts["temporaryBenefit"] ?? 0n) > 0n;
  return {
    eligible: open.value === true,
    door: says("door").value as string | undefined,
    amounts,
    missing: [...missing].toSorted(),
    temporaryEnds: pays ? (says("temporaryBenefitEnds").value as number | undefined) : undefined,
    service: says(serviceName(plan)).value as number | undefined,
    increases: increasesOf(plan, (name) => says(name).value),
    averagePay: plan.rules.has(average) ? toCents(says(average).value) : undefined,
  };
}

const average = "finalAveragePay";
const toCents = (value: unknown): bigint | undefined =>
  value instanceof Exact ? roundRatio(value.n, value.d, "halfUp") : undefined;

/** So few are evaluated one by one: running a compiled law costs more than a handful of evaluations. */
export const tooFewToCompile = 8;

/** Determines many retirements by the compiled law, in their order; what it hands over is worked out by the law that explains. Pure. */
export function determineAll(asked: readonly Asked[]): ByLaw[] {
  const made: ByLaw[] = [];
  const byPlan = Map.groupBy(asked.keys(), (at) => asked[at]!.plan);
  for (const [plan, all] of byPlan)
    for (const places of Map.groupBy(all, (at) => programKey(asked[at]!.option)).values()) {
      if (places.length < tooFewToCompile) {
        for (const at of places) made[at] = determineBy(asked[at]!);
        continue;
      }
      const program = programFor(plan, asked[places[0]!]!.option);
      const kept = program.run(program.columnsOf(places.map((at) => inFirstMonth(asked[at]!))));
      for (const [row, at] of places.entries()) {
        const whole = !kept.handedOver.has(row) && kept.valueByName("eligible", row) === true;
        made[at] = (whole ? compiledOf(kept, row, asked[at]!) : undefined) ?? determineBy(asked[at]!);
      }
    }
  return made;
}

const programKey = (option: OptionName): string => (isJoint(option) ? option : "alone");

const programs = new Map<Plan, Map<string, Program>>();
function programFor(plan: Plan, option: OptionName): Program {
  const made = programs.get(plan) ?? new Map<string, Program>();
  programs.set(plan, made);
  const key = programKey(option);
  let program = made.get(key);
  if (program === undefined) {
    const ends = plan.rules.has("temporaryBenefitEnds") ? ["temporaryBenefitEnds"] : [];
    const averages = plan.rules.has(average) ? [average] : [];
    const rises = [increasesName(plan)].filter((name) => name !== undefined);
    const names = [
      "eligible",
      "door",
      serviceName(plan),
      ...averages,
      ...rises,
      ...ends,
      ...amountNames(plan, option),
    ];
    made.set(
      key,
      (program = compile(
        plan,
        names.map((name) => ({ name })),
      )),
    );
  }
  return program;
}

function compiledOf(
  kept: ReturnType<Program["run"]>,
  row: number,
  { plan, option }: Asked,
): ByLaw | undefined {
  const amounts: Record<string, bigint> = {};
  for (const name of amountNames(plan, option)) {
    const value = kept.valueByName(name, row) as Exact | undefined;
    if (value === undefined) return undefined;
    amounts[name] = wholeCents(value);
  }
  const pays = (amounts["temporaryBenefit"] ?? 0n) > 0n;
  return {
    eligible: true,
    door: kept.valueByName("door", row) as string | undefined,
    amounts,
    missing: [],
    temporaryEnds: pays ? (kept.valueByName("temporaryBenefitEnds", row) as number | undefined) : undefined,
    service: kept.valueByName(serviceName(plan), row) as number | undefined,
    increases: increasesOf(plan, (name) => kept.valueByName(name, row)),
    averagePay: plan.rules.has(average) ? toCents(kept.valueByName(average, row)) : undefined,
  };
}
