import type { Change, ChangedThing, History } from "@emeritus/operations/service/read-history.ts";
import { readHistory } from "@emeritus/operations/service/read-history.ts";
import { count, longInstant, money, shortDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Empty, Pagination, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, link, page, type View } from "../shared/routes.ts";
import { ownPerson } from "./own-record.ts";
import { isoOf } from "./service-instant.ts";

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
  readonly name: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

function Things({ things, caption }: { things: readonly ChangedThing[]; caption: string }) {
  const words = useWords().history;
  const tables: Readonly<Record<string, string>> = words.tables;
  const fields: Readonly<Record<string, string>> = words.fields;
  const field = (column: string) => fields[column] ?? plain(column);
  const whole = (values: ChangedThing["after"]) =>
    Object.entries(values ?? {})
      .filter(([, value]) => value !== null)
      .map(([column, value]) => `${field(column)} ${valueOf(value, words.goesOn)}`)
      .join("; ");
  const text = (value: unknown) =>
    value === undefined || value === null ? words.nothing : valueOf(value, words.goesOn);
  const lines: Line[] = things.flatMap(({ table, before, after, columns }): Line[] => {
    const name = tables[table] ?? plain(table);
    if (before === undefined)
      return [{ name, field: words.isNew, before: words.nothing, after: whole(after) }];
    if (after === undefined)
      return [{ name, field: words.isGone, before: whole(before), after: words.nothing }];
    return columns.map((column) => ({
      name,
      field: field(column),
      before: text(before[column]),
      after: text(after[column]),
    }));
  });
  return (
    <Table
      caption={caption}
      quiet
      rows={lines}
      keyOf={(_, at) => at}
      columns={[
        { head: words.columns.what, names: true, cell: ({ name }) => name },
        { head: words.columns.field, cell: (line) => line.field },
        { head: words.columns.before, cell: ({ before }) => before },
        { head: words.columns.after, cell: ({ after }) => after },
      ]}
    />
  );
}

const plain = (name: string): string => name.replaceAll("_", " ");

function valueOf(value: unknown, endless: string): string {
  if (value === "infinity") return endless;
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
