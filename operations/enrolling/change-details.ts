import { addDays, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { recordAddress, type Address } from "@emeritus/records/address.ts";
import { recordGroupPosition } from "@emeritus/records/employer-desk.ts";
import { recordEmployment } from "@emeritus/records/employment.ts";
import { keepMembershipForm } from "@emeritus/records/enrolment.ts";
import { recordName, type Name } from "@emeritus/records/person.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import { careerBefore } from "./career-before.ts";
import { daysAhead } from "./decide-enrolment.ts";
import { keep } from "./leave.ts";
import { eligibleByHours, planByLaw } from "./membership-law.ts";
import { aboutJob, type AboutJob, type Job, type OfPosition, type Told } from "./reported.ts";

/** Why a change of name, address or hours is not recorded. */
export type DetailRefusal =
  | "not-employed"
  | "in-future"
  | "no-change"
  | "employee-not-told"
  | "found-late"
  | "vesting-not-known";

/** An employer tells another name of somebody, from a day on. */
export async function tellName(
  system: System,
  actor: Actor,
  told: OfPosition & { readonly name: Name; readonly from: PlainDate },
): Promise<Told<DetailRefusal | "no-such-position">> {
  const { name, from } = told;
  const request = { name: { ...name }, from };
  return aboutJob<DetailRefusal, { notice: number }>(
    system,
    actor,
    { name: "tell of a name", of: told, request },
    async (about) => {
      const { tx, fund, job, today, instant } = about;
      if (from > today) return refused("in-future", { days: 0 });
      const was = job.person.name;
      const parts = ["first", "middle", "last", "suffix"] as const;
      if (parts.every((part) => (was[part] ?? "") === (name[part] ?? ""))) return refused("no-change");
      await recordName(tx, fund, job.person.person, from, name, instant);
      return accepted({ notice: await keep(about, "name", from, {}) });
    },
  );
}

/** An employer tells another home address of somebody, from a day on. */
export async function tellAddress(
  system: System,
  actor: Actor,
  told: OfPosition & { readonly address: Address; readonly from: PlainDate },
): Promise<Told<DetailRefusal | "no-such-position">> {
  const { address, from } = told;
  const request = { address: { ...address }, from };
  return aboutJob<DetailRefusal, { notice: number }>(
    system,
    actor,
    { name: "tell of an address", of: told, request },
    async (about) => {
      const { tx, fund, job, today, instant } = about;
      if (from > addDays(today, daysAhead)) return refused("in-future", { days: daysAhead });
      await recordAddress(tx, fund, job.person.person, { kind: "home", from, address }, instant);
      return accepted({ notice: await keep(about, "address", from, {}) });
    },
  );
}

/** Other hours of a position from a day on. */
export interface HoursTold extends OfPosition {
  readonly from: PlainDate;
  readonly hoursAYear: number;
  readonly fteHundredths: number;
  readonly toldEmployee?: boolean | undefined;
}

/** Pure. Order: the date, the employment, whether anything changes, what the employee was told, and whether it comes too late. */
export function decideHours(
  job: Pick<Job, "open">,
  told: Pick<HoursTold, "from" | "fteHundredths" | "toldEmployee">,
  seen: { readonly today: PlainDate; readonly eligible: boolean },
): Outcome<true, Refusal<DetailRefusal>> {
  const { from, fteHundredths, toldEmployee } = told;
  const { open } = job;
  if (from > addDays(seen.today, daysAhead)) return refused("in-future", { days: daysAhead });
  if (open === undefined || open.from > from) return refused("not-employed");
  if (open.eligible === seen.eligible && open.fteHundredths === fteHundredths) return refused("no-change");
  if (!seen.eligible && toldEmployee !== true) return refused("employee-not-told", {}, "BR 2-14(5), 3-12(5)");
  if (seen.eligible && !open.eligible && addDays(from, lateAfterDays) < seen.today)
    return refused("found-late", { from: formatDate(from) }, "BR 2-14(6), 3-12(6)");
  return accepted(true);
}

const lateAfterDays = 31;

/** An employer tells that a position requires other hours; the law then says whether it is benefit-eligible (BR 2-14, 3-12). */
export async function tellHours(
  system: System,
  actor: Actor,
  told: HoursTold,
): Promise<Told<DetailRefusal | "no-such-position", { notice: number; eligible: boolean }>> {
  const { from, hoursAYear, fteHundredths, toldEmployee } = told;
  return aboutJob<DetailRefusal, { notice: number; eligible: boolean }>(
    system,
    actor,
    { name: "tell of hours", of: told, request: { from, hoursAYear, fteHundredths, toldEmployee } },
    async (about) => {
      const { tx, fund, job, today, instant, actor: by } = about;
      const eligible = eligibleByHours(hoursAYear, from).value === true;
      const decision = decideHours(job, told, { today, eligible });
      if (decision.refused) return decision;
      const open = job.open!;
      const { code, title = code, reportingGroup } = job.position;
      const position = { reportingGroup, code, title, hoursAYear, decidedBy: by.account, from };
      await recordGroupPosition(tx, fund, position, instant);
      const { to: _to, ...same } = open;
      const plan = eligible && !open.eligible ? await becomeMember(about, from) : open.plan;
      if (plan === undefined) return refused("vesting-not-known");
      const next = { ...same, plan, eligible, fteHundredths, from };
      await recordEmployment(tx, fund, job.person.person, next, instant);
      const notice = await keep(about, "eligibility", from, { hoursAYear, eligible });
      return accepted({ notice, eligible });
    },
  );
}

/** Membership that begins with more hours: a membership form by the law, as for who is hired; nothing where the law cannot say the plan. */
async function becomeMember(
  { tx, fund, job, actor, instant }: AboutJob,
  from: PlainDate,
): Promise<string | undefined> {
  const { person } = job.person;
  const { memberClass } = job.open!;
  const before = await careerBefore(tx, fund, person, { hired: from, memberClass });
  if (before.leftClosedPlanUnvested === undefined) return undefined;
  const asked = {
    memberClass,
    hired: from,
    firstHired: before.firstHired ?? from,
    firstBecameJudge: before.firstBecameJudge ?? from,
    leftClosedPlanUnvested: before.leftClosedPlanUnvested,
    tookLumpSum: false,
    coveredBefore: before.covered,
  };
  const law = planByLaw(asked);
  const kept = {
    position: job.position.position,
    plan: law.plan,
    memberClass: law.memberClass,
    hired: from,
    memberFrom: from,
    late: false,
    facts: { ...asked, education: null },
    lawVersion: law.lawVersion,
    actor: actor.account,
  };
  await keepMembershipForm(tx, fund, person, kept, instant);
  return law.plan;
}
