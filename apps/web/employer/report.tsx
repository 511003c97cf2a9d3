import { readPayReport, type ReportSeen } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import { rules, type RuleName } from "@emeritus/operations/reporting-pay/findings.ts";
import { confirmPayReport } from "@emeritus/operations/reporting-pay/confirm-pay-report.ts";
import { onceSeen } from "@emeritus/operations/redetermining/preview-report.ts";
import type { SubmissionRefused } from "@emeritus/operations/reporting-pay/decide-submission.ts";
import { submitPayReport } from "@emeritus/operations/reporting-pay/submit-pay-report.ts";
import { withdrawPayReport } from "@emeritus/operations/reporting-pay/withdraw-pay-report.ts";
import { z } from "zod";
import { Alert, Button, Field, Form, LongField, Steps } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { codeOf, rulesOf, weightOf } from "./finding-words.ts";
import { Below } from "./report-below.tsx";
import { Comments, Decided } from "./report-parts.tsx";
import { Totals } from "./report-totals.tsx";

/** What the page of a report needs, whichever of its addresses was asked for. */
type ReportAsked = Pick<Asked<"/employer/reports/:report">, "system" | "actor" | "params" | "words">;

async function show({ system, actor, params, words }: ReportAsked): Promise<View> {
  const seen = await readPayReport(system, actor, numberIn(params.report));
  if (seen === undefined) throw notFound();
  const says = words.employer.report;
  return {
    title: says.title({ id: seen.report.fileId }),
    over: <a href={link("/employer")}>{says.back}</a>,
    wide: true,
    body: <Report seen={seen} timeZone={system.fund.timeZone} account={actor.account} />,
  };
}

function Report({ seen, timeZone, account }: { seen: ReportSeen; timeZone: string; account: string }) {
  const words = useWords().employer.report;
  const { report } = seen;
  return (
    <>
      {report.status === "withdrawn" ? null : (
        <Steps names={words.steps} at={report.status === "ready" ? 1 : words.steps.length} />
      )}
      <Decided seen={seen} timeZone={timeZone} />
      <h2>{words.totals}</h2>
      <Totals report={report} />
      {report.status === "ready" ? (
        <p>
          <a href={link("/employer/reports/:report/effects", { report: report.report })}>
            {useWords().redetermining.effects.link}
          </a>
        </p>
      ) : null}
      {report.status !== "ready" ? null : seen.submission === undefined ? (
        <Submission seen={seen} />
      ) : (
        <Confirming seen={seen} account={account} />
      )}
      <Below seen={seen} timeZone={timeZone} />
    </>
  );
}

/** A submitted report that a second person must confirm: the comments of the first, and the way to confirm or withdraw. */
function Confirming({ seen: { report, submission }, account }: { seen: ReportSeen; account: string }) {
  const words = useWords();
  const says = words.payReports.confirming;
  const { actor, comments } = submission!;
  return (
    <>
      <Alert kind="warning">{says.waits({ by: actor })}</Alert>
      <h2>{says.comments}</h2>
      <Comments comments={JSON.parse(comments) as Record<string, string>} />
      <p>{says.says}</p>
      {actor === account ? (
        <p>{says.yours}</p>
      ) : (
        <Form
          action={link("/employer/reports/:report/confirm", { report: report.report })}
          label={says.button}
        >
          <Button>{says.button}</Button>
        </Form>
      )}
      <Withdrawal report={report.report} />
    </>
  );
}

function Submission({ seen }: { seen: ReportSeen }) {
  const words = useWords();
  const says = words.employer.report;
  const { report, variances } = seen;
  return (
    <>
      <h2>{says.submit}</h2>
      <p>{says.submitSays}</p>
      <Form action={link("/employer/reports/:report/submit", { report: report.report })} label={says.submit}>
        <Field
          name="total"
          label={report.rowsHeld > 0 ? words.payReports.held.total : says.typedTotal}
          hint={says.typedHint}
          inputMode="decimal"
          width="medium"
          prefix="$"
        />
        {variances.map((rule) => (
          <LongField
            key={rule}
            name={rule}
            rows={2}
            label={says.comment({ code: codeOf(rule), says: rulesOf(words)[rule].rule })}
          />
        ))}
        <Button>{says.submitButton}</Button>
      </Form>
      <Withdrawal report={report.report} />
    </>
  );
}

function Withdrawal({ report }: { report: number }) {
  const says = useWords().employer.report;
  return (
    <>
      <p>{says.withdrawSays}</p>
      <Form action={link("/employer/reports/:report/withdraw", { report })} label={says.withdrawButton}>
        <Button look="outline">{says.withdrawButton}</Button>
      </Form>
    </>
  );
}

page({ path: "/employer/reports/:report", owner: "reporting pay", may: "read pay reports", show });

const amount = /^\s*\$?\s*(-?\d{1,3}(?:,\d{3})+|-?\d{1,12})\.(\d{2})\s*$/u;

/** Cents of an amount as people type it: 4750.50, $4,750.50. */
const centsOf = (text: string): bigint | undefined => {
  const found = amount.exec(text);
  return found === null ? undefined : BigInt(`${found[1]!.replaceAll(",", "")}${found[2]}`);
};

const Comment = z.string().trim().max(500, "commentMissing").optional();
/** A comment on each rule that may need one. */
const commentsTaken = Object.fromEntries(
  (Object.keys(rules) as RuleName[])
    .filter((rule) => weightOf(rule) === "variance" || weightOf(rule) === "gate")
    .map((rule) => [rule, Comment]),
);

/** What an employer says in the form of a submission. */
function saidIn({ total, ...said }: Readonly<Record<string, string | undefined>>) {
  const comments = Object.entries(said).filter(([, comment]) => comment !== undefined && comment !== "");
  return {
    pensionableCents: centsOf(total!)!,
    comments: Object.fromEntries(comments) as Record<string, string>,
  };
}

const notSubmitted = ({ code, facts }: SubmissionRefused) =>
  again({ field: code === "commentMissing" ? String(facts["rule"]) : "total", says: code, facts });

const backTo = ({ report }: { readonly report: string }) => link("/employer/reports/:report", { report });

form({
  path: "/employer/reports/:report/submit",
  owner: "reporting pay",
  may: "report pay",
  body: z.object({
    total: z.string().regex(amount, "badTotal"),
    ...commentsTaken,
  }),
  says: (words) => words.employer.refusals,
  bad: show,
  seeFirst: { back: backTo },
  take: async ({ system, actor, params, body, key, words, seen }) => {
    const report = numberIn(params.report);
    const outcome = await onceSeen(actor, seen, (look) =>
      submitPayReport(system, actor, { key, report, ...saidIn(body) }, look),
    );
    if (outcome === undefined) throw notFound();
    if ("unseen" in outcome) return outcome;
    if (outcome.refused) return notSubmitted(outcome.refused);
    const waits = outcome.accepted.status === "awaitsConfirmation";
    return see(
      link("/employer/reports/:report", { report }),
      waits ? words.payReports.confirming.submitted : undefined,
    );
  },
});

form({
  path: "/employer/reports/:report/confirm",
  owner: "reporting pay",
  may: "confirm a pay report",
  body: z.object({}),
  says: (words) => words.employer.refusals,
  bad: show,
  seeFirst: { back: backTo },
  take: async ({ system, actor, params, key, seen }) => {
    const report = numberIn(params.report);
    const outcome = await onceSeen(actor, seen, (look) =>
      confirmPayReport(system, actor, { key, report }, look),
    );
    if (outcome === undefined) throw notFound();
    if ("unseen" in outcome) return outcome;
    if (outcome.refused) return again({ says: outcome.refused.code, facts: outcome.refused.facts });
    return see(link("/employer/reports/:report", { report }));
  },
});

form({
  path: "/employer/reports/:report/withdraw",
  owner: "reporting pay",
  may: "report pay",
  body: z.object({}),
  says: (words) => words.employer.refusals,
  bad: show,
  take: async ({ system, actor, params, key }) => {
    const report = numberIn(params.report);
    const outcome = await withdrawPayReport(system, actor, { key, report });
    if (outcome === undefined) throw notFound();
    if (outcome.refused) return again({ says: outcome.refused.code });
    return see(link("/employer/reports/:report", { report }));
  },
});
