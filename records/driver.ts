import {
  AbortedTransactionError,
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from "kysely";
import type { Pool, PoolClient, QueryResult as PgQueryResult } from "pg";
import { queryKept } from "./kept-query.ts";
import { scrubbed } from "./scrub.ts";

const names = new Map<string, string>();
const keptName = Symbol("name of a kept plan");

/**
 * Marks a statement that each connection parses, plans and describes once and keeps, for the few that pages run again and again.
 * Its text must be one of a few: what varies belongs in its parameters.
 */
export function keepPlanned<R>(query: CompiledQuery<R>): CompiledQuery<R> {
  let name = names.get(query.sql);
  if (name === undefined) names.set(query.sql, (name = `kept ${names.size + 1}`));
  return { ...query, [keptName]: name } as CompiledQuery<R>;
}

/** A connection of Kysely that also gives its pg client, for COPY inside the same transaction; its errors carry no values. */
export class ClientConnection implements DatabaseConnection {
  readonly client: PoolClient;
  broken = false;

  constructor(client: PoolClient) {
    this.client = client;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const values = [...query.parameters];
      const name = (query as { readonly [keptName]?: string })[keptName];
      const answer: unknown = await (name === undefined
        ? this.client.query({ text: query.sql, values })
        : queryKept(this.client, { name, text: query.sql, values }));
      const last = Array.isArray(answer) ? answer.at(-1) : answer; // of several statements in one text
      const { command, rowCount, rows } = last as PgQueryResult<R & object>;
      if (command === "COMMIT" || command === "ROLLBACK") return { rows: [{ command } as R] };
      return rowCount === null ? { rows } : { rows, numAffectedRows: BigInt(rowCount) };
    } catch (error) {
      throw scrubbed(error);
    }
  }

  // oxlint-disable-next-line require-yield -- streams go by COPY
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("Rows are streamed by COPY, not by cursors.");
  }
}

class PoolDriver implements Driver {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new ClientConnection(await this.#pool.connect());
  }

  async beginTransaction(
    connection: DatabaseConnection,
    { isolationLevel, accessMode }: TransactionSettings,
  ): Promise<void> {
    const words = [isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean);
    await connection.executeQuery(CompiledQuery.raw(["start transaction", ...words].join(" ")));
  }

  /** A transaction that an error ended answers COMMIT with ROLLBACK, which must not pass for success. */
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const { rows } = await connection.executeQuery<{ command: string }>(CompiledQuery.raw("commit"));
    if (rows[0]?.command === "ROLLBACK") throw new AbortedTransactionError();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw("rollback"));
    } catch (error) {
      (connection as ClientConnection).broken = true;
      throw error;
    }
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`savepoint ${quoted(name)}`));
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`rollback to ${quoted(name)}`));
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`release ${quoted(name)}`));
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const { client, broken } = connection as ClientConnection;
    client.release(broken);
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Kysely over a pool, with errors scrubbed and COPY within reach. */
export const poolDialect = (pool: Pool): Dialect => ({
  createDriver: () => new PoolDriver(pool),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db) => new PostgresIntrospector(db),
});
