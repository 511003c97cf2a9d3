import { hashOf } from "@emeritus/engine/canonical.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import { plans } from "@emeritus/law/plans.ts";
import { amountsThatChange, lawsToCompare } from "@emeritus/operations/determining/compare-laws.ts";
import type { AmountChanges } from "@emeritus/operations/determining/compare-laws.ts";
import type { System } from "@emeritus/operations/system.ts";
import { allLawVersions } from "@emeritus/records/law-version.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count } from "@emeritus/words/format.ts";
import { phraseOf } from "@emeritus/words/phrase.ts";
import { valueText } from "@emeritus/words/value.ts";
import type { Command } from "../command.ts";

const words = en.cli.law;
type Say = (line: string) => void;

/** Lists the laws that the record keeps, or each member whose amount changes between two of them, before one is released. */
export const command: Command = {
  name: "law",
  summary: words.summary,
  usage: words.usage,
  run: async ([verb, before, after, ...more], { say, open }) => {
    const lists = verb === "list" && before === undefined;
    const compares = verb === "diff" && before !== undefined && after !== undefined && more.length === 0;
    if (!lists && !compares) {
      for (const usage of words.usage.split("\n")) say(en.cli.badUsage({ usage }));
      return 2;
    }
    const { system, close } = await open();
    try {
      return lists ? await list(system, say) : await diff(system, before!, after!, say);
    } finally {
      await close();
    }
  },
};

async function list({ reader }: System, say: Say): Promise<number> {
  for (const kept of await allLawVersions(reader)) say(words.kept(kept));
  for (const { plan } of plans) say(words.current({ hash: hashOf(plan), plan: plan.name }));
  return 0;
}

async function diff(system: System, before: string, after: string, say: Say): Promise<number> {
  const laws = await lawsToCompare(system, before, after);
  if ("code" in laws) {
    say(laws.code === "otherPlans" ? words.otherPlans(laws) : words[laws.code](laws));
    return 1;
  }
  if (laws.changed.length === 0) {
    say(words.same);
    return 0;
  }
  say(words.changed({ names: laws.changed.join(", ") }));
  const members = new Set<string>();
  let amounts = 0;
  for await (const change of amountsThatChange(system, laws)) {
    members.add(change.memberId);
    amounts += 1;
    const sides = { before: textOf(change, change.before), after: textOf(change, change.after) };
    say(words.change({ memberId: change.memberId, name: change.name, ...sides }));
  }
  say(words.done({ members: count(members.size), amounts: count(amounts) }));
  return 0;
}

const textOf = ({ kind }: AmountChanges, value: Value | undefined): string =>
  value === undefined ? words.none : valueText(en, phraseOf(en), kind, value);
