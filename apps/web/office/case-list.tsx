import type { DateText } from "@emeritus/records/schema.ts";
import type { ReactNode } from "react";
import { Empty, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { Due } from "./cases.tsx";

/** What every row of a list of cases says. */
export interface CaseListed {
  readonly person: number;
  readonly caseNumber: number;
  readonly memberId: string;
  readonly name: string;
  /** The kind of the next duty, and its day. */
  readonly duty: string | null;
  readonly due: DateText | null;
}

/** A column of a kind of case. */
export interface CaseColumn<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
}

/** A list of cases of one kind: whose, what is told of the kind, where each stands, what is next and by when. */
export function CaseList<Row extends CaseListed>(props: {
  words: {
    readonly intro: string;
    readonly none: string;
    readonly caption: string;
    readonly columns: { readonly person: string; readonly next: string; readonly due: string };
  };
  rows: readonly Row[];
  today: number;
  to: (row: Row) => string;
  task: (kind: string) => string;
  columns: readonly CaseColumn<Row>[];
  last?: readonly CaseColumn<Row>[];
}) {
  const { none } = useWords().common;
  const { words, rows, today, to, task, columns, last = [] } = props;
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      {rows.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table
          caption={words.caption}
          quiet
          rows={rows}
          keyOf={({ caseNumber }) => caseNumber}
          columns={[
            {
              head: words.columns.person,
              names: true,
              cell: (row) => (
                <>
                  <a href={to(row)}>{row.name}</a> <span className="small soft">{row.memberId}</span>
                </>
              ),
            },
            ...columns,
            { head: words.columns.next, cell: ({ duty }) => (duty ? task(duty) : none) },
            { head: words.columns.due, cell: ({ due }) => (due ? <Due due={due} today={today} /> : none) },
            ...last,
          ]}
        />
      )}
    </>
  );
}
