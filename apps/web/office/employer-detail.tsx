import { formatDate } from "@emeritus/engine/dates.ts";
import { readEmployer, type EmployerDetail } from "@emeritus/operations/enrolling/read-employers.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { groupRights } from "@emeritus/records/employer-tables.ts";
import { count, longDate } from "@emeritus/words/format.ts";
import { Periods } from "../employer/calendar.tsx";
import { Button, Empty, Form, More, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, link, notFound, page, type View } from "../shared/routes.ts";
import { KeepForms } from "./employer-forms.tsx";

const path = "/office/employers/:employer" as const;

/** One employer with all that the office keeps of it; the forms of the page show it again. */
export async function showEmployer({
  system,
  actor,
  params,
  words,
}: Pick<Asked<typeof path>, "system" | "actor" | "params" | "words">): Promise<View> {
  const detail = await readEmployer(system, actor, numberIn(params.employer));
  if (detail === undefined) throw notFound();
  return {
    title: detail.employer.name,
    over: words.enrolment.detail.over({ code: detail.employer.code }),
    wide: true,
    body: <Detail detail={detail} keeps={may(actor, "keep employers")} />,
  };
}

function Detail({ detail, keeps }: { detail: EmployerDetail; keeps: boolean }) {
  const words = useWords().enrolment.detail;
  return (
    <>
      <h2>{words.groups}</h2>
      <GroupTable detail={detail} />
      {detail.employer.groups.map(({ reportingGroup, code }) => {
        const periods = detail.periods.get(reportingGroup) ?? [];
        return periods.length === 0 ? null : (
          <More key={reportingGroup} summary={words.periods({ group: code })}>
            <Periods periods={periods} name={code} />
          </More>
        );
      })}
      <h2>{words.openDuties}</h2>
      <Duties detail={detail} />
      <h2>{words.contacts}</h2>
      <Contacts detail={detail} keeps={keeps} />
      <h2>{words.accounts}</h2>
      <Accounts detail={detail} />
      <h2>{words.positions}</h2>
      <Positions detail={detail} />
      {keeps ? <KeepForms detail={detail} /> : null}
    </>
  );
}

function GroupTable({ detail }: { detail: EmployerDetail }) {
  const all = useWords().enrolment;
  const words = all.detail;
  if (detail.employer.groups.length === 0) return <Empty>{all.calendar.none}</Empty>;
  return (
    <Table
      caption={words.groups}
      quiet
      rows={detail.employer.groups}
      keyOf={({ reportingGroup }) => reportingGroup}
      columns={[
        { head: all.desk.columns.group, names: true, cell: ({ code, name }) => `${code}, ${name}` },
        { head: words.cycle, cell: ({ payCycle }) => words.cycles[payCycle] },
        {
          head: all.desk.columns.next,
          cell: ({ next }) => (next === undefined ? all.desk.noCalendar : longDate(formatDate(next.due))),
        },
        { head: all.desk.columns.overdue, number: true, cell: ({ overdue }) => count(overdue) },
      ]}
    />
  );
}

const codeOf = (detail: EmployerDetail, group: number): string =>
  detail.employer.groups.find(({ reportingGroup }) => reportingGroup === group)?.code ?? "";

function Duties({ detail }: { detail: EmployerDetail }) {
  const words = useWords().enrolment.detail;
  if (detail.duties.length === 0) return <p>{words.noDuties}</p>;
  return (
    <ul>
      {detail.duties.map(({ duty, kind, due, owner, reportingGroup }) => (
        <li key={duty}>
          {longDate(formatDate(due))}: {words.dutyNames[kind as keyof typeof words.dutyNames] ?? kind} (
          {codeOf(detail, reportingGroup)}, {words.waitsOn[owner as keyof typeof words.waitsOn] ?? owner})
        </li>
      ))}
    </ul>
  );
}

function Contacts({ detail, keeps }: { detail: EmployerDetail; keeps: boolean }) {
  const all = useWords().enrolment;
  const words = all.detail;
  if (detail.contacts.length === 0) return <Empty>{words.noContacts}</Empty>;
  const { employer } = detail.employer;
  return (
    <Table
      caption={words.contacts}
      quiet
      rows={detail.contacts}
      keyOf={({ contact }) => contact}
      columns={[
        { head: all.desk.name, names: true, cell: ({ name }) => name },
        { head: words.contactFor, cell: ({ duty }) => words.duties[duty] },
        {
          head: all.desk.columns.group,
          cell: ({ reportingGroup }) =>
            reportingGroup === undefined ? all.people.allGroups : codeOf(detail, reportingGroup),
        },
        { head: words.email, cell: ({ email }) => email ?? "" },
        { head: words.phone, cell: ({ phone }) => phone ?? "" },
        ...(keeps
          ? [
              {
                head: words.endContact,
                cell: ({ contact, name }: { contact: number; name: string }) => (
                  <Form
                    action={link("/office/employers/:employer/contacts/:contact/end", { employer, contact })}
                    className="inline"
                  >
                    <Button look="link" describes={words.endContactOf({ name })}>
                      {words.endContact}
                    </Button>
                  </Form>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Accounts({ detail }: { detail: EmployerDetail }) {
  const all = useWords().enrolment;
  const words = all.detail;
  if (detail.accounts.length === 0) return <Empty>{words.noAccounts}</Empty>;
  return (
    <Table
      caption={words.accounts}
      quiet
      rows={detail.accounts}
      keyOf={({ account }) => account}
      columns={[
        { head: words.account, names: true, cell: ({ account, name }) => `${name} (${account})` },
        {
          head: words.accounts,
          cell: ({ account }) => {
            const rows = detail.rights.filter((each) => each.account === account);
            if (rows.length === 0) return words.allRights;
            return rows.map(({ reportingGroup, rights }) => (
              <p key={reportingGroup}>
                {codeOf(detail, reportingGroup)}:{" "}
                {rights.length === 0
                  ? words.noRights
                  : groupRights
                      .filter((right) => rights.includes(right))
                      .map((right) => words.rights[right])
                      .join(", ")}
              </p>
            ));
          },
        },
      ]}
    />
  );
}

function Positions({ detail }: { detail: EmployerDetail }) {
  const all = useWords().enrolment;
  const words = all.detail;
  if (detail.positions.length === 0) return <Empty>{words.noPositions}</Empty>;
  return (
    <Table
      caption={words.positions}
      quiet
      rows={detail.positions}
      keyOf={({ reportingGroup, code }) => `${reportingGroup}-${code}`}
      columns={[
        {
          head: words.position,
          names: true,
          cell: ({ code, title }) => all.employee.positionOf({ code, title }),
        },
        { head: all.desk.columns.group, cell: ({ reportingGroup }) => codeOf(detail, reportingGroup) },
        { head: words.hours, number: true, cell: ({ hoursAYear }) => count(hoursAYear) },
        {
          head: words.eligible,
          cell: ({ eligible }) => (
            <Tag kind={eligible ? "good" : "plain"}>{eligible ? all.employee.yes : all.employee.no}</Tag>
          ),
        },
        { head: words.decidedBy, cell: ({ decidedBy }) => decidedBy },
      ]}
    />
  );
}

page({ path, owner: "enrolment", may: "read employers", show: showEmployer });
