import {
  readRedeterminations,
  type RedeterminationListed,
} from "@emeritus/operations/redetermining/read-redeterminations.ts";
import type { RedeterminationStatus } from "@emeritus/operations/redetermining/status.ts";
import { money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, link, menu, page, type View } from "../shared/routes.ts";
import { CaseList } from "./case-list.tsx";

async function show({ system, actor, words }: Asked): Promise<View> {
  const rows = await readRedeterminations(system, actor);
  return {
    title: words.redetermining.title,
    wide: true,
    body: <List rows={rows} today={system.calendar.today()} />,
  };
}

/** The words of a duty of a redetermination. */
export const redeterminationTask = (words: Words, kind: string): string =>
  words.redetermining.tasks[kind as keyof Words["redetermining"]["tasks"]] ?? kind;

/** Cents more or less, with their sign. */
export const signed = (cents: bigint): string => (cents > 0n ? `+${money(cents)}` : money(cents));

function List({ rows, today }: { rows: readonly RedeterminationListed[]; today: number }) {
  const all = useWords();
  const words = all.redetermining;
  const past = ({ figures }: RedeterminationListed) => figures.arrears - figures.overpaid;
  return (
    <CaseList
      words={words}
      rows={rows}
      today={today}
      to={({ person, caseNumber }) =>
        link("/office/redeterminations/:person/:case", { person, case: caseNumber })
      }
      task={(kind) => redeterminationTask(all, kind)}
      columns={[
        { head: words.columns.status, cell: ({ status }) => <Status status={status} /> },
        {
          head: words.columns.month,
          cell: ({ figures }) => (figures.eligible ? signed(figures.month) : words.notEligible),
        },
        {
          head: words.columns.past,
          cell: (row) => (row.figures.eligible ? signed(past(row)) : all.common.none),
        },
      ]}
    />
  );
}

const looks: Readonly<Record<RedeterminationStatus, "warn" | "good" | "plain">> = {
  waiting: "warn",
  prepared: "warn",
  approved: "good",
  left: "plain",
  closed: "plain",
};

/** Where a redetermination stands, as a tag. */
export function Status({ status }: { status: RedeterminationStatus }) {
  return <Tag kind={looks[status]}>{useWords().redetermining.statuses[status]}</Tag>;
}

page({ path: "/office/redeterminations", owner: "redeterminations", may: "read the work queue", show });
menu("staff", "read the work queue", "/office/redeterminations", (words) => words.redetermining.menu);
