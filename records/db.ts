import { Kysely, type Transaction } from "kysely";
import { Pool, types as builtIn, type CustomTypesConfig, type PoolClient, type PoolConfig } from "pg";
import { ClientConnection, poolDialect } from "./driver.ts";
import type { Database } from "./schema.ts";

/** The roles of a database: the owner migrates and rotates keys, the application works, the reader looks. */
export type DatabaseRole = "emeritus_owner" | "emeritus_app" | "emeritus_reader";

/** A database as operations see it. */
export type Db = Kysely<Database>;

/** An open transaction; every store is a plain function that takes one. */
export type Tx = Transaction<Database>;

/** Either: reading stores take whichever is at hand. */
export type Reading = Db | Tx;

/** Does something in the transaction that is open, or else in one of its own. */
export const inTransaction = <T>(db: Reading, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db as Tx) : db.transaction().execute(work);

/** A connected database with the pool beneath it, for COPY and for closing. */
export interface Connection {
  readonly db: Db;
  readonly pool: Pool;
  /** Ends every connection; waits for those in use. */
  close(): Promise<void>;
}

const dateType = 1082;
const dateArrayType = 1182;
const timestampType = 1114;
const instantType = 1184;
const bigintType = 20;
const bigintArrayType = 1016;

const arrayOf =
  <T>(parse: (text: string) => T) =>
  (text: string): (T | null)[] =>
    text
      .slice(1, -1)
      .split(",")
      .filter((part) => part !== "")
      .map((part) => (part === "NULL" ? null : parse(part)));

const asText = (text: string): string => text;

const parsers = new Map<number, (text: string) => unknown>([
  [dateType, asText],
  [dateArrayType, arrayOf(asText)],
  [timestampType, asText],
  [instantType, asText],
  [bigintType, BigInt],
  [bigintArrayType, arrayOf(BigInt)],
]);

/** Dates and instants stay text, whole numbers of 64 bits become bigint: nothing is rounded or shifted by a time zone. */
const types: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers.get(oid)) ||
    builtIn.getTypeParser(oid, format)) as typeof builtIn.getTypeParser,
};

/** The same address with another user name (and the same password): how a role that may log in is reached. */
export function urlAs(url: string, role: DatabaseRole, password?: string): string {
  const address = new URL(url);
  address.username = role;
  if (password !== undefined) address.password = password;
  return address.href;
}

/** The settings of a connection that works as a role; a log-in of another name takes the role on as it connects. */
export function poolConfig(url: string, role: DatabaseRole): PoolConfig {
  const settings = ["TimeZone=UTC", "DateStyle=ISO", "idle_in_transaction_session_timeout=60s"];
  if (decodeURIComponent(new URL(url).username) !== role) settings.push(`role=${role}`);
  return { connectionString: url, types, options: settings.map((setting) => `-c ${setting}`).join(" ") };
}

/** Connects as a role. Queries open connections as they need them, at most `most` at once (10 unless told). */
export function connect(url: string, role: DatabaseRole, { most = 10 }: { most?: number } = {}): Connection {
  const pool = new Pool({ ...poolConfig(url, role), max: most, idleTimeoutMillis: 0 });
  pool.on("error", () => {}); // an idle connection was lost; the next query opens another or fails by itself
  pool.on("connect", (client) => client.on("error", () => {})); // one in use was lost between two statements; its next one fails
  const db = new Kysely<Database>({ dialect: poolDialect(pool) });
  return { db, pool, close: () => db.destroy() };
}

/** Hands the pg client of an open transaction to `use`, for COPY; nothing else should need it. */
export function withClient<T>(tx: Tx, use: (client: PoolClient) => Promise<T>): Promise<T> {
  return tx.getExecutor().provideConnection((connection) => {
    if (!(connection instanceof ClientConnection))
      throw new Error("This transaction is not on one of our connections.");
    return use(connection.client);
  });
}
