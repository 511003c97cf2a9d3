import { randomUUID } from "node:crypto";
import { addDays, addMonths, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import {
  addGroupDuties,
  calendarsOn,
  groupDutiesOf,
  postedThrough,
  settleGroupDuties,
  type GroupDuty,
} from "@emeritus/records/employer-desk.ts";
import { reportingGroupsOn } from "@emeritus/records/employer.ts";
import { endEmployment } from "@emeritus/records/employment.ts";
import { closeLeave, keepNotice, openLeaves, type OpenLeave } from "@emeritus/records/enrolment.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";
import type { System } from "../system.ts";
import { expectedPeriods, type ExpectedPeriod } from "./calendar.ts";
import { layoffEnds } from "./layoff.ts";
import { limitOf } from "./membership-law.ts";
import { findJob } from "./reported.ts";

/** What the daily look at employers did. */
export interface EmployersKept {
  readonly layoffsEnded: number;
  readonly dutiesOpened: number;
  readonly dutiesDone: number;
}

/**
 * Looks once a day at what only a date brings: a layoff that nobody ended in twelve months becomes a termination (BR 2-11(4),
 * 3-11(4)), and each pay period that ended brings a duty to report, and to remind when it is late. Again the same day it changes
 * nothing.
 */
export async function keepEmployersInTime(system: System): Promise<EmployersKept> {
  const layoffsEnded = await endLayoffs(system);
  return { layoffsEnded, ...(await keepDuties(system)) };
}

async function endLayoffs(system: System): Promise<number> {
  const fund = system.fund.number;
  const today = system.calendar.today();
  const begunBy = addMonths(today, -limitOf("layoff").months + 1);
  let ended = 0;
  for (const laid of await openLeaves(system.db, fund, { kind: "layoff", begunBy })) {
    if (layoffEnds(laid.from) > today) continue;
    const { person, position } = laid;
    const request = { person, position, from: laid.from, today };
    const done = await command(
      system.db,
      {
        fund,
        actor: { account: "system" },
        key: randomUUID(),
        name: "end a layoff",
        request,
        persons: [person],
      },
      async (tx, instant, note) => {
        const done = await endLayoff(tx, fund, laid, instant);
        note({ facts: { position, ended: done } });
        return done;
      },
    );
    if (done) ended += 1;
  }
  return ended;
}

/** A layoff of twelve months: employment ends on its last day, which breaks service; the record keeps the leave. */
async function endLayoff(tx: Tx, fund: number, laid: OpenLeave, instant: Instant): Promise<boolean> {
  const { person, position, employer, reportingGroup } = laid;
  const job = await findJob(tx, fund, { person, position });
  const leave = job?.openLeave;
  if (leave === undefined || leave.kind !== "layoff") return false;
  const to = layoffEnds(leave.from);
  await closeLeave(tx, fund, person, leave, to, instant);
  await endEmployment(tx, fund, person, { position, to, by: "layoff" }, instant);
  const because = `twelve months to ${formatDate(addDays(to, -1))}`;
  const match = { fund, person, kind: "layoff-ends", subject: String(position) };
  await settleObligations(tx, match, { status: "done", because }, instant);
  const told = {
    person,
    position,
    employer,
    reportingGroup,
    kind: "layoffEnded",
    channel: "system",
  } as const;
  const facts = { laidOff: formatDate(leave.from), cites: limitOf("layoff").cites };
  await keepNotice(tx, fund, { ...told, effective: addDays(to, -1), facts, actor: "system" }, instant);
  return true;
}

/** The duty of a group to send a report, and that of the office to remind it. */
export const groupDutyKinds = { report: "pay-report", remind: "remind-of-report" } as const;

/** How far back periods that nobody reported are looked at, in months. */
const monthsLookedAt = 24;

async function keepDuties(system: System): Promise<Omit<EmployersKept, "layoffsEnded">> {
  const fund = system.fund.number;
  const today = system.calendar.today();
  const request = { today };
  return command(
    system.db,
    { fund, actor: { account: "system" }, key: randomUUID(), name: "keep report duties", request },
    async (tx, instant, note) => {
      const there = await groupDutiesOf(tx, fund);
      const wanted: Omit<GroupDuty, "duty" | "status">[] = [];
      const posted = await postedThrough(tx, fund);
      const groups = await reportingGroupsOn(tx, fund, { on: today });
      const calendars = new Map(
        (await calendarsOn(tx, fund, { on: today })).map((each) => [each.reportingGroup, each]),
      );
      for (const { reportingGroup, payCycle } of groups) {
        const calendar = calendars.get(reportingGroup);
        if (calendar === undefined) continue;
        const periods = expectedPeriods({
          calendar,
          cycle: payCycle,
          postedThrough: posted.get(reportingGroup),
          today,
          months: monthsLookedAt,
        });
        wanted.push(...dutiesOf(reportingGroup, periods));
      }
      const keyOf = ({ reportingGroup, kind, periodEnd }: Omit<GroupDuty, "duty" | "status">) =>
        `${reportingGroup} ${kind} ${periodEnd}`;
      const known = new Set(there.map(keyOf));
      const still = new Set(wanted.map(keyOf));
      const opened = wanted.filter((duty) => !known.has(keyOf(duty)));
      const done = there.filter((duty) => duty.status === "open" && !still.has(keyOf(duty)));
      await addGroupDuties(tx, fund, opened, instant);
      await settleGroupDuties(tx, fund, done, "posted", instant);
      const facts = { dutiesOpened: opened.length, dutiesDone: done.length };
      note({ facts });
      return facts;
    },
  );
}

/** What a group's periods ask for: a report of each that ended, and a reminder the working day after it was due. Pure. */
export function dutiesOf(
  reportingGroup: number,
  periods: readonly ExpectedPeriod[],
): Omit<GroupDuty, "duty" | "status">[] {
  return periods.flatMap(({ end, due, state }) => {
    if (state !== "due" && state !== "overdue") return [];
    const report = { reportingGroup, kind: groupDutyKinds.report, periodEnd: end, due, owner: "employer" };
    if (state === "due") return [report];
    const remindOn: PlainDate = workingDaysAfter(due, 1);
    return [report, { ...report, kind: groupDutyKinds.remind, due: remindOn, owner: "counselor" }];
  });
}
