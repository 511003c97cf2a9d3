import { formatDate, parseDate, type PlainDate, isDay } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { momentOf } from "@emeritus/operations/moment.ts";
import type { LedgerLine } from "@emeritus/operations/service/ledger.ts";
import { readServiceQueue } from "@emeritus/operations/service/read-service-cases.ts";
import { readService, whyDay, whyRange } from "@emeritus/operations/service/read-service.ts";
import type { System } from "@emeritus/operations/system.ts";
import { findPersonByMemberId } from "@emeritus/records/person.ts";
import { en } from "@emeritus/words/en/index.ts";
import { longDate } from "@emeritus/words/format.ts";
import { monthsText } from "@emeritus/words/value.ts";
import { worksheetOf } from "@emeritus/words/worksheet.ts";
import { plainSentence } from "@emeritus/words/worksheet/pieces.ts";
import type { Command } from "../command.ts";
import { given } from "../options.ts";
import { BAD_USAGE, REFUSED } from "../exit-status.ts";

const words = en.service;
const says = words.terminal;

/** Who reaches the program's own command line works for the office: the same right as a counselor's, and no record of their own. */
const atTheTerminal: Actor = { account: "command line", roles: ["counselor"], employers: [] };

/** Why a day counts, a member's ledger of service, and the queue, from the terminal. */
export const command: Command = {
  name: "service",
  summary: says.summary,
  usage: says.usage,
  run: async (args, { say, open }) => {
    const { options, rest } = given(args, ["on", "known"]);
    const [what = "", memberId, ...days] = rest;
    const complete = what === "queue" ? memberId === undefined : memberId !== undefined;
    if (!["why", "ledger", "queue"].includes(what) || !complete || (what === "why" && days.length === 0)) {
      for (const usage of says.usage.split("\n")) say(en.cli.badUsage({ usage }));
      return BAD_USAGE;
    }
    const dates = [...days, options["on"], options["known"]].filter((text) => text !== undefined);
    if (dates.some((text) => !isDay(text))) {
      say(says.badDate);
      return BAD_USAGE;
    }
    const { system, close } = await open();
    try {
      if (what === "queue") return await queue(system, say);
      const person = await findPersonByMemberId(system.reader, system.fund.number, memberId!);
      if (person === undefined) {
        say(says.unknown({ memberId: memberId! }));
        return REFUSED;
      }
      const clock = (name: string) => (options[name] === undefined ? undefined : parseDate(options[name]));
      const moment = await momentOf(system, { on: clock("on"), known: clock("known") });
      const asked = { system, person, moment, say };
      return what === "ledger" ? await ledger(asked) : await why(asked, days.map(parseDate));
    } finally {
      await close();
    }
  },
};

interface Asked {
  readonly system: System;
  readonly person: number;
  readonly moment: Awaited<ReturnType<typeof momentOf>>;
  say(line: string): void;
}

const day = (date: PlainDate) => longDate(formatDate(date));
const counts = (yes: boolean) => (yes ? says.counts : says.doesNot);
const lineText = ({ from, to, counts: yes, reason, cites }: LedgerLine) =>
  says.line({ from: day(from), to: day(to), counts: counts(yes), reason: words.reasons[reason], cites });

async function why({ system, person, moment, say }: Asked, days: readonly PlainDate[]): Promise<number> {
  const [from, to] = days;
  if (to !== undefined) {
    const range = await whyRange(system, atTheTerminal, { person, from: from!, to, moment });
    if (range.refused) return refusedBy(range.refused.code, say);
    for (const line of range.accepted.lines) say(lineText(line));
    return 0;
  }
  const { accepted, refused } = await whyDay(system, atTheTerminal, { person, day: from!, moment });
  if (refused) return refusedBy(refused.code, say);
  const { reason, cites, explanation } = accepted.says;
  say(
    says.day({ day: day(from!), counts: counts(accepted.says.counts), reason: words.reasons[reason], cites }),
  );
  for (const { number, name, value, says: sentences } of worksheetOf(en, explanation)) {
    say(`${number}. ${name}: ${value}`);
    for (const pieces of sentences) say(`   ${plainSentence(en, pieces)}`);
  }
  return 0;
}

function refusedBy(
  code: "dayNotYet" | "rangeBackwards" | "rangeTooLong",
  say: (line: string) => void,
): number {
  say(words.problems[code]);
  return REFUSED;
}

async function ledger({ system, person, moment, say }: Asked): Promise<number> {
  const { ledger: seen } = await readService(system, atTheTerminal, person, moment);
  for (const line of seen.lines) say(lineText(line));
  const { value } = seen.says.credited;
  say(says.total({ service: value === undefined ? en.worksheet.cannot : monthsText(en, value) }));
  return 0;
}

async function queue(system: System, say: (line: string) => void): Promise<number> {
  const { lines } = await readServiceQueue(system, atTheTerminal);
  const asks: Readonly<Record<string, string>> = { ...words.asks, ...words.office.about };
  const duties: Readonly<Record<string, string>> = words.office.duties;
  if (lines.length === 0) say(words.office.queueNone);
  for (const { due, caseNumber, name, what, duty, stopped } of lines)
    say(
      says.queueLine({
        due: due === null ? en.common.none : longDate(due),
        number: caseNumber,
        name,
        what: asks[what] ?? what,
        next: stopped ? words.office.stopped : duty === null ? "" : (duties[duty] ?? duty),
      }),
    );
  return 0;
}
