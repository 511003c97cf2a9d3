import { randomUUID } from "node:crypto";
import { decimalSteps } from "@emeritus/engine/exact.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { enterInterestRate } from "@emeritus/operations/crediting-interest/interest-rates.ts";
import {
  approveInterest,
  carryInterestOn,
  prepareInterest,
  withdrawInterest,
} from "@emeritus/operations/crediting-interest/run-interest.ts";
import {
  findInterest,
  type InterestDetail,
  seeInterest,
} from "@emeritus/operations/crediting-interest/see-interest.ts";
import type { System } from "@emeritus/operations/system.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count, money } from "@emeritus/words/format.ts";
import { acting, saysNo } from "../acting.ts";
import type { Command } from "../command.ts";
import { given } from "../options.ts";
import { bad, BAD_USAGE, REFUSED } from "../exit-status.ts";

const words = en.money;
const says = words.terminal;
const names = ["as", "code", "year", "percent", "because", "count", "cents", "sha256"] as const;

interface Asked {
  readonly system: System;
  readonly actor: Actor;
  readonly year: number;
  readonly options: Readonly<Record<string, string | undefined>>;
  say(line: string): void;
}

/** Interest on members' contributions from the terminal: rate, run, status, approve, withdraw. */
export const command: Command = {
  name: "interest",
  summary: says.interestSummary,
  usage: says.interestUsage,
  run: async (args, context) => {
    const [what = "", ...more] = args;
    const { options } = given(more, [...names]);
    const act = acts[what];
    if (act === undefined || !/^\d{4}$/.test(options["year"] ?? "")) {
      for (const usage of says.interestUsage.split("\n")) context.say(en.cli.badUsage({ usage }));
      return BAD_USAGE;
    }
    const year = Number(options["year"]);
    return acting(context, options, (system, actor) =>
      act({ system, actor, year, options, say: context.say }),
    );
  },
};

const acts: Readonly<Record<string, (asked: Asked) => Promise<number>>> = {
  rate,
  run,
  status,
  approve,
  withdraw,
};

async function rate({ system, actor, year, options, say }: Asked): Promise<number> {
  const { percent = "", because } = options;
  if (!/^\d{1,2}(\.\d{1,3})?$/.test(percent)) return bad(say, words.problems.badPercent);
  if (!because) return bad(say, words.problems.becauseMissing);
  const thousandths = Number(decimalSteps(percent, 3));
  const { refused } = await enterInterestRate(system, actor, {
    key: randomUUID(),
    year,
    thousandths,
    because,
  });
  if (refused) return saysNo(say, words.problems, refused);
  say(words.interest.entered);
  return 0;
}

async function run(asked: Asked): Promise<number> {
  const { system, actor, year, say } = asked;
  const { accepted, refused } = await prepareInterest(system, actor, { key: randomUUID(), year });
  if (refused) return saysNo(say, words.problems, refused);
  await carried(asked, accepted.run);
  return status(asked);
}

async function carried({ system, say }: Asked, number: number): Promise<void> {
  await carryInterestOn(system, number, ({ step, count: accounts, cents }) =>
    say(says.step({ step, accounts: count(accounts), amount: money(cents) })),
  );
}

async function latest({ system, actor, year, say }: Asked): Promise<InterestDetail | undefined> {
  const found = await findInterest(system, actor, year);
  if (found === undefined) say(says.noRun({ year }));
  return found === undefined ? undefined : seeInterest(system, actor, found);
}

async function status(asked: Asked): Promise<number> {
  const { say } = asked;
  const seen = await latest(asked);
  if (seen === undefined) return REFUSED;
  const { outcomes, reasons } = words.interest;
  say(`${words.interest.title1({ year: seen.year })}: ${words.interest.states[seen.state]}`);
  for (const { outcome, reason, accounts, cents } of seen.totals) {
    const what = outcomes[outcome as keyof typeof outcomes];
    const why =
      reason === null
        ? what
        : words.interest.because({ outcome: what, reason: reasons[reason as keyof typeof reasons] });
    say(says.total({ what: why, accounts: count(accounts), amount: money(cents) }));
  }
  if (seen.state === "waitingForApproval") {
    say(says.toApprove);
    say(`  --count ${seen.count} --cents ${seen.cents} --sha256 ${seen.sha256}`);
  }
  return 0;
}

async function approve(asked: Asked): Promise<number> {
  const { system, actor, options, say } = asked;
  const seen = await latest(asked);
  if (seen === undefined) return REFUSED;
  const { count: accounts = "", cents = "", sha256 = "" } = options;
  if (!/^\d+$/.test(accounts) || !/^\d+$/.test(cents) || sha256 === "")
    return bad(say, words.problems.notWhatYouSaw);
  const { run: number } = seen.run;
  const ask = { key: randomUUID(), run: number, count: BigInt(accounts), cents: BigInt(cents), sha256 };
  const { refused } = await approveInterest(system, actor, ask);
  if (refused) return saysNo(say, words.problems, refused);
  await carried(asked, number);
  say(words.interest.approved);
  return 0;
}

async function withdraw(asked: Asked): Promise<number> {
  const { system, actor, options, say } = asked;
  const seen = await latest(asked);
  if (seen === undefined) return REFUSED;
  if (!options["because"]) return bad(say, words.problems.becauseMissing);
  const ask = { key: randomUUID(), run: seen.run.run, because: options["because"] };
  const { refused } = await withdrawInterest(system, actor, ask);
  if (refused) return saysNo(say, words.problems, refused);
  say(words.interest.withdrawn);
  return 0;
}
