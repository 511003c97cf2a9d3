import {
  correctRefused,
  readCorrecting,
  type CorrectingRefused,
} from "@emeritus/operations/reporting-pay/correct-refused.ts";
import { findingsFile } from "@emeritus/operations/reporting-pay/findings-file.ts";
import { readRefusal } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import type { KeptFindings } from "@emeritus/operations/reporting-pay/report-store.ts";
import { mostInGrid } from "@emeritus/operations/reporting-pay/sent-rows.ts";
import type { StoredRefusal } from "@emeritus/records/pay-report-refusal.ts";
import { longInstant } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Alert, Button, ButtonLink, Form } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, file, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { FindingsByLine, FindingsByRule } from "./finding-tables.tsx";
import { wordsOf } from "./finding-words.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

type Seen = { readonly refusal: StoredRefusal; readonly found: KeptFindings };

async function seenOf({ system, actor, params }: RefusalAsked): Promise<Seen> {
  const seen = uuid.test(params.refusal) ? await readRefusal(system, actor, params.refusal) : undefined;
  if (seen === undefined) throw notFound();
  return seen;
}

type RefusalAsked = Pick<Asked<"/employer/refusals/:refusal">, "system" | "actor" | "params" | "words">;

async function show(asked: RefusalAsked): Promise<View> {
  const words = asked.words.employer;
  const seen = await seenOf(asked);
  const { system, actor, params } = asked;
  const correcting = (await readCorrecting(system, actor, params.refusal))!;
  return {
    title: words.refused.title,
    over: <a href={link("/employer")}>{words.report.back}</a>,
    wide: true,
    body: <Refused {...seen} correcting={correcting} timeZone={asked.system.fund.timeZone} />,
  };
}

interface RefusedShown extends Seen {
  readonly correcting: CorrectingRefused;
  readonly timeZone: string;
}

function Refused({ refusal, found, correcting, timeZone }: RefusedShown) {
  const words = useWords().employer;
  const says = words.refused;
  return (
    <>
      <Alert kind="error" heading={says.summary({ errors: refusal.errors })}>
        {says.nothing({ sameId: !found.counts.some(({ rule }) => rule === "fileIdUsed") })}
      </Alert>
      <p>
        {refusal.fileId ? `${words.list.fileId}: ${refusal.fileId}. ` : ""}
        {words.list.sent}: {longInstant(refusal.sentAt, timeZone)}.
      </p>
      <CorrectHere refusal={refusal.refusal} correcting={correcting} />
      <p className="actions">
        <ButtonLink
          {...(correcting.mayReport && correcting.why === undefined ? { look: "outline" as const } : {})}
          href={link("/employer/reports/new")}
        >
          {says.again}
        </ButtonLink>{" "}
        <ButtonLink
          look="outline"
          href={link("/employer/refusals/:refusal/findings.csv", { refusal: refusal.refusal })}
        >
          {says.download}
        </ButtonLink>
      </p>
      <h2>{says.byRule}</h2>
      <FindingsByRule found={found} />
      <h2>{says.byRow}</h2>
      <FindingsByLine found={found} />
      <p>{says.private}</p>
    </>
  );
}

/** The way to the page where the rows are corrected, or why there is none, and the reports made from the file. */
function CorrectHere({ refusal, correcting }: { refusal: string; correcting: CorrectingRefused }) {
  const says = useWords().employer.refused.here;
  const { why, reports, mayReport } = correcting;
  return (
    <>
      {reports.map(({ report, fileId, withdrawn }) => (
        <p key={report}>
          <a href={link("/employer/reports/:report", { report })}>{says.made({ fileId, withdrawn })}</a>
        </p>
      ))}
      {!mayReport || why === "corrected" ? null : why !== undefined ? (
        <p>{why === "notKept" ? says.why.notKept({ most: mostInGrid }) : says.why[why]}</p>
      ) : (
        <>
          <p>{says.says}</p>
          <Form action={link("/employer/refusals/:refusal/correct", { refusal })} label={says.button}>
            <Button>{says.button}</Button>
          </Form>
        </>
      )}
    </>
  );
}

form({
  path: "/employer/refusals/:refusal/correct",
  owner: "reporting pay",
  may: "report pay",
  body: z.object({}),
  says: (words) => words.employer.refused.here.why,
  bad: show,
  take: async ({ system, actor, params: { refusal }, key }) => {
    const outcome = uuid.test(refusal) ? await correctRefused(system, actor, { key, refusal }) : undefined;
    if (outcome === undefined) throw notFound();
    if (outcome.refused) return again({ says: outcome.refused.code, facts: outcome.refused.facts });
    return see(link("/employer/groups/:group/type-in", { group: outcome.accepted.group }));
  },
});

page({ path: "/employer/refusals/:refusal", owner: "reporting pay", may: "read pay reports", show });

page({
  path: "/employer/refusals/:refusal/findings.csv",
  owner: "reporting pay",
  may: "read pay reports",
  show: async (asked) => {
    const { found, refusal } = await seenOf(asked as Asked<"/employer/refusals/:refusal">);
    const says = asked.words.employer.refused;
    const heads = [says.line, says.field, says.code, says.value, says.rule, says.remedy];
    const text = findingsFile(found.kept, heads, (each) => wordsOf(asked.words, each));
    return file({
      name: says.fileName({ id: refusal.refusal.slice(0, 8) }),
      type: "text/csv; charset=utf-8",
      bytes: Buffer.from(text),
    });
  },
});
