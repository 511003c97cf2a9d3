import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { NotAllowed } from "@emeritus/operations/permissions.ts";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { en } from "@emeritus/words/en/index.ts";
import type { Command, Context } from "./command.ts";
import { REFUSED } from "./exit-status.ts";
import { openSystem } from "./opening/open-system.ts";

/** Where the command line reads and writes. */
export interface Terminal {
  say(line: string): void;
  complain(line: string): void;
  readonly environment: NodeJS.ProcessEnv;
}

const folder = join(import.meta.dirname, "commands");
const asksForHelp = (word: string | undefined): boolean =>
  word === undefined || word === "--help" || word === "-h" || word === "help";

/** Runs one command line; the answer is the exit status. A reason outside the program, and that an account may not do it, are told in one plain sentence. */
export async function run([name, ...args]: readonly string[], terminal: Terminal): Promise<number> {
  if (asksForHelp(name)) return listCommands(terminal);
  const command = await findCommand(String(name));
  if (command === undefined) {
    terminal.complain(en.cli.unknown({ name: String(name) }));
    return 2;
  }
  if (args.includes("--help")) {
    for (const line of [command.summary, ...usageOf(command)]) terminal.say(line);
    return 0;
  }
  try {
    return await command.run(args, contextOf(terminal));
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    terminal.complain(reason);
    return REFUSED;
  }
}

/** Why a command was not done, where that is no mistake in the program. */
export function reasonOf(error: unknown): string | undefined {
  if (error instanceof CannotStart) return sentenceOf(error);
  return error instanceof NotAllowed ? en.convert.notAllowed : undefined;
}

/** Why the program cannot go on, as its reader sees it. */
export function sentenceOf({ refusal, facts }: CannotStart): string {
  const sentence = en.cli.cannotStart[refusal];
  return typeof sentence === "string"
    ? sentence
    : (sentence as (facts: Readonly<Record<string, string>>) => string)(facts);
}

/** Every command, in the order of their names. */
async function allCommands(): Promise<Command[]> {
  const names = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  return Promise.all(names.toSorted().map((file) => load(file)));
}

async function findCommand(name: string): Promise<Command | undefined> {
  return /^[a-z][a-z-]*$/.test(name) && existsSync(join(folder, `${name}.ts`))
    ? load(`${name}.ts`)
    : undefined;
}

async function load(file: string): Promise<Command> {
  const { command } = (await import(join(folder, file))) as { command: Command };
  return command;
}

async function listCommands({ say }: Terminal): Promise<number> {
  const commands = await allCommands();
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  for (const line of [en.cli.title, "", en.cli.howTo, "", en.cli.commands, ...lines, "", en.cli.more])
    say(line);
  return 0;
}

function usageOf({ usage }: Command): string[] {
  return usage.split("\n").map((line) => en.cli.badUsage({ usage: line }));
}

function contextOf({ say, environment }: Terminal): Context {
  return { say, environment, open: () => openSystem(environment, say) };
}
