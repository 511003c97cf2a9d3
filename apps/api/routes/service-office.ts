import { parseDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { askForService } from "@emeritus/operations/service/ask-for-service.ts";
import { type ServiceKey } from "@emeritus/operations/service/case-view.ts";
import {
  approveService,
  prepareService,
  refuseService,
  sendServiceBack,
} from "@emeritus/operations/service/decide-service.ts";
import {
  askEmployer,
  confirmCorrected,
  correctDisputedService,
  refuseDispute,
} from "@emeritus/operations/service/dispute.ts";
import {
  approveServiceRefund,
  receiveForService,
  withdrawService,
} from "@emeritus/operations/service/pay-for-service.ts";
import { readServiceQueue } from "@emeritus/operations/service/read-service-cases.ts";
import { recordProof } from "@emeritus/operations/service/record-proof.ts";
import type { System } from "@emeritus/operations/system.ts";
import { paymentMethods, serviceProofKinds } from "@emeritus/records/service-tables.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { Clocks } from "../shared/clocks.ts";
import { keyOf, OfCase, OfPerson, subject } from "../shared/of-case.ts";
import {
  Ask,
  Case,
  Day,
  HistoryAnswer,
  HistoryQuery,
  Ledger,
  WhyAnswer,
  WhyQuery,
  askedOf,
  because,
  caseAnswer,
  historyAnswer,
  ledgerAnswer,
  owner,
  whyAnswer,
} from "../shared/service-answers.ts";

apiRoute({
  method: "get",
  path: "/api/office/members/:person/service",
  owner,
  may: "read a record",
  summary: "A member's ledger of service, as of any day and as known on any day",
  params: OfPerson,
  subject,
  query: Clocks,
  answer: Ledger,
  take: ({ system, actor, params, query }) => ledgerAnswer(system, actor, params.person, query),
});
apiRoute({
  method: "get",
  path: "/api/office/members/:person/service/why",
  owner,
  may: "read a record",
  summary: "Why a day, or each day of a range, counts as a member's service or does not",
  params: OfPerson,
  subject,
  query: WhyQuery,
  answer: WhyAnswer,
  take: ({ system, actor, params, query }) => whyAnswer(system, actor, params.person, query),
});
apiRoute({
  method: "get",
  path: "/api/office/members/:person/history",
  owner,
  may: "read a record",
  summary: "Every change of a member's record: who, when, why, before and after",
  params: OfPerson,
  subject,
  query: HistoryQuery,
  answer: HistoryAnswer,
  take: ({ system, actor, params, query }) => historyAnswer(system, actor, params.person, query),
});
apiRoute({
  method: "post",
  path: "/api/office/members/:person/service/proof",
  owner,
  may: "change a record",
  summary: "Record the paper that proves days of a job",
  params: OfPerson,
  subject,
  body: z.object({
    position: z.number().int().min(1),
    kind: z.enum(serviceProofKinds),
    certifiedBy: z.string().trim().min(1).max(200),
    certifiedOn: Day,
    from: Day,
    to: Day,
    hoursAYear: z.number().int().min(1).max(9000).optional(),
  }),
  answer: Ledger,
  take: async ({ system, actor, params, body, key }) => {
    const { certifiedOn, from, to, ...rest } = body;
    const days = { certifiedOn: parseDate(certifiedOn), from: parseDate(from), to: parseDate(to) };
    const { refused } = await recordProof(system, actor, { key, person: params.person, ...rest, ...days });
    return refused ? refusal(refused) : ledgerAnswer(system, actor, params.person, {});
  },
});
apiRoute({
  method: "post",
  path: "/api/office/members/:person/service/requests",
  owner,
  may: "ask for service",
  summary: "Ask for service on behalf of a member",
  params: OfPerson,
  subject,
  body: Ask,
  answer: Case,
  take: async ({ system, actor, params, body, key }) => {
    const request = { key, person: params.person, ...askedOf(body) };
    const { accepted, refused } = await askForService(system, actor, request);
    return refused ? refusal(refused) : caseAnswer(system, actor, accepted);
  },
});
apiRoute({
  method: "get",
  path: "/api/office/service",
  owner,
  may: "read the work queue",
  summary: "Open requests for service and questions of members, soonest due first",
  answer: z.object({
    late: z.number(),
    stopped: z.number(),
    cases: z.array(
      z.object({
        person: z.number(),
        case: z.number(),
        memberId: z.string(),
        name: z.string(),
        what: z.string(),
        status: z.string(),
        next: z.string().nullable(),
        due: Day.nullable(),
        late: z.boolean(),
        stopped: z.boolean(),
      }),
    ),
  }),
  take: async ({ system, actor }) => {
    const { lines, late, stopped } = await readServiceQueue(system, actor);
    return {
      late,
      stopped,
      cases: lines.map(({ caseNumber, duty, kind: _, owner: __, ...line }) => ({
        ...line,
        case: caseNumber,
        next: duty,
      })),
    };
  },
});
apiRoute({
  method: "get",
  path: "/api/office/service/:person/:case",
  owner,
  may: "read a case",
  summary: "A request or question of a member",
  params: OfCase,
  subject,
  answer: Case,
  take: ({ system, actor, params }) => caseAnswer(system, actor, keyOf(params)),
});

const Found = z.object({
  honorableDischarge: z.boolean().optional(),
  militaryProof: z.boolean().optional(),
  governmentalEmployer: z.boolean().optional(),
  ownDepartmentService: z.boolean().optional(),
  vestedElsewhere: z.boolean().optional(),
  agreementExists: z.boolean().optional(),
  leftAfterTransfer: z.boolean().optional(),
  transferUsed: z.boolean().optional(),
  employedBeforeDuty: z.boolean().optional(),
  convalescing: z.boolean().optional(),
  startingPayCents: z.number().int().min(1).optional(),
  certifiedEmployerRate: z
    .string()
    .regex(/^0\.\d{1,6}$/)
    .optional(),
  certifiedFullCostCents: z.number().int().min(1).optional(),
  serviceInOtherPlan: z.number().int().min(0).max(720).optional(),
  convertedService: z.number().int().min(0).max(720).optional(),
  firstShiftAfterReturn: Day.optional(),
  reportedForWork: Day.optional(),
});
const given = (body: object) =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));

/** An act of the office in a case that answers with the case as it then stands. */
function officeAct<Body extends z.ZodObject>(
  path: `/api/office/service/:person/:case/${string}`,
  may: Parameters<typeof apiRoute>[0]["may"],
  summary: string,
  body: Body,
  act: (
    system: System,
    actor: Actor,
    asked: { key: string; of: ServiceKey; body: z.output<Body> },
  ) => Promise<{ refused?: Parameters<typeof refusal>[0] }>,
  changesService = false,
): void {
  apiRoute({
    method: "post",
    path,
    owner,
    may,
    summary,
    params: OfCase,
    subject,
    body,
    answer: Case,
    ...(changesService ? { previews: ({ params }: { params: { person: number } }) => [params.person] } : {}),
    take: async ({ system, actor, params, body: sent, key }) => {
      const of = keyOf(params);
      const { refused } = await act(system, actor, { key, of, body: sent as z.output<Body> });
      return refused ? refusal(refused) : caseAnswer(system, actor, of);
    },
  });
}

const base = "/api/office/service/:person/:case" as const;
officeAct(
  `${base}/prepare`,
  "work a case",
  "Enter what the office found out, and ask the law",
  Found,
  (system, actor, { key, of, body }) => prepareService(system, actor, { key, of, foundOut: given(body) }),
);
officeAct(
  `${base}/approve`,
  "approve a determination",
  "Offer or credit, as the second person",
  z.object({}),
  (system, actor, { key, of }) => approveService(system, actor, { key, of }),
  true,
);
officeAct(
  `${base}/back`,
  "approve a determination",
  "Send a prepared case back",
  z.object({ because }),
  (system, actor, { key, of, body }) => sendServiceBack(system, actor, { key, of, because: body.because }),
);
officeAct(
  `${base}/refuse`,
  "work a case",
  "Refuse a request with reason and citation",
  z.object({ because, cites: because }),
  (system, actor, { key, of, body }) => refuseService(system, actor, { key, of, ...body }),
);
officeAct(
  `${base}/payments`,
  "work a case",
  "Record money that came in; the last cent credits the service",
  z.object({
    cents: z.number().int().min(1),
    paidOn: Day,
    method: z.enum(paymentMethods),
    paidBy: z.string().trim().min(1).max(200),
  }),
  (system, actor, { key, of, body }) =>
    receiveForService(system, actor, {
      key,
      of,
      ...body,
      cents: BigInt(body.cents),
      paidOn: parseDate(body.paidOn),
    }),
  true,
);
officeAct(
  `${base}/withdraw`,
  "ask for service",
  "Withdraw a request for the member",
  z.object({ because }),
  (system, actor, { key, of, body }) => withdrawService(system, actor, { key, of, ...body }),
);
officeAct(
  `${base}/refund`,
  "approve a determination",
  "Approve that what was paid goes back",
  z.object({}),
  (system, actor, { key, of }) => approveServiceRefund(system, actor, { key, of }),
);
officeAct(
  `${base}/correct`,
  "change a record",
  "Correct the service that a member disputes, with the paper that proves it",
  z.object({
    because,
    position: z.number().int().min(1),
    since: Day.optional().describe("The first day on record of the stretch that is wrong; else the latest"),
    from: Day,
    to: Day.optional(),
    leave: z
      .enum(["ownIllness", "family", "military", "workersCompensation", "other", "unapproved", "layoff"])
      .optional(),
    proof: z.object({ kind: z.enum(serviceProofKinds), certifiedBy: z.string().min(1), certifiedOn: Day }),
  }),
  (system, actor, { key, of, body }) =>
    correctDisputedService(system, actor, {
      key,
      of,
      because: body.because,
      correction: {
        position: body.position,
        since: body.since === undefined ? undefined : parseDate(body.since),
        from: parseDate(body.from),
        to: body.to === undefined ? undefined : parseDate(body.to),
        leave: body.leave,
        proof: { ...body.proof, certifiedOn: parseDate(body.proof.certifiedOn) },
      },
    }),
  true,
);
officeAct(
  `${base}/employer`,
  "work a case",
  "Ask the employer about what a member disputes",
  z.object({ because }),
  (system, actor, { key, of, body }) => askEmployer(system, actor, { key, of, ...body }),
);
officeAct(
  `${base}/confirm`,
  "work a case",
  "Answer that the record is corrected",
  z.object({ because }),
  (system, actor, { key, of, body }) => confirmCorrected(system, actor, { key, of, ...body }),
);
officeAct(
  `${base}/refuse-question`,
  "work a case",
  "Refuse what a member disputes, with reason and citation",
  z.object({ because, cites: because }),
  (system, actor, { key, of, body }) => refuseDispute(system, actor, { key, of, ...body }),
);
