import { catalogue, type Severity } from "@emeritus/operations/data-quality/catalogue.ts";
import { sentenceOf } from "@emeritus/operations/data-quality/questions-file.ts";
import type { QuestionSeen } from "@emeritus/operations/data-quality/read-quality.ts";
import type { QualityMark } from "@emeritus/records/data-quality-reads.ts";
import { count, longDate, money, shortDate } from "@emeritus/words/format.ts";
import { Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";

const looks = { severe: "bad", serious: "warn", slight: "plain" } as const;

/** A severity as a tag. */
export function SeverityTag({ severity }: { severity: Severity }) {
  return <Tag kind={looks[severity]}>{useWords().quality.severities[severity]}</Tag>;
}

/** A score in tenths, in words: 987 is "98.7". */
export const tenths = (score: number): string => (score / 10).toFixed(1);

/** A share of records in percent, never rounded up to all of them. */
export const shareOf = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${(Math.floor((part * 1000) / whole) / 10).toFixed(1)} %`;

/** Questions as rows, each a link to its own page. */
export function QuestionTable(props: { questions: readonly QuestionSeen[]; caption: string; who: boolean }) {
  const words = useWords();
  const { columns, statuses, patterns } = words.quality;
  return (
    <Table
      caption={props.caption}
      quiet
      rows={props.questions}
      keyOf={({ question }) => question}
      columns={[
        {
          head: columns.pattern,
          names: true,
          cell: ({ question, pattern }) => (
            <a href={link("/office/data-quality/questions/:question", { question })}>
              {patterns[pattern].name}
            </a>
          ),
        },
        {
          head: columns.severity,
          cell: ({ pattern }) => <SeverityTag severity={catalogue[pattern].severity} />,
        },
        ...(props.who ? [{ head: columns.person, cell: (one: QuestionSeen) => <Who question={one} /> }] : []),
        { head: columns.says, cell: (one) => sentenceOf(words, one) },
        { head: columns.atRisk, number: true, cell: ({ cents }) => (cents === 0n ? "–" : money(cents)) },
        {
          head: columns.status,
          cell: ({ status, assignee }) => (
            <>
              {statuses[status]}
              {assignee === null ? null : <span className="small soft"> {assignee}</span>}
            </>
          ),
        },
        { head: columns.since, cell: ({ sinceDay }) => shortDate(sinceDay) },
      ]}
    />
  );
}

/** Whom or what a question is about. */
export function Who({ question }: { question: QuestionSeen }) {
  const words = useWords().quality;
  const { name, memberId, employerName } = question;
  if (name === undefined) return <>{employerName ?? words.desk.fund}</>;
  return (
    <>
      {name} <span className="small soft">{memberId}</span>
    </>
  );
}

const box = { width: 720, height: 220, left: 76, right: 12, top: 14, bottom: 34 };

/** The fund's score at each look as a line, drawn on the server, with the same figures in a table. */
export function Trend({ marks }: { marks: readonly QualityMark[] }) {
  const all = useWords();
  const words = all.quality;
  const scores = marks.map(({ scoreTenths }) => scoreTenths);
  const floor = Math.max(0, Math.floor(Math.min(...scores) / 50) * 50 - 50);
  const x = (at: number) =>
    round(box.left + (at / Math.max(1, marks.length - 1)) * (box.width - box.left - box.right));
  const y = (score: number) =>
    round(box.height - box.bottom - ((score - floor) / (1000 - floor)) * (box.height - box.top - box.bottom));
  const ticks = [floor, Math.round((floor + 1000) / 2), 1000];
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-labelledby="trend-title">
        <title id="trend-title">{words.desk.trendTitle}</title>
        {ticks.map((tick) => (
          <g key={tick} className="grid">
            <line x1={box.left} x2={box.width - box.right} y1={y(tick)} y2={y(tick)} />
            <text x={box.left - 8} y={y(tick)} dy="0.32em" textAnchor="end">
              {tenths(tick)}
            </text>
          </g>
        ))}
        <polyline
          className="line"
          points={marks.map(({ scoreTenths }, at) => `${x(at)},${y(scoreTenths)}`).join(" ")}
        />
        {marks.map(({ run, day, scoreTenths }, at) => (
          <circle key={run} className="dot" cx={x(at)} cy={y(scoreTenths)} r="4">
            <title>{words.desk.trendPoint({ day: longDate(day), score: tenths(scoreTenths) })}</title>
          </circle>
        ))}
        {[0, marks.length - 1].map((at) => (
          <text
            key={at}
            className="mark"
            x={x(at)}
            y={box.height - box.bottom + 22}
            textAnchor={at === 0 ? "start" : "end"}
          >
            {shortDate(marks[at]!.day)}
          </text>
        ))}
      </svg>
      <details className="more">
        <summary>{all.common.chartTable}</summary>
        <div className="inside">
          <Table
            caption={words.desk.trendTitle}
            quiet
            rows={marks.toReversed()}
            keyOf={({ run }) => run}
            columns={[
              { head: words.columns.day, names: true, cell: ({ day }) => shortDate(day) },
              { head: words.columns.score, number: true, cell: ({ scoreTenths }) => tenths(scoreTenths) },
              { head: words.columns.people, number: true, cell: ({ people }) => count(people) },
              {
                head: words.columns.clean,
                number: true,
                cell: ({ clean, people }) => shareOf(clean, people),
              },
              { head: words.columns.questions, number: true, cell: ({ questions }) => count(questions) },
              { head: words.columns.severe, number: true, cell: ({ severe }) => count(severe) },
              { head: words.columns.atRisk, number: true, cell: ({ cents }) => money(cents) },
            ]}
          />
        </div>
      </details>
    </figure>
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;
