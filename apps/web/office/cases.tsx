import { daysBetween, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { type Queue, type QueueFilter, readQueue } from "@emeritus/operations/retiring/read-queue.ts";
import { isOpen, retirementStatuses, retirementStatus } from "@emeritus/operations/retiring/status.ts";
import { count, shortDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";

import { Counts, Empty, Field, Filter, Pagination, Select, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, link, menu, page, type View } from "../shared/routes.ts";

const owners = ["member", "employer", "counselor", "benefitVerifier", "payroll"] as const;
const open = retirementStatuses.filter((status) => isOpen(status) && status !== "draft");

const empty = (text: unknown) => (text === "" ? undefined : text);
const query = z.object({
  status: z.preprocess(empty, z.enum(open as [(typeof open)[number], ...typeof open]).optional()),
  waits: z.preprocess(empty, z.enum(owners).optional()),
  due: z.preprocess(empty, z.enum(["late", "week", "month"]).optional()),
  named: z.preprocess(empty, z.string().max(100).optional()),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
});

type Query = z.output<typeof query>;

async function show(asked: Asked<"/office/cases", Query>): Promise<View> {
  const queue = await readQueue(asked.system, asked.actor, asked.query as QueueFilter);
  return {
    title: asked.words.retirement.office.queueTitle,
    body: <QueuePage queue={queue} asked={asked.query} />,
    wide: true,
  };
}

function QueuePage({ queue, asked }: { queue: Queue; asked: Query }) {
  const words = useWords();
  const said = words.retirement.office;
  const { late, today, waiting, unowned } = queue.counts;
  const to = (more: Partial<Query>) =>
    link("/office/cases", undefined, { ...asked, page: undefined, ...more });
  return (
    <>
      <Counts
        label={said.queueTitle}
        counts={[
          {
            value: count(late),
            text: said.counts.late,
            href: link("/office/cases", undefined, { due: "late" }),
            alarm: late > 0,
          },
          {
            value: count(today),
            text: said.counts.today,
            href: link("/office/cases", undefined, { due: "week" }),
          },
          {
            value: count(waiting),
            text: said.counts.waiting,
            href: link("/office/cases", undefined, { waits: "counselor" }),
          },
          { value: count(unowned), text: said.counts.unowned, alarm: unowned > 0 },
        ]}
      />
      <QueueFilterForm asked={asked} />
      {queue.rows.length === 0 ? <Empty>{said.none}</Empty> : <Rows queue={queue} />}
      <Pagination at={queue.page} of={queue.pages} to={(at) => to({ page: at })} />
    </>
  );
}

function QueueFilterForm({ asked }: { asked: Query }) {
  const words = useWords().retirement;
  const said = words.office;
  const any = { value: "", text: said.filters.any };
  return (
    <Filter
      action={link("/office/cases")}
      label={said.queueTitle}
      clear={Object.values(asked).some((value) => value !== undefined)}
    >
      <Select
        name="status"
        label={said.filters.status}
        value={asked.status}
        options={[any, ...open.map((status) => ({ value: status, text: words.statuses[status].name }))]}
      />
      <Select
        name="waits"
        label={said.filters.waitsOn}
        value={asked.waits}
        options={[any, ...owners.map((owner) => ({ value: owner, text: said.waits[owner] }))]}
      />
      <Select
        name="due"
        label={said.filters.due}
        value={asked.due}
        options={[
          any,
          ...(["late", "week", "month"] as const).map((due) => ({ value: due, text: said.filterDue[due] })),
        ]}
      />
      <Field name="named" type="search" label={said.filters.name} value={asked.named} />
    </Filter>
  );
}

type Row = Queue["rows"][number];

function Rows({ queue }: { queue: Queue }) {
  const words = useWords();
  const said = words.retirement.office;
  const columns = said.columns;
  return (
    <Table<Row>
      caption={said.caption}
      quiet
      rows={queue.rows}
      keyOf={({ caseNumber }) => caseNumber}
      columns={[
        { head: columns.due, cell: ({ due }) => <Due due={due} today={queue.today} /> },
        {
          head: columns.person,
          names: true,
          cell: ({ person, caseNumber, name, memberId }) => (
            <>
              <a href={link("/office/cases/:person/:case", { person, case: caseNumber })}>{name}</a>{" "}
              <span className="small soft">{memberId}</span>
            </>
          ),
        },
        {
          head: columns.stands,
          cell: ({ status }) => words.retirement.statuses[retirementStatus(status)].name,
        },
        { head: columns.next, cell: ({ duty }) => (duty ? taskWords(words, duty) : words.common.none) },
        { head: columns.waits, cell: ({ owner }) => (owner ? ownerWords(words, owner) : words.common.none) },
        {
          head: columns.start,
          cell: ({ annuityStartingDate }) =>
            annuityStartingDate ? shortDate(annuityStartingDate) : words.common.none,
        },
      ]}
    />
  );
}

/** The words of a duty, for the queue and the case page. */
export const taskWords = (words: Words, duty: string): string =>
  words.retirement.tasks[duty as keyof Words["retirement"]["tasks"]] ?? duty;

/** On whom a duty waits, in words. */
export const ownerWords = (words: Words, owner: string): string =>
  words.retirement.office.waits[owner as keyof Words["retirement"]["office"]["waits"]] ?? owner;

/** A due date with how near or late it is, in words. */
export function Due({ due, today }: { due: string | null; today: PlainDate }) {
  const said = useWords().retirement.office;
  if (due === null) return said.noDue;
  const days = daysBetween(today, parseDate(due));
  const near = days < 0 ? said.lateBy({ days: -days }) : days === 0 ? said.dueToday : said.dueIn({ days });
  return (
    <>
      {shortDate(due)} <Tag kind={days < 0 ? "bad" : days <= 7 ? "warn" : "plain"}>{near}</Tag>
    </>
  );
}

menu("staff", "read the work queue", "/office/cases", (words) => words.retirement.menu.office);
page({ path: "/office/cases", owner: "retirement", may: "read the work queue", query, show });
