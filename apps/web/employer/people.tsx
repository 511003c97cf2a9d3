import { formatDate } from "@emeritus/engine/dates.ts";
import { readPeople, type PeopleSeen } from "@emeritus/operations/enrolling/read-people.ts";
import { employeeStates, type EmployeeState } from "@emeritus/records/enrolment.ts";
import { count, shortDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import {
  ButtonLink,
  Empty,
  Field,
  Filter,
  Pagination,
  Select,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { planWords } from "../shared/plan-words.ts";
import { type Asked, link, menu, page, type View } from "../shared/routes.ts";

const Query = z.object({
  find: z.string().max(100).optional(),
  group: z.string().max(50).optional(),
  state: z.enum([...employeeStates, ""]).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
type Query = z.output<typeof Query>;

async function show({ system, actor, words, query }: Asked<"/employer/people", Query>): Promise<View> {
  const { find = "", group = "", state = "" } = query;
  const seen = await readPeople(system, actor, {
    page: query.page,
    ...(find.trim() === "" ? {} : { find: find.trim() }),
    ...(group === "" ? {} : { group }),
    ...(state === "" ? {} : { state }),
  });
  return { title: words.enrolment.people.title, wide: true, body: <People seen={seen} query={query} /> };
}

function People({ seen, query }: { seen: PeopleSeen; query: Query }) {
  const all = useWords();
  const words = all.enrolment.people;
  if (seen.groups.length === 0) return <Empty>{words.noGroups}</Empty>;
  const { find, group, state } = query;
  const filtered = [find, group, state].some((value) => (value ?? "") !== "");
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <p>
        <ButtonLink href={link("/employer/people/enrol")}>{words.enrol}</ButtonLink>
      </p>
      <Filter action={link("/employer/people")} label={words.filter} clear={filtered}>
        <Field name="find" label={words.find} value={find} type="search" width="medium" />
        <Select
          name="group"
          label={words.group}
          value={group}
          options={[
            { value: "", text: words.allGroups },
            ...seen.groups.map(({ code }) => ({ value: code, text: code })),
          ]}
        />
        <Select
          name="state"
          label={words.state}
          value={state}
          options={[
            { value: "", text: words.allStates },
            ...employeeStates.map((value) => ({ value, text: all.enrolment.states[value] })),
          ]}
        />
      </Filter>
      <p role="status">{words.found({ found: count(seen.found) })}</p>
      {seen.employees.length === 0 ? <Empty>{words.none}</Empty> : <List seen={seen} />}
      <Pagination
        at={query.page}
        of={seen.pages}
        to={(at) => link("/employer/people", {}, { find, group, state, page: at })}
      />
    </>
  );
}

const looks = { working: "good", onLeave: "warn", laidOff: "warn", left: "plain" } as const;

/** How somebody stands at the employer, as a tag. */
export function State({ state }: { state: EmployeeState }) {
  return <Tag kind={looks[state]}>{useWords().enrolment.states[state]}</Tag>;
}

function List({ seen: { employees, applications } }: { seen: PeopleSeen }) {
  const all = useWords();
  const words = all.enrolment.people;
  const says = words.columns;
  return (
    <Table
      caption={words.title}
      quiet
      rows={employees}
      keyOf={({ person, position }) => `${person}-${position}`}
      columns={[
        {
          head: says.name,
          names: true,
          cell: ({ person, name }) => <a href={link("/employer/people/:person", { person })}>{name}</a>,
        },
        { head: says.memberId, cell: ({ memberId }) => memberId },
        {
          head: says.position,
          cell: ({ code, title }) => all.enrolment.employee.positionOf({ code, title: title ?? "" }),
        },
        {
          head: says.plan,
          cell: ({ plan, eligible }) => (eligible ? planWords(all, plan) : words.notAMember),
        },
        {
          head: says.state,
          cell: ({ state, person }) => (
            <>
              <State state={state} />
              {state !== "left" && applications.has(person) ? (
                <div className="small">
                  {words.applied({ day: shortDate(formatDate(applications.get(person)!)) })}
                </div>
              ) : null}
            </>
          ),
        },
        {
          head: says.since,
          cell: ({ from, lastDay, state }) =>
            state === "left" && lastDay !== null
              ? words.leftOn({ day: shortDate(lastDay) })
              : shortDate(from),
        },
      ]}
    />
  );
}

menu("employer", "read an employer's members", "/employer/people", (words) => words.enrolment.people.menu);
page({
  path: "/employer/people",
  owner: "enrolment",
  may: "read an employer's members",
  query: Query,
  show,
});
