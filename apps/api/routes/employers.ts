import { addDays, ENDLESS, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { enrol } from "@emeritus/operations/enrolling/enrol.ts";
import { layoffEnds } from "@emeritus/operations/enrolling/layoff.ts";
import { readEmployers } from "@emeritus/operations/enrolling/read-employers.ts";
import { readEmployee, readPeople, type EmployeeSeen } from "@emeritus/operations/enrolling/read-people.ts";
import { employeeStates, type Notice } from "@emeritus/records/enrolment.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { EnrolmentBody, tellings, type TellingName } from "../shared/tellings.ts";
import { WholeNumber } from "../shared/whole-number.ts";
import { Day, Employer, groupOf, owner } from "../shared/employer-answers.ts";

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
const Told = z.object({
  notice: z.number(),
  position: z.number().nullable(),
  kind: z.string(),
  channel: z.string(),
  effective: Day,
  lastPaidPeriodEnd: Day.nullable().describe("Last payroll date, told with a leaving"),
  layoffEnds: Day.nullable().describe("Day on which the twelve months of a layoff end"),
  facts: z
    .record(z.string(), z.unknown())
    .describe("What was told with it; sick leave in hundredths of an hour"),
  toldBy: z.string(),
  toldAt: z.string(),
  takenBack: z.object({ by: z.string(), at: z.string(), because: z.string() }).nullable(),
  became: z
    .enum(["waits", "recorded", "declined"])
    .nullable()
    .describe("Of a name or address that had to wait for the office: what became of it"),
});

function toldOf(told: Notice, details: EmployeeSeen["details"]): z.input<typeof Told> {
  const { notice, position, kind, channel, effective, lastPaidPeriodEnd, facts, actor, takenBack } = told;
  return {
    notice,
    position: position ?? null,
    kind,
    channel,
    effective: formatDate(effective),
    lastPaidPeriodEnd: planned(lastPaidPeriodEnd),
    layoffEnds: kind === "layoff" ? formatDate(layoffEnds(effective)) : null,
    facts: { ...facts },
    toldBy: actor,
    toldAt: told.recordedFrom,
    takenBack:
      takenBack === undefined ? null : { by: takenBack.actor, at: takenBack.at, because: takenBack.because },
    became: details.get(notice) ?? null,
  };
}

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
    notices: z.array(Told),
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
      notices: seen.notices.map((told) => toldOf(told, seen.details)),
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
