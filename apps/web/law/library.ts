/** What stands beside the plans in the law's folders, read once: worked cases and the registers of open questions. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCases, runCases, type WorkedCase } from "@emeritus/law/cases.ts";
import type { PlanEntry } from "@emeritus/law/plans.ts";

const law = dirname(fileURLToPath(import.meta.resolve("@emeritus/law/plans.ts")));

/** An entry of a register of open questions, as its table writes it. */
export interface OpenQuestion {
  readonly id: string;
  readonly question: string;
  readonly readings: string;
  readonly choice: string;
  readonly authority: string;
  readonly setting: string;
  readonly cases: string;
}

const kept = new Map<string, unknown>();

function once<T>(key: string, read: () => T): T {
  if (!kept.has(key)) kept.set(key, read());
  return kept.get(key) as T;
}

/** The worked cases beside a plan. */
export const casesOf = ({ plan, folder }: PlanEntry): readonly WorkedCase[] =>
  once(`cases ${folder}`, () =>
    readdirSync(join(law, folder))
      .filter((name) => name.endsWith(".cases.md"))
      .flatMap((name) => readCases(plan, name, readFileSync(join(law, folder, name), "utf8"))),
  );

/** Whether a plan's case holds; a case and a plan stay as they are while the program runs, so each is run once. */
export const holds = ({ plan, folder }: PlanEntry, each: WorkedCase): boolean =>
  once(`${folder}/${each.file}:${each.line}`, () => runCases(plan, [each]).length === 0);

/** The register of open questions beside a plan, in its order. */
export const registerOf = ({ folder }: PlanEntry): readonly OpenQuestion[] =>
  once(`register ${folder}`, () =>
    readFileSync(join(law, folder, "open-questions.md"), "utf8")
      .split("\n")
      .filter((line) => /^\| [A-Z0-9]+-Q\d+ \|/.test(line))
      .map((line) => {
        const [id = "", question = "", readings = "", choice = "", authority = "", setting = "", cases = ""] =
          line
            .replace(/^\| | \|$/g, "")
            .split(" | ")
            .map((cell) => cell.trim());
        return { id, question, readings, choice, authority, setting, cases };
      }),
  );
