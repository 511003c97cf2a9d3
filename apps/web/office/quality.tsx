import {
  isPattern,
  type PatternCode,
  patternCodes,
  type Severity,
} from "@emeritus/operations/data-quality/catalogue.ts";
import { questionsCsv } from "@emeritus/operations/data-quality/questions-file.ts";
import {
  allQuestions,
  type Desk,
  type DeskFilter,
  readDesk,
} from "@emeritus/operations/data-quality/read-quality.ts";
import { beginLook } from "@emeritus/operations/data-quality/run-quality.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { may } from "@emeritus/operations/permissions.ts";
import type { QuestionStatus } from "@emeritus/records/data-quality-tables.ts";
import { count, longInstant, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import {
  Alert,
  Button,
  Counts,
  Empty,
  Filter,
  Form,
  Pagination,
  Select,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, file, form, link, menu, page, see, type View } from "../shared/routes.ts";
import { lookBehind } from "./quality-look.ts";
import { QuestionTable, shareOf, tenths, Trend } from "./quality-parts.tsx";

const severities = ["severe", "serious", "slight"] as const satisfies readonly Severity[];
const statuses = [
  "open",
  "told",
  "mended",
  "acceptedWaits",
  "notAFaultWaits",
  "accepted",
  "notAFault",
] as const satisfies readonly QuestionStatus[];

const Query = z.object({
  pattern: z.string().max(60).optional(),
  severity: z.enum([...severities, ""]).optional(),
  employer: z.union([z.literal(""), z.coerce.number().int().min(1).max(2_000_000_000)]).optional(),
  assignee: z.string().max(150).optional(),
  status: z.enum([...statuses, ""]).optional(),
  person: z.coerce.number().int().min(1).max(2_000_000_000).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
type Query = z.output<typeof Query>;

const filterOf = ({ pattern = "", severity, employer, assignee, status, person }: Query): DeskFilter => ({
  pattern: isPattern(pattern) ? pattern : undefined,
  severity: severity === "" ? undefined : severity,
  employer: employer === "" ? undefined : employer,
  assignee: assignee === "" ? undefined : assignee,
  status: status === "" ? undefined : status,
  person,
});

async function show({
  system,
  actor,
  words,
  query,
}: Pick<Asked, "system" | "actor" | "words"> & { query: Query }): Promise<View> {
  const desk = await readDesk(system, actor, { ...filterOf(query), page: query.page });
  return {
    title: words.quality.desk.title,
    wide: true,
    body: <DeskPage desk={desk} query={query} actor={actor} timeZone={system.fund.timeZone} />,
  };
}

function DeskPage(props: { desk: Desk; query: Query; actor: Actor; timeZone: string }) {
  const { desk, query, actor, timeZone } = props;
  const words = useWords().quality.desk;
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <Looked desk={desk} timeZone={timeZone} />
      {desk.mark === undefined ? null : <Standing desk={desk} mark={desk.mark} />}
      <p className="acts">
        <a href={link("/office/data-quality/patterns")}>{words.catalogue}</a>
      </p>
      {may(actor, "work on data quality") ? (
        <Form action={link("/office/data-quality/look")} label={words.look}>
          <Button look="outline">{words.look}</Button>
        </Form>
      ) : null}
      <h2 id="questions">{words.filter}</h2>
      <Filters desk={desk} query={query} />
      <p role="status">{words.found({ found: count(desk.found), amount: money(desk.cents) })}</p>
      {desk.questions.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <>
          <QuestionTable questions={desk.questions} caption={words.title} who />
          <p className="acts">
            <a href={link("/office/data-quality/questions.csv", {}, query)}>{words.file}</a>
          </p>
        </>
      )}
      <Pagination
        at={query.page}
        of={desk.pages}
        to={(at) => link("/office/data-quality", {}, { ...query, page: at })}
      />
    </>
  );
}

function Looked({ desk, timeZone }: { desk: Desk; timeZone: string }) {
  const words = useWords().quality.desk;
  const { last, underWay } = desk.looks;
  return (
    <>
      {underWay === undefined ? null : (
        <Alert kind="info">
          {words.underWay({
            when: longInstant(underWay.begun, timeZone),
            done: count(underWay.looks),
            of: count(underWay.of),
          })}
        </Alert>
      )}
      {last?.done === undefined ? (
        <Empty>{words.never}</Empty>
      ) : (
        <p>
          {words.lastLook({
            when: longInstant(last.done, timeZone),
            seen: count(desk.mark?.questions ?? 0),
          })}{" "}
          {words.changed({
            opened: count(Number(last.facts["opened"] ?? 0)),
            closed: count(Number(last.facts["closed"] ?? 0)),
          })}
        </p>
      )}
    </>
  );
}

function Standing({ desk, mark }: { desk: Desk; mark: NonNullable<Desk["mark"]> }) {
  const words = useWords().quality.desk;
  return (
    <>
      <Counts
        label={words.score}
        counts={[
          { value: tenths(mark.scoreTenths), text: words.score },
          { value: shareOf(mark.clean, mark.people), text: words.clean },
          { value: count(mark.questions), text: words.open },
          { value: count(mark.severe), text: words.severe, alarm: mark.severe > 0 },
          { value: money(mark.cents), text: words.atRisk },
        ]}
      />
      <h2 id="trend">{words.trendHeading}</h2>
      {desk.trend.length < 2 ? <p>{words.trendNone}</p> : <Trend marks={desk.trend} />}
    </>
  );
}

function Filters({ desk, query }: { desk: Desk; query: Query }) {
  const words = useWords().quality;
  const { columns, desk: says } = words;
  const { pattern, severity, employer, assignee, status, person } = query;
  const any = { value: "", text: says.any };
  const set = [pattern, severity, employer, assignee, status, person].some(
    (one) => one !== undefined && one !== "",
  );
  return (
    <Filter action={link("/office/data-quality")} label={says.filter} clear={set}>
      <Select
        name="pattern"
        label={columns.pattern}
        value={pattern}
        options={[
          any,
          ...patternCodes.map((code: PatternCode) => ({ value: code, text: words.patterns[code].name })),
        ]}
      />
      <Select
        name="severity"
        label={columns.severity}
        value={severity}
        options={[any, ...severities.map((one) => ({ value: one, text: words.severities[one] }))]}
      />
      <Select
        name="employer"
        label={columns.employer}
        value={employer === undefined ? "" : String(employer)}
        options={[any, ...desk.employers.map((one) => ({ value: String(one.employer), text: one.name }))]}
      />
      <Select
        name="assignee"
        label={columns.assignee}
        value={assignee}
        options={[any, ...desk.assignees.map((one) => ({ value: one, text: one }))]}
      />
      <Select
        name="status"
        label={columns.status}
        value={status}
        options={[
          { value: "", text: says.anyOpen },
          ...statuses.map((one) => ({ value: one, text: words.statuses[one] })),
        ]}
      />
    </Filter>
  );
}

menu("staff", "read data quality", "/office/data-quality", (words) => words.quality.desk.menu);
page({
  path: "/office/data-quality",
  owner: "data-quality",
  may: "read data quality",
  query: Query,
  show,
});
page({
  path: "/office/data-quality/questions.csv",
  owner: "data-quality",
  may: "read data quality",
  query: Query,
  show: async ({ system, actor, words, query }) =>
    file({
      name: "data-questions.csv",
      type: "text/csv; charset=utf-8",
      bytes: Buffer.from(questionsCsv(words, await allQuestions(system, actor, filterOf(query)))),
    }),
});
form({
  path: "/office/data-quality/look",
  owner: "data-quality",
  may: "work on data quality",
  body: z.object({}),
  says: (words) => words.quality.problems,
  bad: (asked) => show({ ...asked, query: Query.parse({}) }),
  take: async ({ system, actor, key, words }) => {
    const { accepted } = await beginLook(system, actor, { key });
    lookBehind(system, accepted!.run);
    const { lookBegun, lookUnderWay } = words.quality.desk;
    return see(link("/office/data-quality"), accepted!.underWay ? lookUnderWay : lookBegun);
  },
});
