import { recordReading } from "@emeritus/records/audit.ts";
import { countOlderFields, resealAll } from "@emeritus/records/closed-field.ts";
import type { Db } from "@emeritus/records/db.ts";
import { addKey, dropOldKeys, type Keys } from "@emeritus/records/keys.ts";
import { dropPayLines } from "@emeritus/records/pay-lines.ts";
import { countOlder, resealColumn, type SealedColumn } from "@emeritus/records/reseal.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { draftsSealed, heldRowsSealed } from "@emeritus/records/pay-report-held.ts";
import { refusedRowsSealed } from "@emeritus/records/pay-report-refusal.ts";
import { reportFiles } from "../reporting-pay/report-store.ts";
import { totpSecrets } from "../signing-in/totp-secret.ts";
import type { System } from "../system.ts";

/** What a key does: seal, or hash for look-up. */
export type KeyKind = "cipher" | "lookup";

/** What is rotated, where, and by whom. */
export interface Rotation {
  /** The record as its owner, the only role that may replace sealed bytes. */
  readonly owner: Db;
  /** The key file. */
  readonly file: string;
  readonly kinds: readonly KeyKind[];
  /** As it stands in the audit entry. */
  readonly actor: string;
}

/** Everything sealed apart from records.closed_field. */
const columns: readonly SealedColumn[] = [
  totpSecrets,
  reportFiles,
  heldRowsSealed,
  draftsSealed,
  refusedRowsSealed,
];

/**
 * Adds new keys to the file, seals everything again with the newest, and drops the old ones once nothing needs them. The
 * caller makes sure that no other program uses the database, since it would go on with the keys it read. Broken off, it may
 * be begun again. Throws `CannotOpen` when a value does not open; the old keys then stay.
 */
export async function rotateKeys(
  { db, fund }: Pick<System, "db" | "fund">,
  { owner, file, kinds, actor }: Rotation,
): Promise<Outcome<{ values: number }, Refusal<"stillNeeded">>> {
  const keys = kinds.map((kind) => addKey(file, kind)).at(-1)!;
  let values = await resealAll(owner, keys);
  for (const column of columns) values += await resealColumn(owner, keys, column);
  await dropPayLines(owner);
  const left = await countLeft(owner, keys);
  if (left > 0) return refused("stillNeeded", { values: left });
  for (const kind of kinds) dropOldKeys(file, kind);
  await recordReading(db, { fund: fund.number, actor, action: "rotateKeys", facts: { kinds, values } });
  return accepted({ values });
}

async function countLeft(owner: Db, keys: Keys): Promise<number> {
  let left = await countOlderFields(owner, keys);
  for (const column of columns) left += await countOlder(owner, keys, column);
  return left;
}
