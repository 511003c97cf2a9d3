import { employersOn, type ReportingGroup } from "@emeritus/records/employer.ts";
import {
  employmentOf,
  leavesOf,
  positionsOf,
  type Employment,
  type Leave,
  type Position,
} from "@emeritus/records/employment.ts";
import {
  employeesOf,
  membershipFormsOf,
  noticesOf,
  type Employee,
  type EmployeeState,
  type MembershipForm,
  type Notice,
} from "@emeritus/records/enrolment.ts";
import { obligationsOf, type Obligation } from "@emeritus/records/obligation.ts";
import { findPerson, type Person } from "@emeritus/records/person.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import { detailStates, type DetailState } from "@emeritus/records/told-detail.ts";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import { recordReadingOf } from "../signing-in/record-reading.ts";
import type { System } from "../system.ts";
import { applicationsKnownTo } from "./applications-shown.ts";
import { planByLaw, type MembershipAsked, type PlanByLaw } from "./membership-law.ts";
import { groupsWithRight } from "./read-employers.ts";

/** How many people a page of the list shows. */
const peopleOnPage = 50;

/** A page of the people of the groups that an actor may read. */
export interface PeopleSeen {
  readonly groups: readonly ReportingGroup[];
  readonly found: number;
  readonly pages: number;
  readonly employees: readonly Employee[];
  /** The planned retirement date of those at work whose application is on record, where the fund shows it (H-033). */
  readonly applications: ReadonlyMap<number, PlainDate>;
}

/** Which people a page lists. */
export interface PeopleAsked {
  readonly group?: string | undefined;
  readonly state?: EmployeeState | undefined;
  readonly find?: string | undefined;
  readonly page: number;
}

/** The people whom an employer employs or employed, a page at a time in order of name. */
export async function readPeople(system: System, actor: Actor, asked: PeopleAsked): Promise<PeopleSeen> {
  allow(actor, "read an employer's members");
  const groups = await groupsWithRight(system, actor, "read");
  const chosen = groups.filter(({ code }) => asked.group === undefined || code === asked.group);
  const { found, employees } = await employeesOf(system.reader, system.fund.number, {
    groups: chosen.map(({ reportingGroup }) => reportingGroup),
    on: system.calendar.today(),
    state: asked.state,
    find: asked.find,
    page: asked.page,
    size: peopleOnPage,
  });
  const atWork = employees.filter(({ state }) => state !== "left").map(({ person }) => person);
  const { reader, fund, calendar } = system;
  const applications = await applicationsKnownTo(reader, fund.number, calendar.today(), atWork);
  return { groups, found, pages: Math.max(1, Math.ceil(found / peopleOnPage)), employees, applications };
}

/** One employee as an employer may see them: their work there, what was told, and why the plan is what it is. */
export interface EmployeeSeen {
  readonly person: Person;
  readonly employerNames: ReadonlyMap<number, string>;
  readonly positions: readonly Position[];
  readonly employment: readonly Employment[];
  readonly leaves: readonly Leave[];
  readonly notices: readonly Notice[];
  /** What became of names and addresses that had to wait for the office, by notice. */
  readonly details: ReadonlyMap<number, DetailState>;
  /** Duties of the employer about this person that are open. */
  readonly duties: readonly Obligation[];
  readonly membership: readonly (MembershipForm & { readonly law: PlanByLaw })[];
  /** The planned retirement date, where the person works there, an application is on record and the fund shows it (H-033). */
  readonly application: PlainDate | undefined;
}

/** One employee; nothing where the person never worked in a group that the actor may read. A reading by staff is an audit entry. */
export async function readEmployee(
  system: System,
  actor: Actor,
  person: number,
): Promise<EmployeeSeen | undefined> {
  allow(actor, "read an employer's members", actor.roles.includes("employer") ? {} : { person });
  const { reader, fund, calendar } = system;
  const groups = new Set(
    (await groupsWithRight(system, actor, "read")).map(({ reportingGroup }) => reportingGroup),
  );
  const positions = (await positionsOf(reader, fund.number, person)).filter((each) =>
    groups.has(each.reportingGroup),
  );
  if (positions.length === 0) return undefined;
  const numbers = new Set(positions.map(({ position }) => position));
  const here = <T extends { position: number }>(all: readonly T[]) =>
    all.filter(({ position }) => numbers.has(position));
  const found = await findPerson(reader, fund.number, person);
  await recordReadingOf(system, actor, {
    action: "read an employer's members",
    person,
    route: "an employee",
  });
  const employers = [...new Set(positions.map(({ employer }) => employer))];
  const duties = await obligationsOf(reader, fund.number, person);
  const today = calendar.today();
  const names = await employersOn(reader, fund.number, { on: today });
  const employment = here(await employmentOf(reader, fund.number, person));
  const atWork = employment.some(({ from, to }) => from <= today && to > today);
  const applications = await applicationsKnownTo(reader, fund.number, today, atWork ? [person] : []);
  const notices = await noticesOf(reader, fund.number, person, employers);
  const takenBack = new Set(
    notices.flatMap((each) => (each.takenBack === undefined ? [] : [each.recordedFrom])),
  );
  const forms = (await membershipFormsOf(reader, fund.number, person)).filter(
    ({ recordedFrom }) => !takenBack.has(recordedFrom),
  );
  return {
    application: applications.get(person),
    person: found!,
    employerNames: new Map(names.map(({ employer, name }) => [employer, name])),
    positions,
    employment,
    leaves: here(await leavesOf(reader, fund.number, person)),
    notices,
    details: await detailStates(reader, fund.number, person),
    duties: duties.filter(({ owner, status }) => owner === "employer" && status === "open"),
    membership: here(forms).map((form) => ({
      ...form,
      law: planByLaw(askedOf(form)),
    })),
  };
}

/** What the law was asked with, as the form keeps it. */
function askedOf({ facts }: MembershipForm): MembershipAsked {
  const { education, ...asked } = facts as MembershipAsked & {
    education: MembershipAsked["education"] | null;
  };
  return education === null || education === undefined ? asked : { ...asked, education };
}
