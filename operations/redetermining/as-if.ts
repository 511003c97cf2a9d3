import { again } from "@emeritus/records/command.ts";
import type { Db, Tx } from "@emeritus/records/db.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { charged } from "@emeritus/records/redetermination.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import type { System } from "../system.ts";
import { type Effects, effectsOn, recordNow } from "./effects.ts";

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
export const asIf = <T>(db: Db, work: (tx: Tx, instant: Instant) => Promise<T>): Promise<T> =>
  again(async () => {
    try {
      return await db.transaction().execute(async (tx) => {
        const instant = await takeInstant(tx);
        throw new Undone(await work(tx, instant));
      });
    } catch (error) {
      if (error instanceof Undone) return error.seen as T;
      throw error;
    }
  });

/** Does something in an open transaction as if it were meant, says what it saw, and undoes that bit of the transaction alone. */
export async function asIfWithin<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint as_if`.execute(tx);
  const seen = await work();
  await sql`rollback to savepoint as_if`.execute(tx);
  await sql`release savepoint as_if`.execute(tx);
  return seen;
}

/** What an act answered when it was tried, and what it would do to those whom it is about. */
export interface Tried<T> {
  readonly answer: T;
  readonly effects: Effects;
}

/**
 * Tries an act of any kind, whatever operations it calls, on a system whose record is undone afterwards: the act's own answer, and
 * what it makes of the pay, service, contributions, determinations and benefits of these persons. Nothing is printed or sent.
 */
export const tryOut = <T>(
  system: System,
  persons: readonly number[],
  act: (trial: System) => Promise<T>,
): Promise<Tried<T>> =>
  asIf(system.db, async (tx, since) => {
    const fund = system.fund.number;
    const today = system.calendar.today();
    const before = await recordNow(tx, fund, persons, today);
    const answer = await act(onTrial(system, tx));
    const sums = await charged(tx, fund, persons, { since });
    const touched = { fund, today, persons, before, sums };
    return { answer, effects: await effectsOn(tx, touched, await takeInstant(tx)) };
  });

/** The same system on an open transaction, with nothing outside of it. */
function onTrial({ mail: _mail, ...system }: System, tx: Tx): System {
  const nothing = () => Promise.resolve();
  return {
    ...system,
    db: tx,
    reader: tx,
    letters: { print: () => Promise.resolve(Buffer.from("%PDF-1.7 tried")), close: nothing },
    outbox: { hand: nothing },
  };
}
