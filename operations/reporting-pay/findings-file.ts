import { rules, type Finding } from "./findings.ts";

/** What a rule says and what to do, as the catalogue words it. */
export interface FindingWords {
  readonly rule: string;
  readonly remedy: string;
}

/**
 * The findings of a file as comma-separated text for a spreadsheet: line, field, code, value, rule, remedy. A cell that a
 * spreadsheet would take for a formula gets an apostrophe in front; plain numbers keep their minus.
 */
export function findingsFile(
  found: readonly Finding[],
  heads: readonly string[],
  wordsOf: (finding: Finding) => FindingWords,
): string {
  const rows = found.map((each) => {
    const { rule, remedy } = wordsOf(each);
    return [
      each.line === 0 ? "" : String(each.line),
      each.field,
      rules[each.rule][0],
      each.value,
      rule,
      remedy,
    ];
  });
  return [heads, ...rows].map((row) => row.map(safeCell).join(",")).join("\r\n") + "\r\n";
}

const plainNumber = /^-?\d+(\.\d+)?$/u;

/** One cell, quoted, and made harmless where a spreadsheet would calculate it. */
export function safeCell(text: string): string {
  const harmless = /^[\s]*[=+\-@\t\r|%]/u.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
