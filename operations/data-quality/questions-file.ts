import { formatCents } from "@emeritus/engine/money.ts";
import type { Words } from "@emeritus/words/index.ts";
import { safeCell } from "../reporting-pay/findings-file.ts";
import { catalogue } from "./catalogue.ts";
import type { QuestionSeen } from "./read-quality.ts";

/** What a question says in one sentence. */
export const sentenceOf = (words: Words, { pattern, facts, otherName }: QuestionSeen): string =>
  words.quality.patterns[pattern].says({ ...facts, ...(otherName === undefined ? {} : { otherName }) });

/** Questions as comma-separated text for a spreadsheet. No cell can be taken for a formula. */
export function questionsCsv(words: Words, questions: readonly QuestionSeen[]): string {
  const { columns, severities, statuses, patterns } = words.quality;
  const heads = [
    columns.question,
    columns.pattern,
    columns.severity,
    columns.memberId,
    columns.person,
    columns.employer,
    columns.atRisk,
    columns.status,
    columns.assignee,
    columns.since,
    columns.says,
    columns.reason,
  ];
  const rows = questions.map((one) => [
    String(one.question),
    patterns[one.pattern].name,
    severities[catalogue[one.pattern].severity],
    one.memberId ?? "",
    one.name ?? "",
    one.employerName ?? "",
    formatCents(one.cents),
    statuses[one.status],
    one.assignee ?? "",
    one.sinceDay,
    sentenceOf(words, one),
    one.because ?? "",
  ]);
  return `${[heads, ...rows].map((row) => row.map(safeCell).join(",")).join("\r\n")}\r\n`;
}
