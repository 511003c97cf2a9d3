/** Writes into the README what the law folders encode and what they do not yet, from the plans themselves. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { msep2000, notYetEncoded } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";

const readme = join(import.meta.dirname, "..", "README.md");
const begin = "<!-- encoded: written by `npm run encoded` from law/ -->\n";
const end = "<!-- /encoded -->";

/** The section as it should stand: the plan's provisions counted, and each part of its law that is not encoded. */
export function encodedSection(): string {
  const rows = notYetEncoded.map(({ section, what }) => `| ${section} | ${what} |`);
  return [
    `MSEP 2000, general employees and legislators with one kind of service: ${msep2000.rules.size} rules and tables. Not yet in this plan:`,
    "",
    "| Law | Not encoded yet |",
    "| --- | --- |",
    ...rows,
    "",
    "Other plans (MSEP, MSEP 2011, judges, administrative law judges, the college plan), insurance and tax withholding are not encoded yet.",
    "",
  ].join("\n");
}

/** The README with its section replaced; throws when the marks are not there. */
export function withSection(text: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error("README.md has no marks for what is encoded");
  return text.slice(0, from + begin.length) + encodedSection() + text.slice(to);
}

/** The README as it stands. */
export const readmeText = (): string => readFileSync(readme, "utf8");

if (import.meta.main) writeFileSync(readme, withSection(readmeText()));
