import { may } from "@emeritus/operations/permissions.ts";
import { onceSeen } from "@emeritus/operations/redetermining/preview-report.ts";
import { confirmPayReport } from "@emeritus/operations/reporting-pay/confirm-pay-report.ts";
import { readPayReport, type ReportSeen } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import { z } from "zod";
import { Below } from "../employer/report-below.tsx";
import { Comments, Decided } from "../employer/report-parts.tsx";
import { Totals } from "../employer/report-totals.tsx";
import { Alert, Button, Form } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";

const path = "/office/pay-reports/:report";
type ReportAsked = Pick<Asked<typeof path>, "system" | "actor" | "params" | "words">;

async function show({ system, actor, params, words }: ReportAsked): Promise<View> {
  const seen = await readPayReport(system, actor, numberIn(params.report));
  if (seen === undefined) throw notFound();
  const confirms = may(actor, "confirm a pay report", { employer: seen.report.employer });
  return {
    title: words.employer.report.title({ id: seen.report.fileId }),
    over: <a href={link("/office/pay-reports")}>{words.payReports.office.title}</a>,
    wide: true,
    body: <Report seen={seen} timeZone={system.fund.timeZone} confirms={confirms} />,
  };
}

function Report({ seen, timeZone, confirms }: { seen: ReportSeen; timeZone: string; confirms: boolean }) {
  const words = useWords().employer.report;
  const { report } = seen;
  return (
    <>
      <Decided seen={seen} timeZone={timeZone} office />
      {seen.submission === undefined ? null : <Waiting seen={seen} confirms={confirms} />}
      <h2>{words.totals}</h2>
      <Totals report={report} />
      <Below seen={seen} timeZone={timeZone} office />
    </>
  );
}

/** A submitted report that a second person must confirm: who submitted it with which comments, what it changes, and the way to confirm. */
function Waiting({ seen: { report, submission }, confirms }: { seen: ReportSeen; confirms: boolean }) {
  const words = useWords();
  const says = words.payReports.confirming;
  const { actor, comments } = submission!;
  const of = { report: report.report };
  return (
    <>
      <Alert kind="warning">{says.waits({ by: actor })}</Alert>
      <h2>{says.comments}</h2>
      <Comments comments={JSON.parse(comments) as Record<string, string>} />
      <p>
        <a href={link("/office/pay-reports/:report/effects", of)}>{words.redetermining.effects.link}</a>
      </p>
      {confirms ? (
        <>
          <p>{words.payReports.office.confirmSays}</p>
          <Form action={link("/office/pay-reports/:report/confirm", of)} label={says.button}>
            <Button>{says.button}</Button>
          </Form>
        </>
      ) : null}
    </>
  );
}

page({ path, owner: "reporting pay", may: "read pay reports", show });

form({
  path: "/office/pay-reports/:report/confirm",
  owner: "reporting pay",
  may: "confirm a pay report",
  body: z.object({}),
  says: (words) => words.employer.refusals,
  bad: show,
  seeFirst: { back: ({ report }) => link(path, { report }) },
  take: async ({ system, actor, params, key, seen }) => {
    const report = numberIn(params.report);
    const outcome = await onceSeen(actor, seen, (look) =>
      confirmPayReport(system, actor, { key, report }, look),
    );
    if (outcome === undefined) throw notFound();
    if ("unseen" in outcome) return outcome;
    if (outcome.refused) return again({ says: outcome.refused.code, facts: outcome.refused.facts });
    return see(link(path, { report }));
  },
});
