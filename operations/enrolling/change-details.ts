import { addDays, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Address } from "@emeritus/records/address.ts";
import { recordGroupPosition } from "@emeritus/records/employer-desk.ts";
import { recordEmployment, type Employment } from "@emeritus/records/employment.ts";
import { keepMembershipForm } from "@emeritus/records/enrolment.ts";
import type { Name } from "@emeritus/records/person.ts";
import { latestDetails } from "@emeritus/records/told-detail.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import { careerBefore } from "./career-before.ts";
import { daysAhead, daysToEnrol } from "./decide-enrolment.ts";
import { keep } from "./leave.ts";
import { eligibleByHours, planByLaw } from "./membership-law.ts";
import { aboutJob, type AboutJob, type OfPosition, type Told } from "./reported.ts";
import {
  addressIsWhole,
  detailPolicy,
  kindOfDetail,
  recordDetails,
  sameName,
  whyDetailWaits,
  type DetailEffect,
  type DetailTold,
} from "./told-details.ts";

/** Why a change of name, address or hours is not recorded. */
export type DetailRefusal =
  | "not-employed"
  | "in-future"
  | "no-change"
  | "address-incomplete"
  | "employee-not-told"
  | "found-late"
  | "vesting-not-known";

/** A notice, and whether what it told took effect or waits for the office. */
export interface DetailAnswer {
  readonly notice: number;
  readonly effect: DetailEffect;
}

/** Pure. A name is told when it is borne, and differs from the one on record. */
export function decideName(
  was: Name,
  told: { readonly name: Name; readonly from: PlainDate },
  today: PlainDate,
): Refusal<DetailRefusal> | undefined {
  if (told.from > today) return refused("in-future", { days: 0 }).refused;
  return sameName(was, told.name) ? refused("no-change").refused : undefined;
}

/** Pure. An address is told a few months ahead at most, and can be written to. */
export function decideAddress(
  { address, from }: { readonly address: Address; readonly from: PlainDate },
  today: PlainDate,
): Refusal<DetailRefusal> | undefined {
  if (from > addDays(today, daysAhead)) return refused("in-future", { days: daysAhead }).refused;
  return addressIsWhole(address) ? undefined : refused("address-incomplete").refused;
}

/** An employer tells another name of somebody, from a day on. */
export async function tellName(
  system: System,
  actor: Actor,
  told: OfPosition & { readonly name: Name; readonly from: PlainDate },
): Promise<Told<DetailRefusal | "no-such-position", DetailAnswer>> {
  const { name, from } = told;
  const request = { name: { ...name }, from };
  return aboutJob<DetailRefusal, DetailAnswer>(
    system,
    actor,
    { name: "tell of a name", of: told, request },
    async (about) => {
      const wrong = decideName(about.job.person.name, told, about.today);
      return wrong === undefined ? tellDetail(about, from, { name }) : { refused: wrong };
    },
  );
}

/** An employer tells another home address of somebody, from a day on. */
export async function tellAddress(
  system: System,
  actor: Actor,
  told: OfPosition & { readonly address: Address; readonly from: PlainDate },
): Promise<Told<DetailRefusal | "no-such-position", DetailAnswer>> {
  const { address, from } = told;
  const request = { address: { ...address }, from };
  return aboutJob<DetailRefusal, DetailAnswer>(
    system,
    actor,
    { name: "tell of an address", of: told, request },
    async (about) => {
      const wrong = decideAddress(told, about.today);
      return wrong === undefined ? tellDetail(about, from, { address }) : { refused: wrong };
    },
  );
}

/** Keeps the notice of a name or address, and records it or lets it wait for the office. */
async function tellDetail(
  about: AboutJob,
  from: PlainDate,
  told: DetailTold["told"],
): Promise<Told<DetailRefusal, DetailAnswer>> {
  const { tx, fund, job, today, instant } = about;
  const { person } = job.person;
  const kind = kindOfDetail(told);
  const policy = await detailPolicy(tx, fund, today);
  const latest = (await latestDetails(tx, fund, kind, [person])).get(person);
  const waits = whyDetailWaits(policy[kind], from, latest, job.open !== undefined);
  const notice = await keep(about, kind, from, {});
  await recordDetails(tx, fund, [{ person, notice, from, told, waits }], instant);
  return accepted({ notice, effect: waits === undefined ? "takesEffect" : "waits" });
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
  job: { readonly open: Pick<Employment, "from" | "eligible" | "fteHundredths"> | undefined },
  told: Pick<HoursTold, "from" | "fteHundredths" | "toldEmployee">,
  seen: { readonly today: PlainDate; readonly eligible: boolean },
): Outcome<true, Refusal<DetailRefusal>> {
  const { from, fteHundredths, toldEmployee } = told;
  const { open } = job;
  if (from > addDays(seen.today, daysAhead)) return refused("in-future", { days: daysAhead });
  if (open === undefined || open.from > from) return refused("not-employed");
  if (open.eligible === seen.eligible && open.fteHundredths === fteHundredths) return refused("no-change");
  if (!seen.eligible && toldEmployee !== true) return refused("employee-not-told", {}, "BR 2-14(5), 3-12(5)");
  if (seen.eligible && !open.eligible && addDays(from, daysToEnrol) < seen.today)
    return refused("found-late", { from: formatDate(from) }, "BR 2-14(6), 3-12(6)");
  return accepted(true);
}

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
