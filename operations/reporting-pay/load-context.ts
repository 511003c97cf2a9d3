import {
  addDays,
  addMonths,
  ENDLESS,
  monthIndex,
  monthOf,
  yearOfDate,
  type PlainDate,
} from "@emeritus/engine/dates.ts";
import { payLimitCents } from "@emeritus/law/federal/pay-limits.ts";
import { personsBySsn } from "@emeritus/records/closed-field.ts";
import type { Reading } from "@emeritus/records/db.ts";
import type { Keys } from "@emeritus/records/keys.ts";
import { monthPay, rowsToCorrect, yearPay } from "@emeritus/records/pay-report-before.ts";
import {
  drawingBenefit,
  lastPlans,
  peopleByNumber,
  peopleOfGroup,
  personsWithSsn,
  type RosterRow,
} from "@emeritus/records/pay-report-people.ts";
import { leavesOf, stretchesOf } from "@emeritus/records/pay-report-service.ts";
import type { StoredReport } from "@emeritus/records/pay-report.ts";
import type { ReportingGroup } from "@emeritus/records/reporting-group.ts";
import { personsByMemberId } from "@emeritus/records/person.ts";
import { careerBefore, type CareerBefore } from "../enrolling/career-before.ts";
import { loadAbout } from "./load-about-events.ts";
import { ratesInForce } from "./contribution-rates.ts";
import { correctionKey, type CheckContext, type PostedRow } from "./check-context.ts";
import type { Findings } from "./findings.ts";
import { beginningEvents, type PayCode, type PlanCode } from "./layout.ts";
import { shareOfMonth } from "./periods.ts";
import { classInRecord, planInFile } from "./plan-names.ts";
import type { EventRow, ReportFile } from "./report-file.ts";
import { isOpen, Roster, type RosterLeave, type RosterPerson, type RosterPosition } from "./roster.ts";

/** How long after service ends a group's former people stay on its roster, for pay that comes late, in months. */
const monthsRemembered = 13;
/** What to check a file against. */
export interface ContextAsked {
  readonly fund: number;
  readonly keys: Keys;
  readonly group: ReportingGroup;
  readonly file: ReportFile;
  readonly last: StoredReport | undefined;
  readonly findings: Findings;
  readonly today: PlainDate;
  /** Member IDs of people without a row who wait as held rows. */
  readonly excused?: ReadonlySet<number>;
}

/** Reads, in a few statements for the whole file, all that its checks need. */
export async function loadContext(db: Reading, asked: ContextAsked): Promise<CheckContext> {
  const { file, group, last, findings } = asked;
  const roster = await loadRoster(db, asked);
  return {
    file,
    payCycle: group.payCycle,
    roster,
    posted: await loadCorrected(db, asked),
    lastTotalCents:
      last === undefined ? undefined : Number(last.pensionableCents + last.heldPensionableCents),
    lastPeople: last?.peoplePaid ?? undefined,
    excused: asked.excused ?? new Set(),
    yearCents: await loadYears(db, asked, roster),
    careers: await loadCareers(db, asked, roster),
    about: await loadAbout(db, asked, roster),
    employer: group.employer,
    today: asked.today,
    rates: await ratesInForce(db, asked.fund),
    findings,
  };
}

/** What the record says of who comes back or has other hours, a person a row that says so. */
async function loadCareers(
  db: Reading,
  { fund, file }: ContextAsked,
  roster: Roster,
): Promise<Map<EventRow, CareerBefore>> {
  const careers = new Map<EventRow, CareerBefore>();
  for (const row of file.events) {
    const returns = row.event !== "HIRE" && beginningEvents.has(row.event);
    if (!returns && row.event !== "ELIG_CHANGE") continue;
    const who = roster.byMemberId(row.memberId) ?? roster.bySsn(row.ssn);
    if (who === undefined) continue;
    const { memberClass } = row.more;
    const named = memberClass === undefined ? undefined : classInRecord(memberClass);
    const held = returns ? named : who.positions.findLast(isOpen)?.memberClass;
    careers.set(row, await careerBefore(db, fund, who.person, { hired: row.eventDate, memberClass: held }));
  }
  return careers;
}

async function loadRoster(db: Reading, { fund, keys, group, file, last }: ContextAsked): Promise<Roster> {
  const { periodBegin, periodEnd, type } = file.header;
  const since = addMonths(periodBegin, -monthsRemembered);
  const lastReport = type === "REGULAR" ? last?.report : undefined;
  const asked = Promise.all([
    peopleOfGroup(db, fund, { group: group.group, since, on: periodEnd }),
    usualPay(db, { fund, group, last: lastReport === undefined ? undefined : last }).then((usual) =>
      stretchesByPerson(db, fund, { group: group.group, since, people: [], lastReport }, usual),
    ),
    leavesByPerson(db, fund, { group: group.group, since: addDays(periodBegin, -366 * 2), people: [] }),
    drawingBenefit(db, fund, group.group, []),
  ]);
  asked.catch(() => {}); // awaited below: the database works on these while the numbers of the file are hashed
  const bySsn = await personsBySsn(db, keys, fund, ssnsOf(file));
  const [people, positions, leaves, drawing] = await asked;
  const roster = new Roster();
  const byPerson = new Map<number, RosterPerson>();
  const plans = new Map<number, string>();
  const addAll = (rows: readonly RosterRow[]): void => {
    for (const { person, memberId, lastName, firstName, born } of rows) {
      const held = positions.get(person) ?? [];
      const who: RosterPerson = {
        person,
        memberId,
        ssn: 0,
        lastName,
        firstName,
        birthDate: born,
        positions: held,
        leaves: leaves.get(person) ?? [],
        lastPlan: held.at(-1)?.plan ?? planInFile(plans.get(person) ?? ""),
        drawsBenefit: drawing.has(person),
      };
      byPerson.set(person, who);
      roster.add(who);
    }
  };
  addAll(people);
  const strangers = await strangersOf(db, fund, file, roster, bySsn, byPerson);
  if (strangers.length > 0) {
    const of = { group: group.group, since: ENDLESS, people: strangers, lastReport };
    for (const [person, held] of await stretchesByPerson(db, fund, of)) positions.set(person, held);
    for (const person of await drawingBenefit(db, fund, noGroup, strangers)) drawing.add(person);
    for (const [person, plan] of await lastPlans(db, fund, strangers)) plans.set(person, plan);
    addAll(await peopleByNumber(db, fund, strangers, periodEnd));
  }
  for (const [ssn, person] of bySsn) {
    const who = byPerson.get(person);
    if (who === undefined) continue;
    who.ssn = Number(ssn);
    roster.identify(who.ssn, who);
  }
  for (const person of await personsWithSsn(db, fund, unprovenOf(file, roster, bySsn))) {
    const who = byPerson.get(person)!;
    if (who.ssn === 0) who.ssn = otherSsn;
  }
  return roster;
}

/** No reporting group has this number: a question about it is one about the people named alone. */
const noGroup = 0;
/** Marks a person whose SSN on record is another than the file gives. */
const otherSsn = -1;

/** People whom the file names by number together with an SSN that nobody on record has. */
function unprovenOf(
  { money, events }: ReportFile,
  roster: Roster,
  bySsn: ReadonlyMap<string, number>,
): number[] {
  const named = new Set<number>();
  const look = (memberId: number, ssn: number): void => {
    if (
      memberId > 0 &&
      ssn > 0 &&
      roster.bySsn(ssn) === undefined &&
      !bySsn.has(String(ssn).padStart(9, "0"))
    )
      named.add(memberId);
  };
  for (let at = 0; at < money.count; at += 1) look(money.memberId[at]!, money.ssn[at]!);
  for (const event of events) look(event.memberId, event.ssn);
  return [...named].flatMap((memberId) => roster.byMemberId(memberId)?.person ?? []);
}

/** Every SSN of the file once, as nine digits. */
function ssnsOf({ money, events }: ReportFile): string[] {
  const ssns = new Set<number>();
  for (let at = 0; at < money.count; at += 1) if (money.ssn[at]! > 0) ssns.add(money.ssn[at]!);
  for (const event of events) if (event.ssn > 0) ssns.add(event.ssn);
  return [...ssns].map((ssn) => String(ssn).padStart(9, "0"));
}

/** People on record whom the file names and the roster lacks. */
async function strangersOf(
  db: Reading,
  fund: number,
  file: ReportFile,
  roster: Roster,
  bySsn: ReadonlyMap<string, number>,
  known: ReadonlyMap<number, unknown>,
): Promise<number[]> {
  const { money, events, leaves } = file;
  const unknown = new Set<number>();
  const look = (memberId: number): void => {
    if (memberId > 0 && roster.byMemberId(memberId) === undefined) unknown.add(memberId);
  };
  for (let at = 0; at < money.count; at += 1) look(money.memberId[at]!);
  for (const event of events) look(event.memberId);
  for (const leave of leaves) look(leave.memberId);
  const byNumber =
    unknown.size === 0
      ? []
      : (
          await personsByMemberId(
            db,
            fund,
            [...unknown].map((each) => String(each).padStart(8, "0")),
          )
        ).values();
  const strangers = new Set<number>();
  for (const person of byNumber) if (!known.has(person)) strangers.add(person);
  for (const person of bySsn.values()) if (!known.has(person)) strangers.add(person);
  return [...strangers];
}

/**
 * Pay to expect by person and position where the report before has no pay rows because it was taken over with its sums: a period's share
 * of the month's pay. Nothing where the report before has rows.
 */
async function usualPay(
  db: Reading,
  { fund, group, last }: { fund: number; group: ReportingGroup; last: StoredReport | undefined },
): Promise<Map<string, number> | undefined> {
  if (last === undefined || last.rowsMoney > 0 || last.pensionableCents === 0n) return undefined;
  const { periodEnd } = last;
  const month = { group: group.group, year: yearOfDate(periodEnd), month: monthOf(periodEnd) };
  const paid = await monthPay(db, fund, month);
  return new Map([...paid].map(([who, cents]) => [who, shareOfMonth(group.payCycle, cents)]));
}

async function stretchesByPerson(
  db: Reading,
  fund: number,
  asked: Parameters<typeof stretchesOf>[2],
  usual?: ReadonlyMap<string, number>,
): Promise<Map<number, RosterPosition[]>> {
  const byPerson = new Map<number, RosterPosition[]>();
  for (const read of await stretchesOf(db, fund, asked)) {
    const lastPayCents = usual?.get(`${read.person} ${read.position}`);
    const stretch = lastPayCents === undefined ? read : { ...read, lastPayCents };
    stretch.plan = planInFile(stretch.plan);
    const held = byPerson.get(stretch.person);
    if (held === undefined) byPerson.set(stretch.person, [stretch]);
    else held.push(stretch);
  }
  for (const held of byPerson.values()) if (held.length > 1) held.sort((a, b) => a.from - b.from);
  return byPerson;
}

async function leavesByPerson(
  db: Reading,
  fund: number,
  asked: Parameters<typeof leavesOf>[2],
): Promise<Map<number, RosterLeave[]>> {
  const byPerson = new Map<number, RosterLeave[]>();
  for (const { person, ...leave } of await leavesOf(db, fund, asked)) {
    const held = byPerson.get(person);
    if (held === undefined) byPerson.set(person, [leave]);
    else held.push(leave);
  }
  return byPerson;
}

async function loadCorrected(
  db: Reading,
  { fund, group, file }: ContextAsked,
): Promise<Map<string, PostedRow>> {
  const rows = await rowsToCorrect(db, fund, group.group, [...file.money.corrections.values()]);
  return new Map(
    rows.map((row) => [
      correctionKey(row.fileId, row.row),
      {
        ...row,
        code: row.code as PayCode,
        plan: planInFile(row.plan) as PlanCode,
        pensionableCents: Number(row.pensionableCents),
        grossCents: Number(row.grossCents),
        memberCents: Number(row.memberCents),
        employerCents: Number(row.employerCents),
        ltdCents: Number(row.ltdCents),
        lifeCents: Number(row.lifeCents),
        differences: row.differences.map(Number),
      },
    ]),
  );
}

const periodsAYear = { monthly: 12, semimonthly: 24, biweekly: 26 } as const;

/** Pay already posted in the year for people whose row, over a whole year, comes to more than half the limit: the others are far from it. */
async function loadYears(
  db: Reading,
  { fund, group, file }: ContextAsked,
  roster: Roster,
): Promise<Map<string, number>> {
  const { money } = file;
  const near = new Set<number>();
  const years = new Set<number>();
  for (let at = 0; at < money.count; at += 1) {
    const year = yearOf(money.earnEnd[at]!);
    const limit = limitOf(year);
    if (money.pensionableCents[at]! * periodsAYear[group.payCycle] * 2 <= limit) continue;
    const who = roster.byMemberId(money.memberId[at]!) ?? roster.bySsn(money.ssn[at]!);
    if (who === undefined) continue;
    near.add(who.person);
    years.add(year);
  }
  const sums = new Map<string, number>();
  for (const person of near) for (const year of years) sums.set(`${person} ${year}`, 0);
  for (const { person, year, cents } of await yearPay(db, fund, [...near]))
    sums.set(`${person} ${year}`, cents);
  return sums;
}

const yearOf = (date: PlainDate): number => Math.floor(monthIndex(date) / 12);
const limits = new Map<number, number>();

/** The limit of a year in cents; 0 where no table row covers it, so that everybody is looked at. */
function limitOf(year: number): number {
  let limit = limits.get(year);
  if (limit === undefined) limits.set(year, (limit = Number(payLimitCents(year) ?? 0n)));
  return limit;
}
