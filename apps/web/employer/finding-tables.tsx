import type { Finding } from "@emeritus/operations/reporting-pay/findings.ts";
import type { KeptFindings } from "@emeritus/operations/reporting-pay/report-store.ts";
import { count } from "@emeritus/words/format.ts";
import { Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { codeOf, fieldName, rulesOf, wordsOf } from "./finding-words.ts";

/** How many single findings a page shows; the list to download has more. */
const mostShown = 200;

/** Findings by rule and field with their counts: what to mend first. */
export function FindingsByRule({ found }: { found: KeptFindings }) {
  const words = useWords();
  const says = words.employer.refused;
  return (
    <Table
      caption={says.byRule}
      quiet
      rows={found.counts.toSorted((a, b) => codeOf(a.rule).localeCompare(codeOf(b.rule)))}
      keyOf={({ rule, field }) => `${rule} ${field}`}
      columns={[
        { head: says.code, names: true, cell: ({ rule }) => codeOf(rule) },
        { head: says.rule, cell: ({ rule }) => rulesOf(words)[rule].rule },
        { head: says.field, cell: ({ field }) => (field === "" ? says.wholeFile : fieldName(words, field)) },
        { head: says.times, number: true, cell: (each) => count(each.count) },
      ]}
    />
  );
}

/** Findings one by one, in order of line. */
export function FindingsByLine({ found }: { found: KeptFindings }) {
  const words = useWords();
  const says = words.employer.refused;
  const all = found.counts.reduce((sum, each) => sum + each.count, 0);
  const rows = found.kept.toSorted((a, b) => a.line - b.line).slice(0, mostShown);
  return (
    <>
      <p>{rows.length < all ? says.shownOf({ shown: rows.length, all }) : says.all({ all })}</p>
      <Table
        caption={says.byRow}
        quiet
        rows={rows}
        keyOf={(_, index) => index}
        columns={[
          {
            head: says.line,
            names: true,
            cell: ({ line }) => (line === 0 ? says.wholeFile : says.lineOf({ line })),
          },
          { head: says.field, cell: ({ field }) => fieldName(words, field) },
          { head: says.value, cell: (each) => <Value finding={each} /> },
          {
            head: says.rule,
            cell: (each) => `${codeOf(each.rule)}: ${wordsOf(words, each).rule}`,
          },
          { head: says.remedy, cell: (each) => wordsOf(words, each).remedy },
        ]}
      />
    </>
  );
}

function Value({ finding: { value } }: { finding: Finding }) {
  const says = useWords().employer.refused;
  if (value === "•••") return <em>{says.hidden}</em>;
  return value === "" ? <span aria-hidden="true">–</span> : <code>{value}</code>;
}
