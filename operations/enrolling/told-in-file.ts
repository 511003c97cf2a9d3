import { addDays, ENDLESS, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { casesAt } from "@emeritus/records/case.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { groupPositionsOn } from "@emeritus/records/employer-desk.ts";
import { employmentOf, leavesOf } from "@emeritus/records/employment.ts";
import {
  closeLeave,
  keepMembershipForms,
  keepNotices,
  type MembershipFormToKeep,
  type Notice,
} from "@emeritus/records/enrolment.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { noticeDeath } from "../recording-deaths/report-death.ts";
import type {
  DetailChange,
  Ending,
  HoursChange,
  LeaveChange,
  Membership,
  Opening,
  SickLeave,
} from "../reporting-pay/check-context.ts";
import type { LeaveType as LeaveInFile } from "../reporting-pay/layout.ts";
import type { System } from "../system.ts";
import { kindOf } from "./enrol.ts";
import { watchLayoff } from "./layoff.ts";
import { watchedNoMore, watchLimit, type LeaveType } from "./leave.ts";
import { askForDeath, recordSickLeave } from "./leaving.ts";
import { recordPositions } from "./hours-in-file.ts";
import { REEMPLOYMENT } from "./reemployment-status.ts";
import { noteWorkEnded } from "./reemployment.ts";
import { kindOfDetail, recordDetails } from "./told-details.ts";

/** A pay report whose service is being posted. */
export interface InFile {
  readonly system: System;
  readonly tx: Tx;
  /** The account that posts it. */
  readonly actor: string;
  readonly group: { readonly employer: number; readonly group: number; readonly employerName: string };
  readonly instant: Instant;
}

/** A change of service of a file by the numbers that posting gave. */
type Posted<T> = Omit<T, "who"> & { readonly person: number; readonly position: number };

/** What a file told of service, as it was posted. */
export interface ToldInFile {
  readonly openings: readonly Posted<Opening>[];
  readonly hours: readonly Posted<HoursChange>[];
  readonly details: readonly Posted<DetailChange>[];
  readonly leaves: readonly Posted<LeaveChange>[];
  readonly endings: readonly Posted<Ending>[];
  readonly sickLeave: readonly Posted<SickLeave>[];
}

/**
 * Keeps what a file told of service as the same word on a form is kept: the notice, the membership form, the duties that begin
 * or are done, and the cases that begin. The employment and the leaves themselves are on record before.
 */
export async function keepToldInFile(file: InFile, told: ToldInFile): Promise<void> {
  const notices = [
    ...(await keepOpenings(file, told.openings)),
    ...(await keepHours(file, told.hours)),
    ...(await keepLeaves(file, told.leaves)),
    ...(await keepEndings(file, told.endings)),
    ...(await keepSickLeave(file, told.sickLeave)),
  ];
  const { system, tx, actor, group, instant } = file;
  const { employer, group: reportingGroup } = group;
  const same = { employer, reportingGroup, channel: "file", actor } as const;
  await keepNotices(
    tx,
    system.fund.number,
    notices.map((each) => ({ ...each, ...same })),
    instant,
  );
  const numbers = await keepNotices(
    tx,
    system.fund.number,
    told.details.map(({ person, position, from: effective, told: said }) => ({
      person,
      position,
      kind: kindOfDetail(said),
      effective,
      facts: {},
      ...same,
    })),
    instant,
  );
  const details = told.details.map((each, at) => ({ ...each, notice: numbers[at]! }));
  await recordDetails(tx, system.fund.number, details, instant);
}

type Said = Pick<Notice, "person" | "position" | "kind" | "effective" | "lastPaidPeriodEnd" | "facts">;

async function keepOpenings(file: InFile, openings: ToldInFile["openings"]): Promise<Said[]> {
  if (openings.length === 0) return [];
  const { system, tx, actor, group, instant } = file;
  const fund = system.fund.number;
  const factsOf = ({ hoursAYear, memberFrom, late, toldEmployee }: Posted<Opening>) => ({
    hoursAYear,
    memberFrom: formatDate(memberFrom),
    late,
    ...(toldEmployee === undefined ? {} : { toldEmployee }),
  });
  const of = { tx, fund, actor, group, instant };
  const on = openings.reduce<PlainDate>((latest, { from }) => Math.max(latest, from), 0);
  const listed = new Set((await groupPositionsOn(tx, fund, { on }, [group.group])).map(({ code }) => code));
  const entered = openings.filter(({ code, hoursTold }) => hoursTold && !listed.has(code));
  await recordPositions(of, [...new Map(entered.map((each) => [each.code, each])).values()]);
  const forms = openings
    .filter(({ eligible }) => eligible)
    .flatMap(({ from, memberFrom, late, ...each }) =>
      formOf(actor, { ...each, hired: from, memberFrom, late }),
    );
  await keepMembershipForms(tx, fund, forms, instant);
  return openings.map((each) => ({
    person: each.person,
    position: each.position,
    kind: kindOf(each, each.before),
    effective: each.from,
    facts: factsOf(each),
  }));
}

/** The membership form of somebody whose membership begins, where the law was asked. */
function formOf(
  actor: string,
  of: Pick<MembershipFormToKeep, "position" | "hired" | "memberFrom" | "late"> & {
    readonly person: number;
    readonly membership: Membership | undefined;
  },
): (MembershipFormToKeep & { readonly person: number })[] {
  const { person, position, hired, memberFrom, late, membership } = of;
  if (membership === undefined) return [];
  const { asked, law } = membership;
  const { plan, memberClass, lawVersion } = law;
  const facts = { ...asked, education: asked.education ?? null };
  return [{ person, position, hired, memberFrom, late, actor, plan, memberClass, facts, lawVersion }];
}

/** Other hours, with the membership form where membership begins with them. */
async function keepHours(
  { system, tx, actor, instant }: InFile,
  hours: ToldInFile["hours"],
): Promise<Said[]> {
  const forms = hours.flatMap(({ from, ...each }) =>
    formOf(actor, { ...each, hired: from, memberFrom: from, late: false }),
  );
  if (forms.length > 0) await keepMembershipForms(tx, system.fund.number, forms, instant);
  return hours.map(({ person, position, from, hoursAYear, eligible }) => ({
    person,
    position,
    kind: "eligibility",
    effective: from,
    facts: { hoursAYear, eligible },
  }));
}

/** Leaves by the words of the forms; a layoff has a form of its own. */
const onForm: Record<Exclude<LeaveInFile, "LAYOFF">, LeaveType> = {
  OWN_ILLNESS: "ownIllness",
  PREGNANCY: "pregnancy",
  FMLA: "family",
  MILITARY: "military",
  WORK_COMP: "workersCompensation",
  OTHER_APPROVED: "other",
  UNAPPROVED: "unapproved",
};

async function keepLeaves(file: InFile, leaves: ToldInFile["leaves"]): Promise<Said[]> {
  const { system, tx, instant } = file;
  const said: Said[] = [];
  for (const leave of leaves) {
    const { person, position, kind, from, to, paid } = leave;
    const job = { tx, fund: system.fund.number, person, position, instant };
    const lastDay = to === ENDLESS ? undefined : addDays(to, -1);
    if (leave.continues) await watchedNoMore(job, kind, to);
    else if (kind === "layoff" && lastDay === undefined) await watchLayoff(job, from);
    else if (kind === "ownIllness" && !paid) await watchLimit(job, from, lastDay);
    said.push({ person, position, ...saidOf(leave, lastDay) });
  }
  return said;
}

function saidOf(
  { type, kind, from, to, paid, continues, reason }: Posted<LeaveChange>,
  lastDay: PlainDate | undefined,
): Pick<Said, "kind" | "effective" | "facts"> {
  if (type === "LAYOFF")
    return continues
      ? { kind: "recall", effective: to, facts: {} }
      : { kind: "layoff", effective: from, facts: reason === "" ? {} : { reason } };
  if (continues) return { kind: "return", effective: to, facts: { kind } };
  const until = lastDay === undefined ? {} : { lastDay: formatDate(lastDay) };
  return { kind: "leave", effective: from, facts: { type: onForm[type], paid, ...until } };
}

async function keepEndings(file: InFile, endings: ToldInFile["endings"]): Promise<Said[]> {
  if (endings.length === 0) return [];
  const { system, tx, group } = file;
  const stopped = await casesAt(tx, system.fund.number, REEMPLOYMENT, ["stopped"]);
  const retirees = new Set(stopped.map(({ person }) => person));
  const cases = new Map<number, number | null>();
  const said: Said[] = [];
  for (const ending of endings) {
    const { person, position, lastDay, endedBy, lastPaidPeriodEnd, sickLeaveHundredths } = ending;
    if (ending.onLeave) await endLeave(file, ending);
    if (retirees.has(person)) await noteWork(file, ending);
    const of = { person, position, effective: lastDay, lastPaidPeriodEnd };
    if (endedBy === "death") {
      if (!cases.has(person)) cases.set(person, await startDeath(file, ending));
      const facts = { toldBy: group.employerName, caseNumber: cases.get(person) };
      said.push({ ...of, kind: "death", facts });
    } else {
      const hours = sickLeaveHundredths === undefined ? {} : { sickLeaveHundredths };
      said.push({ ...of, kind: "termination", facts: { reason: endedBy, ...hours } });
    }
  }
  return said;
}

/** A leave that was open ends with the employment, and nothing is watched because of it any more. */
async function endLeave({ system, tx, instant }: InFile, ending: Posted<Ending>): Promise<void> {
  const { person, position, lastDay } = ending;
  const fund = system.fund.number;
  const to = addDays(lastDay, 1);
  const open = (await leavesOf(tx, fund, person)).find(
    (each) => each.position === position && each.to === ENDLESS,
  );
  if (open === undefined) return;
  await closeLeave(tx, fund, person, open, to, instant);
  await watchedNoMore({ tx, fund, person, position, instant }, open.kind, to);
}

/** The work of a retiree whose annuity it stopped has ended. */
async function noteWork({ system, tx, actor, instant }: InFile, ending: Posted<Ending>): Promise<void> {
  const { person, lastDay } = ending;
  const fund = system.fund.number;
  const works = (await employmentOf(tx, fund, person)).some((each) => each.eligible && each.to === ENDLESS);
  if (!works) await noteWorkEnded(tx, { fund, person, lastDay, actor }, instant);
}

/** Starts the case of a death, or the duty to look into it where nothing is paid; gives the number of the case. */
async function startDeath(file: InFile, { person, lastDay: died }: Posted<Ending>): Promise<number | null> {
  const { system, tx, actor, group, instant } = file;
  const source = { source: "employerReport", toldBy: group.employerName, relation: "employer" } as const;
  const opened = await noticeDeath(system, tx, { person, died, ...source, actor }, instant, () => {});
  if (opened.accepted !== undefined) return opened.accepted.caseNumber;
  const today = system.calendar.today();
  await askForDeath({ tx, fund: system.fund.number, person, instant }, { died, today });
  return null;
}

/** Certified sick leave; told with an ending it stands in the notice of that. */
async function keepSickLeave(file: InFile, sickLeave: ToldInFile["sickLeave"]): Promise<Said[]> {
  const { system, tx, group, instant } = file;
  const said: Said[] = [];
  for (const { person, position, hundredths, on, withEnding } of sickLeave) {
    const certified = { hundredths, on, certifiedBy: group.employerName };
    await recordSickLeave({ tx, fund: system.fund.number, person, instant }, certified);
    if (!withEnding) said.push({ person, position, kind: "sickLeave", effective: on, facts: { hundredths } });
  }
  return said;
}
