import { addMonths, dayOf, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { joined } from "./joined.ts";
import { explainer } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import { baseBenefit } from "@emeritus/law/missouri/mosers/msep-2000/base-benefit.ts";
import { door, eligible } from "@emeritus/law/missouri/mosers/msep-2000/door.ts";
import { reducedBaseBenefit } from "@emeritus/law/missouri/mosers/msep-2000/early-retirement.ts";
import { isMember } from "@emeritus/law/missouri/mosers/msep-2000/membership.ts";
import {
  guaranteed120Amount,
  guaranteed180Amount,
  joint100Amount,
  joint100SurvivorAmount,
  joint50Amount,
  joint50SurvivorAmount,
  lifeIncomeAmount,
} from "@emeritus/law/missouri/mosers/msep-2000/payment-options.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import {
  temporaryBenefit,
  temporaryBenefitEnds,
} from "@emeritus/law/missouri/mosers/msep-2000/temporary-benefit.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import type { Actor } from "../actor.ts";
import { type Because, type Career, careerFacts, type Stated, sourceOf, stating } from "../career.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { eligibilityLadder, type Rung } from "./eligibility-ladder.ts";
import { retirementPlanOf } from "./member-plan.ts";

/** The five ways of being paid, in the order of the law, with the provisions that give each its amounts. */
export const options = {
  lifeIncome: { toMember: lifeIncomeAmount, toSurvivor: undefined },
  joint50: { toMember: joint50Amount, toSurvivor: joint50SurvivorAmount },
  joint100: { toMember: joint100Amount, toSurvivor: joint100SurvivorAmount },
  guaranteed120: { toMember: guaranteed120Amount, toSurvivor: undefined },
  guaranteed180: { toMember: guaranteed180Amount, toSurvivor: undefined },
} as const;

/** The identifier of a way of being paid. */
export type Option = keyof typeof options;

/** What a member asks: from when, and what to suppose in place of the record. */
export interface EstimateAsk extends Omit<Stated, "annuityStartingDate" | "paymentOption"> {
  readonly person: number;
  readonly annuityStartingDate: PlainDate;
}

/** One way of being paid, explained. */
export interface OptionEstimate {
  readonly option: Option;
  readonly toMember: Result<Exact>;
  /** The same with the temporary benefit, while there is one. */
  readonly atFirst: Result<Exact>;
  /** How much less than the life income this is; nothing for the life income itself. */
  readonly givenUp: Result<Exact> | undefined;
  /** What the spouse would be paid each month after the member's death, for the joint options. */
  readonly toSurvivor: Result<Exact> | undefined;
}

/** A fact that is not final: what is missing, and why what stands in its place was taken. */
export interface NotFinal {
  readonly fact: string;
  readonly because: Because | undefined;
}

/** What the law gives from one date, every option side by side. */
export interface Estimate {
  readonly career: Career;
  /** The plan whose law gives it. */
  readonly plan: Plan;
  readonly start: PlainDate;
  readonly facts: Facts;
  readonly door: Result<string>;
  readonly base: Result<Exact>;
  readonly reducedBase: Result<Exact>;
  readonly temporary: Result<Exact>;
  /** The first of the last month with the temporary benefit. */
  readonly temporaryEnds: Result<PlainDate>;
  readonly options: readonly OptionEstimate[];
  readonly notFinal: readonly NotFinal[];
  /** The same for work that goes on longer: months more, and the life income it would give. */
  readonly later: readonly {
    readonly months: number;
    readonly start: PlainDate;
    readonly toMember: Result<Exact>;
  }[];
  readonly ladder: readonly Rung[];
}

/** Why no estimate is given. */
export type EstimateRefused = Refusal<
  "notFirstOfMonth" | "startsBeforeLeaving" | "notInThisPlan" | "secondKindOfService" | "notEligible"
>;

/** What a refused estimate can still show: the record, the ladder, and the explanation of the door that is shut. */
export interface Refused {
  readonly career: Career;
  /** The plan whose law was asked. */
  readonly plan: Plan;
  readonly ladder: readonly Rung[];
  readonly door: Result<string>;
}

/**
 * Estimates a member's benefit from a date, with every payment option. Facts not on record yet are assumed and named;
 * a member who still works is assumed to work to the day before at the latest pay. Nothing is recorded.
 */
export async function estimateBenefit(
  { reader, fund, calendar }: System,
  actor: Actor,
  ask: EstimateAsk,
  moment?: Moment,
): Promise<{ readonly seen: Refused; readonly outcome: Outcome<Estimate, EstimateRefused> }> {
  allow(actor, "estimate a benefit", { person: ask.person });
  const career = await careerFacts(reader, fund.number, ask.person, moment ?? { on: calendar.today() });
  return decideEstimate(career, ask);
}

/** Pure. The first refusal that applies is the one the member hears. */
export function decideEstimate(
  career: Career,
  ask: EstimateAsk,
): { readonly seen: Refused; readonly outcome: Outcome<Estimate, EstimateRefused> } {
  const { person: _, ...stated } = ask;
  const facts = stating(career, stated);
  const plan = retirementPlanOf(career);
  const says = explainer(plan, facts);
  const ladder = eligibilityLadder(plan, career.facts);
  const seen: Refused = { career, plan, ladder, door: says(door) };
  const refuse = (code: EstimateRefused["code"], cites: string) => ({
    seen,
    outcome: refused(code, {}, cites),
  });
  const start = ask.annuityStartingDate;
  if (dayOf(start) !== 1) return refuse("notFirstOfMonth", "RSMo 104.1024.1");
  if (says(isMember).value === false) return refuse("notInThisPlan", "RSMo 104.1003");
  if (career.facts.recorded?.["secondKindOfService"] === true)
    return refuse("secondKindOfService", "RSMo 104.1087");
  const left = stated.leftService ?? career.leftService;
  if (left !== undefined && left >= start) return refuse("startsBeforeLeaving", "RSMo 104.1024.1");
  const open = says(eligible);
  if (open.value === false) return refuse("notEligible", "RSMo 104.1024");
  const results = resultsOf(plan, facts);
  const estimate: Estimate = {
    career,
    plan,
    start,
    facts,
    door: seen.door,
    ...results,
    notFinal: notFinalOf(facts, [
      open,
      results.base,
      results.temporary,
      ...results.options.flatMap(withSurvivor),
    ]),
    later: laterStarts(plan, career, ask),
    ladder,
  };
  return { seen, outcome: accepted(estimate) };
}

function resultsOf(
  plan: Plan,
  facts: Facts,
): Pick<Estimate, "base" | "reducedBase" | "temporary" | "temporaryEnds" | "options"> {
  const says = explainer(plan, facts);
  const hasSpouse = (facts.stated?.["spouseBirthDate"] ?? facts.recorded?.["spouseBirthDate"]) !== null;
  const open = (Object.keys(options) as Option[]).filter(
    (option) => hasSpouse || !option.startsWith("joint"),
  );
  const [life, temporary] = [says(lifeIncomeAmount), says(temporaryBenefit)];
  return {
    base: says(baseBenefit),
    reducedBase: says(reducedBaseBenefit),
    temporary,
    temporaryEnds: says(temporaryBenefitEnds),
    options: open.map((option) => {
      const [toMember, survivor] = [says(options[option].toMember), options[option].toSurvivor];
      return {
        option,
        toMember,
        atFirst: joined("paidAtFirst", "sum", toMember, temporary),
        givenUp: option === "lifeIncome" ? undefined : joined("givenUp", "minus", life, toMember),
        toSurvivor: survivor && says(survivor),
      };
    }),
  };
}

function withSurvivor({ toMember, toSurvivor }: OptionEstimate): Result<unknown>[] {
  return toSurvivor ? [toMember, toSurvivor] : [toMember];
}

/** The facts on which the results rest without being sure of them, in the order in which they were met. */
function notFinalOf(facts: Facts, results: readonly Result<unknown>[]): NotFinal[] {
  const names = new Set(results.flatMap(({ missing }) => missing));
  return [...names].map((fact) => {
    const source = sourceOf(facts, fact);
    return { fact, because: source.from === "assumed" ? source.because : undefined };
  });
}

/** For a member who still works: what half a year, one and two years more of work would give. */
function laterStarts(plan: Plan, career: Career, ask: EstimateAsk): Estimate["later"] {
  if (career.leftService !== undefined || ask.leftService !== undefined) return [];
  const { person: _, ...stated } = ask;
  return [6, 12, 24].map((months) => {
    const start = addMonths(ask.annuityStartingDate, months);
    const says = explainer(plan, stating(career, { ...stated, annuityStartingDate: start }));
    return { months, start, toMember: says(lifeIncomeAmount) };
  });
}
