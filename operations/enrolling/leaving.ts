import { addDays, ENDLESS, formatDate, monthIndex, type PlainDate } from "@emeritus/engine/dates.ts";
import { employersOn } from "@emeritus/records/employer.ts";
import { employmentOf, endEmployment, type Employment } from "@emeritus/records/employment.ts";
import { oblige } from "@emeritus/records/obligation.ts";
import { recordServiceCredit, serviceCreditsOf } from "@emeritus/records/service.ts";
import type { EmploymentEnd, MemberClass } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { noticeDeath } from "../recording-deaths/report-death.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";
import type { System } from "../system.ts";
import { daysAhead, youngestHired } from "./decide-enrolment.ts";
import { endOpenLeave, keep } from "./leave.ts";
import { noteWorkEnded } from "./reemployment.ts";
import { aboutJob, inJob, type AboutJob, type InJob, type OfPosition, type Told } from "./reported.ts";

/** How an employer can say that employment ended; a death has its own form. */
export const leavingReasons = ["left", "retired", "transfer"] as const satisfies readonly EmploymentEnd[];
export type LeavingReason = (typeof leavingReasons)[number];

/** An end of employment as an employer tells it. */
export interface Leaving extends OfPosition {
  readonly lastDay: PlainDate;
  /** Last day of the last payroll period for which the person is paid (BR 2-3(1), 3-3(1), 4-3). */
  readonly lastPaidPeriodEnd: PlainDate;
  readonly reason: LeavingReason;
  /** Unused sick leave in hundredths of an hour (BR 2-3(2), 3-3(2)). */
  readonly sickLeaveHundredths?: number | undefined;
}

/** Why an end of employment, or sick leave, is not recorded. */
export type LeavingRefusal =
  | "not-employed"
  | "in-future"
  | "last-paid-too-early"
  | "no-sick-leave-in-class"
  | "too-much-sick-leave"
  | "not-last-employer"
  | "still-employed"
  | "died-before-birth";

/** Classes that accrue no sick leave (news of the fund on sick leave; plan book of membership, section 4). */
const withoutSickLeave: readonly MemberClass[] = ["legislator", "official", "judge"];

/** Hundredths of an hour of sick leave that count for a month of work at most (RSMo 104.601, 104.1021.2). */
const mostAMonth = 1_000;

/** Whether certified hours, in hundredths, are more than a whole life of work until a day brings: a figure that is mistyped. Pure. */
export const tooMuchSickLeave = (hundredths: number, { born, on }: { born: PlainDate; on: PlainDate }) =>
  hundredths > mostAMonth * (monthIndex(on) - monthIndex(born) - 12 * youngestHired);

const sickLeaveRefused = () => refused("too-much-sick-leave", {}, "RSMo 104.601, 104.1021.2");

/** Pure. Order: the date, the employment, the last payroll period, sick leave. */
export function decideLeaving<Stretch extends Pick<Employment, "from" | "memberClass">>(
  job: { readonly open: Stretch | undefined; readonly person: { readonly born: PlainDate } },
  told: Pick<Leaving, "lastDay" | "lastPaidPeriodEnd" | "sickLeaveHundredths">,
  today: PlainDate,
): Outcome<Stretch, Refusal<LeavingRefusal>> {
  const { lastDay, lastPaidPeriodEnd, sickLeaveHundredths = 0 } = told;
  if (lastDay > addDays(today, daysAhead)) return refused("in-future", { days: daysAhead });
  if (job.open === undefined || job.open.from > lastDay) return refused("not-employed");
  if (lastPaidPeriodEnd < job.open.from) return refused("last-paid-too-early", {}, "BR 2-3(1), 3-3(1), 4-3");
  if (sickLeaveHundredths > 0 && withoutSickLeave.includes(job.open.memberClass))
    return refused("no-sick-leave-in-class", { memberClass: job.open.memberClass });
  if (tooMuchSickLeave(sickLeaveHundredths, { born: job.person.born, on: lastDay }))
    return sickLeaveRefused();
  return accepted(job.open);
}

/** An employer tells that employment ended: the last day, the last payroll period paid and unused sick leave (BR 2-3, 3-3, 4-3). */
export async function tellLeaving(
  system: System,
  actor: Actor,
  told: Leaving,
): Promise<Told<LeavingRefusal | "no-such-position">> {
  const { lastDay, lastPaidPeriodEnd, reason, sickLeaveHundredths } = told;
  return aboutJob<LeavingRefusal, { notice: number }>(
    system,
    actor,
    {
      name: "tell of leaving",
      of: told,
      request: { lastDay, lastPaidPeriodEnd, reason, sickLeaveHundredths },
    },
    async (about) => {
      const decision = decideLeaving(about.job, told, about.today);
      if (decision.refused) return decision;
      await endStretch(about, lastDay, reason);
      if (sickLeaveHundredths !== undefined)
        await certifySickLeave(about, { hundredths: sickLeaveHundredths, on: lastDay });
      const facts = { reason, ...(sickLeaveHundredths === undefined ? {} : { sickLeaveHundredths }) };
      const notice = await keep(about, "termination", lastDay, facts, lastPaidPeriodEnd);
      about.note({ facts: { notice, reason } });
      return accepted({ notice });
    },
  );
}

/** Ends the open stretch of a job and the leave that is open in it. */
async function endStretch(about: AboutJob, lastDay: PlainDate, by: EmploymentEnd): Promise<void> {
  const { tx, fund, job, actor, instant } = about;
  const { person } = job.person;
  const to = addDays(lastDay, 1);
  if (job.openLeave !== undefined) await endOpenLeave(about, job.openLeave, to);
  await endEmployment(tx, fund, person, { position: job.position.position, to, by }, instant);
  const works = (await employmentOf(tx, fund, person)).some((each) => each.eligible && each.to === ENDLESS);
  if (!works) await noteWorkEnded(tx, { fund, person, lastDay, actor: actor.account }, instant);
}

/** Records certified sick leave of a job under its employer's name. */
async function certifySickLeave(
  about: AboutJob,
  certified: { hundredths: number; on: PlainDate },
): Promise<void> {
  const { tx, fund, job, today } = about;
  const employers = await employersOn(tx, fund, { on: today });
  const certifiedBy = employers.find(({ employer }) => employer === job.position.employer)!.name;
  await recordSickLeave(inJob(about), { ...certified, certifiedBy });
}

/** Records certified sick leave, in place of what the same employer certified before. */
export async function recordSickLeave(
  { tx, fund, person, instant }: Omit<InJob, "position">,
  { hundredths, on, certifiedBy }: { hundredths: number; on: PlainDate; certifiedBy: string },
): Promise<void> {
  const before = (await serviceCreditsOf(tx, fund, person)).find(
    (each) => each.kind === "unusedSickLeave" && each.certifiedBy === certifiedBy,
  );
  if (hundredths === 0 && before === undefined) return;
  const hours = {
    kind: "unusedSickLeave",
    months: 0,
    days: 0,
    hoursHundredths: hundredths,
    certifiedBy,
    effective: on,
  } as const;
  const same = before === undefined ? {} : { credit: before.credit };
  await recordServiceCredit(tx, fund, person, { ...hours, ...same }, instant);
}

/** Pure. Whether an employer may certify sick leave now that somebody left, and the last day of service, on which it stands (RSMo 104.601). */
export function decideSickLeave(
  employment: readonly Pick<Employment, "eligible" | "employer" | "memberClass" | "to">[],
  employer: number,
): Outcome<PlainDate, Refusal<LeavingRefusal>> {
  const all = employment.filter(({ eligible }) => eligible);
  if (all.some(({ to }) => to === ENDLESS)) return refused("still-employed");
  const last = all.reduce<(typeof all)[number] | undefined>(
    (latest, each) => (latest === undefined || each.to > latest.to ? each : latest),
    undefined,
  );
  if (last === undefined) return refused("not-employed");
  if (last.employer !== employer) return refused("not-last-employer", {}, "RSMo 104.601");
  if (withoutSickLeave.includes(last.memberClass))
    return refused("no-sick-leave-in-class", { memberClass: last.memberClass });
  return accepted(addDays(last.to, -1));
}

/** The last employer reports the unused sick leave of somebody who left; a later figure takes the place of an earlier one. */
export async function tellSickLeave(
  system: System,
  actor: Actor,
  told: OfPosition & { readonly hundredths: number },
): Promise<Told<LeavingRefusal | "no-such-position">> {
  const { hundredths } = told;
  return aboutJob<LeavingRefusal, { notice: number }>(
    system,
    actor,
    { name: "tell of sick leave", of: told, request: { hundredths } },
    async (about) => {
      const { tx, fund, job } = about;
      const decision = decideSickLeave(
        await employmentOf(tx, fund, job.person.person),
        job.position.employer,
      );
      if (decision.refused) return decision;
      const on = decision.accepted;
      if (tooMuchSickLeave(hundredths, { born: job.person.born, on })) return sickLeaveRefused();
      await certifySickLeave(about, { hundredths, on });
      return accepted({ notice: await keep(about, "sickLeave", on, { hundredths }) });
    },
  );
}

/** An employer tells that somebody died: employment ends, and the office's case begins, or its duty where nothing is paid. */
export async function tellDeath(
  system: System,
  actor: Actor,
  told: OfPosition & { readonly died: PlainDate; readonly toldBy: string },
): Promise<Told<LeavingRefusal | "no-such-position", { notice: number; caseNumber: number | null }>> {
  const { died, toldBy } = told;
  return aboutJob<LeavingRefusal, { notice: number; caseNumber: number | null }>(
    system,
    actor,
    { name: "tell of a death", of: told, request: { died, toldBy } },
    async (about) => {
      const { tx, job, today, instant, note } = about;
      const { person, born } = job.person;
      if (died > today) return refused("in-future", { days: 0 });
      if (died < born) return refused("died-before-birth", { born: formatDate(born) });
      if (job.open !== undefined && job.open.from <= died) await endStretch(about, died, "death");
      const report = { person, died, source: "employerReport", toldBy, relation: "employer" } as const;
      const opened = await noticeDeath(system, tx, { ...report, actor: actor.account }, instant, note);
      if (opened.refused) await askForDeath(inJob(about), { died, today });
      const caseNumber = opened.accepted?.caseNumber ?? null;
      const notice = await keep(about, "death", died, { toldBy, caseNumber });
      note({ facts: { notice } });
      return accepted({ notice, caseNumber });
    },
  );
}

/** The office looks into the death of somebody who is not paid: survivors may have rights (RSMo 104.1030). */
export async function askForDeath(
  { tx, fund, person, instant }: Omit<InJob, "position">,
  { died, today }: { died: PlainDate; today: PlainDate },
): Promise<void> {
  const duty = { kind: "lookIntoDeath", subject: formatDate(died), due: workingDaysAfter(today, 5) };
  await oblige(tx, { fund, person, ...duty, owner: "counselor", cites: "RSMo 104.1030" }, instant);
}
