import { employerNames } from "@emeritus/operations/estimating/read-member-record.ts";
import { askForService } from "@emeritus/operations/service/ask-for-service.ts";
import { serviceAsks } from "@emeritus/operations/service/case-view.ts";
import { disputeSubjects } from "@emeritus/operations/service/dispute-view.ts";
import { disputeRecord, readDispute, takeBackDispute } from "@emeritus/operations/service/dispute.ts";
import { acceptService, withdrawService } from "@emeritus/operations/service/pay-for-service.ts";
import { listServiceCases, readServiceCase } from "@emeritus/operations/service/read-service-cases.ts";
import { readService } from "@emeritus/operations/service/read-service.ts";
import { statusAfter } from "@emeritus/operations/service/status.ts";
import { count } from "@emeritus/words/format.ts";
import { z } from "zod";
import {
  Button,
  Choices,
  Field,
  Form,
  LongField,
  MemorableDate,
  Select,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, form, link, menu, notFound, page, see, type View } from "../shared/routes.ts";
import { ownPerson } from "./own-record.ts";
import { memorableDateOrNone } from "./retire-parts.tsx";
import { CaseLetters, Course, QuestionBody, RequestBody } from "./service-case-parts.tsx";
import { answerWhy, CaseList, Ledger, refusedInWords, WhyForm, WhyQuery } from "./service-parts.tsx";

type LedgerAsked = Asked<"/member/service", z.output<typeof WhyQuery>>;

async function show(asked: LedgerAsked): Promise<View> {
  const { system, actor, words, moment, query } = asked;
  const person = ownPerson(asked);
  const [seen, employers, cases, why] = await Promise.all([
    readService(system, actor, person, moment),
    employerNames(system),
    listServiceCases(system, actor, person, moment),
    answerWhy(asked, person),
  ]);
  const said = words.service;
  return {
    title: said.title,
    over: words.member.over(seen.career),
    body: (
      <>
        <p className="lead">{said.intro}</p>
        {why}
        <Ledger
          seen={seen}
          employers={employers}
          dispute={(line) => link("/member/service/dispute", undefined, { about: "service", line })}
        />
        <WhyForm action={link("/member/service")} why={query} />
        <CaseList
          cases={cases}
          heading={said.cases.heading}
          timeZone={system.fund.timeZone}
          to={(number) => link("/member/service/cases/:case", { case: number })}
        />
        <p className="acts">
          <a href={link("/member/service/ask")}>{said.cases.ask}</a>
          <a href={link("/member/service/dispute")}>{said.cases.dispute}</a>
          <a href={link("/member/history")}>{said.cases.history}</a>
        </p>
      </>
    ),
    parts: [
      { id: "lines", text: said.linesHeading },
      { id: "why", text: said.whyHeading },
      { id: "cases", text: said.cases.heading },
    ],
  };
}

function Back() {
  return <a href={link("/member/service")}>{useWords().service.case.over}</a>;
}

const showAsk = ({ words }: Pick<Asked, "words">): View => ({
  title: words.service.ask.title,
  over: <Back />,
  body: <AskForm action={link("/member/service/ask")} />,
});

/** What a member, or a counselor for them, fills in to ask for service. */
export function AskForm({ action }: { action: string }) {
  const words = useWords().service;
  return (
    <>
      <p className="lead">{words.ask.intro}</p>
      <Form action={action} label={words.ask.title}>
        <Select
          name="what"
          label={words.ask.what}
          empty
          options={serviceAsks.map((what) => ({ value: what, text: words.asks[what] }))}
        />
        <Field name="where" label={words.ask.where} hint={words.ask.whereHint} optional />
        <MemorableDate name="from" label={words.ask.from} hint={words.ask.daysHint} />
        <MemorableDate name="to" label={words.ask.to} />
        <Field
          name="hours"
          label={words.ask.hours}
          hint={words.ask.hoursHint}
          inputMode="numeric"
          width="short"
          optional
        />
        <Button>{words.ask.send}</Button>
      </Form>
    </>
  );
}

const whole = (problem: string, most: number) =>
  z
    .string()
    .trim()
    .optional()
    .transform((text, context) => {
      if (text === undefined || text === "") return undefined;
      if (/^\d{1,5}$/.test(text) && Number(text) <= most) return Number(text);
      context.addIssue({ code: "custom", message: problem });
      return z.NEVER;
    });

/** What the form of a request sends. */
export const AskBody = z.object({
  what: z.enum(serviceAsks, "whatMissing"),
  where: z.string().trim().max(200, "whereTooLong"),
  from: memorableDateOrNone("dayMissing"),
  to: memorableDateOrNone("dayMissing"),
  hours: whole("hoursWrong", 9000),
});

/** The request that a form asks for. */
export function askedService({ what, where, from, to, hours }: z.output<typeof AskBody>) {
  const span = from === undefined || to === undefined ? [] : [{ from, to }];
  return {
    what,
    where,
    spans: span.map((days) => (hours === undefined ? days : { ...days, hoursAYear: hours })),
  };
}

const DisputeQuery = z.object({
  about: z.enum(disputeSubjects).optional().catch(undefined),
  line: z.string().max(300).optional().catch(undefined),
});

function showDispute(asked: Pick<Asked, "words"> & { query?: unknown }): View {
  const { about, line } = (asked.query ?? {}) as z.output<typeof DisputeQuery>;
  return {
    title: asked.words.service.dispute.title,
    over: <Back />,
    body: <DisputeForm about={about} line={line} />,
  };
}

function DisputeForm({ about, line }: z.output<typeof DisputeQuery>) {
  const words = useWords().service.dispute;
  return (
    <>
      <p className="lead">{words.intro}</p>
      <Form action={link("/member/service/dispute")} label={words.title}>
        <Choices
          name="about"
          label={words.about}
          value={about}
          options={disputeSubjects.map((subject) => ({ value: subject, text: words.subjects[subject] }))}
        />
        <Field name="line" label={words.line} hint={words.lineHint} value={line} />
        <LongField name="says" label={words.says} />
        <Button>{words.send}</Button>
      </Form>
    </>
  );
}

type CaseAsked = Pick<Asked, "system" | "actor" | "words" | "moment"> & {
  readonly params: { readonly case: string };
};

const toLetter = (letter: number): string => link("/member/letters/:letter", { letter });

async function showCase(asked: CaseAsked): Promise<View> {
  const { system, actor, words, params } = asked;
  const of = { person: ownPerson(asked), caseNumber: numberIn(params.case) };
  const { timeZone } = system.fund;
  const dispute = await readDispute(system, actor, of, asked.moment);
  const number = count(of.caseNumber);
  if (dispute !== undefined)
    return {
      title: words.service.dispute.caseTitle({ number }),
      over: <Back />,
      body: (
        <>
          <QuestionBody dispute={dispute} />
          {dispute.status === "said" || dispute.status === "withEmployer" ? (
            <Form
              action={link("/member/service/cases/:case/take-back", params)}
              label={words.service.dispute.takeBack}
            >
              <Button look="outline">{words.service.dispute.takeBack}</Button>
            </Form>
          ) : null}
          <CaseLetters letters={dispute.letters} to={toLetter} />
          <Course duties={dispute.duties} steps={dispute.steps} timeZone={timeZone} />
        </>
      ),
    };
  const seen = await readServiceCase(system, actor, of, asked.moment);
  if (seen === undefined) throw notFound();
  return {
    title: words.service.requestTitle({ number }),
    over: <Back />,
    body: (
      <>
        <RequestBody seen={seen} />
        <Decide params={params} status={seen.service.status} />
        <CaseLetters letters={seen.service.letters} to={toLetter} />
        <Course duties={seen.service.duties} steps={seen.service.steps} timeZone={timeZone} />
      </>
    ),
  };
}

function Decide({
  params,
  status,
}: {
  params: { readonly case: string };
  status: Parameters<typeof statusAfter>[0];
}) {
  const words = useWords().service.case;
  return (
    <>
      {statusAfter(status, "accept") === undefined ? null : (
        <section aria-labelledby="accept">
          <h2 id="accept">{words.acceptHeading}</h2>
          <p className="measure">{words.acceptSays}</p>
          <Form action={link("/member/service/cases/:case/accept", params)} label={words.acceptHeading}>
            <Field name="plan" label={words.plan} hint={words.planHint} inputMode="numeric" width="short" />
            <Button>{words.accept}</Button>
          </Form>
        </section>
      )}
      {statusAfter(status, "withdraw") === undefined ? null : (
        <section aria-labelledby="withdraw">
          <h2 id="withdraw">{words.withdrawHeading}</h2>
          <p>{words.withdrawSays}</p>
          <Form action={link("/member/service/cases/:case/withdraw", params)} label={words.withdrawHeading}>
            <Field name="because" label={words.withdrawWhy} />
            <Button look="outline">{words.withdraw}</Button>
          </Form>
        </section>
      )}
    </>
  );
}

const says = (words: Asked["words"]) => words.service.problems;
const caseOf = (asked: CaseAsked) => ({
  person: ownPerson(asked),
  caseNumber: numberIn(asked.params.case),
});

menu("member", "read a record", "/member/service", (words) => words.service.menu);
page({
  path: "/member/service",
  owner: "service",
  may: "read a record",
  query: WhyQuery,
  clocks: true,
  show,
});
page({ path: "/member/service/ask", owner: "service", may: "ask for service", show: showAsk });
form({
  path: "/member/service/ask",
  owner: "service",
  may: "ask for service",
  body: AskBody,
  says,
  bad: showAsk,
  take: async (asked) => {
    const { system, actor, body, key, words } = asked;
    const request = { key, person: ownPerson(asked), ...askedService(body) };
    const { accepted, refused } = await askForService(system, actor, request);
    if (refused) return refusedInWords(words, refused, refused.code === "already-asked" ? "what" : "from");
    return see(link("/member/service/cases/:case", { case: accepted.caseNumber }), words.service.ask.sent);
  },
});
page({
  path: "/member/service/dispute",
  owner: "service",
  may: "dispute a record",
  query: DisputeQuery,
  show: showDispute,
});
form({
  path: "/member/service/dispute",
  owner: "service",
  may: "dispute a record",
  body: z.object({
    about: z.enum(disputeSubjects, "aboutMissing"),
    line: z.string("lineMissing").trim().min(1, "lineMissing").max(300, "tooLong"),
    says: z.string("saysMissing").trim().min(1, "saysMissing").max(2000, "saysTooLong"),
  }),
  says,
  bad: showDispute,
  take: async (asked) => {
    const { system, actor, body, key, words } = asked;
    const { accepted } = await disputeRecord(system, actor, { key, person: ownPerson(asked), ...body });
    return see(
      link("/member/service/cases/:case", { case: accepted!.caseNumber }),
      words.service.dispute.sent,
    );
  },
});
page({
  path: "/member/service/cases/:case",
  owner: "service",
  may: "read a case",
  clocks: true,
  show: showCase,
});
form({
  path: "/member/service/cases/:case/accept",
  owner: "service",
  may: "ask for service",
  body: z.object({ plan: z.string("planMissing").regex(/^([1-9]|1\d|2[0-4])$/, "planMissing") }),
  says,
  bad: showCase,
  take: async (asked) => {
    const { system, actor, body, key, words, params } = asked;
    const given = { key, of: caseOf(asked), instalments: Number(body.plan) };
    const { refused } = await acceptService(system, actor, given);
    if (refused) return refusedInWords(words, refused, "plan");
    return see(link("/member/service/cases/:case", params), words.service.case.accepted);
  },
});
form({
  path: "/member/service/cases/:case/withdraw",
  owner: "service",
  may: "ask for service",
  body: z.object({ because: z.string("becauseMissing").trim().min(1, "becauseMissing").max(500, "tooLong") }),
  says,
  bad: showCase,
  take: async (asked) => {
    const { system, actor, body, key, words, params } = asked;
    const { refused } = await withdrawService(system, actor, { key, of: caseOf(asked), ...body });
    if (refused) return refusedInWords(words, refused, "because");
    return see(link("/member/service/cases/:case", params), words.service.case.withdrawn);
  },
});
form({
  path: "/member/service/cases/:case/take-back",
  owner: "service",
  may: "dispute a record",
  body: z.object({}),
  says,
  bad: showCase,
  take: async (asked) => {
    const { system, actor, key, words, params } = asked;
    const { refused } = await takeBackDispute(system, actor, { key, of: caseOf(asked) });
    if (refused) return refusedInWords(words, refused);
    return see(link("/member/service/cases/:case", params), words.service.dispute.takenBack);
  },
});
