import { parseDate } from "@emeritus/engine/dates.ts";
import type { Part, Result } from "@emeritus/engine/explanation.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { explainProvision } from "@emeritus/operations/estimating/explain-provision.ts";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { findPersonByMemberId } from "@emeritus/records/person.ts";
import { en } from "@emeritus/words/en/index.ts";
import { plainSentence, type WorksheetLine, worksheetOf } from "@emeritus/words/worksheet.ts";
import type { Command } from "../command.ts";
import { given } from "../options.ts";

const words = en.cli.explain;

/** Who reaches the program's own command line works for the office: the same right as a counselor's, and no record of their own. */
const atTheTerminal: Actor = { account: "command line", roles: ["counselor"], employers: [] };

/** Explains one provision for a member, by numbered lines or as JSON. */
export const command: Command = {
  name: "explain",
  summary: words.summary,
  usage: words.usage,
  run: async (args, { say, open }) => {
    const { options, switches, rest } = given(args, ["on"]);
    const [memberId, provision, ...more] = rest;
    const date = options["on"];
    if (memberId === undefined || provision === undefined || more.length > 0 || date === undefined) {
      say(en.cli.badUsage({ usage: words.usage }));
      return 2;
    }
    const on = dateOf(date);
    const { system, close } = await open();
    try {
      const person = await findPersonByMemberId(system.reader, system.fund.number, memberId);
      if (person === undefined) {
        say(words.unknown({ memberId }));
        return 1;
      }
      const asked = { person, provision, on };
      const { accepted, refused } = await explainProvision(system, atTheTerminal, asked);
      if (refused) {
        say(words.noSuchProvision({ provision }));
        return 1;
      }
      const lines = switches.has("json")
        ? [jsonOf(accepted)]
        : worksheetOf(en, accepted.explanation).flatMap(linesOf);
      for (const line of lines) say(line);
      return 0;
    } finally {
      await close();
    }
  },
};

function dateOf(text: string): number {
  try {
    return parseDate(text);
  } catch {
    throw new CannotStart("notADate", { name: "--on", value: text });
  }
}

const nameWidth = 56;

function linesOf({ number, name, value, says, sourceText, cites }: WorksheetLine): string[] {
  return [
    `${String(number).padStart(3)}  ${name.padEnd(nameWidth)} ${value.padStart(18)}`,
    ...says.map((sentence) => `       ${plainSentence(en, sentence)}`),
    `       ${[sourceText, ...cites].join("; ")}`,
  ];
}

/**
 * A result as JSON: parts are shared, so each stands once in `parts` and is named by its place there as {"part": n}. Whole
 * numbers of any size are text; dates are the engine's own numbers.
 */
function jsonOf({ explanation, ...result }: Result<Value>): string {
  const places = new Map<object, number>();
  const parts: unknown[] = [];
  const plain = (value: unknown): unknown => {
    if (typeof value === "bigint") return String(value);
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== "object" || value === null) return value;
    return isPart(value) ? { part: placeOf(value) } : plainObject(value);
  };
  const plainObject = (value: object) =>
    Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  const placeOf = (part: Part): number => {
    const known = places.get(part);
    if (known !== undefined) return known;
    const place = parts.push(undefined) - 1;
    places.set(part, place);
    parts[place] = plainObject(part);
    return place;
  };
  return JSON.stringify({ ...plainObject(result), explanation: plain(explanation), parts });
}

const isPart = (value: object): value is Part => "role" in value && "op" in value && "parts" in value;
