import { findingsFile } from "@emeritus/operations/reporting-pay/findings-file.ts";
import { readRefusal } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import type { KeptFindings } from "@emeritus/operations/reporting-pay/report-store.ts";
import type { StoredRefusal } from "@emeritus/records/pay-report-refusal.ts";
import { longInstant } from "@emeritus/words/format.ts";
import { Alert, ButtonLink } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, file, link, notFound, page, type View } from "../shared/routes.ts";
import { FindingsByLine, FindingsByRule } from "./finding-tables.tsx";
import { wordsOf } from "./finding-words.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

type Seen = { readonly refusal: StoredRefusal; readonly found: KeptFindings };

async function seenOf({ system, actor, params }: Asked<"/employer/refusals/:refusal">): Promise<Seen> {
  const seen = uuid.test(params.refusal) ? await readRefusal(system, actor, params.refusal) : undefined;
  if (seen === undefined) throw notFound();
  return seen;
}

async function show(asked: Asked<"/employer/refusals/:refusal">): Promise<View> {
  const words = asked.words.employer;
  const seen = await seenOf(asked);
  return {
    title: words.refused.title,
    over: <a href={link("/employer")}>{words.report.back}</a>,
    wide: true,
    body: <Refused {...seen} timeZone={asked.system.fund.timeZone} />,
  };
}

function Refused({ refusal, found, timeZone }: Seen & { timeZone: string }) {
  const words = useWords().employer;
  const says = words.refused;
  return (
    <>
      <Alert kind="error" heading={says.summary({ errors: refusal.errors })}>
        {says.nothing}
      </Alert>
      <p>
        {refusal.fileId ? `${words.list.fileId}: ${refusal.fileId}. ` : ""}
        {words.list.sent}: {longInstant(refusal.sentAt, timeZone)}.
      </p>
      <p className="actions">
        <ButtonLink href={link("/employer/reports/new")}>{says.again}</ButtonLink>{" "}
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
