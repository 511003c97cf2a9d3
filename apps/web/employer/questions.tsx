import { isSettled, seenOf, tellAnswer } from "@emeritus/operations/data-quality/answer-question.ts";
import { catalogue } from "@emeritus/operations/data-quality/catalogue.ts";
import { sentenceOf } from "@emeritus/operations/data-quality/questions-file.ts";
import {
  type AskedOfEmployer,
  type QuestionSeen,
  readAsked,
  readAskedQuestion,
} from "@emeritus/operations/data-quality/read-quality.ts";
import { employerAnswers } from "@emeritus/records/data-quality-tables.ts";
import { longInstant } from "@emeritus/words/format.ts";
import { z } from "zod";
import { SeverityTag, tenths, Who } from "../office/quality-parts.tsx";
import {
  Button,
  Choices,
  Empty,
  Facts,
  Form,
  LongField,
  Pagination,
  Table,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, menu, notFound, page, see, type View } from "../shared/routes.ts";
import { maybe } from "./form-fields.ts";

const Query = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) });

async function showList({
  system,
  actor,
  words,
  query,
}: Pick<Asked, "system" | "actor" | "words"> & { query: z.output<typeof Query> }): Promise<View> {
  const seen = await readAsked(system, actor, query.page);
  return {
    title: words.quality.asked.title,
    wide: true,
    body: <List seen={seen} at={query.page} timeZone={system.fund.timeZone} />,
  };
}

function List({ seen, at, timeZone }: { seen: AskedOfEmployer; at: number; timeZone: string }) {
  const words = useWords();
  const { asked, columns, statuses, patterns, person } = words.quality;
  return (
    <>
      <p className="lead measure">{asked.intro}</p>
      {seen.marks.map(({ employer, name, scoreTenths }) => (
        <p key={employer}>{asked.score({ name, score: tenths(scoreTenths) })}</p>
      ))}
      {seen.lastLook === undefined ? null : (
        <p>{person.asOf({ when: longInstant(seen.lastLook, timeZone) })}</p>
      )}
      {seen.questions.length === 0 ? (
        <Empty>{asked.none}</Empty>
      ) : (
        <Table
          caption={asked.title}
          quiet
          rows={seen.questions}
          keyOf={({ question }) => question}
          columns={[
            {
              head: columns.pattern,
              names: true,
              cell: ({ question, pattern }) => (
                <a href={link("/employer/questions/:question", { question })}>{patterns[pattern].name}</a>
              ),
            },
            { head: columns.person, cell: (question) => <Who question={question} /> },
            { head: columns.says, cell: (one) => sentenceOf(words, one) },
            {
              head: columns.severity,
              cell: ({ pattern }) => <SeverityTag severity={catalogue[pattern].severity} />,
            },
            { head: columns.status, cell: ({ status }) => statuses[status] },
          ]}
        />
      )}
      <Pagination
        at={at}
        of={seen.pages}
        to={(number) => link("/employer/questions", {}, { page: number })}
      />
    </>
  );
}

const path = "/employer/questions/:question" as const;
type AskedOne = Pick<Asked<typeof path>, "system" | "actor" | "params" | "words">;

async function show({ system, actor, params, words }: AskedOne): Promise<View> {
  const found = await readAskedQuestion(system, actor, numberIn(params.question));
  if (found === undefined) throw notFound();
  const { question } = found;
  return {
    title: words.quality.patterns[question.pattern].name,
    over: <a href={link("/employer/questions")}>{words.quality.asked.title}</a>,
    body: <One open={question} />,
  };
}

function One({ open }: { open: QuestionSeen }) {
  const words = useWords();
  const { asked, detail, answers, patterns } = words.quality;
  const pattern = patterns[open.pattern];
  const { question, person, status, told, because } = open;
  return (
    <>
      <section className="answer">
        <h2>{sentenceOf(words, open)}</h2>
        <p>
          <Who question={open} />
        </p>
      </section>
      <Facts
        facts={[
          { name: detail.why, value: pattern.why },
          { name: detail.remedy, value: pattern.remedy },
        ]}
      />
      {person === null ? null : (
        <p className="acts">
          <a href={link("/employer/people/:person", { person })}>{asked.person}</a>
        </p>
      )}
      {status === "told" && told !== null ? (
        <p>
          <strong>{asked.yourAnswer}:</strong> {answers[told]}
          {because === null ? "" : `: ${because}`}. {asked.reading}
        </p>
      ) : null}
      {isSettled(status) ? (
        <p>{asked.settled}</p>
      ) : (
        <section aria-labelledby="answer">
          <h2 id="answer">{asked.answer}</h2>
          <p>{asked.correct}</p>
          <Form action={link(`${path}/answer`, { question })} label={asked.answer}>
            <input type="hidden" name="seen" value={seenOf(open)} />
            <Choices
              name="told"
              label={asked.answer}
              options={employerAnswers.map((value) => ({ value, text: answers[value] }))}
            />
            <LongField name="because" label={asked.say} hint={asked.sayHint} rows={3} optional />
            <Button>{asked.send}</Button>
          </Form>
        </section>
      )}
    </>
  );
}

menu("employer", "answer the fund's questions", "/employer/questions", (words) => words.quality.asked.menu);
page({
  path: "/employer/questions",
  owner: "data-quality",
  may: "answer the fund's questions",
  query: Query,
  show: showList,
});
page({ path, owner: "data-quality", may: "answer the fund's questions", show });
form({
  path: `${path}/answer`,
  owner: "data-quality",
  may: "answer the fund's questions",
  body: z.object({
    seen: z.string("changed-meanwhile").max(40, "changed-meanwhile"),
    told: z.enum(employerAnswers, "verdictMissing"),
    because: maybe(1_000),
  }),
  says: (words) => words.quality.problems,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const question = numberIn(params.question);
    if ((await readAskedQuestion(system, actor, question)) === undefined) throw notFound();
    const { refused } = await tellAnswer(system, actor, { key, question, ...body });
    if (refused?.code === "no-such-question") throw notFound();
    if (refused)
      return again({
        says: refused.code,
        facts: refused.facts,
        ...(refused.code === "reason-missing" ? { field: "because" } : {}),
      });
    return see(link("/employer/questions"), words.quality.asked.sent);
  },
});
