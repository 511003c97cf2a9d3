import type { Actor } from "@emeritus/operations/actor.ts";
import type { System } from "@emeritus/operations/system.ts";
import { en } from "@emeritus/words/en/index.ts";
import { acting } from "./acting.ts";
import type { Command } from "./command.ts";
import { given } from "./options.ts";
import { BAD_USAGE } from "./exit-status.ts";

/** What an act of a command gets: who gives it in which fund, its options, and the words after it. */
export interface ActAsked {
  readonly system: System;
  readonly actor: Actor;
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly rest: readonly string[];
  /** The first word after the act: a Member ID, a case, a file. */
  readonly named: string | undefined;
  say(line: string): void;
}

/** An act of a command by its name; the answer is the exit status. */
export type Acts = Readonly<Record<string, (asked: ActAsked) => Promise<number>>>;

/** A command whose first word is an act of somebody who signs in: `emeritus NAME ACT ... --as ID --code CODE`. */
export function commandOfActs(of: {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  /** The options that have a value, besides `as` and `code`. */
  readonly options: readonly string[];
  readonly acts: Acts;
}): Command {
  const { name, summary, usage, acts } = of;
  return {
    name,
    summary,
    usage,
    run: async (args, context) => {
      const { say } = context;
      const [what = "", ...more] = args;
      const { options, rest } = given(more, ["as", "code", ...of.options]);
      const act = Object.hasOwn(acts, what) ? acts[what] : undefined;
      if (act === undefined) {
        for (const line of usage.split("\n")) say(en.cli.badUsage({ usage: line }));
        return BAD_USAGE;
      }
      return acting(context, options, (system, actor) =>
        act({ system, actor, options, rest, named: rest[0], say }),
      );
    },
  };
}
