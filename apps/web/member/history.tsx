import { employerNames } from "@emeritus/operations/estimating/read-member-record.ts";
import type { Change, History } from "@emeritus/operations/service/read-history.ts";
import { readHistory } from "@emeritus/operations/service/read-history.ts";
import { count, longInstant, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Empty, Pagination, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, link, page, type View } from "../shared/routes.ts";
import { type ChangeLine, changeLines, type Names, plain } from "./history-text.ts";
import { ownPerson } from "./own-record.ts";

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
  const employers = await employerNames(system);
  const said = words.history;
  return {
    title: own ? said.title : said.titleOf({ name: history.name }),
    over: own ? (
      <a href={link("/member/record")}>{said.back}</a>
    ) : (
      <a href={link("/office/members/:person", { person })}>{words.member.over(history)}</a>
    ),
    wide: !own,
    body: <Changes history={history} employers={employers} timeZone={system.fund.timeZone} to={to} />,
  };
}

function Changes({
  history,
  employers,
  timeZone,
  to,
}: {
  history: History;
  employers: Names["employers"];
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
        <OneChange
          key={change.at}
          change={change}
          names={{ persons: history.persons, employers }}
          timeZone={timeZone}
        />
      ))}
      <Pagination at={history.page} of={history.pages} to={to} />
    </>
  );
}

function OneChange({ change, names, timeZone }: { change: Change; names: Names; timeZone: string }) {
  const all = useWords();
  const words = all.history;
  const acts: Readonly<Record<string, string>> = all.audit.actions;
  const makers: Readonly<Record<string, string>> = {
    system: words.theSystem,
    conversion: words.theConversion,
  };
  const { action, actor, because, pay } = change;
  const when = longInstant(change.at, timeZone);
  const lines = changeLines(change.things, names, all);
  return (
    <div>
      <h2>{when}</h2>
      <p>
        {action === undefined ? null : <Tag>{acts[action] ?? plain(action)}</Tag>}{" "}
        {actor === undefined ? words.unknownActor : words.by({ actor: makers[actor] ?? actor })}
        {because === undefined ? null : `. ${words.because({ because: plain(because) })}`}
      </p>
      {pay === undefined ? null : <p>{words.pay({ months: count(pay.months), amount: money(pay.cents) })}</p>}
      {lines.length === 0 ? null : <Things lines={lines} caption={when} />}
    </div>
  );
}

function Things({ lines, caption }: { lines: readonly ChangeLine[]; caption: string }) {
  const words = useWords().history;
  const tags = { new: words.isNew, changed: undefined, withdrawn: words.isGone };
  return (
    <Table
      caption={caption}
      quiet
      rows={lines}
      keyOf={(_, at) => at}
      columns={[
        {
          head: words.columns.what,
          names: true,
          cell: ({ what, is }) => (
            <>
              {what} {tags[is] === undefined ? null : <Tag>{tags[is]}</Tag>}
            </>
          ),
        },
        ...(["before", "after"] as const)
          .filter((side) => lines.some((line) => line[side].length > 0))
          .map((side) => ({
            head: words.columns[side],
            cell: (line: ChangeLine) => <Said lines={line[side]} />,
          })),
      ]}
    />
  );
}

function Said({ lines }: { lines: readonly string[] }) {
  return (
    <div>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
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
