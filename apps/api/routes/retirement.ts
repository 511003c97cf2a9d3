import { formatDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { CaseKey } from "@emeritus/operations/in-one-case.ts";
import { answerQuestion } from "@emeritus/operations/retiring/answer-question.ts";
import { applyForRetirement } from "@emeritus/operations/retiring/apply-for-retirement.ts";
import { paymentOptions } from "@emeritus/operations/retiring/decide-election.ts";
import { electOption } from "@emeritus/operations/retiring/elect-option.ts";
import { proofKinds } from "@emeritus/operations/retiring/proofs.ts";
import { readOwnRetirement } from "@emeritus/operations/retiring/read-retirement.ts";
import { rescindRetirement } from "@emeritus/operations/retiring/rescind-retirement.ts";
import { centsOf } from "@emeritus/operations/retiring/retirement-law.ts";
import { sendDocument } from "@emeritus/operations/retiring/send-document.ts";
import { startRetirement } from "@emeritus/operations/retiring/start-retirement.ts";
import { isOpen } from "@emeritus/operations/retiring/status.ts";
import type { System } from "@emeritus/operations/system.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, outcomeOf, refusal } from "../shared/api-route.ts";
import { Done, doneOf } from "../shared/done.ts";
import { own } from "../shared/of-case.ts";
import {
  Amount,
  caseAnswer,
  CaseAnswer,
  Day,
  letterAnswer,
  LetterAnswer,
  owner,
} from "../shared/retirement-answers.ts";
import { WholeNumber } from "../shared/whole-number.ts";

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
          : await caseAnswer(system, actor, { person: retirement.person, caseNumber: retirement.caseNumber }),
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
    return doneOf(await answerQuestion(system, actor, { key, of: await ownCase(system, actor), answers }));
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
    const of = await ownCase(system, actor);
    return doneOf(await sendDocument(system, actor, { key, of, kind: body.kind, bytes }));
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
  take: async ({ system, actor, key }) =>
    doneOf(await rescindRetirement(system, actor, { key, of: await ownCase(system, actor) })),
});

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
