import { formatDate } from "@emeritus/engine/dates.ts";
import type { Rung } from "@emeritus/operations/estimating/eligibility-ladder.ts";
import { type MemberRecord, readMemberRecord } from "@emeritus/operations/estimating/read-member-record.ts";
import { longDate } from "@emeritus/words/format.ts";
import { wordsOfPlan } from "@emeritus/words/phrase.ts";
import { worksheetOf } from "@emeritus/words/worksheet.ts";
import { Empty, More, Sheet, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { doorWords } from "../shared/plan-words.ts";
import { type Asked, link, menu, page, type View } from "../shared/routes.ts";
import type { See } from "../shared/asked.ts";
import { toPensionIfPaid } from "./pension.tsx";
import { ownPerson } from "./own-record.ts";

async function show(asked: Asked): Promise<View | See> {
  const paid = await toPensionIfPaid(asked);
  if (paid) return paid;
  const record = await readMemberRecord(asked.system, asked.actor, ownPerson(asked), asked.moment);
  const { name, memberId } = record.career;
  return {
    title: asked.words.member.when.title,
    over: asked.words.member.over({ name, memberId }),
    body: <When record={record} today={asked.moment.on} />,
  };
}

function When({ record, today }: { record: MemberRecord; today: number }) {
  const words = useWords().member.when;
  const ladder = record.ladder;
  const open = ladder.filter(({ first }) => first.value);
  const shut = ladder.filter(({ first }) => !first.value);
  const left = record.career.leftService;
  return (
    <>
      <p className="lead">
        {left === undefined ? words.works : words.left({ last: longDate(formatDate(left)) })}
      </p>
      {open.length === 0 ? (
        <Empty>{words.unknown}</Empty>
      ) : (
        <ol className="ladder">
          {open.map((rung) => (
            <Open key={rung.door} rung={rung} plan={record.plan.name} today={today} />
          ))}
        </ol>
      )}
      <p className="measure">{words.roll}</p>
      <h2>{words.closedHeading}</h2>
      <Closed rungs={shut} plan={record.plan.name} />
    </>
  );
}

function Open({ rung, plan, today }: { rung: Rung; plan: string; today: number }) {
  const all = wordsOfPlan(useWords(), plan);
  const words = all.member.when;
  const { name, says } = doorWords(all, plan)[rung.door];
  const first = rung.first.value!;
  const date = longDate(formatDate(first));
  const start = formatDate(first).slice(0, 7);
  return (
    <li className={first <= today ? "open" : undefined}>
      <p className="when">
        {first <= today ? words.since({ date }) : words.from({ date })}{" "}
        {first <= today ? <Tag kind="good">{words.openNow}</Tag> : null}
      </p>
      <h2>{name}</h2>
      <p className="measure">{says}</p>
      {first > today ? (
        <p>
          <a href={link("/member/benefit", undefined, { start })}>{words.estimate({ date })}</a>
        </p>
      ) : null}
      <More summary={words.how}>
        <Sheet lines={worksheetOf(all, rung.first.explanation, rung.door)} />
      </More>
    </li>
  );
}

function Closed({ rungs, plan }: { rungs: readonly Rung[]; plan: string }) {
  const doors = doorWords(useWords(), plan);
  return (
    <dl className="closed-doors">
      {rungs.map(({ door }) => (
        <div key={door}>
          <dt>{doors[door].name}</dt>
          <dd>{doors[door].never}</dd>
        </div>
      ))}
    </dl>
  );
}

menu("member", "read a record", "/member/when", (words) => words.member.menu.when);
page({ path: "/member/when", owner: "member", may: "read a record", clocks: true, show });
