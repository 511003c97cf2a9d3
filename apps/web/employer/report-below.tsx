import type { ReportSeen } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import { useWords } from "../shared/frame.ts";
import { FindingsByLine } from "./finding-tables.tsx";
import { HeldRows } from "./held-row.tsx";
import { ReportFacts, WhatWasPosted } from "./report-parts.tsx";
import { HowTotals } from "./report-totals.tsx";

/** What the pages of a report say alike beneath its totals, to the employer and to the office: held rows, what was posted, findings, facts. */
export function Below(props: { seen: ReportSeen; timeZone: string; office?: boolean }) {
  const { seen, timeZone, office = false } = props;
  const words = useWords().employer.report;
  const { report, sums, found } = seen;
  return (
    <>
      <HeldRows
        report={report.report}
        posted={report.status === "posted"}
        rows={seen.held}
        cents={report.heldPensionableCents}
        timeZone={timeZone}
        office={office}
      />
      {report.status === "posted" ? <WhatWasPosted seen={seen} office={office} /> : null}
      {sums.length === 0 ? null : (
        <>
          <h2>{words.how}</h2>
          <HowTotals sums={sums} />
        </>
      )}
      <h2>{words.findings}</h2>
      {found.kept.length === 0 ? <p>{words.noFindings}</p> : <FindingsByLine found={found} />}
      <h2>{words.facts}</h2>
      <ReportFacts seen={seen} timeZone={timeZone} office={office} />
    </>
  );
}
