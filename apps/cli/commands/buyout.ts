import { readFile } from "node:fs/promises";
import type { Json } from "@emeritus/engine/canonical.ts";
import type { Known } from "@emeritus/engine/facts.ts";
import { isObject, readStated } from "@emeritus/law/outside/stated.ts";
import { offers, type Offer } from "@emeritus/law/missouri/mosers/buyout/many-values.ts";
import { buyout } from "@emeritus/law/missouri/mosers/buyout/plan.ts";
import { add, exact } from "@emeritus/engine/exact.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count, money } from "@emeritus/words/format.ts";
import { phraseOf } from "@emeritus/words/phrase.ts";
import type { Command } from "../command.ts";
import { given } from "../options.ts";
import { problemText } from "../problem-text.ts";

const words = en.buyout;
const phrase = phraseOf(en);

/** What nobody needs to state: no other plan to elect, and the fund's own assumptions. */
const UNSTATED: Known = { year2000Monthly: null, adoptedReturn: null, adoptedCola: null };

/** What a buyout would cost: the present value and the offer of each judge in a file, and their totals; nothing is recorded. */
export const command: Command = {
  name: "buyout",
  summary: words.summary,
  usage: words.usage,
  run: async (args, { say }) => {
    const { switches, rest } = given(args, []);
    const [file, ...more] = rest;
    if (file === undefined || more.length > 0 || switches.size > 0) {
      say(en.cli.badUsage({ usage: words.usage }));
      return 2;
    }
    const judges = await judgesIn(file);
    if (judges === undefined) {
      say(words.cannotRead({ file }));
      return 1;
    }
    const problems = judges.flatMap(({ name, problems: some }) =>
      some.map((each) => words.line({ name, says: problemText(each) })),
    );
    if (problems.length > 0) {
      for (const each of problems) say(each);
      return 1;
    }
    const worked = offers(judges.map(({ known }) => known));
    for (const [at, { name }] of judges.entries()) say(words.line({ name, says: offerText(worked[at]!) }));
    say(totals(worked));
    return worked.every(({ amount }) => amount) ? 0 : 1;
  },
};

interface Read {
  readonly name: string;
  readonly known: Known;
  readonly problems: ReturnType<typeof readStated>["problems"];
}

/** The judges of a file: a list of objects, each the facts of one, with a name for the reader where it is given. */
async function judgesIn(file: string): Promise<readonly Read[] | undefined> {
  let json: Json;
  try {
    json = JSON.parse(await readFile(file, "utf8")) as Json;
  } catch {
    return undefined;
  }
  if (!Array.isArray(json) || !json.every(isObject)) return undefined;
  return json.map(({ name, ...facts }, at) => {
    const { known, problems } = readStated(buyout, facts);
    return {
      name: typeof name === "string" ? name : words.numbered({ at: count(at + 1) }),
      known: { ...UNSTATED, ...known },
      problems,
    };
  });
}

function offerText({ presentValue, amount }: Offer): string {
  if (presentValue.value && amount)
    return words.offer({ value: money(presentValue.value.n), amount: money(amount.n) });
  const { refusal, missing } = presentValue;
  return refusal
    ? words.refused({ why: phrase(refusal.code) })
    : words.missing({ facts: missing.join(", ") });
}

function totals(worked: readonly Offer[]): string {
  const made = worked.filter(({ amount }) => amount);
  const sum = (of: (offer: Offer) => bigint): string =>
    money(made.reduce((total, offer) => add(total, exact(of(offer))), exact(0)).n);
  return words.totals({
    judges: count(made.length),
    value: sum(({ presentValue }) => presentValue.value!.n),
    amount: sum(({ amount }) => amount!.n),
  });
}
