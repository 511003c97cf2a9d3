import { en } from "@emeritus/words/en/index.ts";
import type { OpenedFund } from "../opening/open-system.ts";

const everyMs = 500;

/** Starts the fund's own database again when it stopped by itself; whoever was waiting for it asks once more. */
export function keepDatabaseAlive(
  { server, system }: OpenedFund,
  say: (line: string) => void,
): { stop(): void } {
  let busy = false;
  const look = async (): Promise<void> => {
    if (server === undefined || busy || server.alive()) return;
    busy = true;
    say(en.cli.start.databaseGone);
    await server.revive().catch((error: unknown) => {
      system.log.error(
        { error: error instanceof Error ? error.message : String(error) },
        "the database did not start again",
      );
    });
    busy = false;
  };
  const timer = setInterval(() => void look(), everyMs);
  return { stop: () => clearInterval(timer) };
}
