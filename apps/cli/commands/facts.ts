import { vocabularyOf, type Term } from "@emeritus/law/outside/vocabulary.ts";
import { findPlan } from "@emeritus/law/outside/case-file.ts";
import { plans, type PlanEntry } from "@emeritus/law/plans.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count } from "@emeritus/words/format.ts";
import { phraseOf } from "@emeritus/words/phrase.ts";
import type { Command } from "../command.ts";
import { given } from "../options.ts";
import { problemText } from "../problem-text.ts";

const words = en.cli.facts;
const phrase = phraseOf(en);

/** Lists what may be stated and what may be asked, of one plan or of all, by lines or as JSON. */
export const command: Command = {
  name: "facts",
  summary: words.summary,
  usage: words.usage,
  run: async (args, { say }) => {
    const { options, switches, rest } = given(args, ["plan"]);
    if (rest.length > 0 || switches.size > (switches.has("json") ? 1 : 0)) {
      say(en.cli.badUsage({ usage: words.usage }));
      return 2;
    }
    const name = options["plan"];
    const found = name === undefined ? undefined : findPlan(plans, name);
    if (found && "code" in found) {
      say(problemText(found));
      return 1;
    }
    const chosen = plans.filter((entry) => name === undefined || entry.name === name);
    if (switches.has("json")) {
      const all = chosen.map(({ name: plan, plan: law }) => ({
        plan,
        terms: vocabularyOf(law).map(withMeaning),
      }));
      say(JSON.stringify(all));
      return 0;
    }
    for (const entry of chosen) listPlan(entry, say);
    return 0;
  },
};

const meaningOf = ({ name }: Term): string => phrase(name.split(".").at(-1)!);
const withMeaning = (term: Term) => ({ ...term, meaning: meaningOf(term) });

const sections: readonly (readonly [heading: string, kinds: readonly Term["is"][]])[] = [
  [words.facts, ["fact"]],
  [words.lists, ["list", "field"]],
  [words.provisions, ["provision", "setting", "table"]],
];

function listPlan(entry: PlanEntry, say: (line: string) => void): void {
  say(words.plan(entry));
  const terms = vocabularyOf(entry.plan);
  const width = Math.max(...terms.map(({ name }) => name.length));
  for (const [heading, kinds] of sections) {
    say(heading);
    for (const term of terms.filter(({ is }) => kinds.includes(is)))
      say(`  ${term.name.padEnd(width)}  ${[typeOf(term), meaningOf(term), ...term.cites].join("; ")}`);
  }
}

/** The type of a term with its unit, choices and range. */
function typeOf({ kind, maybe, choices, range, rows }: Term): string {
  const parts = [
    choices ? choices.join(" | ") : words.kinds[kind],
    ...(maybe ? [words.maybe] : []),
    ...(range ? [words.range({ least: range[0], most: range[1] })] : []),
    ...(rows === undefined ? [] : [words.rows({ most: count(rows) })]),
  ];
  return parts.join(", ");
}
