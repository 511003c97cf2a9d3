import { addDays, ENDLESS, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import {
  billBackdating,
  grantBackdating,
  refuseBackdating,
} from "@emeritus/operations/enrolling/backdate.ts";
import { enrol } from "@emeritus/operations/enrolling/enrol.ts";
import {
  keepCalendar,
  keepContact,
  keepEmployer,
  keepGroup,
  keepGroupPosition,
  keepRights,
} from "@emeritus/operations/enrolling/keep-employers.ts";
import {
  readEmployer,
  readEmployers,
  type GroupOnDesk,
} from "@emeritus/operations/enrolling/read-employers.ts";
import { readEmployee, readPeople } from "@emeritus/operations/enrolling/read-people.ts";
import {
  readBackdating,
  readBackdatings,
  readReemployment,
  readReemployments,
} from "@emeritus/operations/enrolling/read-reemployment.ts";
import {
  confirmReemployment,
  dismissReemployment,
  resumeAnnuity,
} from "@emeritus/operations/enrolling/reemployment.ts";
import type { Action } from "@emeritus/operations/permissions.ts";
import { contactDuties, groupRights } from "@emeritus/records/employer-tables.ts";
import { employeeStates } from "@emeritus/records/enrolment.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, outcomeOf, refusal } from "../shared/api-route.ts";
import { EnrolmentBody, tellings, type TellingName } from "../shared/tellings.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const owner = "enrolment";
const Day = z.iso.date();
const text = (most = 100) => z.string().trim().min(1).max(most);
const because = text(500);
const Group = z.object({
  reportingGroup: z.number(),
  code: z.string(),
  name: z.string(),
  payCycle: z.enum(["monthly", "semimonthly", "biweekly"]),
  postedThrough: Day.nullable(),
  nextPeriodEnd: Day.nullable(),
  nextDue: Day.nullable(),
  overdue: z.number(),
  waiting: z.number(),
});
const groupOf = (group: GroupOnDesk): z.input<typeof Group> => ({
  reportingGroup: group.reportingGroup,
  code: group.code,
  name: group.name,
  payCycle: group.payCycle,
  postedThrough: group.postedThrough === undefined ? null : formatDate(group.postedThrough),
  nextPeriodEnd: group.next === undefined ? null : formatDate(group.next.end),
  nextDue: group.next === undefined ? null : formatDate(group.next.due),
  overdue: group.overdue,
  waiting: group.waiting,
});
const Employer = z.object({
  employer: z.number(),
  code: z.string(),
  name: z.string(),
  groups: z.array(Group),
});
const Saved = z.object({ employer: z.number() });

for (const hat of ["employer", "office"] as const) {
  apiRoute({
    method: "get",
    path: `/api/${hat}/employers`,
    owner,
    may: "read employers",
    summary: "Employers with their reporting groups: what is due next, overdue and waiting",
    answer: z.object({ employers: z.array(Employer) }),
    take: async ({ system, actor }) => ({
      employers: (await readEmployers(system, actor)).map(({ employer, code, name, groups }) => ({
        employer,
        code,
        name,
        groups: groups.map(groupOf),
      })),
    }),
  });

  apiRoute({
    method: "post",
    path: `/api/${hat}/enrolments`,
    owner,
    may: "report employment",
    summary: "Enrol somebody who was hired; the law gives the plan",
    body: EnrolmentBody,
    answer: z.object({
      person: z.number(),
      memberId: z.string(),
      position: z.number(),
      kind: z.enum(["hire", "rehire", "transfer", "notEligible"]),
      plan: z.string(),
      memberClass: z.string(),
      memberFrom: Day,
      late: z.boolean(),
      eligible: z.boolean(),
      reemployment: z.number().nullable(),
    }),
    take: async ({ system, actor, body, key }) => {
      const { accepted, refused } = await enrol(system, actor, { ...body, key });
      return refused ? refusal(refused) : { ...accepted, reemployment: accepted.reemployment ?? null };
    },
  });

  for (const [name, { summary, body, tell }] of Object.entries(tellings) as [
    TellingName,
    (typeof tellings)[TellingName],
  ][])
    apiRoute({
      method: "post",
      path: `/api/${hat}/people/:person/positions/:position/${name}`,
      owner,
      may: "report employment",
      summary,
      params: z.object({ person: WholeNumber, position: WholeNumber }),
      subject: ({ params }) => (hat === "office" ? { person: params.person } : {}),
      body,
      answer: z.object({ done: z.literal(true), facts: z.record(z.string(), z.unknown()) }),
      take: async ({ system, actor, params, body: told, key }) => {
        const { accepted, refused } = await tell(system, actor, { key, ...params }, told);
        if (refused?.code === "no-such-position") throw new NotFound("no such position");
        return refused ? refusal(refused) : { done: true as const, facts: { ...(accepted as object) } };
      },
    });
}

const PlannedRetirement = Day.nullable().describe(
  "Planned date of an application to retire that is on record, where the fund shows it",
);
const planned = (date: PlainDate | undefined) => (date === undefined ? null : formatDate(date));
const Employee = z.object({
  person: z.number(),
  memberId: z.string(),
  name: z.string(),
  position: z.number(),
  code: z.string(),
  title: z.string().nullable(),
  plan: z.string(),
  eligible: z.boolean(),
  state: z.enum(employeeStates),
  from: Day,
  lastDay: Day.nullable(),
});

apiRoute({
  method: "get",
  path: "/api/employer/people",
  owner,
  may: "read an employer's members",
  summary: "The people of the reporting groups, fifty a page in order of name",
  query: z.object({
    find: z.string().max(100).optional(),
    group: z.string().max(50).optional(),
    state: z.enum(employeeStates).optional(),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
  }),
  answer: z.object({
    found: z.number(),
    pages: z.number(),
    people: z.array(Employee.extend({ plannedRetirement: PlannedRetirement })),
  }),
  take: async ({ system, actor, query }) => {
    const { found, pages, employees, applications } = await readPeople(system, actor, query);
    return {
      found,
      pages,
      people: employees.map(({ reportingGroup: _group, ...employee }) => ({
        ...employee,
        plannedRetirement: planned(employee.state === "left" ? undefined : applications.get(employee.person)),
      })),
    };
  },
});

apiRoute({
  method: "get",
  path: "/api/employer/people/:person",
  owner,
  may: "read an employer's members",
  summary: "One employee: work with the employer, leaves, what was told, and the plan with the law's answers",
  params: z.object({ person: WholeNumber }),
  answer: z.object({
    person: z.number(),
    memberId: z.string(),
    plannedRetirement: PlannedRetirement,
    employment: z.array(
      z.object({
        position: z.number(),
        plan: z.string(),
        eligible: z.boolean(),
        from: Day,
        lastDay: Day.nullable(),
      }),
    ),
    leaves: z.array(
      z.object({
        position: z.number(),
        kind: z.string(),
        paid: z.boolean(),
        from: Day,
        lastDay: Day.nullable(),
      }),
    ),
    notices: z.array(z.object({ kind: z.string(), channel: z.string(), effective: Day })),
    membership: z.array(
      z.object({
        plan: z.string(),
        memberClass: z.string(),
        memberFrom: Day,
        late: z.boolean(),
        asked: z.array(z.object({ plan: z.string(), isMember: z.boolean(), cites: z.array(z.string()) })),
      }),
    ),
  }),
  take: async ({ system, actor, params }) => {
    const seen = await readEmployee(system, actor, params.person);
    if (seen === undefined) throw new NotFound("no such employee");
    const days = ({ from, to }: { from: number; to: number }) => ({
      from: formatDate(from),
      lastDay: to === ENDLESS ? null : formatDate(addDays(to, -1)),
    });
    return {
      person: seen.person.person,
      memberId: seen.person.memberId,
      plannedRetirement: planned(seen.application),
      employment: seen.employment.map((each) => ({
        position: each.position,
        plan: each.plan,
        eligible: each.eligible,
        ...days(each),
      })),
      leaves: seen.leaves.map((each) => ({
        position: each.position,
        kind: each.kind,
        paid: each.paid,
        ...days(each),
      })),
      notices: seen.notices.map(({ kind, channel, effective }) => ({
        kind,
        channel,
        effective: formatDate(effective),
      })),
      membership: seen.membership.map(({ plan, memberClass, memberFrom, late, law }) => ({
        plan,
        memberClass,
        memberFrom: formatDate(memberFrom),
        late,
        asked: law.considered.map((one) => ({
          plan: one.plan,
          isMember: one.isMember.value === true,
          cites: [...(one.isMember.explanation.cites ?? [])],
        })),
      })),
    };
  },
});

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

const Listed = z.array(
  z.object({
    person: z.number(),
    case: z.number(),
    memberId: z.string(),
    name: z.string(),
    status: z.string(),
  }),
);
const listedOf = (rows: Awaited<ReturnType<typeof readReemployments>>): z.input<typeof Listed> =>
  rows.map(({ person, caseNumber, memberId, name, status }) => ({
    person,
    case: caseNumber,
    memberId,
    name,
    status,
  }));

apiRoute({
  method: "get",
  path: "/api/office/employment-cases",
  owner,
  may: "read employment cases",
  summary: "Retirees who work again, and memberships found late",
  answer: z.object({ reemployments: Listed, backdatings: Listed }),
  take: async ({ system, actor }) => ({
    reemployments: listedOf(await readReemployments(system, actor)),
    backdatings: listedOf(await readBackdatings(system, actor)),
  }),
});

const OfCase = z.object({ person: WholeNumber, case: WholeNumber });
const subject = ({ params }: { params: { person: number } }) => ({ person: params.person });

apiRoute({
  method: "get",
  path: "/api/office/reemployments/:person/:case",
  owner,
  may: "read employment cases",
  summary: "A retiree who works again",
  params: OfCase,
  subject,
  answer: z.object({
    status: z.string(),
    employer: z.string(),
    workFrom: Day,
    workTo: Day.nullable(),
    resumesOn: Day.nullable(),
    stops: z.boolean(),
    severed: z.boolean(),
  }),
  take: async ({ system, actor, params }) => {
    const seen = await readReemployment(system, actor, { person: params.person, caseNumber: params.case });
    if (seen === undefined) throw new NotFound("no such case");
    const { status, employerName, workFrom, workTo, resumesOn, stops, severed } = seen.found;
    return {
      status,
      employer: employerName,
      workFrom: formatDate(workFrom),
      workTo: workTo === undefined ? null : formatDate(workTo),
      resumesOn: resumesOn === undefined ? null : formatDate(resumesOn),
      stops,
      severed,
    };
  },
});

apiRoute({
  method: "get",
  path: "/api/office/backdatings/:person/:case",
  owner,
  may: "read employment cases",
  summary: "A membership found late, with pay and contributions by month",
  params: OfCase,
  subject,
  answer: z.object({
    status: z.string(),
    plan: z.string(),
    from: Day,
    through: Day,
    openContributions: z.string().nullable(),
    months: z.array(z.object({ month: Day, pay: z.string(), employer: z.string(), member: z.string() })),
  }),
  take: async ({ system, actor, params }) => {
    const seen = await readBackdating(system, actor, { person: params.person, caseNumber: params.case });
    if (seen === undefined) throw new NotFound("no such case");
    const { status, plan, from, through, openCents, months } = seen.found;
    return {
      status,
      plan,
      from: formatDate(from),
      through: formatDate(through),
      openContributions: openCents === undefined ? null : formatCents(openCents),
      months: months.map((each) => ({
        month: formatDate(each.month),
        pay: formatCents(each.payCents),
        employer: formatCents(each.employerCents),
        member: formatCents(each.memberCents),
      })),
    };
  },
});

const decisions = {
  "reemployments/:person/:case/confirm": [confirmReemployment, "approve a determination", "Stop the annuity"],
  "reemployments/:person/:case/dismiss": [dismissReemployment, "release a hold", "Release the hold"],
  "reemployments/:person/:case/resume": [resumeAnnuity, "approve a determination", "Let the annuity resume"],
  "backdatings/:person/:case/bill": [billBackdating, "work a case", "Charge the contributions of the period"],
  "backdatings/:person/:case/refuse": [refuseBackdating, "work a case", "Refuse the application"],
  "backdatings/:person/:case/grant": [grantBackdating, "approve a determination", "Grant the service"],
} as const satisfies Record<
  string,
  readonly [typeof confirmReemployment | typeof billBackdating, Action, string]
>;

for (const [path, [decide, may, summary]] of Object.entries(decisions))
  apiRoute({
    method: "post",
    path: `/api/office/${path}`,
    owner,
    may,
    summary,
    params: OfCase,
    subject,
    body: z.object({ because }),
    answer: z.object({ status: z.string() }),
    ...(path.endsWith("/grant")
      ? { previews: ({ params }: { params: { person: number } }) => [params.person] }
      : {}),
    take: async ({ system, actor, params, body, key }) => {
      const of = { key, person: params.person, caseNumber: params.case, ...body };
      const { accepted, refused } = await decide(system, actor, of);
      if (refused?.code === "no-such-case") throw new NotFound("no such case");
      return refused ? refusal(refused) : { status: accepted.status };
    },
  });
