import {
  answerQuestion,
  assignQuestion,
  confirmAnswer,
  isSettled,
  seenOf,
  verdicts,
} from "@emeritus/operations/data-quality/answer-question.ts";
import { catalogue } from "@emeritus/operations/data-quality/catalogue.ts";
import { sentenceOf } from "@emeritus/operations/data-quality/questions-file.ts";
import {
  type QuestionDetail,
  type QuestionSeen,
  readQuestion,
} from "@emeritus/operations/data-quality/read-quality.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { Refusal } from "@emeritus/operations/outcome.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { longInstant, money, shortDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { maybe } from "../employer/form-fields.ts";
import { Alert, Button, Choices, Facts, Form, LongField, Select, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { SeverityTag, Who } from "./quality-parts.tsx";

const path = "/office/data-quality/questions/:question" as const;
type AskedOne = Pick<Asked<typeof path>, "system" | "actor" | "params" | "words">;

async function show({ system, actor, params, words }: AskedOne): Promise<View> {
  const question = numberIn(params.question);
  const detail = await readQuestion(system, actor, question);
  if (detail === undefined) throw notFound();
  const pattern = words.quality.patterns[detail.pattern].name;
  return {
    title: words.quality.detail.title({ number: String(question), pattern }),
    over: <a href={link("/office/data-quality")}>{words.quality.desk.title}</a>,
    body: <Question detail={detail} question={question} actor={actor} timeZone={system.fund.timeZone} />,
  };
}

interface Shown {
  readonly detail: QuestionDetail;
  readonly question: number;
  readonly actor: Actor;
  readonly timeZone: string;
}

function Question({ detail, question, actor, timeZone }: Shown) {
  const words = useWords();
  const { detail: says, columns, menders, patterns } = words.quality;
  const pattern = patterns[detail.pattern];
  const { severity, mender, cites } = catalogue[detail.pattern];
  const { open } = detail;
  return (
    <>
      {open === undefined ? <Alert kind="success">{says.closed}</Alert> : <Seen open={open} actor={actor} />}
      <Facts
        facts={[
          { name: columns.severity, value: <SeverityTag severity={severity} /> },
          { name: says.why, value: pattern.why },
          { name: says.remedy, value: pattern.remedy },
          { name: says.mender, value: menders[mender] },
          { name: columns.cites, value: cites },
        ]}
      />
      {open === undefined ? null : <Acts detail={detail} open={open} actor={actor} />}
      <h2 id="seen">{says.seenHeading}</h2>
      <Table
        caption={says.seenHeading}
        quiet
        rows={detail.versions}
        keyOf={({ from }) => from}
        columns={[
          {
            head: columns.says,
            names: true,
            cell: ({ facts }) => pattern.says(facts),
          },
          { head: columns.atRisk, number: true, cell: ({ cents }) => (cents === 0n ? "–" : money(cents)) },
          { head: says.from, cell: ({ from }) => longInstant(from, timeZone) },
          { head: says.to, cell: ({ to }) => (to === "infinity" ? says.still : longInstant(to, timeZone)) },
        ]}
      />
      <h2 id="done">{says.historyHeading}</h2>
      <Done detail={detail} timeZone={timeZone} key={question} />
    </>
  );
}

function Seen({ open, actor }: { open: QuestionSeen; actor: Actor }) {
  const words = useWords();
  const { detail: says, columns, statuses, answers } = words.quality;
  const { person, cents, status, assignee, sinceDay, told, because } = open;
  const other = open.facts["other"];
  return (
    <section className="answer">
      <h2>{sentenceOf(words, open)}</h2>
      <Facts
        facts={[
          {
            name: says.about,
            value:
              person === null || !may(actor, "read a record", { person }) ? (
                <Who question={open} />
              ) : (
                <a href={link("/office/members/:person", { person })}>
                  <Who question={open} />
                </a>
              ),
          },
          ...(open.employerName === undefined ? [] : [{ name: columns.employer, value: open.employerName }]),
          { name: columns.atRisk, value: cents === 0n ? "–" : money(cents) },
          { name: columns.status, value: statuses[status] },
          ...(assignee === null ? [] : [{ name: columns.assignee, value: assignee }]),
          { name: columns.since, value: shortDate(sinceDay) },
          ...(status === "told" && told !== null
            ? [
                {
                  name: says.employerTold,
                  value: `${answers[told]}${because === null ? "" : `: ${because}`}`,
                },
              ]
            : []),
        ]}
      />
      {person !== null && typeof other === "number" && open.pattern === "two-records" ? (
        <p className="acts">
          <a href={link("/office/duplicates/:person/:other", { person, other })}>{says.other}</a>
        </p>
      ) : null}
    </section>
  );
}

function Acts({ detail, open, actor }: { detail: QuestionDetail; open: QuestionSeen; actor: Actor }) {
  const words = useWords().quality;
  const { detail: says } = words;
  const { question, status, person } = open;
  const about = person === null ? {} : { person };
  const works = may(actor, "work on data quality", about);
  const looksAgain = status === "acceptedWaits" || status === "notAFaultWaits";
  const seen = <input type="hidden" name="seen" value={seenOf(open)} />;
  return (
    <>
      {looksAgain && may(actor, "confirm on data quality", about) ? (
        <section aria-labelledby="second">
          <h2 id="second">{says.second}</h2>
          <p>{says.secondSays({ by: open.answeredBy ?? "", because: open.because ?? "" })}</p>
          <Form action={link(`${path}/confirm`, { question })} label={says.agree}>
            {seen}
            <Button>{says.agree}</Button>
          </Form>
          <Form action={link(`${path}/send-back`, { question })} label={says.sendBack}>
            {seen}
            <LongField name="backReason" label={says.backReason} rows={2} />
            <Button look="outline">{says.sendBack}</Button>
          </Form>
        </section>
      ) : null}
      {works && !isSettled(status) ? (
        <section aria-labelledby="answer">
          <h2 id="answer">{says.answer}</h2>
          <Form action={link(`${path}/answer`, { question })} label={says.answer}>
            {seen}
            <Choices
              name="verdict"
              label={says.verdict}
              options={verdicts.map((value) => ({ value, text: says.verdicts[value] }))}
            />
            <LongField name="because" label={says.reason} hint={says.reasonHint} rows={3} optional />
            <Button>{says.save}</Button>
          </Form>
        </section>
      ) : null}
      {works ? (
        <section aria-labelledby="assign">
          <h2 id="assign">{says.assign}</h2>
          <Form action={link(`${path}/assign`, { question })} label={says.assign}>
            {seen}
            <Select
              name="assignee"
              label={says.assignee}
              value={open.assignee ?? ""}
              options={[
                { value: "", text: words.desk.nobody },
                ...detail.assignees.map((account) => ({ value: account, text: account })),
              ]}
            />
            <Button look="outline">{says.assignSave}</Button>
          </Form>
        </section>
      ) : null}
    </>
  );
}

function Done({ detail, timeZone }: { detail: QuestionDetail; timeZone: string }) {
  const { detail: says, acts, statuses, answers, columns } = useWords().quality;
  if (detail.steps.length === 0) return <p>{says.nothingDone}</p>;
  return (
    <Table
      caption={says.historyHeading}
      quiet
      rows={detail.steps}
      keyOf={({ at }) => at}
      columns={[
        {
          head: says.act,
          names: true,
          cell: ({ act, assignee }) => (act === "assign" ? `${acts[act]}: ${assignee ?? "–"}` : acts[act]),
        },
        { head: columns.status, cell: ({ status }) => statuses[status] },
        {
          head: columns.reason,
          cell: ({ told, because }) =>
            [told === null ? "" : answers[told], because ?? ""].filter(Boolean).join(": "),
        },
        { head: says.by, cell: ({ actor }) => actor },
        { head: says.when, cell: ({ at }) => longInstant(at, timeZone) },
      ]}
    />
  );
}

page({ path, owner: "data-quality", may: "read data quality", show });

const seenText = z.string("changed-meanwhile").max(40, "changed-meanwhile");
const refusedIn = (refusal: Refusal, field: string) => {
  if (refusal.code === "no-such-question") throw notFound();
  return again({
    says: refusal.code,
    facts: refusal.facts,
    ...(refusal.code === "reason-missing" ? { field } : {}),
  });
};
const common = {
  owner: "data-quality",
  says: (words: AskedOne["words"]) => words.quality.problems,
  bad: show,
} as const;

form({
  ...common,
  path: `${path}/answer`,
  may: "work on data quality",
  body: z.object({ seen: seenText, verdict: z.enum(verdicts, "verdictMissing"), because: maybe(1_000) }),
  take: async ({ system, actor, params, body, key, words }) => {
    const question = numberIn(params.question);
    const { refused } = await answerQuestion(system, actor, { key, question, ...body });
    if (refused) return refusedIn(refused, "because");
    return see(link(path, { question }), words.quality.detail.answered);
  },
});
form({
  ...common,
  path: `${path}/assign`,
  may: "work on data quality",
  body: z.object({ seen: seenText, assignee: maybe(150) }),
  take: async ({ system, actor, params, body, key, words }) => {
    const question = numberIn(params.question);
    const { refused } = await assignQuestion(system, actor, { key, question, ...body });
    if (refused) return refusedIn(refused, "assignee");
    return see(link(path, { question }), words.quality.detail.assigned);
  },
});
form({
  ...common,
  path: `${path}/confirm`,
  may: "confirm on data quality",
  body: z.object({ seen: seenText }),
  take: async ({ system, actor, params, body, key, words }) => {
    const question = numberIn(params.question);
    const ask = { key, question, seen: body.seen, agrees: true, because: undefined };
    const { refused } = await confirmAnswer(system, actor, ask);
    if (refused) return refusedIn(refused, "because");
    return see(link(path, { question }), words.quality.detail.agreed);
  },
});
form({
  ...common,
  path: `${path}/send-back`,
  may: "confirm on data quality",
  body: z.object({ seen: seenText, backReason: maybe(1_000) }),
  take: async ({ system, actor, params, body, key, words }) => {
    const question = numberIn(params.question);
    const ask = { key, question, seen: body.seen, agrees: false, because: body.backReason };
    const { refused } = await confirmAnswer(system, actor, ask);
    if (refused) return refusedIn(refused, "backReason");
    return see(link(path, { question }), words.quality.detail.sentBack);
  },
});
