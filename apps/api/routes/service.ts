import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { explanationJson } from "@emeritus/operations/estimating/explanation-json.ts";
import { askForService } from "@emeritus/operations/service/ask-for-service.ts";
import { serviceAsks, type ServiceKey } from "@emeritus/operations/service/case-view.ts";
import {
  approveService,
  prepareService,
  refuseService,
  sendServiceBack,
} from "@emeritus/operations/service/decide-service.ts";
import { disputeSubjects } from "@emeritus/operations/service/dispute-view.ts";
import {
  askEmployer,
  confirmCorrected,
  correctDisputedService,
  disputeRecord,
  readDispute,
  refuseDispute,
  takeBackDispute,
} from "@emeritus/operations/service/dispute.ts";
import type { LedgerLine } from "@emeritus/operations/service/ledger.ts";
import {
  acceptService,
  approveServiceRefund,
  receiveForService,
  withdrawService,
} from "@emeritus/operations/service/pay-for-service.ts";
import { readHistory } from "@emeritus/operations/service/read-history.ts";
import { readServiceCase, readServiceQueue } from "@emeritus/operations/service/read-service-cases.ts";
import { readService, whyDay, whyRange } from "@emeritus/operations/service/read-service.ts";
import { recordProof } from "@emeritus/operations/service/record-proof.ts";
import type { System } from "@emeritus/operations/system.ts";
import { paymentMethods, serviceProofKinds } from "@emeritus/records/service-tables.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { Clocks, momentAsked } from "../shared/clocks.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const owner = "service";
const Amount = z.string().describe("Dollars and cents, such as 22953.14");
const Day = z.iso.date();
const Explanation = z.object({ result: z.number(), parts: z.array(z.record(z.string(), z.unknown())) });
const Line = z.object({
  from: Day,
  to: Day,
  days: z.number(),
  counts: z.boolean(),
  reason: z.string(),
  cites: z.string(),
  verified: z.boolean(),
  proof: z.string().nullable(),
  credit: z.number().nullable(),
  restored: z.boolean(),
});
const Ledger = z.object({
  on: Day,
  creditedServiceMonths: z.number().nullable(),
  agrees: z.boolean(),
  countedDays: z.number(),
  provenDays: z.number(),
  lines: z.array(Line),
});
const Change = z.object({
  at: z.string(),
  by: z.string().nullable(),
  action: z.string().nullable(),
  because: z.string().nullable(),
  things: z.array(
    z.object({
      table: z.string(),
      before: z.record(z.string(), z.unknown()).nullable(),
      after: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
});
const Case = z.object({
  person: z.number(),
  case: z.number(),
  kind: z.enum(["service", "dispute"]),
  what: z.string(),
  status: z.string(),
  months: z.number().nullable(),
  cost: Amount.nullable(),
  owed: Amount.nullable(),
  due: Day.nullable(),
  paid: Amount,
  because: z.string().nullable(),
  cites: z.string().nullable(),
  appealUntil: Day.nullable(),
});
const Span = z.object({ from: Day, to: Day, hoursAYear: z.number().int().min(1).max(9000).optional() });
const Ask = z.object({
  what: z.enum(serviceAsks),
  where: z.string().trim().max(200).default(""),
  spans: z.array(Span).max(50).default([]),
});
const Said = z.object({
  about: z.enum(disputeSubjects),
  line: z.string().trim().min(1).max(300),
  says: z.string().trim().min(1).max(2000),
});
const because = z.string().trim().min(1).max(2000);
const OfPerson = z.object({ person: WholeNumber });
const OfCase = z.object({ person: WholeNumber, case: WholeNumber });
const subject = ({ params }: { params: { person: number } }) => ({ person: params.person });
const keyOf = (params: { person: number; case: number }): ServiceKey => ({
  person: params.person,
  caseNumber: params.case,
});

const lineJson = (line: LedgerLine): z.input<typeof Line> => ({
  from: formatDate(line.from),
  to: formatDate(line.to),
  days: line.days,
  counts: line.counts,
  reason: line.reason,
  cites: line.cites,
  verified: line.verified,
  proof: line.proof?.kind ?? null,
  credit: line.credit ?? null,
  restored: line.restored,
});

async function ledgerAnswer(
  system: System,
  actor: Actor,
  person: number,
  query: z.output<typeof Clocks>,
): Promise<z.input<typeof Ledger>> {
  const { ledger } = await readService(system, actor, person, await momentAsked(system, query));
  return {
    on: formatDate(ledger.on),
    creditedServiceMonths: ledger.says.credited.value ?? null,
    agrees: ledger.agrees,
    countedDays: ledger.countedDays,
    provenDays: ledger.provenDays,
    lines: ledger.lines.map(lineJson),
  };
}

const WhyQuery = Clocks.extend({ day: Day, to: Day.optional() });
const WhyAnswer = z.object({ lines: z.array(Line), explanation: Explanation.nullable() });

async function whyAnswer(system: System, actor: Actor, person: number, query: z.output<typeof WhyQuery>) {
  const moment = await momentAsked(system, query);
  const from = parseDate(query.day);
  if (query.to !== undefined) {
    const range = { person, from, to: parseDate(query.to), moment };
    const { accepted, refused } = await whyRange(system, actor, range);
    return refused ? refusal(refused) : { lines: accepted.lines.map(lineJson), explanation: null };
  }
  const { accepted, refused } = await whyDay(system, actor, { person, day: from, moment });
  if (refused) return refusal(refused);
  const { result, parts } = explanationJson(accepted.says.explanation);
  return { lines: [lineJson(accepted.line)], explanation: { result, parts: [...parts] } };
}

async function historyAnswer(
  system: System,
  actor: Actor,
  person: number,
  query: z.output<typeof HistoryQuery>,
) {
  const moment = await momentAsked(system, query);
  const { changes, of } = await readHistory(system, actor, { person, moment, page: query.page });
  return {
    of,
    changes: changes.map(({ at, actor: by, action, because: why, things }) => ({
      at,
      by: by ?? null,
      action: action ?? null,
      because: why ?? null,
      things: things.map(({ table, before, after }) => ({
        table,
        before: before === undefined ? null : { ...before },
        after: after === undefined ? null : { ...after },
      })),
    })),
  };
}

const HistoryQuery = Clocks.extend({ page: WholeNumber.optional() });
const HistoryAnswer = z.object({ of: z.number(), changes: z.array(Change) });
const dayOrNull = (date: PlainDate | undefined): string | null =>
  date === undefined ? null : formatDate(date);

async function caseAnswer(system: System, actor: Actor, of: ServiceKey): Promise<z.input<typeof Case>> {
  const dispute = await readDispute(system, actor, of);
  const base = { person: of.person, case: of.caseNumber };
  if (dispute !== undefined)
    return {
      ...base,
      kind: "dispute",
      what: dispute.about,
      status: dispute.status,
      months: null,
      cost: null,
      owed: null,
      due: null,
      paid: "0.00",
      because: dispute.answer?.because ?? null,
      cites: dispute.answer?.cites ?? null,
      appealUntil: dayOrNull(dispute.answer?.appealUntil),
    };
  const seen = await readServiceCase(system, actor, of);
  if (seen === undefined) throw new NotFound("no such case");
  const { service, says } = seen;
  const cost = service.accepted?.costCents ?? service.offer?.costCents;
  const owed = service.accepted === undefined ? undefined : says?.owed?.value;
  return {
    ...base,
    kind: "service",
    what: service.asked.what,
    status: service.status,
    months: service.prepared?.months ?? null,
    cost: cost === undefined ? null : formatCents(cost),
    owed: owed === undefined ? null : formatCents(owed.n / owed.d),
    due: dayOrNull(service.accepted?.due),
    paid: formatCents(service.payments.reduce((sum, { cents }) => sum + cents, 0n)),
    because: service.because ?? null,
    cites: service.cites ?? null,
    appealUntil: dayOrNull(service.duties.find(({ kind }) => kind === "appeal-ends")?.due),
  };
}

/** The member's own person; the permission has made sure that there is one. */
const own = (actor: Actor): number => actor.person!;

apiRoute({
  method: "get",
  path: "/api/member/service",
  owner,
  may: "read a record",
  summary: "The own ledger of service, line by line, as of any day and as known on any day",
  query: Clocks,
  answer: Ledger,
  take: ({ system, actor, query }) => ledgerAnswer(system, actor, own(actor), query),
});
apiRoute({
  method: "get",
  path: "/api/member/service/why",
  owner,
  may: "read a record",
  summary: "Why a day, or each day of a range, counts as service or does not",
  query: WhyQuery,
  answer: WhyAnswer,
  take: ({ system, actor, query }) => whyAnswer(system, actor, own(actor), query),
});
apiRoute({
  method: "get",
  path: "/api/member/history",
  owner,
  may: "read a record",
  summary: "Every change of the own record: who, when, why, before and after",
  query: HistoryQuery,
  answer: HistoryAnswer,
  take: ({ system, actor, query }) => historyAnswer(system, actor, own(actor), query),
});
apiRoute({
  method: "post",
  path: "/api/member/service/requests",
  owner,
  may: "ask for service",
  summary: "Ask to buy, move or restore service, or to count military leave",
  body: Ask,
  answer: Case,
  take: async ({ system, actor, body, key }) => {
    const { accepted, refused } = await askForService(system, actor, {
      key,
      person: own(actor),
      ...askedOf(body),
    });
    return refused ? refusal(refused) : caseAnswer(system, actor, accepted);
  },
});
apiRoute({
  method: "post",
  path: "/api/member/disputes",
  owner,
  may: "dispute a record",
  summary: "Say what is wrong in the own service, pay or contributions",
  body: Said,
  answer: Case,
  take: async ({ system, actor, body, key }) => {
    const { accepted } = await disputeRecord(system, actor, { key, person: own(actor), ...body });
    return caseAnswer(system, actor, accepted!);
  },
});

/** A request of the schema as the operation takes it: hours that are left out stay out. */
function askedOf({ what, where, spans }: z.output<typeof Ask>) {
  return {
    what,
    where,
    spans: spans.map(({ from, to, hoursAYear }) => ({
      from,
      to,
      ...(hoursAYear === undefined ? {} : { hoursAYear }),
    })),
  };
}

const OwnCase = z.object({ case: WholeNumber });
const ownKey = (actor: Actor, params: { case: number }): ServiceKey => ({
  person: own(actor),
  caseNumber: params.case,
});
apiRoute({
  method: "get",
  path: "/api/member/service/cases/:case",
  owner,
  may: "read a case",
  summary: "An own request or question with where it stands and its answer",
  params: OwnCase,
  answer: Case,
  take: ({ system, actor, params }) => caseAnswer(system, actor, ownKey(actor, params)),
});
apiRoute({
  method: "post",
  path: "/api/member/service/cases/:case/accept",
  owner,
  may: "ask for service",
  summary: "Accept an offer; that day fixes the cost",
  params: OwnCase,
  body: z.object({ instalments: z.number().int().min(1).max(24).default(1) }),
  answer: Case,
  take: async ({ system, actor, params, body, key }) => {
    const of = ownKey(actor, params);
    const { refused } = await acceptService(system, actor, { key, of, ...body });
    return refused ? refusal(refused) : caseAnswer(system, actor, of);
  },
});
apiRoute({
  method: "post",
  path: "/api/member/service/cases/:case/withdraw",
  owner,
  may: "ask for service",
  summary: "Withdraw a request; what was paid goes back",
  params: OwnCase,
  body: z.object({ because }),
  answer: Case,
  take: async ({ system, actor, params, body, key }) => {
    const of = ownKey(actor, params);
    const { refused } = await withdrawService(system, actor, { key, of, ...body });
    return refused ? refusal(refused) : caseAnswer(system, actor, of);
  },
});
apiRoute({
  method: "post",
  path: "/api/member/service/cases/:case/take-back",
  owner,
  may: "dispute a record",
  summary: "Take back what was said to be wrong",
  params: OwnCase,
  body: z.object({}),
  answer: Case,
  take: async ({ system, actor, params, key }) => {
    const of = ownKey(actor, params);
    const { refused } = await takeBackDispute(system, actor, { key, of });
    return refused ? refusal(refused) : caseAnswer(system, actor, of);
  },
});

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
