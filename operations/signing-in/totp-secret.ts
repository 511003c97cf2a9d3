import type { Db, Tx } from "@emeritus/records/db.ts";
import type { Keys, Place } from "@emeritus/records/keys.ts";
import type { SealedColumn } from "@emeritus/records/reseal.ts";
import { sql } from "kysely";

const place = (fund: number, account: string): Place => ["signin.account", "totp", fund, account];

/** The column of authenticators' secrets, for a rotation of the keys. */
export const totpSecrets: SealedColumn = {
  table: "signin.account",
  column: "totp",
  key: ["fund", "account"],
  placeOf: ([fund, account]) => place(Number(fund), String(account)),
};

/** An authenticator's secret as it may be stored: sealed for its account, so that it opens nowhere else. */
export function sealTotpSecret(keys: Keys, fund: number, account: string, secret: string): Buffer {
  return keys.seal(place(fund, account), secret).bytes;
}

/** An account's authenticator secret in base32. Throws when the account is absent or the key is not at hand. */
export async function openTotpSecret(
  db: Db | Tx,
  keys: Keys,
  fund: number,
  account: string,
): Promise<string> {
  const { rows } = await sql<{ totp: Buffer }>`
    select totp from signin.account where account = ${account} and fund = ${fund}`.execute(db);
  if (!rows[0]) throw new Error(`there is no account ${account}`);
  return keys.open(place(fund, account), rows[0].totp);
}
