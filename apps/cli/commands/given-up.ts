import { randomUUID } from "node:crypto";
import { addDays, formatDate, parseDate, type PlainDate, isDay } from "@emeritus/engine/dates.ts";
import {
  decideOnGivenUp,
  enterGivenUp,
  givenUpWays,
  readGivenUp,
} from "@emeritus/operations/service/give-up.ts";
import { findCase } from "@emeritus/records/case.ts";
import { findPersonByMemberId } from "@emeritus/records/person.ts";
import { en } from "@emeritus/words/en/index.ts";
import { longDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { refusalText } from "../acting.ts";
import { type ActAsked, commandOfActs } from "../acts.ts";
import type { Command } from "../command.ts";
import { wholeNumber } from "../options.ts";
import { BAD_USAGE, REFUSED } from "../exit-status.ts";

const words = en.givenUp;
const says = words.terminal;

/** Service that was given up, from the terminal: entered by one person, decided by another. */
export const command: Command = commandOfActs({
  name: "given-up",
  summary: says.summary,
  usage: says.usage,
  options: ["how", "from", "to", "effective", "cents", "because", "record"],
  acts: { enter, decide, list },
});

const day = (date: PlainDate) => longDate(formatDate(date));

async function personOf({ system, named = "", say }: ActAsked): Promise<number | undefined> {
  const person = await findPersonByMemberId(system.reader, system.fund.number, named);
  if (person === undefined) say(en.service.terminal.unknown({ memberId: named }));
  return person;
}

const Day = z.string("dayMissing").refine(isDay, "dayMissing");
const Entered = z.object({
  how: z.enum(givenUpWays, "howMissing"),
  from: Day,
  to: Day,
  effective: Day,
  cents: z
    .string()
    .regex(/^[1-9]\d{0,9}$/, "amountWrong")
    .optional(),
  because: z.string("becauseMissing").trim().min(1, "becauseMissing").max(500),
});

async function enter(asked: ActAsked): Promise<number> {
  const { system, actor, options, say } = asked;
  const read = Entered.safeParse(options);
  if (!read.success) {
    say(refusalText(words.problems, { code: read.error.issues[0]!.message, facts: {} }));
    return BAD_USAGE;
  }
  const person = await personOf(asked);
  if (person === undefined) return REFUSED;
  const { how, from, to, effective, cents, because } = read.data;
  const days = { from: parseDate(from), to: parseDate(to), effective: parseDate(effective) };
  const entered = { how, ...days, cents: cents === undefined ? undefined : BigInt(cents) };
  const { accepted, refused } = await enterGivenUp(system, actor, {
    key: randomUUID(),
    person,
    because,
    ...entered,
  });
  say(refused ? refusalText(words.problems, refused) : says.entered({ case: accepted.caseNumber }));
  return refused ? REFUSED : 0;
}

async function decide({ system, actor, options, named, say }: ActAsked): Promise<number> {
  const { record, because = "" } = options;
  const caseNumber = wholeNumber(named);
  if (caseNumber === undefined || (record !== "yes" && record !== "no") || because === "") {
    say(words.problems.decisionMissing);
    return BAD_USAGE;
  }
  const found = await findCase(system.reader, system.fund.number, caseNumber);
  const of = { person: found?.person ?? 0, caseNumber };
  const given = { key: randomUUID(), of, record: record === "yes", because };
  const { refused } = await decideOnGivenUp(system, actor, given);
  say(refused ? refusalText(words.problems, refused) : says.decided({ case: caseNumber }));
  return refused ? REFUSED : 0;
}

async function list(asked: ActAsked): Promise<number> {
  const { system, actor, say } = asked;
  const person = await personOf(asked);
  if (person === undefined) return REFUSED;
  const { lost, cases } = await readGivenUp(system, actor, person);
  if (lost.length === 0) say(words.none);
  for (const { from, to, how, restoredOn } of lost) {
    const state = restoredOn === undefined ? words.lost : words.restored({ on: day(restoredOn) });
    say(says.line({ from: day(from), to: day(addDays(to, -1)), how: words.ways[how], state }));
  }
  for (const { caseNumber, status, from, to, how, enteredBy } of cases)
    if (status === "entered") {
      const range = { from: day(from), to: day(to) };
      say(says.waits({ case: caseNumber, ...range, how: words.ways[how], by: enteredBy }));
    }
  return 0;
}
