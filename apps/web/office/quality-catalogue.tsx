import { catalogue, points } from "@emeritus/operations/data-quality/catalogue.ts";
import { readPatterns } from "@emeritus/operations/data-quality/read-quality.ts";
import { count, money } from "@emeritus/words/format.ts";
import { Empty, Facts, More, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, link, page, type View } from "../shared/routes.ts";
import { SeverityTag, shareOf, tenths } from "./quality-parts.tsx";

type Seen = Awaited<ReturnType<typeof readPatterns>>;

async function show({ system, actor, words }: Asked): Promise<View> {
  const seen = await readPatterns(system, actor);
  return {
    title: words.quality.catalogue.title,
    over: <a href={link("/office/data-quality")}>{words.quality.desk.title}</a>,
    wide: true,
    body: <Catalogue seen={seen} />,
  };
}

function Catalogue({ seen }: { seen: Seen }) {
  const all = useWords().quality;
  const words = all.catalogue;
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <h2 id="how">{words.how}</h2>
      <p className="measure">{words.formula(points)}</p>
      <p className="measure">{words.order}</p>
      <h2 id="employers">{words.employers}</h2>
      <Employers seen={seen} />
      <h2 id="patterns">{words.patterns}</h2>
      {seen.patterns.map(({ pattern, questions, cents }) => (
        <More
          key={pattern}
          id={pattern}
          summary={
            <>
              {all.patterns[pattern].name} <SeverityTag severity={catalogue[pattern].severity} />{" "}
              <span className="small soft">{count(questions)}</span>
            </>
          }
        >
          <Facts
            facts={[
              { name: words.why, value: all.patterns[pattern].why },
              { name: words.remedy, value: all.patterns[pattern].remedy },
              { name: all.columns.mender, value: all.menders[catalogue[pattern].mender] },
              { name: words.atRisk, value: all.patterns[pattern].atRisk },
              { name: all.columns.cites, value: catalogue[pattern].cites },
              {
                name: all.columns.questions,
                value: (
                  <a href={link("/office/data-quality", {}, { pattern })}>
                    {all.desk.found({ found: count(questions), amount: money(cents) })}
                  </a>
                ),
              },
            ]}
          />
        </More>
      ))}
    </>
  );
}

function Employers({ seen }: { seen: Seen }) {
  const { columns, catalogue: words } = useWords().quality;
  if (seen.employers.length === 0) return <Empty>{words.noEmployers}</Empty>;
  return (
    <Table
      caption={words.employers}
      quiet
      rows={seen.employers}
      keyOf={({ employer }) => employer}
      columns={[
        {
          head: columns.employer,
          names: true,
          cell: ({ employer, name }) => <a href={link("/office/data-quality", {}, { employer })}>{name}</a>,
        },
        { head: columns.score, number: true, cell: ({ scoreTenths }) => tenths(scoreTenths) },
        { head: columns.people, number: true, cell: ({ people }) => count(people) },
        { head: columns.clean, number: true, cell: ({ clean, people }) => shareOf(clean, people) },
        { head: columns.questions, number: true, cell: ({ questions }) => count(questions) },
        { head: columns.severe, number: true, cell: ({ severe }) => count(severe) },
        { head: columns.atRisk, number: true, cell: ({ cents }) => money(cents) },
      ]}
    />
  );
}

page({ path: "/office/data-quality/patterns", owner: "data-quality", may: "read data quality", show });
