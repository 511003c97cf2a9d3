import type { Actor } from "@emeritus/operations/actor.ts";
import { parseDate, isDay } from "@emeritus/engine/dates.ts";
import { estimateBenefit } from "@emeritus/operations/estimating/estimate-benefit.ts";
import { recordReadingOf } from "@emeritus/operations/signing-in/record-reading.ts";
import { findPersonByMemberId } from "@emeritus/records/person.ts";
import { en } from "@emeritus/words/en/index.ts";
import { wordsOfPlan } from "@emeritus/words/phrase.ts";
import { beginWorksheet, type WorksheetLine } from "@emeritus/words/worksheet.ts";
import { plainSentence } from "@emeritus/words/worksheet/pieces.ts";
import type { Command, Context } from "../command.ts";
import { given } from "../options.ts";

const words = en.worksheet.command;

/** Who reaches the program's own command line works for the office: the same right as a counselor's, and no record of their own. */
const atTheTerminal: Actor = { account: "command line", roles: ["counselor"], employers: [] };

/** Prints a member's benefit from a date, every way of being paid with the numbered lines that explain it. */
export const command: Command = {
  name: "estimate",
  summary: words.summary,
  usage: words.usage,
  run: async (args, context) => {
    const { options, rest } = given(args, ["from"]);
    const [memberId] = rest;
    if (memberId === undefined || !isDay(options["from"])) {
      context.say(en.cli.badUsage({ usage: words.usage }));
      return 2;
    }
    const { system, close } = await context.open();
    try {
      const person = await findPersonByMemberId(system.reader, system.fund.number, memberId);
      if (person === undefined) {
        context.say(words.unknown({ memberId }));
        return 1;
      }
      const annuityStartingDate = parseDate(options["from"]!);
      const { outcome } = await estimateBenefit(system, atTheTerminal, { person, annuityStartingDate });
      if (outcome.refused) {
        context.say(en.member.benefit.refusals[outcome.refused.code]);
        return 1;
      }
      const reading = { action: "estimate a benefit", person, route: "emeritus estimate" } as const;
      await recordReadingOf(system, atTheTerminal, reading);
      const sheet = beginWorksheet(wordsOfPlan(en, outcome.accepted.plan.name));
      const { base, temporary, options: ways } = outcome.accepted;
      const results = [
        base,
        temporary,
        ...ways.flatMap(({ toMember, toSurvivor }) => [toMember, ...(toSurvivor ? [toSurvivor] : [])]),
      ];
      for (const { explanation } of results) for (const line of sheet.add(explanation)) print(context, line);
      return 0;
    } finally {
      await close();
    }
  },
};

const nameWidth = 56;

function print({ say }: Context, { number, name, value, says, sourceText, cites }: WorksheetLine): void {
  say(`${String(number).padStart(3)}  ${name.padEnd(nameWidth)} ${value.padStart(18)}`);
  for (const sentence of says) say(`       ${plainSentence(en, sentence)}`);
  say(`       ${[sourceText, ...cites].join("; ")}`);
}
