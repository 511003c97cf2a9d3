import { formatDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import {
  billBackdating,
  grantBackdating,
  refuseBackdating,
} from "@emeritus/operations/enrolling/backdate.ts";
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
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { keyOf, OfCase, subject } from "../shared/of-case.ts";
import { Day, because, owner } from "../shared/employer-answers.ts";

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
    const seen = await readReemployment(system, actor, keyOf(params));
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
    const seen = await readBackdating(system, actor, keyOf(params));
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
      const of = { key, ...keyOf(params), ...body };
      const { accepted, refused } = await decide(system, actor, of);
      if (refused?.code === "no-such-case") throw new NotFound("no such case");
      return refused ? refusal(refused) : { status: accepted.status };
    },
  });
