import {
  readBackdatings,
  readReemployments,
  type CaseListed,
} from "@emeritus/operations/enrolling/read-reemployment.ts";
import { Empty, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, link, menu, page, type View } from "../shared/routes.ts";
import { paths } from "./employment-case-parts.tsx";
import "./backdating.tsx";
import "./reemployment.tsx";

async function showList({ system, actor, words }: Asked): Promise<View> {
  const reemployments = await readReemployments(system, actor);
  const backdatings = await readBackdatings(system, actor);
  return {
    title: words.enrolment.cases.title,
    wide: true,
    body: <Lists reemployments={reemployments} backdatings={backdatings} />,
  };
}

function Lists(props: { reemployments: readonly CaseListed[]; backdatings: readonly CaseListed[] }) {
  const all = useWords().enrolment;
  const words = all.cases;
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <h2>{words.reemployments}</h2>
      {props.reemployments.length === 0 ? (
        <Empty>{words.noReemployments}</Empty>
      ) : (
        <Cases
          rows={props.reemployments}
          kind="reemployment"
          caption={words.reemployments}
          statuses={all.reemployment.statuses}
        />
      )}
      <h2>{words.backdatings}</h2>
      {props.backdatings.length === 0 ? (
        <Empty>{words.noBackdatings}</Empty>
      ) : (
        <Cases
          rows={props.backdatings}
          kind="backdating"
          caption={words.backdatings}
          statuses={all.backdating.statuses}
        />
      )}
    </>
  );
}

function Cases(props: {
  rows: readonly CaseListed[];
  kind: keyof typeof paths;
  caption: string;
  statuses: Readonly<Record<string, string>>;
}) {
  const words = useWords().enrolment.cases;
  return (
    <Table
      caption={props.caption}
      quiet
      rows={props.rows}
      keyOf={({ caseNumber }) => caseNumber}
      columns={[
        {
          head: words.columns.person,
          names: true,
          cell: ({ person, caseNumber, name, memberId }) => (
            <>
              <a href={link(paths[props.kind], { person, case: caseNumber })}>{name}</a>{" "}
              <span className="small soft">{memberId}</span>
            </>
          ),
        },
        { head: words.columns.case, cell: ({ caseNumber }) => words.caseOf({ number: caseNumber }) },
        { head: words.columns.status, cell: ({ status }) => props.statuses[status] ?? status },
      ]}
    />
  );
}

menu("staff", "read employment cases", "/office/employment-cases", (words) => words.enrolment.cases.menu);
page({ path: "/office/employment-cases", owner: "enrolment", may: "read employment cases", show: showList });
