import type { Db, Tx } from "@emeritus/records/db.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import type { Instant } from "@emeritus/records/schema.ts";

/** Carries out of a transaction what was seen in it, so that the transaction is undone. */
class Undone<T> extends Error {
  readonly seen: T;
  constructor(seen: T) {
    super("undone");
    this.seen = seen;
  }
}

/**
 * Does something as if it were meant, says what it saw, and undoes every bit of it: what is previewed is what will be done, because
 * it is the same work. The work must reach nothing but the transaction. Numbers that it took are not given again.
 */
export async function asIf<T>(db: Db, work: (tx: Tx, instant: Instant) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute(async (tx) => {
      const instant = await takeInstant(tx);
      throw new Undone(await work(tx, instant));
    });
  } catch (error) {
    if (error instanceof Undone) return error.seen as T;
    throw error;
  }
}
