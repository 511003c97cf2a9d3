/** Writes into the README what the law folders encode and what they do not yet, from the plans themselves. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plans } from "@emeritus/law/plans.ts";

const readme = join(import.meta.dirname, "..", "README.md");
const begin = "<!-- encoded: written by `npm run encoded` from law/ -->\n";
const end = "<!-- /encoded -->";

/** The section as it should stand: each plan with its provisions counted and each part of its law that is not encoded. */
export function encodedSection(): string {
  const counted = plans.map(
    ({ title, covers, plan }) => `| ${title} | ${covers} | ${plan.rules.size + plan.tables.size} |`,
  );
  const missing = plans.flatMap(({ title, notYetEncoded }) =>
    notYetEncoded.map(({ section, what }) => `| ${title} | ${section} | ${what} |`),
  );
  return [
    "| Law | Covers | Rules and tables |",
    "| --- | --- | ---: |",
    ...counted,
    "",
    "| Law | Section | Not encoded yet |",
    "| --- | --- | --- |",
    ...missing,
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
