import type { System } from "@emeritus/operations/system.ts";

/** An opened fund; a command closes it when it has done its work. */
export interface OpenSystem {
  readonly system: System;
  /** The database's address with all rights, for bulk loading, repair and the rotation of keys. */
  readonly ownerUrl: string;
  close(): Promise<void>;
}

/** What a command of the command line may use. */
export interface Context {
  /** Writes one line to the reader. */
  say(line: string): void;
  /** The environment variables that the program was started with. */
  readonly environment: NodeJS.ProcessEnv;
  /** Opens the fund of EMERITUS_HOME or DATABASE_URL, starting its database for as long as the command runs. */
  open(): Promise<OpenSystem>;
}

/** One command of `emeritus`, in a file of its own name under commands/; summary and usage come from the catalogue. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** How to write it, one line each way, without the name `emeritus`. */
  readonly usage: string;
  /** Does it; the answer is the exit status. Throw CannotStart for one plain sentence. */
  run(args: readonly string[], context: Context): Promise<number>;
}
