import type { Db, Tx } from "@emeritus/records/db.ts";
import type { Keys } from "@emeritus/records/keys.ts";
import { sql } from "kysely";

/** Which step of signing in is tried: strangers can try passwords, codes only those who know the password. */
export type TriedStep = "password" | "code";

/** One try: whose account, at which step, from which network address. */
export interface Try {
  readonly account: string;
  readonly step: TriedStep;
  readonly address: string;
}

/**
 * How many tries are free: from one address, and of one account from one address, in each window; of one account from all
 * addresses together before waits begin. Waits begin with the shortest and double up to the longest, and are forgotten with a
 * full sign-in or after a day in which none was counted. That leaves a stranger some forty guesses a day (NIST SP 800-63B 3.2.2).
 */
export const limits = {
  address: 100,
  accountFromAddress: 10,
  windowMinutes: 15,
  account: 10,
  shortestWaitSeconds: 30,
  longestWaitSeconds: 3_600,
  forgottenAfterHours: 24,
} as const;

const knownForDays = 400;

/**
 * Counts one try, before any password is hashed, and says whether it may go on. Nobody is locked out by a stranger: tries
 * elsewhere slow an account down only for places from which it was never signed in, and a try that must wait counts nothing.
 */
export async function countTry(tx: Db | Tx, keys: Keys, tried: Try): Promise<boolean> {
  if (!(await withinWindow(tx, keys, tried))) return false;
  return (await isKnownPlace(tx, keys, tried)) || withinPace(tx, subjectOf(keys, "account", tried));
}

/** Takes back the tries of a sign-in that succeeded, and remembers the place. */
export async function forgiveTries(
  tx: Db | Tx,
  keys: Keys,
  { account, address }: Pick<Try, "account" | "address">,
): Promise<void> {
  for (const step of ["password", "code"] as const) {
    const tried = { account, address, step };
    const subjects = [subjectOf(keys, "account", tried), subjectOf(keys, "accountFromAddress", tried)];
    await sql`delete from signin.tries where subject = any(${subjects}::text[])`.execute(tx);
  }
  const place = subjectOf(keys, "address", { account, address, step: "password" });
  await sql`update signin.tries set tries = greatest(0, tries - 2) where subject = ${place}`.execute(tx);
  await sql`insert into signin.known_place as k (account, place) values (${account}, ${placeOf(keys, address)})
    on conflict (account, place) do update set seen = clock_timestamp()`.execute(tx);
  await sql`delete from signin.known_place
    where account = ${account} and seen < clock_timestamp() - make_interval(days => ${knownForDays})`.execute(
    tx,
  );
}

/** What a count is kept under: a hash, since what was typed as an Online ID may be a password. */
export function subjectOf(
  keys: Keys,
  kind: "address" | "accountFromAddress" | "account",
  { account, step, address }: Try,
): string {
  const parts = {
    address: [address],
    accountFromAddress: [step, account, address],
    account: [step, account],
  }[kind];
  return `${kind} ${hashed(keys, parts)}`;
}

const placeOf = (keys: Keys, address: string): string => hashed(keys, ["place", address]);

const longest = 150;

const hashed = (keys: Keys, parts: readonly string[]): string =>
  keys.lookup("signing in", parts.map((part) => part.slice(0, longest)).join("\n")).hash.toString("hex");

async function withinWindow(tx: Db | Tx, keys: Keys, tried: Try): Promise<boolean> {
  const address = subjectOf(keys, "address", tried);
  const pair = subjectOf(keys, "accountFromAddress", tried);
  const { rows } = await sql<{ subject: string; tries: number }>`
    insert into signin.tries as t (subject, tries) values (${address}, 1), (${pair}, 1)
    on conflict (subject) do update set
      tries = case when t.since < clock_timestamp() - make_interval(mins => ${limits.windowMinutes}) then 1 else t.tries + 1 end,
      since = case when t.since < clock_timestamp() - make_interval(mins => ${limits.windowMinutes}) then clock_timestamp() else t.since end
    returning subject, tries`.execute(tx);
  return rows.every(
    ({ subject, tries }) => tries <= (subject === pair ? limits.accountFromAddress : limits.address),
  );
}

async function isKnownPlace(tx: Db | Tx, keys: Keys, { account, address }: Try): Promise<boolean> {
  const { rows } = await sql`select 1 from signin.known_place
    where account = ${account} and place = ${placeOf(keys, address)}`.execute(tx);
  return rows.length > 0;
}

/** One try at a time and never sooner than the wait allows; `since` is the last one counted, and moves only when one is. */
async function withinPace(tx: Db | Tx, subject: string): Promise<boolean> {
  const { account, shortestWaitSeconds, longestWaitSeconds, forgottenAfterHours } = limits;
  const forgotten = sql`t.since < statement_timestamp() - make_interval(hours => ${forgottenAfterHours})`;
  const waited = sql`(t.tries < ${account} or t.since <= statement_timestamp() - make_interval(secs =>
    least(${longestWaitSeconds}::float8, ${shortestWaitSeconds}::float8 * 2 ^ least(t.tries - ${account}, 20))))`;
  const { rows } = await sql<{ counted: boolean }>`
    insert into signin.tries as t (subject, tries, since) values (${subject}, 1, statement_timestamp())
    on conflict (subject) do update set
      tries = case when ${forgotten} then 1 else t.tries + 1 end,
      since = statement_timestamp()
      where ${forgotten} or ${waited}
    returning true as counted`.execute(tx);
  return rows.length > 0;
}
