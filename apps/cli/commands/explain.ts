import { readFile } from "node:fs/promises";
import type { Json } from "@emeritus/engine/canonical.ts";
import { parseDate } from "@emeritus/engine/dates.ts";
import { Exact } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Part, Result } from "@emeritus/engine/explanation.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import { findPlan, readFacts } from "@emeritus/law/outside/case-file.ts";
import { isObject, noProvision, type JsonObject } from "@emeritus/law/outside/stated.ts";
import { plans } from "@emeritus/law/plans.ts";
import { usualFacts } from "@emeritus/law/usual.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { explainProvision } from "@emeritus/operations/estimating/explain-provision.ts";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { findPersonByMemberId } from "@emeritus/records/person.ts";
import { en } from "@emeritus/words/en/index.ts";
import type { Words } from "@emeritus/words/index.ts";
import { wordsOfPlan } from "@emeritus/words/phrase.ts";
import { type WorksheetLine, worksheetOf } from "@emeritus/words/worksheet.ts";
import { plainSentence } from "@emeritus/words/worksheet/pieces.ts";
import type { Command } from "../command.ts";
import { given } from "../options.ts";
import { problemText } from "../problem-text.ts";

const words = en.cli.explain;

/** Who reaches the program's own command line works for the office: the same right as a counselor's, and no record of their own. */
const atTheTerminal: Actor = { account: "command line", roles: ["counselor"], employers: [] };

/** Explains one provision for a member, by numbered lines or as JSON. */
export const command: Command = {
  name: "explain",
  summary: words.summary,
  usage: words.usage,
  run: async (args, { say, open }) => {
    const { options, switches, rest } = given(args, ["on", "plan", "class", "facts"]);
    if (switches.size > (switches.has("json") ? 1 : 0)) return badUsage(say);
    if (options["plan"] !== undefined) return explainFacts(options, rest, switches.has("json"), say);
    const [memberId, provision, ...more] = rest;
    const date = options["on"];
    if (memberId === undefined || provision === undefined || more.length > 0 || date === undefined) {
      return badUsage(say);
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
      print(accepted, switches.has("json"), say);
      return 0;
    } finally {
      await close();
    }
  },
};

type Say = (line: string) => void;

function badUsage(say: Say): number {
  for (const usage of words.usage.split("\n")) say(en.cli.badUsage({ usage }));
  return 2;
}

function print(result: Result<Value>, json: boolean, say: Say, says: Words = en): void {
  const lines = json ? [jsonOf(result)] : worksheetOf(says, result.explanation).flatMap(linesOf);
  for (const line of lines) say(line);
}

/** Explains one provision of any plan for facts in a file, without a database; rare facts that are not stated are the usual ones. */
async function explainFacts(
  options: Readonly<Record<string, string>>,
  rest: readonly string[],
  json: boolean,
  say: Say,
): Promise<number> {
  const [provision, ...more] = rest;
  const file = options["facts"];
  if (provision === undefined || more.length > 0 || file === undefined) return badUsage(say);
  const plan = findPlan(plans, options["plan"]);
  if ("code" in plan) {
    say(problemText(plan));
    return 1;
  }
  if (!plan.rules.has(provision)) {
    say(problemText(noProvision(plan, provision)));
    return 1;
  }
  const own = await objectIn(file);
  if (typeof own === "string") {
    say(own);
    return 1;
  }
  const { known, problems } = readFacts(plan, own, { memberClass: options["class"], on: options["on"] });
  for (const problem of problems) say(problemText(problem));
  if (problems.length > 0) return 1;
  const result = explainerByName(plan, { stated: known, recorded: usualFacts(plan) })(provision);
  print(result, json, say, wordsOfPlan(en, plan.name));
  return 0;
}

/** The facts of a file, an object of them or one with the key `facts`; or the sentence that says why there are none. */
async function objectIn(file: string): Promise<JsonObject | string> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    return en.cli.cases.cannotRead({ file });
  }
  try {
    const json = JSON.parse(text) as Json;
    if (isObject(json)) return isObject(json["facts"]) ? json["facts"] : json;
    return words.noFacts({ file });
  } catch (error) {
    return words.notJson({ file, why: (error as Error).message });
  }
}

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
    if (value instanceof Exact) return { n: String(value.n), d: String(value.d) };
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
