import type { Actor } from "@emeritus/operations/actor.ts";
import { duplicatesFound } from "@emeritus/operations/duplicates/find-duplicates.ts";
import { findMembers } from "@emeritus/operations/finding-members/find-members.ts";
import type { System } from "@emeritus/operations/system.ts";
import { shortDate } from "@emeritus/words/format.ts";
import { en } from "@emeritus/words/en/index.ts";
import type { Command } from "../command.ts";
import { given } from "../options.ts";
import { signedIn } from "../signed-in.ts";
import { BAD_USAGE } from "../exit-status.ts";

const words = en.people;
const says = words.terminal;

type Act = (asked: {
  readonly system: System;
  readonly actor: Actor;
  readonly text: string;
  say(line: string): void;
}) => Promise<number>;

/** People from the terminal: a search, and records that may be one person. */
export const command: Command = {
  name: "people",
  summary: says.summary,
  usage: says.usage,
  run: async (args, { say, open, environment }) => {
    const [what = "", ...more] = args;
    const { options, rest } = given(more, ["as", "code"]);
    const act = acts[what];
    const bad = (line: string) => {
      say(line);
      return BAD_USAGE;
    };
    if (act === undefined) {
      for (const usage of says.usage.split("\n")) say(en.cli.badUsage({ usage }));
      return BAD_USAGE;
    }
    const { as: onlineId, code } = options;
    const password = environment["EMERITUS_PASSWORD"];
    if (!onlineId || !code || !password) return bad(en.payroll.terminal.accountNeeded);
    if (what === "find" && rest.length === 0) return bad(says.textNeeded);
    const { system, close } = await open();
    try {
      const actor = await signedIn(system, { onlineId, password, code });
      if (actor === undefined) return bad(en.payroll.terminal.notSignedIn);
      return await act({ system, actor, text: rest.join(" "), say });
    } finally {
      await close();
    }
  },
};

const acts: Readonly<Record<string, Act>> = {
  find: async ({ system, actor, text, say }) => {
    const found = await findMembers(system, actor, text);
    for (const { memberId, name, born } of found) say(says.line({ memberId, name, born: shortDate(born) }));
    if (found.length === 0) say(says.none);
    return 0;
  },
  duplicates: async ({ system, actor, say }) => {
    const { pairs, lookedAt } = await duplicatesFound(system, actor);
    for (const { one, other, score, reasons } of pairs)
      say(
        says.pair({
          score,
          one: `${one.memberId} ${one.name}`,
          other: `${other.memberId} ${other.name}`,
          why: reasons.map((reason) => words.duplicates.reasons[reason]).join(", "),
        }),
      );
    if (lookedAt === undefined) say(words.duplicates.neverLooked);
    else if (pairs.length === 0) say(words.duplicates.none);
    return 0;
  },
};
