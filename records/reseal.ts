import { sql, type RawBuilder } from "kysely";
import type { Db } from "./db.ts";
import type { Keys, Place } from "./keys.ts";

/** A column of sealed values outside records.closed_field. */
export interface SealedColumn {
  /** The table with its schema, such as signin.account. */
  readonly table: string;
  readonly column: string;
  /** The columns that name a row, in the order in which `placeOf` gets them. */
  readonly key: readonly string[];
  /** Where a row's value is sealed for. */
  readonly placeOf: (key: readonly (string | number)[]) => Place;
  /** The column that repeats the number of the key, where there is one. */
  readonly keyNumber?: string;
}

const rowsAtOnce = 50; // a sealed file can have some megabytes

/** What an older key sealed: the second byte of a sealed value is the number of its key. */
const byOlderKey = (column: string, keys: Keys): RawBuilder<boolean> =>
  sql<boolean>`get_byte(${sql.ref(column)}, 1) <> ${keys.cipherNo}`;

/**
 * Seals again, with the newest key, every value of a column that an older key sealed. Runs as the owner; gives the number of
 * values. Killed and begun again it goes on where it was.
 */
export async function resealColumn(owner: Db, keys: Keys, sealed: SealedColumn): Promise<number> {
  for (let done = 0; ;) {
    const moved = await resealSome(owner, keys, sealed);
    if (moved === 0) return done;
    done += moved;
  }
}

function resealSome(owner: Db, keys: Keys, { table, column, key, placeOf, keyNumber }: SealedColumn) {
  const names = sql.join(key.map((name) => sql.ref(name)));
  return owner.transaction().execute(async (tx) => {
    const { rows } = await sql<Record<string, string | number> & { sealed: Buffer }>`
      select ${names}, ${sql.ref(column)} as sealed from ${sql.table(table)}
      where ${byOlderKey(column, keys)} limit ${rowsAtOnce} for update`.execute(tx);
    for (const { sealed, ...row } of rows) {
      const values = key.map((name) => row[name]!);
      const place = placeOf(values);
      const { keyNo, bytes } = keys.seal(place, keys.open(place, sealed));
      const number = keyNumber === undefined ? sql`` : sql`, ${sql.ref(keyNumber)} = ${keyNo}`;
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${bytes} ${number}
        where (${names}) = (${sql.join(values)})`.execute(tx);
    }
    return rows.length;
  });
}

/** How many values of a column the newest key did not seal. */
export async function countOlder(owner: Db, keys: Keys, { table, column }: SealedColumn): Promise<number> {
  const { rows } = await sql<{ older: number }>`
    select count(*)::int as older from ${sql.table(table)} where ${byOlderKey(column, keys)}`.execute(owner);
  return rows[0]!.older;
}
