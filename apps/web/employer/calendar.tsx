import { formatDate } from "@emeritus/engine/dates.ts";
import type { ExpectedPeriod } from "@emeritus/operations/enrolling/calendar.ts";
import {
  readEmployer,
  readEmployers,
  type GroupOnDesk,
} from "@emeritus/operations/enrolling/read-employers.ts";
import { count, longDate, shortDate } from "@emeritus/words/format.ts";
import { Alert, Empty, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, menu, page, type View } from "../shared/routes.ts";

async function show({ system, actor, words }: Asked): Promise<View> {
  const groups: { group: GroupOnDesk; periods: readonly ExpectedPeriod[] }[] = [];
  for (const { employer } of await readEmployers(system, actor)) {
    const detail = await readEmployer(system, actor, employer);
    for (const group of detail?.employer.groups ?? [])
      groups.push({ group, periods: detail!.periods.get(group.reportingGroup) ?? [] });
  }
  return {
    title: words.enrolment.calendar.title,
    wide: true,
    body: <Calendars groups={groups} />,
  };
}

function Calendars({
  groups,
}: {
  groups: readonly { group: GroupOnDesk; periods: readonly ExpectedPeriod[] }[];
}) {
  const all = useWords().enrolment;
  const words = all.calendar;
  const late = groups.filter(({ group }) => group.overdue > 0);
  if (groups.length === 0) return <Empty>{all.people.noGroups}</Empty>;
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      {late.map(({ group }) => (
        <Alert key={group.reportingGroup} kind="warning">
          {words.overdue({ group: group.code, reports: count(group.overdue) })}
        </Alert>
      ))}
      {groups.map(({ group, periods }) => (
        <section key={group.reportingGroup} aria-label={group.code}>
          <h2>{group.code}</h2>
          {group.calendar === undefined || group.next === undefined ? (
            <Empty>{words.none}</Empty>
          ) : (
            <>
              <p>
                {words.nextDue({ group: group.code, day: longDate(formatDate(group.next.due)) })}.{" "}
                {words.rule({
                  payDays: count(group.calendar.payAfterDays),
                  days: count(group.calendar.dueWorkingDays),
                  after: words.after[group.calendar.dueAfter],
                })}
              </p>
              <Periods periods={periods} name={group.code} />
            </>
          )}
        </section>
      ))}
    </>
  );
}

const looks = { posted: "good", overdue: "bad", due: "warn", open: "plain" } as const;

/** The pay periods of a group with pay date, due date and how each stands. */
export function Periods({ periods, name }: { periods: readonly ExpectedPeriod[]; name: string }) {
  const words = useWords().enrolment.calendar;
  const day = (date: number) => shortDate(formatDate(date));
  return (
    <Table
      caption={`${words.title}: ${name}`}
      quiet
      rows={periods}
      keyOf={({ end }) => end}
      columns={[
        {
          head: words.columns.period,
          names: true,
          cell: ({ begin, end }) => words.periodOf({ begin: day(begin), end: day(end) }),
        },
        { head: words.columns.payDate, cell: ({ payDate }) => day(payDate) },
        { head: words.columns.due, cell: ({ due }) => day(due) },
        {
          head: words.columns.state,
          cell: ({ state }) => <Tag kind={looks[state]}>{words.states[state]}</Tag>,
        },
      ]}
    />
  );
}

menu("employer", "read employers", "/employer/calendar", (words) => words.enrolment.calendar.menu);
page({ path: "/employer/calendar", owner: "enrolment", may: "read employers", show });
