import { readFile } from "node:fs/promises";
import {
  differencesOf,
  casesOfJson,
  casesOfMarkdown,
  type OutsideCase,
} from "@emeritus/law/outside/case-file.ts";
import { plans } from "@emeritus/law/plans.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count } from "@emeritus/words/format.ts";
import type { Command } from "../command.ts";
import { given } from "../options.ts";
import { problemText } from "../problem-text.ts";

const words = en.cli.cases;

/** Runs cases from outside: JSON or Markdown tables (docs/guides/cases.md). Anything but agreement ends with a status above zero. */
export const command: Command = {
  name: "cases",
  summary: words.summary,
  usage: words.usage,
  run: async (args, { say }) => {
    const { options, switches, rest } = given(args, ["plan"]);
    const [verb, ...files] = rest;
    const asStated = switches.has("as-stated");
    if (verb !== "run" || files.length === 0 || switches.size > (asStated ? 1 : 0)) {
      say(en.cli.badUsage({ usage: words.usage }));
      return 2;
    }
    const tally = { cases: 0, agreeing: 0, different: 0, refused: 0 };
    for (const file of files) {
      const cases = await casesIn(file, options["plan"], asStated);
      if (cases === undefined) {
        say(words.cannotRead({ file }));
        tally.refused += 1;
      }
      for (const each of cases ?? []) {
        tally.cases += 1;
        tally[runOne(each, say)] += 1;
      }
    }
    say(words.done(countsOf(tally)));
    return tally.different + tally.refused > 0 ? 1 : 0;
  },
};

const countsOf = <Name extends string>(tally: Readonly<Record<Name, number>>): Record<Name, string> =>
  Object.fromEntries(Object.entries<number>(tally).map(([name, value]) => [name, count(value)])) as Record<
    Name,
    string
  >;

async function casesIn(
  file: string,
  plan: string | undefined,
  asStated: boolean,
): Promise<readonly OutsideCase[] | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    return undefined;
  }
  return file.endsWith(".md")
    ? casesOfMarkdown(plans, file, text, plan, asStated)
    : casesOfJson(plans, file, text, asStated);
}

function runOne(each: OutsideCase, say: (line: string) => void): "agreeing" | "different" | "refused" {
  for (const problem of each.problems)
    say(words.cannotRun({ at: each.at, name: each.name, why: problemText(problem) }));
  if (each.problems.length > 0) return "refused";
  const differences = differencesOf(each);
  for (const one of differences) say(words.differs({ ...one, at: each.at }));
  return differences.length === 0 ? "agreeing" : "different";
}
