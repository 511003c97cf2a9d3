import { existsSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import type { Fund } from "@emeritus/operations/system.ts";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { openSealed } from "@emeritus/records/closed-field.ts";
import { connect } from "@emeritus/records/db.ts";
import type { Db } from "@emeritus/records/db.ts";
import { createKeys, KeysRefused, loadKeys } from "@emeritus/records/keys.ts";
import type { Keys } from "@emeritus/records/keys.ts";

/** The keys kept in this home, made while the database holds nothing sealed; throws CannotStart when they do not fit. */
export async function keysOf(home: string, ownerUrl: string, fund: Fund): Promise<Keys> {
  const file = join(home, "keys.json");
  const owner = connect(ownerUrl, "emeritus_owner", { most: 1 });
  try {
    if (!existsSync(file) && !(await holdsSealed(owner.db, fund))) return createKeys(file);
    const keys = load(file);
    await refuseOtherKeys(owner.db, fund, keys, file);
    return keys;
  } finally {
    await owner.close();
  }
}

function load(file: string): Keys {
  try {
    return loadKeys(file);
  } catch (error) {
    if (!(error instanceof KeysRefused)) throw error;
    const refusals = {
      missing: "keyFileMissing",
      readableByOthers: "keyFileOpen",
      damaged: "keyFileDamaged",
    } as const;
    throw new CannotStart(refusals[error.code], { file });
  }
}

async function holdsSealed(db: Db, { number }: Fund): Promise<boolean> {
  const { rows } = await sql<{ sealed: boolean }>`
    select exists (select from records.closed_field where fund = ${number})
      or exists (select from signin.account where fund = ${number}) as sealed`.execute(db);
  return rows[0]?.sealed === true;
}

async function refuseOtherKeys(db: Db, { number }: Fund, keys: Keys, file: string): Promise<void> {
  const row = await db
    .selectFrom("records.closed_field")
    .selectAll()
    .where("fund", "=", number)
    .where("recorded_to", "=", "infinity")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return;
  try {
    openSealed(keys, row, row.sealed);
  } catch {
    throw new CannotStart("keysDiffer", { file });
  }
}
