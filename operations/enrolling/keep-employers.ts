import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import {
  accountsOf,
  endContact,
  recordCalendar,
  recordContact,
  recordGroupPosition,
  recordRights,
  type Contact,
  type GroupCalendar,
} from "@emeritus/records/employer-desk.ts";
import type { GroupRight } from "@emeritus/records/employer-tables.ts";
import {
  employersOn,
  recordEmployer,
  recordReportingGroup,
  reportingGroupsOn,
} from "@emeritus/records/employer.ts";
import type { Instant, PayCycle } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { periodFrom } from "../reporting-pay/periods.ts";
import type { System } from "../system.ts";

/** Why something about an employer is not recorded. */
export type EmployerRefusal =
  | "no-such-employer"
  | "no-such-group"
  | "no-such-account"
  | "code-taken"
  | "no-period-begins";

/** A command of the office about an employer. */
interface AboutEmployer {
  readonly key: string;
  readonly employer: number;
}

type Done = Outcome<{ employer: number }, Refusal<EmployerRefusal>>;

async function aboutEmployer(
  system: System,
  actor: Actor,
  asked: {
    readonly name: string;
    readonly of: AboutEmployer;
    readonly request: object;
    readonly group?: number;
  },
  effect: (tx: Tx, instant: Instant, today: PlainDate) => Promise<Refusal<EmployerRefusal> | undefined>,
): Promise<Done> {
  allow(actor, "keep employers");
  const { name, of, request, group } = asked;
  const { key, employer } = of;
  const fund = system.fund.number;
  const today = system.calendar.today();
  return command(
    system.db,
    { fund, actor, key, name, request: { employer, ...request } },
    async (tx, instant, note): Promise<Done> => {
      const on = { on: today };
      if (!(await employersOn(tx, fund, on)).some((each) => each.employer === employer))
        return refused("no-such-employer");
      if (group !== undefined) {
        const groups = await reportingGroupsOn(tx, fund, on, employer);
        if (!groups.some((each) => each.reportingGroup === group)) return refused("no-such-group", { group });
      }
      const refusal = await effect(tx, instant, today);
      note({ facts: { employer } });
      return refusal === undefined ? accepted({ employer }) : { refused: refusal };
    },
  );
}

/** A new employer, or another code or name of one, from today on. */
export async function keepEmployer(
  system: System,
  actor: Actor,
  asked: { readonly key: string; readonly employer?: number; readonly code: string; readonly name: string },
): Promise<Done> {
  allow(actor, "keep employers");
  const { key, code, name } = asked;
  const fund = system.fund.number;
  const today = system.calendar.today();
  const request = { employer: asked.employer ?? null, code, name };
  return command(
    system.db,
    { fund, actor, key, name: "keep an employer", request },
    async (tx, instant, note): Promise<Done> => {
      const all = await employersOn(tx, fund, { on: today });
      if (asked.employer !== undefined && !all.some((each) => each.employer === asked.employer))
        return refused("no-such-employer");
      if (all.some((each) => each.code === code && each.employer !== asked.employer))
        return refused("code-taken", { code });
      const employer = asked.employer ?? Math.max(0, ...all.map((each) => each.employer)) + 1;
      await recordEmployer(tx, fund, today, { employer, code, name }, instant);
      note({ facts: { employer } });
      return accepted({ employer });
    },
  );
}

/** A new reporting group of an employer, or another code, name or pay cycle of one, from today on. */
export const keepGroup = (
  system: System,
  actor: Actor,
  asked: AboutEmployer & {
    readonly reportingGroup?: number;
    readonly code: string;
    readonly name: string;
    readonly payCycle: PayCycle;
  },
): Promise<Done> => {
  const { reportingGroup, code, name, payCycle, employer } = asked;
  const request = { reportingGroup: reportingGroup ?? null, code, name, payCycle };
  const known = reportingGroup === undefined ? {} : { group: reportingGroup };
  const about = { name: "keep a reporting group", of: asked, request, ...known };
  return aboutEmployer(system, actor, about, async (tx, instant, today) => {
    const fund = system.fund.number;
    const all = await reportingGroupsOn(tx, fund, { on: today });
    if (all.some((each) => each.code === code && each.reportingGroup !== reportingGroup))
      return refused("code-taken", { code }).refused;
    const number = reportingGroup ?? Math.max(0, ...all.map((each) => each.reportingGroup)) + 1;
    const group = { reportingGroup: number, employer, code, name, payCycle };
    await recordReportingGroup(tx, fund, today, group, instant);
    return undefined;
  });
};

/** Records whom to ask at an employer from today on, or that nobody is asked there any more. */
export const keepContact = (
  system: System,
  actor: Actor,
  asked: AboutEmployer & {
    readonly contact?: number;
    readonly end?: boolean;
    readonly told?: Omit<Contact, "contact" | "employer">;
  },
): Promise<Done> => {
  const { contact, end, told, employer } = asked;
  const group = told?.reportingGroup === undefined ? {} : { group: told.reportingGroup };
  const request = { contact: contact ?? null, end: end ?? false, told: { ...told } };
  const about = { name: "keep a contact", of: asked, request, ...group };
  return aboutEmployer(system, actor, about, async (tx, instant, today) => {
    const fund = system.fund.number;
    if (end === true && contact !== undefined)
      await endContact(tx, fund, { employer, contact, from: today }, instant);
    else if (told !== undefined) {
      const same = contact === undefined ? {} : { contact };
      await recordContact(tx, fund, today, { ...told, employer, ...same }, instant);
    }
    return undefined;
  });
};

/** Records what an account of the employer may do for a group from today on; none takes every right away. */
export const keepRights = (
  system: System,
  actor: Actor,
  asked: AboutEmployer & {
    readonly account: string;
    readonly reportingGroup: number;
    readonly rights: readonly GroupRight[];
  },
): Promise<Done> => {
  const { employer, account, reportingGroup, rights } = asked;
  const request = { account, reportingGroup, rights: [...rights] };
  const about = { name: "keep rights", of: asked, request, group: reportingGroup };
  return aboutEmployer(system, actor, about, async (tx, instant, today) => {
    const fund = system.fund.number;
    const known = await accountsOf(tx, fund, employer);
    if (!known.some((each) => each.account === account))
      return refused("no-such-account", { account }).refused;
    await recordRights(
      tx,
      fund,
      today,
      { account, employer, reportingGroup, rights },
      actor.account,
      instant,
    );
    return undefined;
  });
};

/** Records when a group pays and reports, from today on. */
export const keepCalendar = (
  system: System,
  actor: Actor,
  asked: AboutEmployer & GroupCalendar,
): Promise<Done> => {
  const { key: _key, employer, ...calendar } = asked;
  const about = {
    name: "keep a calendar",
    of: asked,
    request: { ...calendar },
    group: calendar.reportingGroup,
  };
  return aboutEmployer(system, actor, about, async (tx, instant, today) => {
    const fund = system.fund.number;
    const groups = await reportingGroupsOn(tx, fund, { on: today }, employer);
    const { payCycle } = groups.find((each) => each.reportingGroup === calendar.reportingGroup)!;
    if (periodFrom(payCycle, calendar.firstPeriod) === undefined)
      return refused("no-period-begins", { day: formatDate(calendar.firstPeriod) }).refused;
    await recordCalendar(tx, fund, today, calendar, instant);
    return undefined;
  });
};

/** Records the hours a year that a position of a group normally requires, from a day on. */
export const keepGroupPosition = (
  system: System,
  actor: Actor,
  asked: AboutEmployer & {
    readonly reportingGroup: number;
    readonly code: string;
    readonly title: string;
    readonly hoursAYear: number;
    readonly from: PlainDate;
  },
): Promise<Done> => {
  const { reportingGroup, code, title, hoursAYear, from } = asked;
  const request = { reportingGroup, code, title, hoursAYear, from };
  const about = { name: "keep a position", of: asked, request, group: reportingGroup };
  return aboutEmployer(system, actor, about, async (tx, instant) => {
    const position = { reportingGroup, code, title, hoursAYear, decidedBy: actor.account, from };
    await recordGroupPosition(tx, system.fund.number, position, instant);
    return undefined;
  });
};
