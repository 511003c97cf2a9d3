import { formatDate } from "@emeritus/engine/dates.ts";
import { keepEmployer } from "@emeritus/operations/enrolling/keep-employers.ts";
import { readEmployers, type EmployerOnDesk } from "@emeritus/operations/enrolling/read-employers.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { count, shortDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { needed, problemOf } from "../employer/form-fields.ts";
import { Button, Counts, Empty, Field, Form, More, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";

async function show({ system, actor, words }: Asked): Promise<View> {
  const employers = await readEmployers(system, actor);
  return {
    title: words.enrolment.desk.title,
    wide: true,
    body: (
      <Desk
        employers={employers}
        cases={may(actor, "read employment cases")}
        keeps={may(actor, "keep employers")}
      />
    ),
  };
}

function Desk(props: { employers: readonly EmployerOnDesk[]; cases: boolean; keeps: boolean }) {
  const { employers, cases, keeps } = props;
  const words = useWords().enrolment.desk;
  const groups = employers.flatMap((employer) => employer.groups.map((group) => ({ employer, group })));
  const sum = (of: "overdue" | "waiting") => groups.reduce((all, { group }) => all + group[of], 0);
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <Counts
        label={words.counts.label}
        counts={[
          { value: count(employers.length), text: words.counts.employers },
          { value: count(groups.length), text: words.counts.groups },
          { value: count(sum("overdue")), text: words.counts.overdue, alarm: sum("overdue") > 0 },
          { value: count(sum("waiting")), text: words.counts.waiting },
        ]}
      />
      {cases ? (
        <p>
          <a href={link("/office/employment-cases")}>{words.cases}</a>
        </p>
      ) : null}
      {groups.length === 0 ? <Empty>{words.none}</Empty> : <Groups groups={groups} />}
      <Bare employers={employers.filter((each) => each.groups.length === 0)} />
      {keeps ? (
        <More summary={words.add}>
          <Form action={link("/office/employers")}>
            <Field name="code" label={words.code} width="short" />
            <Field name="name" label={words.name} />
            <Button>{words.save}</Button>
          </Form>
        </More>
      ) : null}
    </>
  );
}

type Row = { employer: EmployerOnDesk; group: EmployerOnDesk["groups"][number] };

function Groups({ groups }: { groups: readonly Row[] }) {
  const words = useWords().enrolment.desk;
  const says = words.columns;
  return (
    <Table
      caption={words.caption}
      quiet
      rows={groups}
      keyOf={({ group }) => group.reportingGroup}
      columns={[
        {
          head: says.employer,
          names: true,
          cell: ({ employer }) => (
            <a href={link("/office/employers/:employer", { employer: employer.employer })}>{employer.name}</a>
          ),
        },
        { head: says.group, cell: ({ group }) => group.code },
        {
          head: says.through,
          cell: ({ group }) =>
            group.postedThrough === undefined ? "" : shortDate(formatDate(group.postedThrough)),
        },
        {
          head: says.next,
          cell: ({ group }) =>
            group.next === undefined ? words.noCalendar : shortDate(formatDate(group.next.due)),
        },
        {
          head: says.overdue,
          number: true,
          cell: ({ group }) =>
            group.overdue === 0 ? count(0) : <Tag kind="bad">{count(group.overdue)}</Tag>,
        },
        { head: says.waiting, number: true, cell: ({ group }) => count(group.waiting) },
      ]}
    />
  );
}

/** Employers that have no reporting group yet. */
function Bare({ employers }: { employers: readonly EmployerOnDesk[] }) {
  if (employers.length === 0) return null;
  return (
    <ul>
      {employers.map(({ employer, name }) => (
        <li key={employer}>
          <a href={link("/office/employers/:employer", { employer })}>{name}</a>
        </li>
      ))}
    </ul>
  );
}

menu("staff", "read employers", "/office/employers", (words) => words.enrolment.desk.menu);
page({ path: "/office/employers", owner: "enrolment", may: "read employers", show });
form({
  path: "/office/employers",
  owner: "enrolment",
  may: "keep employers",
  body: z.object({ code: needed("codeMissing", 20), name: needed("nameMissing", 200) }),
  says: (words) => words.enrolment.problems,
  bad: show,
  take: async ({ system, actor, body, key, words }) => {
    const { accepted, refused } = await keepEmployer(system, actor, { key, ...body });
    if (refused) return problemOf(refused, { "code-taken": "code" });
    return see(
      link("/office/employers/:employer", { employer: accepted.employer }),
      words.enrolment.desk.added,
    );
  },
});
