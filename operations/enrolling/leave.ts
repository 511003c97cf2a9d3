import { addDays, completing, ENDLESS, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { recordLeave, type Leave } from "@emeritus/records/employment.ts";
import { closeLeave, keepNotice } from "@emeritus/records/enrolment.ts";
import { obligeAgain, settleObligations } from "@emeritus/records/obligation.ts";
import type { LeaveKind } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { openRedeterminations } from "../redetermining/open-cases.ts";
import type { System } from "../system.ts";
import { daysAhead } from "./decide-enrolment.ts";
import { limitOf } from "./membership-law.ts";
import {
  aboutJob,
  inJob,
  type AboutJob,
  type InJob,
  type Job,
  type OfPosition,
  type Told,
} from "./reported.ts";

/** The leaves that an employer can tell, and how the record names each: pregnancy counts as own illness (BR 2-2, 3-2). */
export const leaveTypes = {
  ownIllness: "ownIllness",
  pregnancy: "ownIllness",
  family: "family",
  military: "military",
  workersCompensation: "workersCompensation",
  other: "other",
  unapproved: "unapproved",
} as const satisfies Record<string, LeaveKind>;
export type LeaveType = keyof typeof leaveTypes;

/** The duty to tell of an unpaid illness leave that reaches its limit. */
export const ILLNESS_LIMIT = "illness-leave-limit";

/** A leave that begins, or a whole one that is told afterwards. */
export interface LeaveTold extends OfPosition {
  readonly type: LeaveType;
  readonly paid: boolean;
  readonly approvedBy?: string | undefined;
  readonly from: PlainDate;
  /** The last day away, where it is known. */
  readonly lastDay?: PlainDate | undefined;
}

/** Why a leave, or a return from one, is not recorded. */
export type LeaveRefusal =
  | "not-employed"
  | "in-future"
  | "dates-reversed"
  | "approval-missing"
  | "leave-overlaps"
  | "not-on-leave"
  | "back-before-leave";

/** Pure. Order: the dates, the employment, the approval, other leaves. */
export function decideLeave(
  job: Pick<Job, "stretches" | "leaves">,
  told: Pick<LeaveTold, "type" | "from" | "lastDay" | "approvedBy">,
  today: PlainDate,
): Outcome<true, Refusal<LeaveRefusal>> {
  const { type, from, lastDay, approvedBy } = told;
  if (from > addDays(today, daysAhead)) return refused("in-future", { days: daysAhead });
  if (lastDay !== undefined && lastDay < from) return refused("dates-reversed");
  const to = lastDay === undefined ? ENDLESS : addDays(lastDay, 1);
  const during = job.stretches.find((each) => each.from <= from && each.to > from && to <= each.to);
  if (during === undefined) return refused("not-employed");
  if (type !== "unapproved" && (approvedBy ?? "").trim() === "") return refused("approval-missing");
  const other = job.leaves.find((each) => each.from < to && from < each.to);
  if (other !== undefined) return refused("leave-overlaps", { from: formatDate(other.from) });
  return accepted(true);
}

/** An employer tells that somebody is away, as the board's rules ask for unpaid illness leave (BR 2-2, 3-2, 4-2). */
export async function tellLeave(
  system: System,
  actor: Actor,
  told: LeaveTold,
): Promise<Told<LeaveRefusal | "no-such-position">> {
  const { type, paid, approvedBy, from, lastDay } = told;
  const request = { type, paid, approvedBy, from, lastDay };
  return aboutJob<LeaveRefusal, { notice: number }>(
    system,
    actor,
    { name: "tell of a leave", of: told, request },
    async (about) => {
      const { tx, fund, job, today, instant, note } = about;
      const decision = decideLeave(job, told, today);
      if (decision.refused) return decision;
      const { person } = job.person;
      const kind = leaveTypes[type];
      const leave = {
        position: told.position,
        kind,
        paid,
        from,
        ...(approvedBy === undefined ? {} : { approvedBy }),
      };
      const until = lastDay === undefined ? {} : { to: addDays(lastDay, 1) };
      await recordLeave(tx, fund, person, { ...leave, ...until }, instant);
      if (kind === "ownIllness" && !paid) await watchLimit(inJob(about), from, lastDay);
      const facts = { type, paid, ...(lastDay === undefined ? {} : { lastDay: formatDate(lastDay) }) };
      const notice = await keep(about, "leave", from, facts);
      note({ facts: { notice, type } });
      return accepted({ notice });
    },
  );
}

/** At the end of twelve months the employer tells again, if nobody came back before (BR 2-2, 3-2). */
export async function watchLimit(
  { tx, fund, person, position, instant }: InJob,
  from: PlainDate,
  lastDay: PlainDate | undefined,
): Promise<void> {
  const { months, cites } = limitOf("illness");
  const due = completing(from, months);
  if (lastDay !== undefined && lastDay < due) return;
  const subject = String(position);
  await obligeAgain(
    tx,
    { fund, person, kind: ILLNESS_LIMIT, subject, due, owner: "employer", cites },
    instant,
  );
}

/** An employer tells that somebody came back: `on` is the first day at work. */
export async function tellReturn(
  system: System,
  actor: Actor,
  told: OfPosition & { readonly on: PlainDate },
): Promise<Told<LeaveRefusal | "no-such-position">> {
  const { on } = told;
  return aboutJob<LeaveRefusal, { notice: number }>(
    system,
    actor,
    { name: "tell of a return", of: told, request: { on } },
    async (about) => {
      const { job, today } = about;
      const leave = job.openLeave;
      if (leave === undefined || leave.kind === "layoff") return refused("not-on-leave");
      if (on > addDays(today, daysAhead)) return refused("in-future", { days: daysAhead });
      if (on <= leave.from) return refused("back-before-leave", { from: formatDate(leave.from) });
      await endOpenLeave(about, leave, on);
      return accepted({ notice: await keep(about, "return", on, { kind: leave.kind }) });
    },
  );
}

/** Ends an open leave and what was watched because of it. */
export async function endOpenLeave(about: AboutJob, leave: Leave, to: PlainDate): Promise<void> {
  const { tx, fund, job, instant } = about;
  await closeLeave(tx, fund, job.person.person, leave, to, instant);
  await watchedNoMore(inJob(about), leave.kind, to);
}

/** The duty that watched a leave is done: the leave has an end. */
export async function watchedNoMore(
  { tx, fund, person, position, instant }: InJob,
  leave: LeaveKind,
  to: PlainDate,
): Promise<void> {
  const kind = leave === "layoff" ? "layoff-ends" : ILLNESS_LIMIT;
  const match = { fund, person, kind, subject: String(position) };
  await settleObligations(tx, match, { status: "done", because: `ended before ${formatDate(to)}` }, instant);
}

/** Keeps a notice about a job. */
export async function keep(
  { tx, fund, job, channel, actor, today, instant }: AboutJob,
  kind: Parameters<typeof keepNotice>[2]["kind"],
  effective: PlainDate,
  facts: Readonly<Record<string, unknown>>,
  lastPaidPeriodEnd?: PlainDate,
): Promise<number> {
  const { employer, reportingGroup, position } = job.position;
  const { person } = job.person;
  if (kind !== "name" && kind !== "address") {
    const cause = { kind: "employerTold", employer, told: kind } as const;
    await openRedeterminations(tx, { fund, today, actor: actor.account, persons: [person], cause }, instant);
  }
  const told = { person, position, employer, reportingGroup, kind, channel, effective };
  return keepNotice(
    tx,
    fund,
    {
      ...told,
      facts,
      actor: actor.account,
      ...(lastPaidPeriodEnd === undefined ? {} : { lastPaidPeriodEnd }),
    },
    instant,
  );
}
