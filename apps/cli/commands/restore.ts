import { join, resolve } from "node:path";
import { BackupRefused, restoreBackup } from "@emeritus/records/backup.ts";
import { connect } from "@emeritus/records/db.ts";
import { holds, verifyRecord } from "@emeritus/records/verify.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count } from "@emeritus/words/format.ts";
import type { Command } from "../command.ts";
import { openDatabase } from "../opening/open-system.ts";
import type { FoundDatabase } from "../opening/open-system.ts";
import { tellRecordProof } from "./verify.ts";

const words = en.cli.restore;

/** Fills an empty database from a backup, all or nothing, and proves the record. */
export const command: Command = {
  name: "restore",
  summary: words.summary,
  usage: words.usage,
  run: async ([named, ...rest], { say, environment }) => {
    if (named === undefined || named.startsWith("-") || rest.length > 0) {
      say(en.cli.badUsage({ usage: words.usage }));
      return 2;
    }
    const database = await openDatabase(environment, say);
    try {
      return await restore(database, resolve(named), say);
    } finally {
      await database.close();
    }
  },
};

async function restore(
  { url, folder, rolePassword }: FoundDatabase,
  backup: string,
  say: (line: string) => void,
): Promise<number> {
  try {
    const { tables, takenAt } = await restoreBackup(url, backup, rolePassword);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    say(words.done({ tables: count(tables.length), rows: count(rows), takenAt }));
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    const sentence = words.refused[error.code];
    say(typeof sentence === "string" ? sentence : sentence({ file: error.file }));
    return 1;
  }
  say(words.keys({ file: join(folder, "keys.json") }));
  const owner = connect(url, "emeritus_owner", { most: 1 });
  try {
    const fund = await owner.db.selectFrom("records.fund").select("fund").executeTakeFirstOrThrow();
    const proof = await verifyRecord(owner.db, fund.fund);
    tellRecordProof(proof, say);
    return holds(proof) ? 0 : 1;
  } finally {
    await owner.close();
  }
}
