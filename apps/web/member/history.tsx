import type { Change, ChangedThing, History } from "@emeritus/operations/service/read-history.ts";
import { readHistory } from "@emeritus/operations/service/read-history.ts";
import { count, longInstant, money, shortDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Empty, Pagination, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, link, page, type View } from "../shared/routes.ts";
import { ownPerson } from "./own-record.ts";
import { isoOf } from "./service-case-parts.tsx";

const Query = z.object({ page: z.coerce.number().int().min(1).max(10_000).optional() });
type Asks = z.output<typeof Query>;

async function view(
  asked: Asked<string, Asks>,
  person: number,
  own: boolean,
  to: (page: number) => string,
): Promise<View> {
  const { system, actor, words, moment, query } = asked;
  const history = await readHistory(system, actor, { person, moment, page: query.page });
  const said = words.history;
  return {
    title: own ? said.title : said.titleOf({ name: history.name }),
    over: own ? (
      <a href={link("/member/record")}>{said.back}</a>
    ) : (
      <a href={link("/office/members/:person", { person })}>{words.member.over(history)}</a>
    ),
    wide: !own,
    body: <Changes history={history} timeZone={system.fund.timeZone} to={to} />,
  };
}

function Changes({
  history,
  timeZone,
  to,
}: {
  history: History;
  timeZone: string;
  to: (page: number) => string;
}) {
  const words = useWords().history;
  if (history.of === 0) return <Empty>{words.none}</Empty>;
  return (
    <>
      <p className="lead">{words.intro}</p>
      <p>{words.changes({ of: count(history.of) })}</p>
      {history.changes.map((change) => (
        <OneChange key={change.at} change={change} timeZone={timeZone} />
      ))}
      <Pagination at={history.page} of={history.pages} to={to} />
    </>
  );
}

function OneChange({ change, timeZone }: { change: Change; timeZone: string }) {
  const all = useWords();
  const words = all.history;
  const acts: Readonly<Record<string, string>> = all.audit.actions;
  const when = longInstant(isoOf(change.at), timeZone);
  return (
    <section aria-label={when}>
      <h2>{when}</h2>
      <p>
        {change.action === undefined ? null : <Tag>{acts[change.action] ?? change.action}</Tag>}{" "}
        {change.actor === undefined ? words.unknownActor : words.by({ actor: change.actor })}
        {change.because === undefined ? null : `. ${words.because({ because: change.because })}`}
      </p>
      {change.pay === undefined ? null : (
        <p>{words.pay({ months: count(change.pay.months), amount: money(change.pay.cents) })}</p>
      )}
      {change.things.length === 0 ? null : <Things things={change.things} caption={when} />}
    </section>
  );
}

interface Line {
  readonly thing: ChangedThing;
  readonly column: string;
  readonly first: boolean;
}

function Things({ things, caption }: { things: readonly ChangedThing[]; caption: string }) {
  const words = useWords().history;
  const tables: Readonly<Record<string, string>> = words.tables;
  const fields: Readonly<Record<string, string>> = words.fields;
  const lines: Line[] = things.flatMap((thing) =>
    thing.columns
      .filter((column) => thing.before?.[column] != null || thing.after?.[column] != null)
      .map((column, at) => ({ thing, column, first: at === 0 })),
  );
  const text = (value: unknown) => (value === undefined || value === null ? words.nothing : valueOf(value));
  return (
    <Table
      caption={caption}
      quiet
      rows={lines}
      keyOf={(_, at) => at}
      columns={[
        {
          head: words.columns.what,
          cell: ({ thing, first }) =>
            first ? <strong>{tables[thing.table] ?? plain(thing.table)}</strong> : null,
        },
        { head: words.columns.field, names: true, cell: ({ column }) => fields[column] ?? plain(column) },
        { head: words.columns.before, cell: ({ thing, column }) => text(thing.before?.[column]) },
        { head: words.columns.after, cell: ({ thing, column }) => text(thing.after?.[column]) },
      ]}
    />
  );
}

const plain = (name: string): string => name.replaceAll("_", " ");

function valueOf(value: unknown): string {
  if (typeof value === "string") return /^\d{4}-\d\d-\d\d$/.test(value) ? shortDate(value) : value;
  return JSON.stringify(value);
}

const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });

page({
  path: "/member/history",
  owner: "service",
  may: "read a record",
  query: Query,
  clocks: true,
  show: (asked) =>
    view(asked, ownPerson(asked), true, (at) => link("/member/history", undefined, { page: at })),
});
page({
  path: "/office/members/:person/history",
  owner: "service",
  may: "read a record",
  subject,
  query: Query,
  clocks: true,
  show: (asked) => {
    const person = numberIn(asked.params.person);
    return view(asked, person, false, (at) =>
      link("/office/members/:person/history", { person }, { page: at }),
    );
  },
});
