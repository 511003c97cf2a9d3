import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import {
  keepCalendar,
  keepContact,
  keepEmployer,
  keepGroup,
  keepGroupPosition,
  keepRights,
} from "@emeritus/operations/enrolling/keep-employers.ts";
import { readEmployer } from "@emeritus/operations/enrolling/read-employers.ts";
import { contactDuties, groupRights } from "@emeritus/records/employer-tables.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, outcomeOf } from "../shared/api-route.ts";
import { WholeNumber } from "../shared/whole-number.ts";
import { Day, Employer, Saved, groupOf, owner, text } from "../shared/employer-answers.ts";

const OfEmployer = z.object({ employer: WholeNumber });

apiRoute({
  method: "get",
  path: "/api/office/employers/:employer",
  owner,
  may: "read employers",
  summary: "One employer: groups, contacts, rights of accounts, positions and open duties",
  params: OfEmployer,
  answer: Employer.extend({
    contacts: z.array(
      z.object({
        contact: z.number(),
        duty: z.enum(contactDuties),
        name: z.string(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
        reportingGroup: z.number().nullable(),
      }),
    ),
    rights: z.array(
      z.object({ account: z.string(), reportingGroup: z.number(), rights: z.array(z.enum(groupRights)) }),
    ),
    positions: z.array(
      z.object({
        reportingGroup: z.number(),
        code: z.string(),
        title: z.string(),
        hoursAYear: z.number(),
        eligible: z.boolean(),
      }),
    ),
    duties: z.array(z.object({ reportingGroup: z.number(), kind: z.string(), due: Day, owner: z.string() })),
  }),
  take: async ({ system, actor, params }) => {
    const seen = await readEmployer(system, actor, params.employer);
    if (seen === undefined) throw new NotFound("no such employer");
    const { employer, code, name, groups } = seen.employer;
    return {
      employer,
      code,
      name,
      groups: groups.map(groupOf),
      contacts: seen.contacts.map((each) => ({
        contact: each.contact,
        duty: each.duty,
        name: each.name,
        email: each.email ?? null,
        phone: each.phone ?? null,
        reportingGroup: each.reportingGroup ?? null,
      })),
      rights: seen.rights.map(({ account, reportingGroup, rights }) => ({
        account,
        reportingGroup,
        rights: [...rights],
      })),
      positions: seen.positions.map(({ reportingGroup, code: position, title, hoursAYear, eligible }) => ({
        reportingGroup,
        code: position,
        title,
        hoursAYear,
        eligible,
      })),
      duties: seen.duties.map(({ reportingGroup, kind, due, owner: by }) => ({
        reportingGroup,
        kind,
        due: formatDate(due),
        owner: by,
      })),
    };
  },
});

const keeping = { method: "post", owner, may: "keep employers", answer: Saved } as const;

apiRoute({
  ...keeping,
  path: "/api/office/employers",
  summary: "Record an employer, or another code or name of one",
  body: z.object({ employer: z.number().int().min(1).optional(), code: text(20), name: text(200) }),
  take: async ({ system, actor, body: { employer, ...rest }, key }) =>
    outcomeOf(
      await keepEmployer(system, actor, { key, ...rest, ...(employer === undefined ? {} : { employer }) }),
    ),
});
apiRoute({
  ...keeping,
  path: "/api/office/employers/:employer/groups",
  summary: "Record a reporting group of an employer",
  params: OfEmployer,
  body: z.object({
    reportingGroup: z.number().int().min(1).optional(),
    code: text(30),
    name: text(200),
    payCycle: z.enum(["monthly", "semimonthly", "biweekly"]),
  }),
  take: async ({ system, actor, params, body: { reportingGroup, ...rest }, key }) =>
    outcomeOf(
      await keepGroup(system, actor, {
        key,
        ...params,
        ...rest,
        ...(reportingGroup === undefined ? {} : { reportingGroup }),
      }),
    ),
});
apiRoute({
  ...keeping,
  path: "/api/office/employers/:employer/contacts",
  summary: "Record whom to ask at an employer, or end a contact",
  params: OfEmployer,
  body: z.object({
    contact: z.number().int().min(1).optional(),
    end: z.boolean().optional(),
    told: z
      .object({
        duty: z.enum(contactDuties),
        name: text(200),
        email: z.email().optional(),
        phone: text(40).optional(),
        reportingGroup: z.number().int().min(1).optional(),
      })
      .optional(),
  }),
  take: async ({ system, actor, params, body: { contact, end, told }, key }) =>
    outcomeOf(
      await keepContact(system, actor, {
        key,
        ...params,
        ...(contact === undefined ? {} : { contact }),
        ...(end === undefined ? {} : { end }),
        ...(told === undefined ? {} : { told }),
      }),
    ),
});
apiRoute({
  ...keeping,
  path: "/api/office/employers/:employer/rights",
  summary: "Record what an account of the employer may do for a reporting group",
  params: OfEmployer,
  body: z.object({
    account: text(150),
    reportingGroup: z.number().int().min(1),
    rights: z.array(z.enum(groupRights)),
  }),
  take: async ({ system, actor, params, body, key }) =>
    outcomeOf(await keepRights(system, actor, { key, ...params, ...body })),
});
apiRoute({
  ...keeping,
  path: "/api/office/employers/:employer/calendar",
  summary: "Record when a reporting group pays and reports",
  params: OfEmployer,
  body: z.object({
    reportingGroup: z.number().int().min(1),
    firstPeriod: Day,
    payAfterDays: z.number().int().min(0).max(60),
    dueAfter: z.enum(["periodEnd", "payDate"]),
    dueWorkingDays: z.number().int().min(0).max(60),
  }),
  take: async ({ system, actor, params, body, key }) =>
    outcomeOf(
      await keepCalendar(system, actor, {
        key,
        ...params,
        ...body,
        firstPeriod: parseDate(body.firstPeriod),
      }),
    ),
});
apiRoute({
  ...keeping,
  path: "/api/office/employers/:employer/positions",
  summary: "Record the hours a year that a position normally requires",
  params: OfEmployer,
  body: z.object({
    reportingGroup: z.number().int().min(1),
    code: text(40),
    title: text(),
    hoursAYear: z.number().int().min(0).max(4_000),
    from: Day,
  }),
  take: async ({ system, actor, params, body, key }) =>
    outcomeOf(
      await keepGroupPosition(system, actor, { key, ...params, ...body, from: parseDate(body.from) }),
    ),
});
