import { randomUUID } from "node:crypto";
import { readReemployment } from "@emeritus/operations/enrolling/read-reemployment.ts";
import { declareVoid, keepRetirement, proposeVoid } from "@emeritus/operations/enrolling/void-retirement.ts";
import { findCase } from "@emeritus/records/case.ts";
import { en } from "@emeritus/words/en/index.ts";
import { longMonth, money } from "@emeritus/words/format.ts";
import { refusalText } from "../acting.ts";
import { type ActAsked, commandOfActs } from "../acts.ts";
import type { Command } from "../command.ts";
import { wholeNumber } from "../options.ts";
import { BAD_USAGE, REFUSED } from "../exit-status.ts";

const words = en.voidRetirement;
const says = words.terminal;

/** The case of somebody who works after retirement; nothing, told in words, where the number names none. */
async function caseOf({
  system,
  named,
  say,
}: ActAsked): Promise<{ person: number; caseNumber: number } | undefined> {
  const caseNumber = wholeNumber(named);
  const found =
    caseNumber === undefined ? undefined : await findCase(system.reader, system.fund.number, caseNumber);
  if (found?.kind !== "reemployment") {
    say(says.noCase);
    return undefined;
  }
  return { person: found.person, caseNumber: found.caseNumber };
}

async function show(asked: ActAsked): Promise<number> {
  const { system, actor, say } = asked;
  const of = await caseOf(asked);
  if (of === undefined) return REFUSED;
  const seen = (await readReemployment(system, actor, of))!;
  say(says.state({ name: seen.name, state: en.enrolment.reemployment.statuses[seen.found.status] }));
  if (seen.wouldVoid === undefined) return 0;
  const { ended, payments } = seen.wouldVoid;
  if (ended.value !== false) say(words.stands);
  else if (payments.length === 0) say(words.nothingPaid);
  for (const { period, keptCents, interestCents } of payments)
    say(
      says.payment({
        month: longMonth(period),
        paid: money(keptCents),
        interest: money(interestCents),
        together: money(keptCents + interestCents),
      }),
    );
  return 0;
}

async function decide(asked: ActAsked, act: typeof declareVoid, done: string): Promise<number> {
  const { system, actor, options, say } = asked;
  const because = options["because"]?.trim() ?? "";
  if (because === "" || because.length > 500) {
    say(en.enrolment.problems.becauseMissing);
    return BAD_USAGE;
  }
  const of = await caseOf(asked);
  if (of === undefined) return REFUSED;
  const { refused } = await act(system, actor, { key: randomUUID(), ...of, because });
  say(refused ? refusalText(en.enrolment.problems, refused) : done);
  return refused ? REFUSED : 0;
}

const propose = (asked: ActAsked) =>
  decide(
    asked,
    (system, actor, of) => proposeVoid(system, actor, { ...of, agreed: asked.options["agreed"] === "yes" }),
    words.proposed,
  );

/** A retirement that is void because employment had not really ended: proposed by one person, declared or kept by another. */
export const command: Command = commandOfActs({
  name: "void",
  summary: says.summary,
  usage: says.usage,
  options: ["because", "agreed"],
  acts: {
    show,
    propose,
    declare: (asked) => decide(asked, declareVoid, words.declared),
    keep: (asked) => decide(asked, keepRetirement, words.kept),
  },
});
