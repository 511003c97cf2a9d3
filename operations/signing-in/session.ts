import { createHash, randomBytes } from "node:crypto";
import { type Role, roles } from "../actor.ts";
import type { Actor } from "../actor.ts";
import type { Db, Tx } from "@emeritus/records/db.ts";
import { keepPlanned } from "@emeritus/records/driver.ts";
import { sql } from "kysely";

/** How well a session is proven: by a password alone, which opens nothing, or by both factors. */
export type Strength = "password" | "full";

/** A browser's sign-in, read with the account it belongs to. */
export interface Session extends Actor {
  /** The account holder's name as pages greet it. */
  readonly name: string;
  readonly strength: Strength;
  /** The session's number in the list of sign-ins; it opens nothing. */
  readonly number: bigint;
  /** Seconds since a factor was last shown, for acts that ask for a fresh proof. */
  readonly provedAgo: number;
}

/** How long a session lives: idle and altogether, by its strength. */
const limits = { idleMinutes: 30, fullHours: 12, passwordMinutes: 10 } as const;

const alive = sql`a.locked = false and clock_timestamp() < s.begun + case s.strength
  when 'full' then make_interval(hours => ${limits.fullHours}) else make_interval(mins => ${limits.passwordMinutes}) end
  and clock_timestamp() < s.seen + make_interval(mins => ${limits.idleMinutes})`;

interface Row {
  account: string;
  name: string;
  person: number | null;
  roles: string[];
  employers: number[];
  strength: Strength;
  number: bigint;
  proved_ago: number;
  stale: boolean;
}

/** The live session of a browser's secret, or nothing; marks it as used at most once a minute. */
export async function readSession(db: Db, token: string): Promise<Session | undefined> {
  const query = sql<Row>`
    select a.account, a.name, a.person, a.roles, a.employers, s.strength, s.number,
      extract(epoch from clock_timestamp() - s.proved_at)::float8 as proved_ago,
      s.seen < clock_timestamp() - interval '1 minute' as stale
    from signin.session s join signin.account a using (account)
    where s.session = ${digest(token)} and ${alive}`.compile(db);
  const { rows } = await db.executeQuery(keepPlanned(query));
  const row = rows[0];
  if (!row) return undefined;
  if (row.stale)
    await sql`update signin.session set seen = clock_timestamp() where session = ${digest(token)}`.execute(
      db,
    );
  return {
    account: row.account,
    name: row.name,
    ...(row.person === null ? {} : { person: row.person }),
    roles: roles.filter((role): role is Role => row.roles.includes(role)),
    employers: row.employers,
    strength: row.strength,
    number: row.number,
    provedAgo: row.proved_ago,
  };
}

/** Begins a session and returns its secret, which is kept nowhere but in the browser. */
export async function beginSession(
  tx: Db | Tx,
  account: string,
  strength: Strength,
  browser: string,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await sql`insert into signin.session (session, account, strength, browser)
    values (${digest(token)}, ${account}, ${strength}, ${browser.slice(0, 300)})`.execute(tx);
  return token;
}

/** Ends the session of a browser's secret. */
export async function endSession(tx: Db | Tx, token: string): Promise<void> {
  await sql`delete from signin.session where session = ${digest(token)}`.execute(tx);
}

/** What is stored of a session's secret. */
export function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
