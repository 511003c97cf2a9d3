import { done } from "@emeritus/operations/done.ts";
import { addDays, addMonths, firstOfMonthOf, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { fileBackdating } from "@emeritus/operations/enrolling/backdate.ts";
import { enrol, type Enrolled } from "@emeritus/operations/enrolling/enrol.ts";
import { layOff } from "@emeritus/operations/enrolling/layoff.ts";
import { tellLeave } from "@emeritus/operations/enrolling/leave.ts";
import { tellLeaving } from "@emeritus/operations/enrolling/leaving.ts";
import type { System } from "@emeritus/operations/system.ts";
import { findPerson } from "@emeritus/records/person.ts";
import { sql } from "kysely";
import { randomUUID } from "node:crypto";
import { employers, groupCode } from "./invented.ts";
import { ssnOf } from "./record-rows.ts";

/** The persons to whom things happened, for tests of pages. */
export interface EmploymentEvents {
  readonly onLeave: number;
  readonly laidOff: number;
  readonly left: number;
  readonly enrolled: number;
  /** Recorded without membership, whose membership was filed late. */
  readonly small: Enrolled & { readonly caseNumber: number };
  /** A retiree who works again. */
  readonly retiree: Enrolled;
}

type OfJob = { readonly person: number; readonly position: number };

/** The first numbers belong to people with sign-ins: nothing happens to them here. */
const named = 10;

/**
 * What an employer told of its people lately: a leave, a layoff, somebody who left, and three enrolments. Nothing where nobody
 * draws a pension, or where something was told before.
 */
export async function employmentEvents(system: System, place: number): Promise<EmploymentEvents | undefined> {
  const today = system.calendar.today();
  const first = employers[place];
  const actor: Actor = {
    account: `personnel-${first!.code}`,
    roles: ["employer"],
    employers: [first!.number],
  };
  const { rows: told } = await sql`select 1 from records.employment_notice limit 1`.execute(system.db);
  if (told.length > 0) return undefined;
  const { rows: working } = await sql<OfJob>`
    select e.person, e.position from records.employment e join records.position p using (fund, person, position)
    where e.fund = ${system.fund.number} and p.reporting_group = ${first!.number} and p.employer = ${first!.number}
      and e.recorded_to = 'infinity' and e.valid_to = 'infinity' and e.person > ${named}
      and not exists (select from records.case_file c where (c.fund, c.person) = (e.fund, e.person))
      and not exists (select from records.leave l where (l.fund, l.person) = (e.fund, e.person) and l.recorded_to = 'infinity' and l.valid_to > ${formatDate(addDays(today, -60))}::date)
    order by e.person limit 3`.execute(system.db);
  const { rows: retired } = await sql<{ person: number }>`
    select b.person from records.benefit b where b.fund = ${system.fund.number} and b.kind = 'retirement' and b.recorded_to = 'infinity'
      and b.valid_to = 'infinity' and b.person = b.member and b.valid_from < ${formatDate(addMonths(today, -12))}::date and b.person > ${named}
      and not exists (select from records.person_death d where d.fund = b.fund and d.person = b.person and d.recorded_to = 'infinity')
    order by b.person limit 1`.execute(system.db);
  if (retired[0] === undefined) return undefined;
  const of = ({ person, position }: OfJob) => ({ key: randomUUID(), person, position });
  const hire = (at: number, last: string, hired: PlainDate, more: object) =>
    done(
      enrol(system, actor, {
        key: randomUUID(),
        group: groupCode(first!),
        ssn: `9870000${String(at).padStart(2, "0")}`,
        name: { first: "Nora", last },
        born: addMonths(firstOfMonthOf(today), -12 * 29) + at,
        hired,
        position: `N${at}`,
        title: first!.jobs[at % first!.jobs.length]!,
        hoursAYear: 2_080,
        fteHundredths: 10_000,
        memberClass: "general",
        ...more,
      }),
    );
  for (const [at, last] of ["Amsel", "Birch", "Clay"].entries())
    if (working.length < 3) working.push(await hire(10 + at, last, addDays(today, -25), {}));
  const [leave, layoff, leaving] = working as [OfJob, OfJob, OfJob];
  const lately = addDays(today, -12);
  await done(
    tellLeave(system, actor, {
      ...of(leave),
      type: "ownIllness",
      paid: false,
      approvedBy: "Rosa Sable",
      from: lately,
    }),
  );
  await done(layOff(system, actor, { ...of(layoff), from: lately, reason: "shortageOfFunds" }));
  await done(
    tellLeaving(system, actor, {
      ...of(leaving),
      lastDay: addDays(today, -7),
      lastPaidPeriodEnd: addDays(today, -7),
      reason: "left",
      sickLeaveHundredths: 21_250,
    }),
  );
  const enrolled = await hire(1, "Quade", addDays(today, -10), {});
  const begun = addMonths(firstOfMonthOf(today), -3);
  const few = { hoursAYear: 960, fteHundredths: 4_600, toldEmployee: true };
  const small = await hire(2, "Trask", begun, few);
  const { caseNumber } = await done(
    fileBackdating(system, actor, {
      ...of(small),
      from: begun,
      through: firstOfMonthOf(today) - 32 + 27,
      hoursAYear: 1_100,
      months: [3, 2, 1].map((ago) => ({ month: addMonths(firstOfMonthOf(today), -ago), payCents: 131_250 })),
    }),
  );
  const { person } = retired[0];
  const back = (await findPerson(system.db, system.fund.number, person))!;
  const again = { ssn: ssnOf(person), name: back.name, born: back.born };
  const retiree = await hire(3, back.name.last, addDays(today, -3), again);
  return {
    onLeave: leave.person,
    laidOff: layoff.person,
    left: leaving.person,
    enrolled: enrolled.person,
    small: { ...small, caseNumber },
    retiree,
  };
}
