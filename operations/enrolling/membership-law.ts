import { addDays, ENDLESS, type PlainDate } from "@emeritus/engine/dates.ts";
import { explain, explainerByName } from "@emeritus/engine/explain.ts";
import { exact } from "@emeritus/engine/exact.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Facts, Known, Row } from "@emeritus/engine/facts.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { alj } from "@emeritus/law/missouri/mosers/alj/plan.ts";
import { curp } from "@emeritus/law/missouri/mosers/curp/plan.ts";
import { judicial2011 } from "@emeritus/law/missouri/mosers/judicial-2011/plan.ts";
import { judicial } from "@emeritus/law/missouri/mosers/judicial/plan.ts";
import {
  benefitEligibleHours,
  positionIsBenefitEligible,
} from "@emeritus/law/missouri/mosers/msep-2000/benefit-eligible-position.ts";
import {
  illnessLeaveLimit,
  layoffLimit,
  serviceBroken,
} from "@emeritus/law/missouri/mosers/msep-2000/credited-service.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { msep2011 } from "@emeritus/law/missouri/mosers/msep-2011/plan.ts";
import { msep } from "@emeritus/law/missouri/mosers/msep/plan.ts";
import type { MemberClass } from "@emeritus/records/schema.ts";
import { lawVersionOf } from "../determining/record-determination.ts";

/** What the law is asked with to find the plan of somebody who is hired. */
export interface MembershipAsked {
  readonly memberClass: MemberClass;
  /** First day of this employment. */
  readonly hired: PlainDate;
  /** First day ever in a benefit-eligible position: this one for a first hire. */
  readonly firstHired: PlainDate;
  /** First day ever as a judge, or as an administrative law judge or legal advisor; this one where there was none. */
  readonly firstBecameJudge: PlainDate;
  /** Left the closed plan before vesting in it and came back in the time of the year 2000 plan. */
  readonly leftClosedPlanUnvested: boolean;
  /** Took the lump sum of RSMo 104.1092 and comes back. */
  readonly tookLumpSum: boolean;
  /** Ever employed before in a position that the system covers. */
  readonly coveredBefore: boolean;
  /** What an educator does: teaches or researches, or administers with faculty rank. */
  readonly education?:
    | { readonly teachesOrResearches: boolean; readonly administratorWithRank: boolean }
    | undefined;
}

/** A plan with its own answer to whether the person is its member. */
export interface PlanConsidered {
  /** The record's name of the plan. */
  readonly plan: string;
  readonly isMember: Result<boolean>;
}

/** The plan and the class that the law gives, with every plan that was asked. */
export interface PlanByLaw {
  readonly plan: string;
  readonly memberClass: MemberClass;
  readonly considered: readonly PlanConsidered[];
  /** The hash of the law that gave the plan. */
  readonly lawVersion: string;
}

interface Candidate {
  readonly plan: string;
  readonly law: Plan;
  readonly provision: string;
}

const generalPlans: readonly Candidate[] = [
  { plan: "msep", law: msep, provision: "isMember" },
  { plan: "msep2000", law: msep2000, provision: "isMember" },
  { plan: "msep2011", law: msep2011, provision: "isMember" },
];
const judicialPlans: readonly Candidate[] = [
  { plan: "judicial", law: judicial, provision: "isMember" },
  { plan: "judicial2011", law: judicial2011, provision: "isMember" },
];
const closedJudges: readonly Candidate[] = [{ plan: "alj", law: alj, provision: "isMember" }];
const universityPlan: readonly Candidate[] = [{ plan: "curp", law: curp, provision: "isOutsideEmployee" }];

/** The laws that are asked for a class, in order; a class whose own law says no is covered as a general employee. */
const ladder: Record<MemberClass, readonly (readonly Candidate[])[]> = {
  general: [generalPlans],
  legislator: [generalPlans],
  official: [generalPlans],
  waterPatrol: [generalPlans],
  partTimeLegislative: [generalPlans],
  judge: [judicialPlans],
  administrativeLawJudge: [closedJudges, generalPlans],
  educator: [universityPlan, generalPlans],
};

/** The plan and class of somebody hired, as the laws of the plans answer. Throws where no law or more than one takes the person. */
export function planByLaw(asked: MembershipAsked): PlanByLaw {
  const facts: Facts = { recorded: factsOf(asked) };
  const considered: PlanConsidered[] = [];
  for (const [rung, candidates] of ladder[asked.memberClass].entries()) {
    const answers = candidates.map(({ plan, law, provision }) => ({
      plan,
      law,
      isMember: explainerByName(law, facts)(provision) as Result<boolean>,
    }));
    considered.push(...answers);
    const taken = answers.filter(({ isMember }) => isMember.value === true);
    if (taken.length > 1)
      throw new Error(`${taken.map(({ plan }) => plan).join(" and ")} both take a member`);
    const own = taken[0];
    if (own === undefined) continue;
    const memberClass = rung === 0 ? asked.memberClass : "general";
    return { plan: own.plan, memberClass, considered, lawVersion: lawVersionOf(own.law) };
  }
  throw new Error("no plan's law takes somebody who is hired");
}

/** The facts of membership as the laws name them. */
function factsOf(asked: MembershipAsked): Known {
  return {
    firstHired: asked.firstHired,
    firstBecameJudge: asked.firstBecameJudge,
    leftClosedPlanUnvested: asked.leftClosedPlanUnvested,
    electsYear2000Plan: false,
    rehiredAfterBuyout: asked.tookLumpSum,
    firstTaught: asked.hired,
    school: "coveredUniversity",
    coveredBefore: asked.coveredBefore,
    teachesOrResearches: asked.education?.teachesOrResearches ?? false,
    administratorWithRank: asked.education?.administratorWithRank ?? false,
  };
}

/** Whether a position that normally requires so many hours a year is benefit-eligible on a day (BR 2-14, 3-12). */
export const eligibleByHours = (hoursAYear: number, on: PlainDate): Result<boolean> =>
  explain(
    msep2000,
    { recorded: { positionHours: exact(BigInt(hoursAYear)), positionOn: on } },
    positionIsBenefitEligible,
  );

/** The hours a year that a position must require on a day. */
export function hoursNeeded(on: PlainDate): number {
  const needed = explain(msep2000, { recorded: { positionOn: on } }, benefitEligibleHours).value;
  if (needed === undefined) throw new Error("no row of the law gives the hours of a position on this day");
  return Number(needed.n / needed.d);
}

/** An earlier stretch of work or leave, both days inside. */
export interface EarlierSpan {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly kind: string;
}

/** Whether service broke between earlier stretches and a new first day: 30 calendar days off payroll without approved leave (BR 2-7, 3-7). */
export function brokenBefore(earlier: readonly EarlierSpan[], hired: PlainDate): Result<boolean> {
  const latest = earlier.reduce<PlainDate>((last, { to }) => Math.max(last, to), 0);
  const last = earlier.filter(({ to }) => to === latest);
  const rows: Row[] = [...last, { from: hired, to: ENDLESS, kind: "employed" }].map((span) => ({ ...span }));
  return explain(
    msep2000,
    { recorded: { periods: rows, memberClass: "general", leftService: addDays(hired, 1) } },
    serviceBroken,
  );
}

const limits = {
  layoff: { fixed: layoffLimit, cites: "BR 2-11(4), 3-11(4)" },
  illness: { fixed: illnessLeaveLimit, cites: "BR 2-2, 3-2" },
} as const;

/** How many months a layoff or an unpaid illness leave may last, and the rules that say so. */
export function limitOf(kind: keyof typeof limits): { readonly months: number; readonly cites: string } {
  const { fixed, cites } = limits[kind];
  const months = explain(msep2000, {}, fixed).value;
  if (months === undefined) throw new Error("a limit of the law has no value");
  return { months: Number(months), cites };
}
