import { decimal } from "./decimal.ts";
import type { Findings } from "./findings.ts";
import type { ReportTotals } from "./report-file.ts";

const totalFields = [
  ["pensionableCents", "pensionable_total"],
  ["memberCents", "member_contrib_total"],
  ["employerCents", "employer_contrib_total"],
  ["lifeCents", "life_total"],
  ["ltdCents", "ltd_total"],
] as const;
const countFields = [
  ["rowsM", "rows_M"],
  ["rowsE", "rows_E"],
  ["rowsL", "rows_L"],
  ["rowsX", "rows_X"],
] as const;

/** Compares the totals that a file states with those computed from all its rows (S008-S010). */
export function compareTotals(
  stated: ReportTotals & { line: number },
  computed: ReportTotals,
  findings: Findings,
): void {
  for (const [name, field] of totalFields) {
    if (stated[name] !== computed[name]) {
      findings.add("totalDiffers", stated.line, field, decimal(stated[name]), {
        computed: decimal(computed[name]),
      });
    }
  }
  for (const [name, field] of countFields) {
    if (stated[name] !== computed[name])
      findings.add("rowCountDiffers", stated.line, field, String(stated[name]), { computed: computed[name] });
  }
  if (stated.ssnSum !== computed.ssnSum)
    findings.add("hashDiffers", stated.line, "hash_ssn", String(stated.ssnSum));
}
