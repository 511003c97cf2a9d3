import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { BackupRefused, writeBackup } from "@emeritus/records/backup.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count } from "@emeritus/words/format.ts";
import type { Command } from "../command.ts";

const words = en.cli.backup;

/** Writes a backup of the fund's database, as of one instant. */
export const command: Command = {
  name: "backup",
  summary: words.summary,
  usage: words.usage,
  run: async ([named, ...rest], { say, open }) => {
    if (named === undefined || named.startsWith("-") || rest.length > 0) {
      say(en.cli.badUsage({ usage: words.usage }));
      return 2;
    }
    const folder = resolve(named);
    if (existsSync(folder)) {
      say(words.there({ folder }));
      return 1;
    }
    const { system, ownerUrl, close } = await open();
    try {
      const began = system.clock.milliseconds();
      const { tables, seal } = await writeBackup(ownerUrl, system.db, folder);
      say(
        words.done({
          tables: count(tables.length),
          rows: count(tables.reduce((sum, { rows }) => sum + rows, 0)),
          folder,
          seconds: ((system.clock.milliseconds() - began) / 1000).toFixed(1),
        }),
      );
      if (seal !== null) say(words.seal(seal));
      say(words.keys({ file: join(system.home, "keys.json") }));
      return 0;
    } catch (error) {
      if (!(error instanceof BackupRefused)) throw error;
      say(words.notSealed);
      return 1;
    } finally {
      await close();
    }
  },
};
