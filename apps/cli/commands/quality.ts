import { randomUUID } from "node:crypto";
import type { Actor } from "@emeritus/operations/actor.ts";
import { catalogue, isPattern } from "@emeritus/operations/data-quality/catalogue.ts";
import { sentenceOf } from "@emeritus/operations/data-quality/questions-file.ts";
import { readDesk, readPatterns, readQuestion } from "@emeritus/operations/data-quality/read-quality.ts";
import { beginLook, carryLookOn } from "@emeritus/operations/data-quality/run-quality.ts";
import type { System } from "@emeritus/operations/system.ts";
import { count, dayOfInstant, money, shortDate } from "@emeritus/words/format.ts";
import { en } from "@emeritus/words/en/index.ts";
import { acting } from "../acting.ts";
import type { Command } from "../command.ts";
import { given, wholeNumber } from "../options.ts";
import { BAD_USAGE } from "../exit-status.ts";

const words = en.quality;
const says = words.terminal;
const names = ["as", "code", "pattern", "severity", "employer", "page"] as const;
const notThere = 1;

interface Asked {
  readonly system: System;
  readonly actor: Actor;
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly rest: readonly string[];
  say(line: string): void;
}

/** Data quality from the terminal: a look at the record, its questions, one of them, and the catalogue. */
export const command: Command = {
  name: "quality",
  summary: says.summary,
  usage: says.usage,
  run: async (args, context) => {
    const [what = "", ...more] = args;
    const { options, rest } = given(more, [...names]);
    const act = acts[what];
    const { severity, pattern } = options;
    const wrong =
      act === undefined ||
      (what === "show" && wholeNumber(rest[0]) === undefined) ||
      (severity !== undefined && !Object.hasOwn(words.severities, severity)) ||
      (pattern !== undefined && !isPattern(pattern)) ||
      ["employer", "page"].some(
        (name) => options[name] !== undefined && wholeNumber(options[name]) === undefined,
      );
    if (wrong) {
      for (const usage of says.usage.split("\n")) context.say(en.cli.badUsage({ usage }));
      return BAD_USAGE;
    }
    return acting(context, options, (system, actor) =>
      act({ system, actor, options, rest, say: context.say }),
    );
  },
};

const acts: Readonly<Record<string, (asked: Asked) => Promise<number>>> = { run, list, show, patterns };

async function run({ system, actor, say }: Asked): Promise<number> {
  const began = performance.now();
  const { accepted } = await beginLook(system, actor, { key: randomUUID() });
  const taken = await carryLookOn(system, accepted!.run);
  if (taken === undefined) {
    say(says.overtaken);
    return notThere;
  }
  const { seen, opened, changed, closed } = taken;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(
    says.ran({
      seen: count(seen),
      opened: count(opened),
      changed: count(changed),
      closed: count(closed),
      seconds,
    }),
  );
  return 0;
}

async function list({ system, actor, options, say }: Asked): Promise<number> {
  const { pattern, severity } = options;
  const page = wholeNumber(options["page"]) ?? 1;
  const desk = await readDesk(system, actor, {
    page,
    pattern: pattern !== undefined && isPattern(pattern) ? pattern : undefined,
    severity: severity as keyof typeof words.severities | undefined,
    employer: wholeNumber(options["employer"]),
  });
  if (desk.looks.last === undefined) say(says.never);
  for (const one of desk.questions)
    say(
      says.line({
        number: String(one.question),
        severity: words.severities[catalogue[one.pattern].severity],
        pattern: one.pattern,
        who: one.name === undefined ? (one.employerName ?? words.desk.fund) : `${one.memberId} ${one.name}`,
        amount: money(one.cents),
        says: sentenceOf(en, one),
      }),
    );
  say(says.page({ page: count(page), pages: count(desk.pages), found: count(desk.found) }));
  return 0;
}

async function show({ system, actor, rest, say }: Asked): Promise<number> {
  const detail = await readQuestion(system, actor, wholeNumber(rest[0])!);
  if (detail === undefined) {
    say(says.noneSuch);
    return notThere;
  }
  const pattern = words.patterns[detail.pattern];
  say(words.detail.title({ number: rest[0]!, pattern: pattern.name }));
  if (detail.open === undefined) say(words.detail.closed);
  else say(`${sentenceOf(en, detail.open)} ${words.statuses[detail.open.status]}.`);
  say(`${words.detail.why}: ${pattern.why}`);
  say(`${words.detail.remedy}: ${pattern.remedy}`);
  for (const { act, actor: by, at, because } of detail.steps)
    say(
      `${shortDate(dayOfInstant(at, system.fund.timeZone))}  ${words.acts[act]}  ${by}  ${because ?? ""}`.trimEnd(),
    );
  return 0;
}

async function patterns({ system, actor, say }: Asked): Promise<number> {
  const seen = await readPatterns(system, actor);
  for (const { pattern, questions } of seen.patterns)
    say(
      says.pattern({
        code: pattern,
        severity: words.severities[catalogue[pattern].severity],
        questions: count(questions),
        name: words.patterns[pattern].name,
      }),
    );
  return 0;
}
