import { parseDate } from "@emeritus/engine/dates.ts";
import { restingOnPapers } from "@emeritus/operations/redetermining/about-person.ts";
import { approveRetirement } from "@emeritus/operations/retiring/approve-retirement.ts";
import { judgeDocument } from "@emeritus/operations/retiring/judge-document.ts";
import { readQueue } from "@emeritus/operations/retiring/read-queue.ts";
import { recordEmployerData } from "@emeritus/operations/retiring/record-employer-data.ts";
import { reopenElection } from "@emeritus/operations/retiring/reopen-election.ts";
import { returnToCounselor } from "@emeritus/operations/retiring/return-to-counselor.ts";
import { retirementStatuses } from "@emeritus/operations/retiring/status.ts";
import { verifyRetirement } from "@emeritus/operations/retiring/verify-retirement.ts";
import { z } from "zod";
import { apiRoute, outcomeOf } from "../shared/api-route.ts";
import { Done, doneOf } from "../shared/done.ts";
import { because, keyOf, OfCase, subject } from "../shared/of-case.ts";
import {
  caseAnswer,
  CaseAnswer,
  Day,
  letterAnswer,
  LetterAnswer,
  owner,
} from "../shared/retirement-answers.ts";
import { WholeNumber } from "../shared/whole-number.ts";

apiRoute({
  method: "get",
  path: "/api/office/letters/:person/:letter",
  owner,
  may: "read a determination",
  summary: "A member's letter",
  params: z.object({ person: WholeNumber, letter: WholeNumber }),
  answer: LetterAnswer,
  subject,
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
  subject,
  take: ({ system, actor, params }) => caseAnswer(system, actor, keyOf(params)),
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
  subject,
  previews: ({ system, params }) => restingOnPapers(system.db, system.fund.number, params.person),
  take: async ({ system, actor, params, key, body: { dateSeen, ...body } }) => {
    const judged = {
      key,
      of: keyOf(params),
      ...body,
      ...(dateSeen === undefined ? {} : { dateSeen: parseDate(dateSeen) }),
    };
    return doneOf(await judgeDocument(system, actor, judged));
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
  subject,
  take: async ({ system, actor, params, key, body: { leftService, sickLeaveHundredths } }) => {
    const data = {
      key,
      of: keyOf(params),
      sickLeaveHundredths,
      ...(leftService === undefined ? {} : { leftService: parseDate(leftService) }),
    };
    return doneOf(await recordEmployerData(system, actor, data));
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
  subject,
  take: async ({ system, actor, params, key }) =>
    doneOf(await verifyRetirement(system, actor, { key, of: keyOf(params) })),
});

apiRoute({
  method: "post",
  path: "/api/office/retirements/:person/:case/approval",
  owner,
  may: "approve a determination",
  summary: "Approve a verified case; who verified it may not",
  params: OfCase,
  answer: z.object({ determination: z.number(), benefit: z.number(), letter: z.number() }),
  subject,
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
  body: z.object({ because }),
  answer: Done,
  subject,
  take: async ({ system, actor, params, key, body }) =>
    doneOf(await returnToCounselor(system, actor, { key, of: keyOf(params), ...body })),
});

apiRoute({
  method: "post",
  path: "/api/office/retirements/:person/:case/election-again",
  owner,
  may: "record a death",
  summary: "Cancel a joint election and open it again: the spouse died before the start (BR 3-9(1))",
  params: OfCase,
  body: z.object({
    died: Day,
    agreed: z.boolean().describe("The member asks for it, and the death certificate was seen"),
  }),
  answer: Done,
  subject,
  take: async ({ system, actor, params, key, body: { died, agreed } }) =>
    doneOf(await reopenElection(system, actor, { key, of: keyOf(params), died: parseDate(died), agreed })),
});
