import { formatDate } from "@emeritus/engine/dates.ts";
import { canonicalJson } from "@emeritus/records/canonical.ts";
import type { RowToHold } from "@emeritus/records/pay-report-held.ts";
import type { CheckContext } from "./check-context.ts";
import { decimal } from "./decimal.ts";
import { layerOf, type Finding, type Findings } from "./findings.ts";
import { moneyColumns } from "./layout.ts";
import type { ReportFile } from "./report-file.ts";
import { isOpen } from "./roster.ts";

/** What the fund does with the good rows of a file that has bad ones: refuses all, or posts them and holds the rest. */
export interface HoldingPolicy {
  readonly mode: "strict" | "hold";
  /** The most rows of one file that may be held; with more the whole file is refused. */
  readonly most: number;
}

/** What a fund does that has chosen nothing. */
export const strictPolicy: HoldingPolicy = { mode: "strict", most: 200 };

/** The findings of held rows by line, and those of people who have no row. */
export interface Holding {
  readonly byLine: ReadonlyMap<number, readonly Finding[]>;
  readonly missing: readonly Finding[];
}

/**
 * Pure. Which lines of a file must wait so that the others can be posted, or nothing when something is wrong that no row of its
 * own is to blame for: then the whole file waits. Somebody employed without a row is no line, and keeps no other row waiting.
 */
export function linesToHold(findings: Findings): ReadonlySet<number> | undefined {
  for (const { rule } of findings.counts())
    if (findings.weightOf(rule) === "error" && layerOf(rule) !== "business") return undefined;
  for (const { rule, line } of findings.kept)
    if (line === 0 && findings.weightOf(rule) === "error" && rule !== "activeWithoutPay") return undefined;
  const lines = new Set(findings.errorLines);
  lines.delete(0);
  return lines;
}

/** People who are employed and have no row, as findings. */
export const missingPeople = (findings: Findings): Finding[] =>
  findings.kept.filter(({ rule }) => rule === "activeWithoutPay");

/** The held rows of a file as the record keeps them, in order of line, then a row to be filled in for each person without one. */
export function rowsToHold(file: ReportFile, { roster }: CheckContext, holding: Holding): RowToHold[] {
  const held = (file.leftOut ?? []).map(({ line, letter, memberId, ssn, fields }): RowToHold => ({
    line,
    letter,
    fields,
    memberId: idText(memberId || (roster.bySsn(ssn)?.memberId ?? 0)),
    findings: textOf(holding.byLine.get(line) ?? []),
  }));
  const missing = holding.missing.map((finding): RowToHold => {
    const memberId = Number(finding.value);
    return {
      line: null,
      letter: "M",
      memberId: idText(memberId),
      findings: textOf([finding]),
      fields: rowToFillIn(file, roster.byMemberId(memberId)),
    };
  });
  return [...held.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)), ...missing];
}

const idText = (memberId: number): string | null => (memberId > 0 ? String(memberId).padStart(8, "0") : null);
const textOf = (findings: readonly Finding[]): string => canonicalJson(findings as never);

/** A money row of somebody on the roster for the period, without amounts. */
function rowToFillIn(
  { header }: ReportFile,
  who: ReturnType<CheckContext["roster"]["byMemberId"]>,
): string[] {
  const stretch = who?.positions.find(isOpen);
  const known: Readonly<Record<string, string>> = {
    rec: "M",
    member_id: idText(who?.memberId ?? 0) ?? "",
    last_name: who?.lastName ?? "",
    first_name: who?.firstName ?? "",
    position_id: stretch?.code ?? "",
    plan: stretch?.plan ?? "",
    fte_pct: decimal(stretch?.fteHundredths ?? 10_000),
    eligible: stretch?.eligible === false ? "N" : "Y",
    earn_begin: formatDate(Math.max(header.periodBegin, stretch?.from ?? 0)),
    earn_end: formatDate(header.periodEnd),
    event_code: "REG",
    ltd_contrib: "0.00",
    basic_life: "0.00",
    optional_life: "0.00",
  };
  return moneyColumns.map((column) => known[column] ?? "");
}
