import { formatCents } from "@emeritus/engine/money.ts";
import { formatDate } from "@emeritus/engine/dates.ts";
import { readReemployment } from "@emeritus/operations/enrolling/read-reemployment.ts";
import { declareVoid, keepRetirement, proposeVoid } from "@emeritus/operations/enrolling/void-retirement.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { because, keyOf, OfCase, subject } from "../shared/of-case.ts";

const owner = "enrolment";

apiRoute({
  method: "get",
  path: "/api/office/reemployments/:person/:case/void",
  owner,
  may: "read employment cases",
  summary: "What declaring the retirement void would charge today",
  params: OfCase,
  subject,
  answer: z.object({
    employmentEnded: z.boolean().nullable(),
    leftService: z.iso.date(),
    payments: z.array(z.object({ month: z.iso.date(), paid: z.string(), interest: z.string() })),
  }),
  take: async ({ system, actor, params }) => {
    const seen = await readReemployment(system, actor, keyOf(params));
    if (seen?.wouldVoid === undefined) throw new NotFound("no such case");
    const { ended, facts, payments } = seen.wouldVoid;
    return {
      employmentEnded: ended.value ?? null,
      leftService: formatDate(facts.leftService),
      payments: payments.map(({ period, paidCents, interestCents }) => ({
        month: period,
        paid: formatCents(paidCents),
        interest: formatCents(interestCents),
      })),
    };
  },
});

apiRoute({
  method: "post",
  path: "/api/office/reemployments/:person/:case/propose-void",
  owner,
  may: "work a case",
  summary: "Propose that the retirement is void",
  params: OfCase,
  subject,
  body: z.object({ because, agreed: z.boolean() }),
  answer: z.object({ status: z.string() }),
  take: async ({ system, actor, params, body, key }) =>
    statusOf(await proposeVoid(system, actor, { key, ...keyOf(params), ...body })),
});

const decisions = {
  "declare-void": [declareVoid, "Declare the retirement void, as the second person"],
  "keep-retirement": [keepRetirement, "Find that the retirement stands, as the second person"],
} as const;

for (const [path, [decide, summary]] of Object.entries(decisions))
  apiRoute({
    method: "post",
    path: `/api/office/reemployments/:person/:case/${path}`,
    owner,
    may: "approve a determination",
    summary,
    params: OfCase,
    subject,
    body: z.object({ because }),
    answer: z.object({ status: z.string() }),
    take: async ({ system, actor, params, body, key }) =>
      statusOf(await decide(system, actor, { key, ...keyOf(params), ...body })),
  });

function statusOf({ accepted, refused }: Awaited<ReturnType<typeof declareVoid>>) {
  if (refused?.code === "no-such-case") throw new NotFound("no such case");
  return refused ? refusal(refused) : { status: accepted!.status };
}
