import { pendingMigrations } from "@emeritus/records/migrate.ts";
import { en } from "@emeritus/words/en/index.ts";
import { sql } from "kysely";
import type { Command } from "../command.ts";
import { openSystem } from "../opening/open-system.ts";

const words = en.cli.doctor;

/** Opens the fund as a start would, and tells what it found; what is wrong shows as the sentence of a start that fails. */
export const command: Command = {
  name: "doctor",
  summary: words.summary,
  usage: words.usage,
  run: async (_args, { say, environment }) => {
    const { system, ownerUrl, close } = await openSystem(environment, say);
    try {
      const { rows } = await sql<{
        version: string;
      }>`select current_setting('server_version') as version`.execute(system.db);
      const pending = await pendingMigrations(ownerUrl);
      say(words.node({ version: process.versions.node }));
      say(words.home({ folder: system.home }));
      say(words.database({ version: rows[0]!.version, pending: String(pending.length) }));
      say(words.fund({ name: system.fund.name, zone: system.fund.timeZone }));
      return 0;
    } finally {
      await close();
    }
  },
};
