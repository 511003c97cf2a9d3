import { firstOfNextMonthOf, type PlainDate } from "@emeritus/engine/dates.ts";
import { compile, type Program } from "@emeritus/engine/compile.ts";
import { exact, type Exact } from "@emeritus/engine/exact.ts";
import { explainer } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import {
  accruedInMarriage,
  accruedWhenDivided,
  formerSpousePaidFrom,
  formerSpouseShare,
  maritalFraction,
  serviceBeforeMarriage,
  serviceWhenDivided,
} from "@emeritus/law/missouri/mosers/shared/division.ts";
import type { Reading } from "@emeritus/records/db.ts";
import type { DivisionOrder } from "@emeritus/records/division.ts";
import type { BenefitOption, Instant } from "@emeritus/records/schema.ts";
import { type Career, careerFacts, stating } from "../career.ts";
import { planLaws } from "../converting/plan-laws.ts";
import type { PlanName } from "../converting/layout.ts";
import type { PaidFrom } from "./division-choices.ts";
import { lawInForce } from "../retiring/retirement-law.ts";

/** The plan of a member's latest job, as the record names it; that of the year 2000 where it names none. */
export const planOf = ({ rows }: Career): string =>
  rows.employment.findLast(({ eligible }) => eligible)?.plan ?? "msep2000";

/** The law by which a plan's annuities are divided; nothing where the plan's own rules on it are not encoded. */
export function lawOfDivision(plan: string): Plan | undefined {
  const law = planLaws[plan as PlanName]?.plan;
  return law?.rules.has(accruedWhenDivided.name) ? law : undefined;
}

/** The facts of a career with what an order says. Pure. */
export function withOrder(facts: Facts, order: DivisionOrder): Facts {
  const stated = {
    ...facts.stated,
    dividedShare: order.share === undefined ? null : exact(BigInt(order.share), 10_000n),
    dissolvedMarriageBegan: order.married ?? null,
    dividedTo: order.dividedTo ?? order.dissolved ?? null,
    orderIssued: order.issued,
  };
  return { ...facts, stated };
}

/** What was accrued in the marriage, as the law explains it. */
export interface Accrued {
  readonly accrued: Result<Exact>;
  readonly service: Result<number>;
  readonly before: Result<number>;
  readonly fraction: Result<Exact>;
  readonly inMarriage: Result<Exact>;
}

/** What was accrued to the day to which an order divides, and in the marriage. Pure. */
export function accruedBy(plan: Plan, facts: Facts): Accrued {
  const says = explainer(plan, facts);
  return {
    accrued: says(accruedWhenDivided) as Result<Exact>,
    service: says(serviceWhenDivided),
    before: says(serviceBeforeMarriage),
    fraction: says(maritalFraction) as Result<Exact>,
    inMarriage: says(accruedInMarriage) as Result<Exact>,
  };
}

/** The annuity that an order divides. */
export interface AnnuityDivided {
  readonly start: PlainDate;
  readonly option: BenefitOption;
  /** Whether its joint option names the former spouse. */
  readonly formerSpouseIsJoint: boolean;
}

/** The facts by which an annuity is divided: the member's career, the order, and what was elected. Pure. */
export function factsOfDivision(facts: Facts, order: DivisionOrder, annuity: AnnuityDivided): Facts {
  const given = withOrder(facts, order);
  const { start, option, formerSpouseIsJoint } = annuity;
  const stated = { ...given.stated, annuityStartingDate: start, paymentOption: option, formerSpouseIsJoint };
  return { ...given, stated };
}

/** The former spouse's part of an annuity as the two evaluators give it, with the first month that the law pays. */
export interface PartByLaw {
  readonly facts: Facts;
  readonly part: Result<Exact>;
  readonly inMarriage: Result<Exact>;
  readonly paidFrom: PlainDate | undefined;
  /** Whole cents; -1 where the law gives none. */
  readonly cents: bigint;
  readonly compiled: bigint;
}

const programs = new WeakMap<Plan, Program>();

/** What the law in force takes from an annuity for the former spouse. Pure. */
export function partByLaw(facts: Facts, plan: Plan = lawInForce): PartByLaw {
  const says = explainer(plan, facts);
  const part = says(formerSpouseShare) as Result<Exact>;
  return {
    facts,
    part,
    inMarriage: says(accruedInMarriage) as Result<Exact>,
    paidFrom: says(formerSpousePaidFrom).value,
    cents: part.value === undefined ? -1n : wholeCents(part.value),
    compiled: compiledPart(plan, facts),
  };
}

/** The part by the compiled law, which shares no code with the evaluator that explains; -1 where it leaves the amount to that one. */
function compiledPart(plan: Plan, facts: Facts): bigint {
  const program = programs.get(plan) ?? compile(plan, [formerSpouseShare]);
  programs.set(plan, program);
  const kept = program.run(program.columnsOf([facts]));
  const value =
    kept.handedOver.has(0) || program.interpreted.has(formerSpouseShare.name)
      ? undefined
      : kept.value(formerSpouseShare, 0);
  return value === undefined ? -1n : wholeCents(value);
}

/** The first month paid to the former spouse: the law's, and by the fund's choice none before the month after the receipt. Pure. */
export function firstMonthPaid(byLaw: PlainDate, received: PlainDate, choice: PaidFrom): PlainDate {
  return choice === "issue" ? byLaw : Math.max(byLaw, firstOfNextMonthOf(received));
}

/** A member's career on a day as it was known, as facts of the law that say when the annuity began. */
export async function careerOfAnnuity(
  db: Reading,
  fund: number,
  member: number,
  { start, knownAt }: { readonly start: PlainDate; readonly knownAt: Instant },
): Promise<Facts> {
  const career = await careerFacts(db, fund, member, { on: start, knownAt });
  return stating(career, { annuityStartingDate: start });
}
