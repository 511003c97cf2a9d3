import { parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { demonstrationBank } from "@emeritus/adapters/bank-folder/demonstration-bank.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { approveRun, type ToApprove } from "@emeritus/operations/benefit-payroll/approve-run.ts";
import { checkText, rateAwaitedText } from "@emeritus/operations/benefit-payroll/check-text.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import type { PayrollSystem } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import { prepareRun } from "@emeritus/operations/benefit-payroll/prepare-run.ts";
import { findRunOf, seeRun, type RunDetail } from "@emeritus/operations/benefit-payroll/see-run.ts";
import { withdrawRun } from "@emeritus/operations/benefit-payroll/withdraw-run.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count, longDate, longMonth, money } from "@emeritus/words/format.ts";
import { randomUUID } from "node:crypto";
import type { Command } from "../command.ts";
import { given, isMonth } from "../options.ts";
import { acting, saysNo } from "../acting.ts";
import { bad, REFUSED } from "../exit-status.ts";

const words = en.payroll;
const says = words.terminal;
const names = [
  "month",
  "as",
  "code",
  "sha256",
  "count",
  "cents",
  "created",
  "time",
  "modifier",
  "because",
] as const;

interface Asked {
  readonly system: PayrollSystem;
  readonly actor: Actor;
  readonly month: PlainDate;
  readonly options: Readonly<Record<string, string | undefined>>;
  say(line: string): void;
}

/** Prepares, shows, approves and withdraws the payroll of a month, with the steps as they are done. */
export const command: Command = {
  name: "payroll",
  summary: says.summary,
  usage: says.usage,
  run: async (args, context) => {
    const { say } = context;
    const [what = "", ...rest] = args;
    const { options } = given(rest, [...names]);
    const act = acts[what];
    if (act === undefined) return bad(say, en.cli.badUsage({ usage: says.usage }));
    if (!isMonth(options["month"] ?? "")) return bad(say, says.monthNeeded);
    return acting(context, options, (system, actor) => {
      const payroll: PayrollSystem = { ...system, ...demonstrationBank(system.home), law: payrollLaw() };
      return act({ system: payroll, actor, month: parseDate(`${options["month"]}-01`), options, say });
    });
  },
};

const acts: Readonly<Record<string, (asked: Asked) => Promise<number>>> = {
  run,
  preview,
  approve,
  withdraw,
  status: preview,
};

async function run({ system, actor, month, say }: Asked): Promise<number> {
  const { accepted, refused } = await prepareRun(system, actor, { key: randomUUID(), month });
  if (refused) return saysNo(say, words.problems, refused);
  await carried(system, accepted.run, say);
  return show(await seeRun(system, actor, accepted.run), say);
}

/** Carries a run on and says each step as it is done. */
async function carried(system: PayrollSystem, runNumber: number, say: (line: string) => void): Promise<void> {
  const waiting = await carryOn(system, runNumber, ({ step, count: people, cents }) =>
    say(
      says.step({
        step: words.stepNames[step as keyof typeof words.stepNames],
        people: count(people),
        amount: money(cents),
      }),
    ),
  );
  if (waiting === "bank") say(words.bankCannotSay);
  if (waiting === "held") say(words.heldSinceApproval);
}

async function preview(asked: Asked): Promise<number> {
  const seen = await latest(asked);
  return seen === undefined ? REFUSED : show(seen, asked.say);
}

async function approve(asked: Asked): Promise<number> {
  const { system, actor, options, say } = asked;
  const seen = await latest(asked);
  if (seen === undefined) return REFUSED;
  const offer = offerOf(options);
  if (offer === undefined) return bad(say, en.cli.badUsage({ usage: says.usage }));
  const { accepted, refused } = await approveRun(system, actor, {
    key: randomUUID(),
    run: seen.run.run,
    ...offer,
  });
  if (refused) return saysNo(say, words.problems, refused);
  say(says.approved({ root: accepted.auditRoot }));
  await carried(system, seen.run.run, say);
  return 0;
}

async function withdraw(asked: Asked): Promise<number> {
  const { system, actor, options, say } = asked;
  const seen = await latest(asked);
  if (seen === undefined) return REFUSED;
  if (!options["because"]) return bad(say, words.problems.becauseMissing);
  const { refused } = await withdrawRun(system, actor, {
    key: randomUUID(),
    run: seen.run.run,
    because: options["because"],
  });
  if (refused) return saysNo(say, words.problems, refused);
  say(words.withdrawnSaid);
  return 0;
}

async function latest({ system, actor, month, options, say }: Asked): Promise<RunDetail | undefined> {
  const found = await findRunOf(system, actor, month);
  if (found !== undefined) return seeRun(system, actor, found.run);
  say(says.noRun({ month: longMonth(options["month"]!) }));
  return undefined;
}

function offerOf(options: Asked["options"]): ToApprove | undefined {
  const { sha256, count: people, cents, created, time, modifier } = options;
  if (!sha256 || !/^\d+$/.test(people ?? "") || !/^\d+$/.test(cents ?? "") || !created || !time || !modifier)
    return undefined;
  return {
    sha256,
    count: BigInt(people!),
    cents: BigInt(cents!),
    created: { date: created, time, modifier },
  };
}

function show(seen: RunDetail, say: (line: string) => void): number {
  say(`${words.runOf({ month: longMonth(seen.run.period) })}: ${words.state[seen.state]}`);
  say(words.due({ payDate: longDate(seen.paymentDate), fileDue: longDate(seen.fileDue) }));
  say(words.noTax);
  for (const { outcome, reason, people, cents } of seen.totals)
    say(
      `  ${words.outcomes[outcome]}${reason ? ` (${words.reasons[reason as keyof typeof words.reasons]})` : ""}: ${count(people)}, ${money(cents)}`,
    );
  for (const { change, people, cents } of seen.calculation?.last ? seen.calculation.bridge : [])
    say(`  ${words.changes[change]}: ${count(people)}, ${money(cents)}`);
  for (const one of seen.calculation?.checks ?? [])
    say(`  ${words.checkState[one.state]}: ${checkText(words, one)}`);
  const awaited = rateAwaitedText(words, seen.calculation?.checks ?? [], longMonth(seen.run.period));
  if (awaited !== undefined) say(awaited);
  const { offer } = seen;
  if (offer !== undefined) {
    const { date, time, modifier } = offer.created;
    say(says.toApprove);
    say(
      `  --count ${offer.count} --cents ${offer.cents} --sha256 ${offer.sha256} --created ${date} --time ${time} --modifier ${modifier}`,
    );
  }
  if (seen.approval !== undefined) say(says.approved({ root: seen.approval.auditRoot }));
  return 0;
}
