import { addDays, ENDLESS, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { explain } from "@emeritus/engine/explain.ts";
import { msep } from "@emeritus/law/missouri/mosers/msep/plan.ts";
import { vested } from "@emeritus/law/missouri/mosers/msep/vesting.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { type Employment, employmentOf, type Leave, leavesOf } from "@emeritus/records/employment.ts";
import type { MemberClass } from "@emeritus/records/schema.ts";
import { careerFacts } from "../career.ts";
import { brokenBefore, type EarlierSpan, type MembershipAsked } from "./membership-law.ts";

/** What earlier employment says of somebody who is hired. */
export interface CareerBefore {
  /** Whether there was any covered, benefit-eligible employment before. */
  readonly covered: boolean;
  readonly firstHired: PlainDate | undefined;
  readonly firstBecameJudge: PlainDate | undefined;
  /** Whether service broke before the new first day; never for who was not covered. */
  readonly broken: boolean;
  /** Left the closed plan unvested and comes back in the time of the year 2000 plan; nothing where the law cannot say it. */
  readonly leftClosedPlanUnvested: boolean | undefined;
  readonly lastEmployer: number | undefined;
  readonly lastDay: PlainDate | undefined;
  /** Class of the member in the latest employment. */
  readonly lastClass: MemberClass | undefined;
}

/** Of somebody who was never employed. */
export const noCareer: CareerBefore = {
  covered: false,
  firstHired: undefined,
  firstBecameJudge: undefined,
  broken: false,
  leftClosedPlanUnvested: false,
  lastEmployer: undefined,
  lastDay: undefined,
  lastClass: undefined,
};

/** Of somebody employed before whose record was not read. */
export const careerUnknown: CareerBefore = { ...noCareer, covered: true };
const year2000PlanBegins = parseDate("2000-07-01");
const judges: readonly MemberClass[] = ["judge", "administrativeLawJudge"];

/** What the record says of somebody's employment before a first day; `memberClass` is that of the new employment, the latest one unless told. */
export async function careerBefore(
  tx: Reading,
  fund: number,
  person: number | undefined,
  { hired, memberClass: told }: { hired: PlainDate; memberClass?: MemberClass | undefined },
): Promise<CareerBefore> {
  if (person === undefined) return noCareer;
  const employment = (await employmentOf(tx, fund, person)).filter(
    ({ eligible, from }) => eligible && from <= hired,
  );
  if (employment.length === 0) return noCareer;
  const spans = spansOf(employment, await leavesOf(tx, fund, person));
  const broken = brokenBefore(spans, hired).value === true;
  const latest = employment.reduce((last, each) => (each.to > last.to ? each : last));
  const memberClass = told ?? latest.memberClass;
  const sameOffice = judges.includes(memberClass)
    ? employment.find((each) => each.memberClass === memberClass)
    : undefined;
  return {
    covered: true,
    firstHired: employment[0]!.from,
    firstBecameJudge: sameOffice?.from,
    broken,
    leftClosedPlanUnvested: await leftUnvested(tx, { fund, person, hired, latest, broken }, employment[0]!),
    lastEmployer: latest.employer,
    lastDay: latest.to === ENDLESS ? undefined : addDays(latest.to, -1),
    lastClass: latest.memberClass,
  };
}

/** What the law is asked with for somebody with a career before; nothing where the law cannot say whether the closed plan was left unvested. Pure. */
export function membershipAsked(
  { firstHired, firstBecameJudge, leftClosedPlanUnvested, covered }: CareerBefore,
  told: Pick<MembershipAsked, "memberClass" | "hired" | "tookLumpSum" | "education">,
): MembershipAsked | undefined {
  if (leftClosedPlanUnvested === undefined) return undefined;
  const { memberClass, hired, tookLumpSum, education } = told;
  return {
    memberClass,
    hired,
    firstHired: firstHired ?? hired,
    firstBecameJudge: firstBecameJudge ?? hired,
    leftClosedPlanUnvested,
    tookLumpSum,
    coveredBefore: covered,
    ...(education === undefined ? {} : { education }),
  };
}

/** Stretches of work and approved leaves as the law reads them; a layoff keeps its own kind. */
function spansOf(employment: readonly Employment[], leaves: readonly Leave[]): EarlierSpan[] {
  const lastDay = (to: PlainDate): PlainDate => (to === ENDLESS ? ENDLESS : addDays(to, -1));
  const layoffs = leaves.filter(({ kind, to }) => kind === "layoff" && to === ENDLESS);
  return employment.map(({ position, from, to }) => {
    const layoff = layoffs.find((each) => each.position === position && each.from >= from);
    return layoff === undefined
      ? { from, to: lastDay(to), kind: "employed" }
      : { from: layoff.from, to: lastDay(to), kind: "layoff" };
  });
}

/** Whether the closed plan was left unvested: already so on record, or as its own law answers for the day of leaving. */
async function leftUnvested(
  tx: Reading,
  asked: { fund: number; person: number; hired: PlainDate; latest: Employment; broken: boolean },
  first: Employment,
): Promise<boolean | undefined> {
  const { fund, person, hired, latest, broken } = asked;
  if (first.from >= year2000PlanBegins || hired < year2000PlanBegins) return false;
  if (latest.plan === "msep2000") return true;
  if (!broken) return false;
  const { facts } = await careerFacts(tx, fund, person, { on: hired });
  const standing = explain(msep, facts, vested).value;
  return standing === undefined ? undefined : !standing;
}
