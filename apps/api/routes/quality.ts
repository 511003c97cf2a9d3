import { formatCents } from "@emeritus/engine/money.ts";
import {
  answerQuestion,
  assignQuestion,
  confirmAnswer,
  seenOf,
  tellAnswer,
  verdicts,
} from "@emeritus/operations/data-quality/answer-question.ts";
import { catalogue, patternCodes } from "@emeritus/operations/data-quality/catalogue.ts";
import { sentenceOf } from "@emeritus/operations/data-quality/questions-file.ts";
import {
  type QuestionSeen,
  readAsked,
  readDesk,
  readPatterns,
  readPersonQuality,
  readQuestion,
} from "@emeritus/operations/data-quality/read-quality.ts";
import { beginLook, carryLookOn } from "@emeritus/operations/data-quality/run-quality.ts";
import { employerAnswers } from "@emeritus/records/data-quality-tables.ts";
import type { QualityMark } from "@emeritus/records/data-quality-reads.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { en } from "@emeritus/words/en/index.ts";
import { z } from "zod";
import { apiRoute, outcomeOf } from "../shared/api-route.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const owner = "data-quality";
const reads = { method: "get", owner, may: "read data quality" } as const;
const works = { method: "post", owner, may: "work on data quality" } as const;

const Code = z.enum(
  patternCodes as readonly [(typeof patternCodes)[number], ...(typeof patternCodes)[number][]],
);
const Severity = z.enum(["severe", "serious", "slight"]);
const Status = z.enum(["open", "told", "mended", "acceptedWaits", "notAFaultWaits", "accepted", "notAFault"]);
const Question = z.object({
  question: z.number(),
  pattern: Code,
  severity: Severity,
  person: z.number().nullable(),
  employer: z.number().nullable(),
  atRisk: z.string(),
  says: z.string(),
  since: z.string(),
  status: Status,
  assignee: z.string().nullable(),
  told: z.enum(employerAnswers).nullable(),
  because: z.string().nullable(),
  /** Sent back with an act, so that nobody decides over another's head. */
  seen: z.string(),
});
const questionOf = (one: QuestionSeen): z.input<typeof Question> => ({
  question: one.question,
  pattern: one.pattern,
  severity: catalogue[one.pattern].severity,
  person: one.person,
  employer: one.employer,
  atRisk: formatCents(one.cents),
  says: sentenceOf(en, one),
  since: one.since,
  status: one.status,
  assignee: one.assignee,
  told: one.told,
  because: one.because,
  seen: seenOf(one),
});
const Mark = z.object({
  run: z.number(),
  day: z.string(),
  employer: z.number(),
  score: z.number(),
  people: z.number(),
  clean: z.number(),
  questions: z.number(),
  severe: z.number(),
  atRisk: z.string(),
});
const markOf = ({
  scoreTenths,
  cents,
  run,
  day,
  employer,
  people,
  clean,
  questions,
  severe,
}: QualityMark) => ({
  run,
  day,
  employer,
  score: scoreTenths / 10,
  people,
  clean,
  questions,
  severe,
  atRisk: formatCents(cents),
});

apiRoute({
  ...reads,
  path: "/api/office/data-quality",
  summary: "Data questions, the most money at risk first, with the fund's scores by run",
  query: z.object({
    pattern: Code.optional(),
    severity: Severity.optional(),
    employer: WholeNumber.optional(),
    assignee: z.string().max(150).optional(),
    status: Status.optional(),
    person: WholeNumber.optional(),
    page: WholeNumber.default(1),
  }),
  answer: z.object({
    lastLook: z.string().nullable(),
    underWay: z.number().nullable(),
    trend: z.array(Mark),
    found: z.number(),
    atRisk: z.string(),
    pages: z.number(),
    questions: z.array(Question),
  }),
  take: async ({ system, actor, query }) => {
    const desk = await readDesk(system, actor, query);
    return {
      lastLook: desk.looks.last?.done ?? null,
      underWay: desk.looks.underWay?.run ?? null,
      trend: desk.trend.map(markOf),
      found: desk.found,
      atRisk: formatCents(desk.cents),
      pages: desk.pages,
      questions: desk.questions.map(questionOf),
    };
  },
});
apiRoute({
  ...reads,
  path: "/api/office/data-quality/patterns",
  summary: "The catalogue of known-bad patterns with open questions, and the score of each employer",
  answer: z.object({
    patterns: z.array(
      z.object({
        pattern: Code,
        name: z.string(),
        severity: Severity,
        mender: z.string(),
        cites: z.string(),
        questions: z.number(),
        atRisk: z.string(),
      }),
    ),
    employers: z.array(Mark),
  }),
  take: async ({ system, actor }) => {
    const { patterns, employers } = await readPatterns(system, actor);
    return {
      patterns: patterns.map(({ pattern, questions, cents }) => ({
        ...catalogue[pattern],
        pattern,
        name: en.quality.patterns[pattern].name,
        questions,
        atRisk: formatCents(cents),
      })),
      employers: employers.map(markOf),
    };
  },
});
apiRoute({
  ...reads,
  path: "/api/office/data-quality/questions/:question",
  summary: "One data question with everything that was done with it; none where it is closed",
  params: z.object({ question: WholeNumber }),
  answer: z.object({
    open: Question.nullable(),
    steps: z.array(
      z.object({
        act: z.string(),
        status: Status,
        because: z.string().nullable(),
        actor: z.string(),
        at: z.string(),
      }),
    ),
  }),
  take: async ({ system, actor, params }) => {
    const detail = await readQuestion(system, actor, params.question);
    if (detail === undefined) throw new NotFound("no such question");
    return {
      open: detail.open === undefined ? null : questionOf(detail.open),
      steps: detail.steps.map(({ act, status, because, actor: by, at }) => ({
        act,
        status,
        because,
        actor: by,
        at,
      })),
    };
  },
});
apiRoute({
  ...reads,
  path: "/api/office/members/:person/data-quality",
  summary: "The score of one record, and the questions that took points from it",
  params: z.object({ person: WholeNumber }),
  subject: ({ params }) => ({ person: params.person }),
  answer: z.object({
    lastLook: z.string().nullable(),
    score: z.number(),
    lost: z.array(z.object({ pattern: Code, questions: z.number(), points: z.number() })),
    questions: z.array(Question),
  }),
  take: async ({ system, actor, params }) => {
    const found = await readPersonQuality(system, actor, params.person);
    if (found === undefined) throw new NotFound("no such person");
    const { score, questions, lastLook } = found;
    return {
      lastLook: lastLook ?? null,
      score: score.score,
      lost: score.lost.map((one) => ({ ...one })),
      questions: questions.map(questionOf),
    };
  },
});
apiRoute({
  ...works,
  path: "/api/office/data-quality/look",
  summary: "Look at the whole record now; it goes on by itself",
  body: z.object({}),
  answer: z.object({ run: z.number(), underWay: z.boolean() }),
  take: async ({ system, actor, key }) => {
    const outcome = await beginLook(system, actor, { key });
    const { run } = outcome.accepted!;
    carryLookOn(system, run).catch((error: Error) => {
      system.log.error({ run, error: error.message }, "a look at the data could not be carried on");
    });
    return outcomeOf(outcome);
  },
});

const params = z.object({ question: WholeNumber });
const seen = z.string().max(40);
const because = z.string().trim().max(1_000).optional();
const Done = z.object({ question: z.number(), status: Status });

apiRoute({
  ...works,
  path: "/api/office/data-quality/questions/:question/answer",
  summary: "Answer a data question: mended, accepted with a reason, or not a fault",
  params,
  body: z.object({ seen, verdict: z.enum(verdicts), because }),
  answer: Done,
  take: async ({ system, actor, params: { question }, body, key }) =>
    outcomeOf(await answerQuestion(system, actor, { key, question, ...body, because: body.because })),
});
apiRoute({
  ...works,
  path: "/api/office/data-quality/questions/:question/assign",
  summary: "Give a data question to somebody of the staff, or to nobody",
  params,
  body: z.object({ seen, assignee: z.string().min(1).max(150).nullable() }),
  answer: Done,
  take: async ({ system, actor, params: { question }, body, key }) => {
    const assignee = body.assignee ?? undefined;
    return outcomeOf(await assignQuestion(system, actor, { key, question, seen: body.seen, assignee }));
  },
});
apiRoute({
  method: "post",
  owner,
  may: "confirm on data quality",
  path: "/api/office/data-quality/questions/:question/confirm",
  summary: "Agree as a second person to leave a severe question as it is, or send it back",
  params,
  body: z.object({ seen, agrees: z.boolean(), because }),
  answer: Done,
  take: async ({ system, actor, params: { question }, body, key }) =>
    outcomeOf(await confirmAnswer(system, actor, { key, question, ...body, because: body.because })),
});

const asked = { owner, may: "answer the fund's questions" } as const;
apiRoute({
  ...asked,
  method: "get",
  path: "/api/employer/questions",
  summary: "What the fund asks about the employer's people",
  query: z.object({ page: WholeNumber.default(1) }),
  answer: z.object({
    found: z.number(),
    pages: z.number(),
    marks: z.array(Mark.pick({ run: true, day: true, employer: true, score: true, people: true })),
    questions: z.array(Question),
  }),
  take: async ({ system, actor, query }) => {
    const { found, pages, marks: all, questions } = await readAsked(system, actor, query.page);
    const marks = all.map(({ run, day, employer, people, scoreTenths }) => ({
      run,
      day,
      employer,
      people,
      score: scoreTenths / 10,
    }));
    return { found, pages, marks, questions: questions.map(questionOf) };
  },
});
apiRoute({
  ...asked,
  method: "post",
  path: "/api/employer/questions/:question/answer",
  summary: "Answer a question of the fund",
  params,
  body: z.object({ seen, told: z.enum(employerAnswers), because }),
  answer: Done,
  take: async ({ system, actor, params: { question }, body, key }) =>
    outcomeOf(await tellAnswer(system, actor, { key, question, ...body, because: body.because })),
});
