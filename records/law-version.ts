import type { Reading, Tx } from "./db.ts";
import type { Instant } from "./schema.ts";

/** A version of a plan's law in canonical form, under the hash that determinations name. */
export interface LawVersion {
  readonly hash: string;
  readonly plan: string;
  readonly content: string;
}

/** Keeps a version of the law, once. */
export async function keepLawVersion(
  tx: Tx,
  { hash, plan, content }: LawVersion,
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.law_version")
    .values({ hash, plan, content, recorded_from: instant })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The version of the law with this hash. */
export async function findLawVersion(db: Reading, hash: string): Promise<LawVersion | undefined> {
  return db
    .selectFrom("records.law_version")
    .select(["hash", "plan", "content"])
    .where("hash", "=", hash)
    .executeTakeFirst();
}

/** The versions of the law whose hash begins with a text of hexadecimal digits, in order of their hashes. */
export async function lawVersionsLike(db: Reading, begins: string): Promise<LawVersion[]> {
  if (!/^[0-9a-f]{6,64}$/.test(begins)) return [];
  return db
    .selectFrom("records.law_version")
    .select(["hash", "plan", "content"])
    .where("hash", "like", `${begins}%`)
    .orderBy("hash")
    .execute();
}

/** Every version of the law that the record keeps, the latest last. */
export async function allLawVersions(db: Reading): Promise<Omit<LawVersion, "content">[]> {
  return db
    .selectFrom("records.law_version")
    .select(["hash", "plan"])
    .orderBy("recorded_from")
    .orderBy("hash")
    .execute();
}
