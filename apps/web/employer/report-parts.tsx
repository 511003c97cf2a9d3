import { addDays, ENDLESS, formatDate } from "@emeritus/engine/dates.ts";
import type { RuleName } from "@emeritus/operations/reporting-pay/findings.ts";
import type { ReportSeen } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import { takenOverInSums } from "@emeritus/records/pay-report.ts";
import { longInstant, money } from "@emeritus/words/format.ts";
import { Alert, Facts, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";
import { codeOf, rulesOf } from "./finding-words.ts";

/** The comments of a submission, each with the rule that asked for it. */
export function Comments({ comments }: { comments: Readonly<Record<string, string>> }) {
  const words = useWords();
  return (
    <Facts
      facts={Object.entries(comments).map(([rule, comment]) => ({
        name: `${codeOf(rule as RuleName)}: ${rulesOf(words)[rule as RuleName].rule}`,
        value: comment,
      }))}
    />
  );
}

/** What became of a report, or what is to be done with it; nothing while it waits for a second person. */
export function Decided({
  seen: { report, variances, submission },
  timeZone,
  office = false,
}: {
  seen: ReportSeen;
  timeZone: string;
  office?: boolean;
}) {
  const all = useWords();
  const words = all.employer.report;
  if (submission !== undefined) return null;
  if (report.status === "ready" && office)
    return <Alert kind="info">{all.payReports.office.notSubmitted}</Alert>;
  if (report.status === "ready") {
    const found = { held: report.rowsHeld, comments: variances.length > 0 };
    return <Alert kind="info">{words.passed(found)}</Alert>;
  }
  const parts = { on: longInstant(report.decidedAt!, timeZone), by: report.decidedBy! };
  return report.status === "posted" ? (
    <Alert kind="success">{words.posted(parts)}</Alert>
  ) : (
    <Alert kind="warning">{words.withdrawn(parts)}</Alert>
  );
}

/** What a report is and who sent it; only its employer gets to the refused file that it was made from. */
export function ReportFacts({
  seen: { report, group, fromRefusal },
  timeZone,
  office = false,
}: {
  seen: ReportSeen;
  timeZone: string;
  office?: boolean;
}) {
  const words = useWords().employer;
  const says = words.report;
  const period = { begin: formatDate(report.periodBegin), end: formatDate(report.periodEnd) };
  const lines = {
    pay: report.rowsMoney,
    events: report.rowsEvent,
    leaves: report.rowsLeave,
    corrections: report.rowsCorrection,
  };
  return (
    <Facts
      facts={[
        { name: says.group, value: group ? `${group.code}, ${group.employerName}` : String(report.group) },
        { name: says.type, value: words.types[report.type] },
        { name: says.period, value: words.list.periodOf(period) },
        { name: says.payDate, value: words.date({ date: formatDate(report.payDate) }) },
        { name: says.lines, value: takenOverInSums(report) ? words.list.takenOver : says.linesOf(lines) },
        { name: says.sentBy, value: `${report.sentBy}, ${longInstant(report.sentAt, timeZone)}` },
        ...(fromRefusal === undefined
          ? []
          : [
              {
                name: says.madeFrom,
                value: office ? (
                  says.refusedFile
                ) : (
                  <a href={link("/employer/refusals/:refusal", { refusal: fromRefusal })}>
                    {says.refusedFile}
                  </a>
                ),
              },
            ]),
      ]}
    />
  );
}

/** What a posted report charges, and the service that it opened or ended. */
export function WhatWasPosted({
  seen: { report, sums, service, comments, owedCents },
  office = false,
}: {
  seen: ReportSeen;
  office?: boolean;
}) {
  const words = useWords();
  const says = words.employer.report;
  const ended: Readonly<Record<string, string>> = says.ended;
  return (
    <>
      <h2>{office ? words.payReports.office.owes : says.receivable}</h2>
      <p>
        {says.receivableSays({
          owed: owedCents < 0n ? says.less({ owed: money(-owedCents) }) : money(owedCents),
          entry: report.entry === null ? undefined : String(report.entry),
          takenOver: takenOverInSums(report),
          universities: sums.some(({ plan }) => plan === "CURP"),
        })}
      </p>
      <h2>{says.service}</h2>
      {service.length === 0 ? (
        <p>{says.noService}</p>
      ) : (
        <Table
          caption={says.service}
          quiet
          rows={service}
          keyOf={({ memberId, position, from }) => `${memberId} ${position} ${from}`}
          columns={[
            { head: says.person, names: true, cell: ({ name }) => name },
            { head: says.memberId, cell: ({ memberId }) => memberId },
            { head: says.position, cell: ({ position }) => position },
            { head: says.from, cell: ({ from }) => words.employer.date({ date: formatDate(from) }) },
            {
              head: says.to,
              cell: ({ to, endedBy }) =>
                to === ENDLESS
                  ? says.open
                  : `${words.employer.date({ date: formatDate(addDays(to, -1)) })}${endedBy ? ` (${ended[endedBy]})` : ""}`,
            },
          ]}
        />
      )}
      {Object.keys(comments).length === 0 ? null : (
        <>
          <h2>{words.payReports.confirming.comments}</h2>
          <Comments comments={comments} />
        </>
      )}
    </>
  );
}
