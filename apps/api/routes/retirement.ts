import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { answerQuestion } from "@emeritus/operations/retiring/answer-question.ts";
import { applyForRetirement } from "@emeritus/operations/retiring/apply-for-retirement.ts";
import { restingOnPapers } from "@emeritus/operations/redetermining/about-person.ts";
import { approveRetirement } from "@emeritus/operations/retiring/approve-retirement.ts";
import { paymentOptions } from "@emeritus/operations/retiring/decide-election.ts";
import { electOption } from "@emeritus/operations/retiring/elect-option.ts";
import type { CaseKey } from "@emeritus/operations/in-one-case.ts";
import { judgeDocument } from "@emeritus/operations/retiring/judge-document.ts";
import { proofKinds } from "@emeritus/operations/retiring/proofs.ts";
import { readQueue } from "@emeritus/operations/retiring/read-queue.ts";
import {
  type CaseSeen,
  readCase,
  readLetter,
  readOwnRetirement,
} from "@emeritus/operations/retiring/read-retirement.ts";
import { recordEmployerData } from "@emeritus/operations/retiring/record-employer-data.ts";
import { rescindRetirement } from "@emeritus/operations/retiring/rescind-retirement.ts";
import { centsOf } from "@emeritus/operations/retiring/retirement-law.ts";
import { returnToCounselor } from "@emeritus/operations/retiring/return-to-counselor.ts";
import { sendDocument } from "@emeritus/operations/retiring/send-document.ts";
import { startRetirement } from "@emeritus/operations/retiring/start-retirement.ts";
import { isOpen, retirementStatuses } from "@emeritus/operations/retiring/status.ts";
import { verifyRetirement } from "@emeritus/operations/retiring/verify-retirement.ts";
import type { System } from "@emeritus/operations/system.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";

import { apiRoute, outcomeOf, refusal } from "../shared/api-route.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const owner = "retirement";
const Amount = z.string().describe("Dollars and cents a month, such as 1427.64");
const Day = z.iso.date();
const OfCase = z.object({
  person: WholeNumber,
  case: WholeNumber,
});
const Done = z.object({ done: z.literal(true) });

const CaseAnswer = z.object({
  person: z.number(),
  case: z.number(),
  status: z.enum(retirementStatuses),
  start: Day.nullable(),
  lastDayOfWork: Day.nullable(),
  option: z.enum(paymentOptions).nullable(),
  firstPaymentMonth: Day.nullable(),
  papers: z.array(
    z.object({
      kind: z.enum(proofKinds),
      state: z.string(),
      neededToVerify: z.boolean(),
      document: z.number().nullable(),
    }),
  ),
  duties: z.array(z.object({ kind: z.string(), due: Day, owner: z.string(), status: z.string() })),
  options: z.array(
    z.object({ option: z.enum(paymentOptions), toMember: Amount.nullable(), toSpouse: Amount.nullable() }),
  ),
  temporaryBenefit: Amount.nullable(),
  amounts: z
    .record(z.string(), Amount)
    .describe("By the record as it is now, by the name of the provision; empty before an option is elected"),
  missing: z.array(z.string()).describe("Facts without which the amounts are an estimate"),
  letters: z.array(z.number()),
  determination: z.number().nullable(),
});

function caseAnswer({ retirement, compared, determined }: CaseSeen): z.input<typeof CaseAnswer> {
  const { person, caseNumber, status, application, election, proofs, rows } = retirement;
  const day = (date: PlainDate | undefined) => (date === undefined ? null : formatDate(date));
  const amount = (cents: bigint | undefined) => (cents === undefined ? null : formatCents(cents));
  return {
    person,
    case: caseNumber,
    status,
    start: day(application?.annuityStartingDate),
    lastDayOfWork: day(application?.lastDayOfWork),
    option: election?.option ?? null,
    firstPaymentMonth: day(election?.firstPaymentMonth),
    papers: proofs.map(({ kind, state, blocks, document }) => ({
      kind,
      state,
      neededToVerify: blocks,
      document: document ?? null,
    })),
    duties: rows.duties.map(({ kind, due, owner: by, status: stands }) => ({
      kind,
      due,
      owner: by,
      status: stands,
    })),
    options: (compared?.options ?? []).map(({ option, toMember, toSpouse }) => ({
      option,
      toMember: amount(centsOf(toMember)),
      toSpouse: amount(centsOf(toSpouse)),
    })),
    temporaryBenefit: amount(centsOf(compared?.temporary)),
    amounts: Object.fromEntries(
      Object.entries(determined?.amounts ?? {}).map(([name, cents]) => [name, formatCents(cents)]),
    ),
    missing: [...(determined?.missing ?? [])],
    letters: rows.letters.map(({ letter }) => letter),
    determination: rows.determination,
  };
}

async function answerOf(system: System, actor: Actor, of: CaseKey): Promise<z.input<typeof CaseAnswer>> {
  const seen = await readCase(system, actor, of);
  if (seen === undefined) throw new NotFound("no such case");
  return caseAnswer(seen);
}

const own = ({ actor }: { actor: Actor }) => ({ person: actor.person });
const ofPerson = ({ params }: { params: { person: number } }) => ({ person: params.person });
const keyOf = (params: z.output<typeof OfCase>): CaseKey => ({
  person: params.person,
  caseNumber: params.case,
});

async function ownCase(system: System, actor: Actor): Promise<CaseKey> {
  const { retirement } = await readOwnRetirement(system, actor, actor.person!);
  if (retirement === undefined || !isOpen(retirement.status)) throw new NotFound("no open case");
  return { person: retirement.person, caseNumber: retirement.caseNumber };
}

apiRoute({
  method: "get",
  path: "/api/member/retirement",
  owner,
  may: "read a case",
  summary: "The starting dates you can ask for today, and your latest retirement case",
  answer: z.object({
    startingDates: z.array(
      z.object({
        start: Day,
        applicationDue: Day,
        electionDue: Day,
        voidAfter: Day,
        eligible: z.boolean(),
        lifeIncome: Amount.nullable(),
      }),
    ),
    case: CaseAnswer.nullable(),
  }),
  subject: own,
  take: async ({ system, actor }) => {
    const { starts, retirement } = await readOwnRetirement(system, actor, actor.person!);
    return {
      startingDates: starts.map(({ dates, compared }) => {
        const life = centsOf(compared.options[0]?.toMember);
        return {
          start: formatDate(dates.start),
          applicationDue: formatDate(dates.applicationDue),
          electionDue: formatDate(dates.electionDue),
          voidAfter: formatDate(dates.voidOn),
          eligible: compared.eligible.value === true,
          lifeIncome: life === undefined ? null : formatCents(life),
        };
      }),
      case:
        retirement === undefined
          ? null
          : await answerOf(system, actor, { person: retirement.person, caseNumber: retirement.caseNumber }),
    };
  },
});

apiRoute({
  method: "post",
  path: "/api/member/retirement/draft",
  owner,
  may: "apply for retirement",
  summary: "Begin an application; nothing is filed by it",
  answer: z.object({ person: z.number(), case: z.number() }),
  subject: own,
  take: async ({ system, actor, key }) => {
    const { accepted, refused } = await startRetirement(system, actor, { key, person: actor.person! });
    return refused ? refusal(refused) : { person: accepted.person, case: accepted.caseNumber };
  },
});

apiRoute({
  method: "post",
  path: "/api/member/retirement/answers",
  owner,
  may: "apply for retirement",
  summary: "Keep answers of the application; nothing is filed by it",
  body: z.object({
    annuityStartingDate: Day.optional(),
    lastDayOfWork: Day.optional(),
    married: z.boolean().optional(),
    spouseFirst: z.string().trim().min(1).max(100).optional(),
    spouseLast: z.string().trim().min(1).max(100).optional(),
    spouseBorn: Day.optional(),
    marriedOn: Day.optional(),
  }),
  answer: Done,
  subject: own,
  take: async ({ system, actor, key, body }) => {
    const answers = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const { refused } = await answerQuestion(system, actor, {
      key,
      of: await ownCase(system, actor),
      answers,
    });
    return refused ? refusal(refused) : { done: true as const };
  },
});

apiRoute({
  method: "post",
  path: "/api/member/retirement/application",
  owner,
  may: "apply for retirement",
  summary: "File step 1, the retirement application (RSMo 104.1024.1)",
  body: z.object({
    employerNoticeShown: z
      .boolean()
      .describe("Whether the member was shown that the employer may learn of the application"),
  }),
  answer: z.object({ start: Day }),
  subject: own,
  take: async ({ system, actor, key, body }) =>
    outcomeOf(await applyForRetirement(system, actor, { key, of: await ownCase(system, actor), ...body })),
});

apiRoute({
  method: "post",
  path: "/api/member/retirement/papers",
  owner,
  may: "send a document",
  summary: "Send a paper of the checklist",
  body: z.object({ kind: z.enum(proofKinds), base64: z.base64() }),
  bodyLimit: 15_000_000,
  answer: Done,
  subject: own,
  take: async ({ system, actor, key, body }) => {
    const bytes = Buffer.from(body.base64, "base64");
    const { refused } = await sendDocument(system, actor, {
      key,
      of: await ownCase(system, actor),
      kind: body.kind,
      bytes,
    });
    return refused ? refusal(refused) : { done: true as const };
  },
});

apiRoute({
  method: "post",
  path: "/api/member/retirement/election",
  owner,
  may: "elect a payment option",
  summary: "Send step 2, the election of a payment option (RSMo 104.1027.1)",
  body: z.object({
    option: z.enum(paymentOptions),
    beneficiaries: z
      .array(
        z.object({
          name: z.string().trim().min(1).max(200),
          relation: z.string().trim().max(100),
          percent: z.number().int().min(1).max(100),
        }),
      )
      .max(20)
      .default([]),
    spouseSignature: z.string().trim().max(200).optional(),
    confirmed: z.boolean(),
  }),
  answer: z.object({ late: z.boolean(), delayed: z.boolean(), firstPaymentMonth: Day }),
  subject: own,
  take: async ({ system, actor, key, body }) =>
    outcomeOf(await electOption(system, actor, { key, of: await ownCase(system, actor), ...body })),
});

apiRoute({
  method: "post",
  path: "/api/member/retirement/rescission",
  owner,
  may: "apply for retirement",
  summary: "Withdraw the application; possible until the first payment is released",
  answer: Done,
  subject: own,
  take: async ({ system, actor, key }) => {
    const { refused } = await rescindRetirement(system, actor, { key, of: await ownCase(system, actor) });
    return refused ? refusal(refused) : { done: true as const };
  },
});

const LetterAnswer = z.object({
  letter: z.number(),
  kind: z.string(),
  written: Day,
  sha256: z.string(),
  base64: z.string().describe("The PDF as it was sent"),
});

async function letterAnswer(
  system: System,
  actor: Actor,
  of: { person: number; letter: number },
): Promise<z.input<typeof LetterAnswer>> {
  const found = await readLetter(system, actor, of);
  if (found === undefined) throw new NotFound("no such letter");
  const { letter, bytes } = found;
  return {
    letter: letter.letter,
    kind: letter.kind,
    written: formatDate(letter.written),
    sha256: letter.file!,
    base64: bytes.toString("base64"),
  };
}

apiRoute({
  method: "get",
  path: "/api/member/letters/:letter",
  owner,
  may: "read a determination",
  summary: "One of your letters",
  params: z.object({ letter: WholeNumber }),
  answer: LetterAnswer,
  subject: own,
  take: ({ system, actor, params }) =>
    letterAnswer(system, actor, { person: actor.person!, letter: params.letter }),
});

apiRoute({
  method: "get",
  path: "/api/office/letters/:person/:letter",
  owner,
  may: "read a determination",
  summary: "A member's letter",
  params: z.object({
    person: WholeNumber,
    letter: WholeNumber,
  }),
  answer: LetterAnswer,
  subject: ofPerson,
  take: ({ system, actor, params }) => letterAnswer(system, actor, params),
});

apiRoute({
  method: "get",
  path: "/api/office/retirements",
  owner,
  may: "read the work queue",
  summary: "The open retirement cases, soonest due first",
  query: z.object({
    status: z.enum(retirementStatuses).optional(),
    waits: z.enum(["member", "employer", "counselor", "benefitVerifier", "payroll"]).optional(),
    due: z.enum(["late", "week", "month"]).optional(),
    named: z.string().max(100).optional(),
    page: WholeNumber.optional(),
  }),
  answer: z.object({
    counts: z.object({ late: z.number(), today: z.number(), waiting: z.number(), unowned: z.number() }),
    cases: z.array(
      z.object({
        person: z.number(),
        case: z.number(),
        memberId: z.string(),
        name: z.string(),
        status: z.string(),
        start: Day.nullable(),
        due: Day.nullable(),
        duty: z.string().nullable(),
        waitsOn: z.string().nullable(),
      }),
    ),
    page: z.number(),
    pages: z.number(),
  }),
  take: async ({ system, actor, query }) => {
    const { counts, rows, page, pages } = await readQueue(system, actor, query);
    const cases = rows.map(
      ({
        person,
        caseNumber,
        memberId,
        name,
        status,
        annuityStartingDate: start,
        due,
        duty,
        owner: waitsOn,
      }) => ({ person, case: caseNumber, memberId, name, status, start, due, duty, waitsOn }),
    );
    return { counts: { ...counts }, cases, page, pages };
  },
});

apiRoute({
  method: "get",
  path: "/api/office/retirements/:person/:case",
  owner,
  may: "read a case",
  summary: "A retirement case",
  params: OfCase,
  answer: CaseAnswer,
  subject: ofPerson,
  take: ({ system, actor, params }) => answerOf(system, actor, keyOf(params)),
});

apiRoute({
  method: "post",
  path: "/api/office/retirements/:person/:case/papers",
  owner,
  may: "work a case",
  summary: "Accept a paper with the date it shows, or say why not",
  params: OfCase,
  body: z.object({
    document: z.number().int().positive(),
    accept: z.boolean(),
    dateSeen: Day.optional(),
    paper: z.string().max(50).optional(),
    correctRecord: z.boolean().optional(),
    because: z.string().max(500).optional(),
  }),
  answer: Done,
  subject: ofPerson,
  previews: ({ system, params }) => restingOnPapers(system.db, system.fund.number, params.person),
  take: async ({ system, actor, params, key, body: { dateSeen, ...body } }) => {
    const judged = {
      key,
      of: keyOf(params),
      ...body,
      ...(dateSeen === undefined ? {} : { dateSeen: parseDate(dateSeen) }),
    };
    const { refused } = await judgeDocument(system, actor, judged);
    return refused ? refusal(refused) : { done: true as const };
  },
});

apiRoute({
  method: "post",
  path: "/api/office/retirements/:person/:case/employer-data",
  owner,
  may: "work a case",
  summary: "Record what the employer certified: the last day, and the unused sick leave (BR 3-3)",
  params: OfCase,
  body: z.object({
    leftService: Day.optional(),
    sickLeaveHundredths: z.number().int().min(0).describe("Hundredths of an hour"),
  }),
  answer: Done,
  subject: ofPerson,
  take: async ({ system, actor, params, key, body: { leftService, sickLeaveHundredths } }) => {
    const data = {
      key,
      of: keyOf(params),
      sickLeaveHundredths,
      ...(leftService === undefined ? {} : { leftService: parseDate(leftService) }),
    };
    const { refused } = await recordEmployerData(system, actor, data);
    return refused ? refusal(refused) : { done: true as const };
  },
});

apiRoute({
  method: "post",
  path: "/api/office/retirements/:person/:case/verification",
  owner,
  may: "verify a case",
  summary: "Verify a case: the employer's data are in, the papers accepted, the amounts right",
  params: OfCase,
  answer: Done,
  subject: ofPerson,
  take: async ({ system, actor, params, key }) => {
    const { refused } = await verifyRetirement(system, actor, { key, of: keyOf(params) });
    return refused ? refusal(refused) : { done: true as const };
  },
});

apiRoute({
  method: "post",
  path: "/api/office/retirements/:person/:case/approval",
  owner,
  may: "approve a determination",
  summary: "Approve a verified case; who verified it may not",
  params: OfCase,
  answer: z.object({ determination: z.number(), benefit: z.number(), letter: z.number() }),
  subject: ofPerson,
  take: async ({ system, actor, params, key }) =>
    outcomeOf(await approveRetirement(system, actor, { key, of: keyOf(params) })),
});

apiRoute({
  method: "post",
  path: "/api/office/retirements/:person/:case/return",
  owner,
  may: "approve a determination",
  summary: "Send a verified case back to the counselor",
  params: OfCase,
  body: z.object({ because: z.string().trim().min(1).max(500) }),
  answer: Done,
  subject: ofPerson,
  take: async ({ system, actor, params, key, body }) => {
    const { refused } = await returnToCounselor(system, actor, {
      key,
      of: keyOf(params),
      because: body.because,
    });
    return refused ? refusal(refused) : { done: true as const };
  },
});
