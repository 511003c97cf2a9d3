import { type PlainDate } from "@emeritus/engine/dates.ts";
import {
  accountsOf,
  calendarsOn,
  contactsOn,
  groupPositionsOn,
  openGroupDuties,
  postedThrough,
  rightsOfAccount,
  rightsOn,
  type Contact,
  type GroupCalendar,
  type GroupDuty,
  type GroupPosition,
  type GroupRights,
} from "@emeritus/records/employer-desk.ts";
import { groupRights, type GroupRight } from "@emeritus/records/employer-tables.ts";
import {
  employersOn,
  reportingGroupsOn,
  type Employer,
  type ReportingGroup,
} from "@emeritus/records/employer.ts";
import { waitingReports } from "@emeritus/records/enrolment.ts";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { expectedPeriods, type ExpectedPeriod } from "./calendar.ts";
import { mayInGroup } from "./group-rights.ts";
import { eligibleByHours } from "./membership-law.ts";

/** A reporting group with what it must do, by its calendar. */
export interface GroupOnDesk extends ReportingGroup {
  readonly calendar: GroupCalendar | undefined;
  readonly postedThrough: PlainDate | undefined;
  /** The period to be reported next, and how many that ended are not reported. */
  readonly next: ExpectedPeriod | undefined;
  readonly overdue: number;
  /** Reports that passed the checks and wait to be submitted. */
  readonly waiting: number;
}

/** An employer with its groups. */
export interface EmployerOnDesk extends Employer {
  readonly groups: readonly GroupOnDesk[];
}

/** How many months back a calendar lists periods that were posted. */
const monthsListed = 6;

interface Calendars {
  readonly calendars: ReadonlyMap<number, GroupCalendar>;
  readonly posted: ReadonlyMap<number, PlainDate>;
  readonly waiting: ReadonlyMap<number, number>;
  readonly today: PlainDate;
}

async function readCalendars({ reader, fund, calendar }: System): Promise<Calendars> {
  const today = calendar.today();
  const calendars = await calendarsOn(reader, fund.number, { on: today });
  return {
    calendars: new Map(calendars.map((each) => [each.reportingGroup, each])),
    posted: await postedThrough(reader, fund.number),
    waiting: await waitingReports(reader, fund.number),
    today,
  };
}

function periodsOf(group: ReportingGroup, { calendars, posted, today }: Calendars): ExpectedPeriod[] {
  const calendar = calendars.get(group.reportingGroup);
  if (calendar === undefined) return [];
  return expectedPeriods({
    calendar,
    cycle: group.payCycle,
    postedThrough: posted.get(group.reportingGroup),
    today,
    months: monthsListed,
  });
}

function onDesk(group: ReportingGroup, read: Calendars): GroupOnDesk {
  const periods = periodsOf(group, read);
  return {
    ...group,
    calendar: read.calendars.get(group.reportingGroup),
    postedThrough: read.posted.get(group.reportingGroup),
    next: periods.find(({ state }) => state !== "posted"),
    overdue: periods.filter(({ state }) => state === "overdue").length,
    waiting: read.waiting.get(group.reportingGroup) ?? 0,
  };
}

/** The employers that an actor may see: all for staff, their own for an employer's account. */
export async function readEmployers(system: System, actor: Actor): Promise<EmployerOnDesk[]> {
  allow(actor, "read employers");
  const { reader, fund, calendar } = system;
  const on = { on: calendar.today() };
  const staff = !actor.roles.includes("employer");
  const employers = (await employersOn(reader, fund.number, on)).filter(
    ({ employer }) => staff || actor.employers.includes(employer),
  );
  const groups = await reportingGroupsOn(reader, fund.number, on);
  const read = await readCalendars(system);
  return employers.map((each) => ({
    ...each,
    groups: groups.filter(({ employer }) => employer === each.employer).map((group) => onDesk(group, read)),
  }));
}

/** A position of a group with whether it is benefit-eligible today. */
export interface PositionOnDesk extends GroupPosition {
  readonly eligible: boolean;
}

/** One employer with all that the office keeps of it. */
export interface EmployerDetail {
  readonly employer: EmployerOnDesk;
  readonly contacts: readonly Contact[];
  readonly accounts: readonly { readonly account: string; readonly name: string; readonly locked: boolean }[];
  readonly rights: readonly GroupRights[];
  readonly positions: readonly PositionOnDesk[];
  readonly duties: readonly GroupDuty[];
  readonly periods: ReadonlyMap<number, readonly ExpectedPeriod[]>;
}

/** One employer; nothing where there is none or where it is not this actor's. */
export async function readEmployer(
  system: System,
  actor: Actor,
  employer: number,
): Promise<EmployerDetail | undefined> {
  allow(actor, "read employers", { employer });
  const { db, reader, fund, calendar } = system;
  const today = calendar.today();
  const found = (await readEmployers(system, actor)).find((each) => each.employer === employer);
  if (found === undefined) return undefined;
  const groups = found.groups.map(({ reportingGroup }) => reportingGroup);
  const read = await readCalendars(system);
  const on = { on: today };
  const positions = await groupPositionsOn(reader, fund.number, on, groups);
  return {
    employer: found,
    contacts: await contactsOn(reader, fund.number, on, employer),
    accounts: await accountsOf(db, fund.number, employer),
    rights: await rightsOn(reader, fund.number, on, { employer }),
    positions: positions.map((each) => ({
      ...each,
      eligible: eligibleByHours(each.hoursAYear, today).value === true,
    })),
    duties: (await openGroupDuties(reader, fund.number)).filter((each) =>
      groups.includes(each.reportingGroup),
    ),
    periods: new Map(found.groups.map((group) => [group.reportingGroup, periodsOf(group, read)])),
  };
}

/** The reporting groups for which an actor has a right, of their employers. */
export async function groupsWithRight(
  system: System,
  actor: Actor,
  right: GroupRight = groupRights[0],
): Promise<ReportingGroup[]> {
  allow(actor, "read employers");
  const { reader, fund, calendar } = system;
  const on = { on: calendar.today() };
  const groups = await reportingGroupsOn(reader, fund.number, on);
  if (!actor.roles.includes("employer")) return groups;
  const rights = await rightsOfAccount(reader, fund.number, on, actor.account);
  return groups.filter(
    ({ employer, reportingGroup }) =>
      actor.employers.includes(employer) && mayInGroup(rights, { employer, reportingGroup, right }),
  );
}
