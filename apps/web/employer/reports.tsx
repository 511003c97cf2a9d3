import { formatDate } from "@emeritus/engine/dates.ts";
import { draftReport } from "@emeritus/operations/reporting-pay/draft-report.ts";
import { readPayReports, type GroupSeen } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import type { StoredRefusal } from "@emeritus/records/pay-report-refusal.ts";
import { type StoredReport, takenOverInSums } from "@emeritus/records/pay-report.ts";
import { count, longInstant, money, shortDate } from "@emeritus/words/format.ts";
import { ButtonLink, Empty, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, file, link, menu, notFound, page, type View } from "../shared/routes.ts";

async function show({ system, actor, words }: Asked): Promise<View> {
  const seen = await readPayReports(system, actor);
  return {
    title: words.employer.list.title,
    wide: true,
    body: <Reports {...seen} timeZone={system.fund.timeZone} />,
  };
}

function Reports(props: {
  groups: readonly GroupSeen[];
  reports: readonly StoredReport[];
  refusals: readonly StoredRefusal[];
  open: readonly { report: number; fileId: string; open: number }[];
  timeZone: string;
}) {
  const words = useWords().employer.list;
  const more = useWords().payReports;
  if (props.groups.length === 0) return <Empty>{words.noGroups}</Empty>;
  return (
    <>
      <p className="lead">{words.intro}</p>
      <p>
        <ButtonLink href={link("/employer/reports/new")}>{words.upload}</ButtonLink>{" "}
        <ButtonLink look="outline" href={link("/employer/reports/try")}>
          {more.trying.menuLink}
        </ButtonLink>
      </p>
      <p>
        <a href={link("/pay-reports")}>{more.layout.title}</a>
      </p>
      {props.open.length === 0 ? null : (
        <>
          <h2>{more.held.open}</h2>
          <ul>
            {props.open.map(({ report, fileId, open }) => (
              <li key={report}>
                <a href={`${link("/employer/reports/:report", { report })}#held`}>
                  {more.held.openOf({ open, file: fileId })}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{words.next}</h2>
      <NextToSend groups={props.groups} />
      <h2>{words.reports}</h2>
      {props.reports.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <ReportTable reports={props.reports} timeZone={props.timeZone} />
      )}
      <h2>{words.refusals}</h2>
      {props.refusals.length === 0 ? (
        <p>{words.noRefusals}</p>
      ) : (
        <RefusalTable refusals={props.refusals} timeZone={props.timeZone} />
      )}
    </>
  );
}

function NextToSend({ groups }: { groups: readonly GroupSeen[] }) {
  const words = useWords().employer.list;
  const more = useWords().payReports.grid;
  return (
    <Table
      caption={words.next}
      quiet
      rows={groups}
      keyOf={({ group }) => group}
      columns={[
        { head: words.group, names: true, cell: ({ code, employerName }) => `${code}, ${employerName}` },
        {
          head: words.period,
          cell: ({ next }) => words.periodOf({ begin: formatDate(next.begin), end: formatDate(next.end) }),
        },
        {
          head: words.state,
          cell: ({ waiting }) =>
            waiting ? (
              <a href={link("/employer/reports/:report", { report: waiting.report })}>{words.waiting}</a>
            ) : (
              words.due
            ),
        },
        {
          head: words.startingFile,
          cell: ({ code }) => (
            <a href={link("/employer/groups/:group/starting-file", { group: code })}>
              {words.startingFileOf({ group: code })}
            </a>
          ),
        },
        {
          head: more.link,
          cell: ({ code }) => (
            <a href={link("/employer/groups/:group/type-in", { group: code })}>
              {more.linkOf({ group: code })}
            </a>
          ),
        },
      ]}
    />
  );
}

const look = { ready: "warn", posted: "good", withdrawn: "plain" } as const;

function ReportTable({ reports, timeZone }: { reports: readonly StoredReport[]; timeZone: string }) {
  const words = useWords().employer;
  const says = words.list;
  return (
    <Table
      caption={says.showing({ shown: reports.length })}
      rows={reports}
      keyOf={({ report }) => report}
      columns={[
        {
          head: says.fileId,
          names: true,
          cell: ({ report, fileId }) => <a href={link("/employer/reports/:report", { report })}>{fileId}</a>,
        },
        {
          head: says.period,
          cell: (each) =>
            says.periodOf({ begin: formatDate(each.periodBegin), end: formatDate(each.periodEnd) }),
        },
        { head: says.type, cell: ({ type }) => words.types[type] },
        { head: says.payDate, cell: ({ payDate }) => shortDate(formatDate(payDate)) },
        {
          head: says.rows,
          number: true,
          cell: (each) => (takenOverInSums(each) ? says.takenOver : count(each.rowsMoney)),
        },
        { head: says.pensionable, number: true, cell: ({ pensionableCents }) => money(pensionableCents) },
        { head: says.sent, cell: ({ sentAt }) => longInstant(sentAt, timeZone) },
        { head: says.state, cell: ({ status }) => <Tag kind={look[status]}>{words.status[status]}</Tag> },
      ]}
    />
  );
}

function RefusalTable({ refusals, timeZone }: { refusals: readonly StoredRefusal[]; timeZone: string }) {
  const words = useWords().employer.list;
  return (
    <Table
      caption={words.refusals}
      quiet
      rows={refusals}
      keyOf={({ refusal }) => refusal}
      columns={[
        {
          head: words.sent,
          names: true,
          cell: ({ refusal, sentAt }) => (
            <a href={link("/employer/refusals/:refusal", { refusal })}>{longInstant(sentAt, timeZone)}</a>
          ),
        },
        { head: words.fileId, cell: ({ fileId }) => fileId ?? words.notOurs },
        { head: words.errors, number: true, cell: ({ errors }) => count(errors) },
      ]}
    />
  );
}

menu("employer", "read pay reports", "/employer", (words) => words.employer.menu);
page({ path: "/employer", owner: "reporting pay", may: "read pay reports", show });

page({
  path: "/employer/groups/:group/starting-file",
  owner: "reporting pay",
  may: "report pay",
  show: async ({ system, actor, params }) => {
    const drafted = await draftReport(system, actor, { group: params.group });
    if (drafted === undefined) throw notFound();
    return file({ name: drafted.name, type: "text/csv; charset=utf-8", bytes: Buffer.from(drafted.text) });
  },
});
