import { addDays, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { employmentOf, endEmployment } from "@emeritus/records/employment.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";
import { recordServiceCredit, serviceCreditsOf } from "@emeritus/records/service.ts";

import type { Actor } from "../actor.ts";
import { careerFacts } from "../career.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { openRedeterminations } from "../redetermining/open-cases.ts";
import type { System } from "../system.ts";
import type { CaseKey } from "../in-one-case.ts";
import { inCase, type InCase } from "./in-case.ts";

/** What an employer certified on paper for a retirement; a pay report may have brought the last day already. */
export interface EmployerData {
  readonly key: string;
  readonly of: CaseKey;
  /** Last day in a covered position; left out when it is on record. */
  readonly leftService?: PlainDate | undefined;
  /** Unused sick leave in hundredths of an hour; zero is a certificate too. */
  readonly sickLeaveHundredths: number;
}

/** Why an employer's data are not taken. */
export type EmployerDataRefusal = "hours-impossible" | "last-day-after-today" | "not-employed";

const mostHundredths = 2_000_000;

/** Records the employer's final data of a retirement (BR 3-3(1), 3-3(2)): the last day of work and the unused sick leave; what comes after the approval opens a redetermination. */
export async function recordEmployerData(
  system: System,
  actor: Actor,
  data: EmployerData,
): Promise<Outcome<true, Refusal<EmployerDataRefusal | "no-open-case">>> {
  const { key, of, ...request } = data;
  const today = system.calendar.today();
  const asked = { key, may: "work a case", name: "record an employer's final data", of, request } as const;
  return inCase<true, EmployerDataRefusal>(system, actor, asked, async (within) => {
    const { leftService: last, sickLeaveHundredths: hours } = data;
    if (!Number.isInteger(hours) || hours < 0 || hours > mostHundredths) return refused("hours-impossible");
    if (last !== undefined && last > today)
      return refused("last-day-after-today", { last: formatDate(last) });
    if (last !== undefined && !(await endPositions(within, last)))
      return refused("not-employed", { last: formatDate(last) });
    await certify(within, hours, last ?? today);
    await settle(within, today);
    const { tx, fund, instant } = within;
    const told = { fund, today, actor: actor.account, persons: [of.person] };
    const cause = { kind: "employerTold", caseNumber: of.caseNumber } as const;
    await openRedeterminations(tx, { ...told, cause }, instant);
    return accepted(true as const);
  });
}

async function endPositions(
  { tx, fund, instant, retirement: { person } }: InCase,
  last: PlainDate,
): Promise<boolean> {
  const to = addDays(last, 1);
  const open = (await employmentOf(tx, fund, person)).filter((job) => job.from < to && job.to > to);
  for (const { position } of open)
    await endEmployment(tx, fund, person, { position, to, by: "retired" }, instant);
  return open.length > 0;
}

async function certify(
  { tx, fund, instant, actor, retirement: { person } }: InCase,
  hoursHundredths: number,
  effective: PlainDate,
): Promise<void> {
  const there = (await serviceCreditsOf(tx, fund, person)).find(({ kind }) => kind === "unusedSickLeave");
  const certificate = {
    kind: "unusedSickLeave",
    months: 0,
    days: 0,
    hoursHundredths,
    certifiedBy: actor.account,
    effective,
  } as const;
  await recordServiceCredit(
    tx,
    fund,
    person,
    { ...certificate, ...(there ? { credit: there.credit } : {}) },
    instant,
  );
}

/** The employer owes nothing more once the last day and its pay are in. */
async function settle(
  { tx, fund, instant, retirement: { person, caseNumber } }: InCase,
  today: PlainDate,
): Promise<void> {
  const career = await careerFacts(tx, fund, person, { on: today });
  if (career.leftService === undefined || career.sickLeaveHours === undefined) return;
  await settleObligations(
    tx,
    { fund, person, caseNumber, kind: "employer-data-due" },
    { status: "done", because: "the employer's data are in" },
    instant,
  );
}
