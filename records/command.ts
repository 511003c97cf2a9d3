import { canonicalJson, fromCanonicalJson, sha256 } from "./canonical.ts";
import { recordEntry } from "./audit.ts";
import type { Db, Reading, Tx } from "./db.ts";
import { lockPersons, takeInstant } from "./moment.ts";
import type { Instant } from "./schema.ts";

/** What a command is, who gives it, and the key that makes it happen once. */
export interface CommandRequest {
  readonly fund: number;
  /** The account that gives it. */
  readonly actor: { readonly account: string };
  /** A UUID of the giver's own; the same key with the same request gives the first answer. */
  readonly key: string;
  /** The operation, as it stands in the audit. */
  readonly name: string;
  /** All that decides the outcome, compared with the first request under this key. Only its hash is kept; closed values go in as their lookup hash. */
  readonly request: unknown;
  /** The persons whose records it changes: commands on one person follow each other. */
  readonly persons?: readonly number[];
  /** Why, where the actor must give a reason. */
  readonly because?: string;
}

/** Adds to what the audit entry of this command will say. Never a closed value. */
export type Note = (more: {
  person?: number;
  because?: string;
  facts?: Readonly<Record<string, unknown>>;
}) => void;

/** Whether a command was done under a key: giving it again gives the first answer, or is refused as another request. */
export async function wasGiven(db: Reading, actor: string, key: string): Promise<boolean> {
  const first = await db
    .selectFrom("audit.command")
    .select("key")
    .where("actor", "=", actor)
    .where("key", "=", key)
    .executeTakeFirst();
  return first !== undefined;
}

/** The key was used before for something else. */
export class KeyReused extends Error {
  override name = "KeyReused";
  constructor() {
    super("This key was used before for another request.");
  }
}

/**
 * Does something once: one transaction, one instant, one audit entry, and the answer kept under the key. A second call with
 * the key waits for the first and gives its answer. An answer that refuses is kept like any other; an effect that throws
 * leaves nothing, not even the key. Throws KeyReused when the key stands for another request. The effect must reach nothing
 * but the transaction, since it runs again after a deadlock. Given an open transaction in place of the database, it is done in
 * that transaction and stands or falls with it.
 */
export async function command<T>(
  db: Db,
  asked: CommandRequest,
  effect: (tx: Tx, instant: Instant, note: Note) => Promise<T>,
): Promise<T> {
  if (db.isTransaction) return once(db as Tx, asked, effect);
  return again(() => db.transaction().execute((tx) => once(tx, asked, effect)));
}

/** Does something again, a few times, after a failure that passes by itself, such as a deadlock; it must reach nothing but its transaction. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === mostAttempts || !mayPass(error)) throw error;
    }
  }
}

const mostAttempts = 4;
const serializationFailure = "40001";
const deadlock = "40P01";
const checkViolation = "23514"; // a version recorded after our instant by a command that did not name the person

const mayPass = (error: unknown): boolean =>
  [serializationFailure, deadlock, checkViolation].includes((error as { code?: string }).code ?? "");

async function once<T>(
  tx: Tx,
  asked: CommandRequest,
  effect: (tx: Tx, instant: Instant, note: Note) => Promise<T>,
): Promise<T> {
  const { fund, key, name } = asked;
  const actor = asked.actor.account;
  const request_hash = sha256(canonicalJson({ name, request: asked.request }));
  if (asked.persons) await lockPersons(tx, fund, asked.persons);
  const instant = await takeInstant(tx);
  const { numInsertedOrUpdatedRows: begun } = await tx
    .insertInto("audit.command")
    .values({ actor, key, fund, name, request_hash, recorded_from: instant })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (begun === 0n) return firstAnswer(tx, actor, key, request_hash);

  const entry = {
    person: asked.persons?.length === 1 ? asked.persons[0] : undefined,
    because: asked.because,
    facts: {},
  };
  const answer = await effect(tx, instant, ({ facts, ...rest }) => {
    Object.assign(entry, rest);
    Object.assign(entry.facts, facts);
  });
  await recordEntry(tx, { fund, actor, action: name, key, ...entry }, instant);
  const text = canonicalJson(answer ?? null);
  await tx
    .insertInto("audit.command_answer")
    .values({ actor, key, answer: text, recorded_from: instant })
    .execute();
  return fromCanonicalJson<T>(text);
}

async function firstAnswer<T>(tx: Tx, actor: string, key: string, hash: Buffer): Promise<T> {
  const first = await tx
    .selectFrom("audit.command as c")
    .innerJoin("audit.command_answer as a", (join) =>
      join.onRef("a.actor", "=", "c.actor").onRef("a.key", "=", "c.key"),
    )
    .select(["c.request_hash", "a.answer"])
    .where("c.actor", "=", actor)
    .where("c.key", "=", key)
    .executeTakeFirstOrThrow();
  if (!first.request_hash.equals(hash)) throw new KeyReused();
  return fromCanonicalJson<T>(first.answer);
}
