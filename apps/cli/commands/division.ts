import { randomUUID } from "node:crypto";
import { qualifyOrder, rejectOrder } from "@emeritus/operations/dividing-benefits/qualify-order.ts";
import { readDivision, readDivisions } from "@emeritus/operations/dividing-benefits/read-divisions.ts";
import { reasonText } from "@emeritus/operations/dividing-benefits/division-letters.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { CaseKey } from "@emeritus/operations/in-one-case.ts";
import type { Outcome, Refusal } from "@emeritus/operations/outcome.ts";
import type { System } from "@emeritus/operations/system.ts";
import { findCase } from "@emeritus/records/case.ts";
import { en } from "@emeritus/words/en/index.ts";
import { money } from "@emeritus/words/format.ts";
import { acting, refusalText } from "../acting.ts";
import type { Command } from "../command.ts";
import { given, wholeNumber } from "../options.ts";
import { bad, BAD_USAGE, REFUSED } from "../exit-status.ts";

const words = en.division;
const says = words.terminal;

interface Asked {
  readonly system: System;
  readonly actor: Actor;
  readonly because: string | undefined;
  /** The number of the case. */
  readonly named: string | undefined;
  say(line: string): void;
}

/** Division of benefits orders from the terminal, by the same operations as the pages and the API. */
export const command: Command = {
  name: "division",
  summary: says.summary,
  usage: says.usage,
  run: async (args, context) => {
    const { say } = context;
    const [what = "", ...more] = args;
    const { options, rest } = given(more, ["as", "code", "because"]);
    const act = acts[what];
    if (act === undefined) {
      for (const usage of says.usage.split("\n")) say(en.cli.badUsage({ usage }));
      return BAD_USAGE;
    }
    return acting(context, options, (system, actor) =>
      act({ system, actor, because: options.because, named: rest[0], say }),
    );
  },
};

const acts: Readonly<Record<string, (asked: Asked) => Promise<number>>> = {
  list,
  show,
  qualify: (asked) =>
    decide(asked, (of) => qualifyOrder(asked.system, asked.actor, { key: randomUUID(), of })),
  reject: (asked) =>
    decide(asked, (of) =>
      rejectOrder(asked.system, asked.actor, { key: randomUUID(), of, unclear: asked.because }),
    ),
};

async function list({ system, actor, say }: Asked): Promise<number> {
  for (const row of await readDivisions(system, actor)) {
    const status = words.statuses[row.status as keyof typeof words.statuses];
    say(says.line({ ...row, status }));
  }
  return 0;
}

async function caseOf({ system, named }: Asked): Promise<CaseKey | string> {
  const caseNumber = wholeNumber(named);
  if (caseNumber === undefined) return says.caseNeeded;
  const found = await findCase(system.db, system.fund.number, caseNumber);
  return found?.kind === "divisionOfBenefits" ? { person: found.person, caseNumber } : says.noCase;
}

async function show(asked: Asked): Promise<number> {
  const of = await caseOf(asked);
  if (typeof of === "string") return bad(asked.say, of);
  const seen = await readDivision(asked.system, asked.actor, of);
  if (seen === undefined) return bad(asked.say, says.noCase);
  const { division, review, benefit } = seen;
  const nameOf = ({ name }: typeof division.member) => `${name.first} ${name.last}`;
  const parts = { name: nameOf(division.member), formerSpouse: nameOf(division.formerSpouse) };
  const status = words.statuses[division.status];
  asked.say(says.line({ caseNumber: of.caseNumber, ...parts, status }));
  for (const reason of review?.reasons ?? division.reasons) asked.say(`  ${reasonText(en, reason)}`);
  if (benefit !== undefined) asked.say(`  ${words.case.partAtStart}: ${money(benefit.baseCents)}`);
  return 0;
}

async function decide(
  asked: Asked,
  act: (of: CaseKey) => Promise<Outcome<unknown, Refusal>>,
): Promise<number> {
  const of = await caseOf(asked);
  if (typeof of === "string") return bad(asked.say, of);
  const { refused } = await act(of);
  if (refused === undefined) {
    asked.say(says.done);
    return 0;
  }
  asked.say(refusalText(words.problems, refused));
  return REFUSED;
}
