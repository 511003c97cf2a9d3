import { MigrationRefused, migrate } from "@emeritus/records/migrate.ts";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";

/** Brings the database up to date; throws CannotStart when it was migrated by another program or stands between versions. */
export async function bringUpToDate(url: string, rolePassword: string | undefined): Promise<void> {
  try {
    await migrate(url, rolePassword === undefined ? {} : { rolePassword });
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0]!.replace(/\.$/, "") : String(error);
    throw new CannotStart(error instanceof MigrationRefused ? "databaseDamaged" : "halfMigrated", { why });
  }
}
